package time

// A Time is an instant with nanoseconds. It has two forms.
//
// The short one is what the clock gives, and what the kernel writes into the channel of a timer: ns
// is unix time in nanoseconds (a second or more) and mono the virtual time since the start, with
// which differences are measured; seconds is 0. In the long form, which reaches all years, seconds
// counts from January 1 of the year 1, and ns is what is left, below a second. So the zero Time is
// the start of the year 1.
type Time struct {
	ns      int64
	mono    int64
	seconds int64
	loc     *Location
}

const (
	unixToInternal  int64 = 62135596800 // seconds from year 1 to 1970
	secondsPerDay         = 86400
	nsPerSecond           = 1e9
	daysPer400Years       = 365*400 + 97
)

func (t *Time) short() bool { return t.seconds == 0 && t.ns >= nsPerSecond }

// sec is the number of seconds since the year 1.
func (t *Time) sec() int64 {
	if t.short() {
		return t.ns/nsPerSecond + unixToInternal
	}
	return t.seconds
}

// nsec is what is left of a second.
func (t *Time) nsec() int64 {
	if t.short() {
		return t.ns % nsPerSecond
	}
	return t.ns
}

// Now is the time of the program's clock.
func Now() Time { return Time{walltime(), nanotime(), 0, Local} }

// Since is Now().Sub(t).
func Since(t Time) Duration {
	if t.mono != 0 {
		return Duration(nanotime() - t.mono)
	}
	return Now().Sub(t)
}

// Until is t.Sub(Now()).
func Until(t Time) Duration {
	if t.mono != 0 {
		return Duration(t.mono - nanotime())
	}
	return t.Sub(Now())
}

// Unix gives the time so many seconds and nanoseconds after 1970.
func Unix(sec int64, nsec int64) Time {
	if nsec < 0 || nsec >= nsPerSecond {
		sec += nsec / nsPerSecond
		nsec %= nsPerSecond
		if nsec < 0 {
			nsec += nsPerSecond
			sec--
		}
	}
	return Time{nsec, 0, sec + unixToInternal, Local}
}

// UnixMilli gives the time so many milliseconds after 1970.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, (msec%1e3)*1e6) }

// UnixMicro gives the time so many microseconds after 1970.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, (usec%1e6)*1e3) }

func (t Time) Unix() int64      { return t.sec() - unixToInternal }
func (t Time) UnixNano() int64  { return t.Unix()*nsPerSecond + t.nsec() }
func (t Time) UnixMicro() int64 { return t.Unix()*1e6 + t.nsec()/1e3 }
func (t Time) UnixMilli() int64 { return t.Unix()*1e3 + t.nsec()/1e6 }

// After, Before, Compare and Equal compare instants.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

func (t Time) Compare(u Time) int {
	if t.mono != 0 && u.mono != 0 {
		return order(t.mono, u.mono)
	}
	if c := order(t.sec(), u.sec()); c != 0 {
		return c
	}
	return order(t.nsec(), u.nsec())
}

func order(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// IsZero reports whether t is the zero Time.
func (t Time) IsZero() bool { return t.seconds == 0 && t.ns == 0 }

// Add gives the time d later.
func (t Time) Add(d Duration) Time {
	if t.short() {
		ns := t.ns + int64(d)
		mono := t.mono + int64(d)
		if ns >= nsPerSecond && (ns > t.ns) == (d > 0) && (t.mono == 0 || mono > 0) {
			t.ns = ns
			if t.mono != 0 {
				t.mono = mono
			}
			return t
		}
	}
	sec, ns := t.sec()+int64(d/Second), t.nsec()+int64(d%Second)
	if ns >= nsPerSecond {
		sec++
		ns -= nsPerSecond
	} else if ns < 0 {
		sec--
		ns += nsPerSecond
	}
	return Time{ns, 0, sec, t.loc}
}

// Sub gives t-u, or the longest Duration if it does not fit.
func (t Time) Sub(u Time) Duration {
	if t.mono != 0 && u.mono != 0 {
		return Duration(t.mono - u.mono)
	}
	seconds := t.sec() - u.sec()
	d := Duration(seconds)*Second + Duration(t.nsec()-u.nsec())
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

// AddDate adds to the parts of a date; what is beyond a month's end goes into the next month.
func (t Time) AddDate(years int, months int, days int) Time {
	year, month, day := t.Date()
	hour, min, sec := t.Clock()
	return Date(year+years, month+Month(months), day+days, hour, min, sec, int(t.nsec()),
		t.Location())
}

// Truncate rounds down to a multiple of d since the zero time, and drops the monotonic clock.
func (t Time) Truncate(d Duration) Time {
	t = t.Round(0)
	if d <= 0 {
		return t
	}
	return t.Add(-t.remainder(d))
}

// Round rounds to a multiple of d since the zero time, and drops the monotonic clock.
func (t Time) Round(d Duration) Time {
	t = Time{t.nsec(), 0, t.sec(), t.loc}
	if d <= 0 {
		return t
	}
	r := t.remainder(d)
	if uint64(r)+uint64(r) < uint64(d) {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// remainder is the time since year 1, modulo d: (s*10^9 + n) mod d by doubling, bit by bit.
func (t Time) remainder(d Duration) Duration {
	m := uint64(d)
	s := t.sec()
	negative := s < 0
	if negative {
		s = -s
	}
	r := uint64(0)
	for bit := 62; bit >= 0; bit-- {
		r = r * 2 % m
		if s>>bit&1 != 0 {
			r = (r + nsPerSecond%m) % m
		}
	}
	if negative {
		r = (m - r) % m
	}
	return Duration((r + uint64(t.nsec())%m) % m)
}
