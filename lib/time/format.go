package time

// String shows t with all that it has: the monotonic clock as m=±seconds.
func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.mono == 0 {
		return s
	}
	b := append([]byte(s), " m="...)
	m := t.mono
	if m < 0 {
		b = append(b, '-')
		m = -m
	} else {
		b = append(b, '+')
	}
	b = appendPadded(b, int(m/nsPerSecond), 1)
	b = append(b, '.')
	return string(appendPadded(b, int(m%nsPerSecond), 9))
}

// GoString shows t as a call of Date.
func (t Time) GoString() string {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	b := []byte("time.Date(")
	b = appendPadded(b, year, 1)
	b = append(b, ", time."+month.String()...)
	for _, n := range []int{day, hour, min, sec, int(t.nsec())} {
		b = appendPadded(append(b, ", "...), n, 1)
	}
	switch t.loc {
	case nil, UTC:
		return string(append(b, ", time.UTC)"...))
	case Local:
		return string(append(b, ", time.Local)"...))
	}
	return string(append(b, `, time.Location("`+t.loc.name+`"))`...))
}

// Format writes t after the pattern of a layout.
func (t Time) Format(layout string) string { return string(t.AppendFormat(nil, layout)) }

// AppendFormat appends what Format gives.
func (t Time) AppendFormat(b []byte, layout string) []byte {
	f := shown{t: t}
	days, seconds := t.split()
	f.year, f.month, f.day, f.yday = civil(days)
	f.hour, f.min, f.sec = int(seconds/3600), int(seconds/60%60), int(seconds%60)
	for layout != "" {
		prefix, e, digits, suffix := nextElement(layout)
		b = append(b, prefix...)
		if e == none {
			break
		}
		layout = suffix
		b = f.append(b, e, digits)
	}
	return b
}

func appendPadded(b []byte, n, width int) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	var buf [32]byte
	at := digits(&buf, len(buf), uint64(n))
	for i := len(buf) - at; i < width; i++ {
		b = append(b, '0')
	}
	return append(b, buf[at:]...)
}

func appendSpaced(b []byte, n, width int) []byte {
	for limit := 10; width > 1; width-- {
		if n < limit {
			b = append(b, ' ')
		}
		limit *= 10
	}
	return appendPadded(b, n, 1)
}

// shown is a time taken apart.
type shown struct {
	t              Time
	year, day      int
	month          Month
	yday           int
	hour, min, sec int
}

func (f *shown) hour12() int { return (f.hour+11)%12 + 1 }

func (f *shown) append(b []byte, e element, digits int) []byte {
	switch e {
	case longMonth:
		return append(b, f.month.String()...)
	case month:
		return append(b, f.month.String()[:3]...)
	case numMonth:
		return appendPadded(b, int(f.month), 1)
	case zeroMonth:
		return appendPadded(b, int(f.month), 2)
	case longWeekday:
		return append(b, f.t.Weekday().String()...)
	case weekday:
		return append(b, f.t.Weekday().String()[:3]...)
	case day:
		return appendPadded(b, f.day, 1)
	case underDay:
		return appendSpaced(b, f.day, 2)
	case zeroDay:
		return appendPadded(b, f.day, 2)
	case underYearDay:
		return appendSpaced(b, f.yday+1, 3)
	case zeroYearDay:
		return appendPadded(b, f.yday+1, 3)
	case longYear:
		return appendPadded(b, f.year, 4)
	case year2:
		return appendPadded(b, max(f.year, -f.year)%100, 2)
	}
	return f.appendClock(b, e, digits)
}

func (f *shown) appendClock(b []byte, e element, digits int) []byte {
	switch e {
	case hour24:
		return appendPadded(b, f.hour, 2)
	case hour12:
		return appendPadded(b, f.hour12(), 1)
	case zeroHour12:
		return appendPadded(b, f.hour12(), 2)
	case minute:
		return appendPadded(b, f.min, 1)
	case zeroMinute:
		return appendPadded(b, f.min, 2)
	case second:
		return appendPadded(b, f.sec, 1)
	case zeroSecond:
		return appendPadded(b, f.sec, 2)
	case upperPM:
		return append(b, "AMPM"[f.hour/12*2:f.hour/12*2+2]...)
	case lowerPM:
		return append(b, "ampm"[f.hour/12*2:f.hour/12*2+2]...)
	case fraction0, fraction9:
		return f.appendFraction(b, e, digits)
	}
	return f.appendZone(b, e)
}

func (f *shown) appendFraction(b []byte, e element, digits int) []byte {
	start := len(b)
	point := byte('.')
	if digits >= commaFlag {
		point = ','
		digits -= commaFlag
	}
	b = append(b, point)
	b = appendPadded(b, int(f.t.nsec()), 9)
	for i := 9; i < digits; i++ {
		b = append(b, '0')
	}
	b = b[:start+1+digits]
	if e == fraction9 {
		for len(b) > start+1 && b[len(b)-1] == '0' {
			b = b[:len(b)-1]
		}
		if len(b) == start+1 {
			b = b[:start]
		}
	}
	return b
}

func (f *shown) appendZone(b []byte, e element) []byte {
	name, offset := f.t.Zone()
	if e == zoneName && name != "" {
		return append(b, name...)
	}
	if e >= zoneZ {
		if offset == 0 {
			return append(b, 'Z')
		}
		e -= zoneForms
	}
	sign := byte('+')
	if offset < 0 {
		sign = '-'
		offset = -offset
	}
	b = appendPadded(append(b, sign), offset/3600, 2)
	if e == zoneHour {
		return b
	}
	colon := e == zoneColon || e == zoneColonSecs
	if colon {
		b = append(b, ':')
	}
	b = appendPadded(b, offset/60%60, 2)
	if e == zoneSecs || e == zoneColonSecs {
		if colon {
			b = append(b, ':')
		}
		b = appendPadded(b, offset%60, 2)
	}
	return b
}
