package time

// leadingInt reads a number with an optional sign at the start of s.
func leadingInt(s string) (n int, rest string, err error) {
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	i := 0
	for ; isDigitAt(s, i); i++ {
		if n > 1<<50 {
			return 0, s, errBad
		}
		n = n*10 + int(s[i]-'0')
	}
	if i == 0 {
		return 0, s, errBad
	}
	if negative {
		n = -n
	}
	return n, s[i:], nil
}

// whole reads all of s as a number.
func whole(s string) (int, error) {
	n, rest, err := leadingInt(s)
	if err == nil && rest != "" {
		err = errBad
	}
	return n, err
}

// twoDigits reads one or two digits; two must be there if fixed.
func twoDigits(s string, fixed bool) (int, string, error) {
	if !isDigitAt(s, 0) {
		return 0, s, errBad
	}
	if !isDigitAt(s, 1) {
		if fixed {
			return 0, s, errBad
		}
		return int(s[0] - '0'), s[1:], nil
	}
	return int(s[0]-'0')*10 + int(s[1]-'0'), s[2:], nil
}

func threeDigits(s string, fixed bool) (int, string, error) {
	n, i := 0, 0
	for i < 3 && isDigitAt(s, i) {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i == 0 || fixed && i != 3 {
		return 0, s, errBad
	}
	return n, s[i:], nil
}

// lookup finds one of names (their first n letters, if n is not 0) at the start of s, in any case.
func lookup(names []string, n int, s string) (int, string, error) {
	for i, name := range names {
		if n > 0 {
			name = name[:n]
		}
		if len(s) >= len(name) && sameFold(s[:len(name)], name) {
			return i, s[len(name):], nil
		}
	}
	return -1, s, errBad
}

func sameFold(a, b string) bool {
	for i := 0; i < len(a); i++ {
		if a[i] != b[i] && (a[i]|0x20 != b[i]|0x20 || a[i]|0x20 < 'a' || a[i]|0x20 > 'z') {
			return false
		}
	}
	return true
}

// element reads one element of a layout; layout is what comes behind it there.
func (p *parsed) element(e element, digits int, s, layout string) (rest string, err error) {
	switch e {
	case year2:
		return p.shortYear(s)
	case longYear:
		if len(s) < 4 || !isDigitAt(s, 0) {
			return s, errBad
		}
		p.year, err = whole(s[:4])
		return s[4:], err
	case month, longMonth:
		n := 3
		if e == longMonth {
			n = 0
		}
		p.month, s, err = lookup(monthNames[:], n, s)
		p.month++
	case numMonth, zeroMonth:
		p.month, s, err = twoDigits(s, e == zeroMonth)
		if err == nil && (p.month <= 0 || p.month > 12) {
			p.outOfRange = "month"
		}
	case weekday:
		_, s, err = lookup(dayNames[:], 3, s)
	case longWeekday:
		_, s, err = lookup(dayNames[:], 0, s)
	case day, underDay, zeroDay:
		if e == underDay && len(s) > 0 && s[0] == ' ' {
			s = s[1:]
		}
		p.day, s, err = twoDigits(s, e == zeroDay)
	case underYearDay, zeroYearDay:
		for i := 0; i < 2 && e == underYearDay && len(s) > 0 && s[0] == ' '; i++ {
			s = s[1:]
		}
		p.yday, s, err = threeDigits(s, e == zeroYearDay)
	default:
		return p.clock(e, digits, s, layout)
	}
	return s, err
}

func (p *parsed) shortYear(s string) (string, error) {
	if len(s) < 2 {
		return s, errBad
	}
	year, err := whole(s[:2])
	if err != nil {
		return s, err
	}
	p.year = year
	if p.year >= 69 { // as Unix does
		p.year += 1900
	} else {
		p.year += 2000
	}
	return s[2:], nil
}

func (p *parsed) clock(e element, digits int, s, layout string) (rest string, err error) {
	switch e {
	case hour24:
		p.hour, s, err = twoDigits(s, false)
		p.check(err, p.hour < 24, "hour")
	case hour12, zeroHour12:
		p.hour, s, err = twoDigits(s, e == zeroHour12)
		p.check(err, p.hour <= 12, "hour")
	case minute, zeroMinute:
		p.min, s, err = twoDigits(s, e == zeroMinute)
		p.check(err, p.min < 60, "minute")
	case second, zeroSecond:
		p.sec, s, err = twoDigits(s, e == zeroSecond)
		p.check(err, p.sec < 60, "second")
		if err == nil && p.outOfRange == "" {
			return p.hiddenFraction(s, layout)
		}
	case upperPM, lowerPM:
		if len(s) < 2 {
			return s, errBad
		}
		word := s[:2]
		switch {
		case word == "PM" && e == upperPM || word == "pm" && e == lowerPM:
			p.pm = true
		case word == "AM" && e == upperPM || word == "am" && e == lowerPM:
			p.am = true
		default:
			return s, errBad
		}
		return s[2:], nil
	case fraction0:
		return p.fraction(s, digits%commaFlag+1)
	case fraction9:
		if len(s) < 2 || s[0] != '.' && s[0] != ',' || !isDigitAt(s, 1) {
			return s, nil
		}
		n := 1
		for isDigitAt(s, n) {
			n++
		}
		return p.fraction(s, n)
	default:
		return p.zone(e, s)
	}
	return s, err
}

func (p *parsed) check(err error, ok bool, what string) {
	if err == nil && !ok {
		p.outOfRange = what
	}
}

// hiddenFraction accepts a fraction behind seconds that the layout does not mention.
func (p *parsed) hiddenFraction(s, layout string) (string, error) {
	if len(s) < 2 || s[0] != '.' && s[0] != ',' || !isDigitAt(s, 1) {
		return s, nil
	}
	if _, e, _, _ := nextElement(layout); e == fraction0 || e == fraction9 {
		return s, nil
	}
	n := 2
	for isDigitAt(s, n) {
		n++
	}
	return p.fraction(s, n)
}

// fraction reads a point and n-1 digits.
func (p *parsed) fraction(s string, n int) (string, error) {
	if len(s) < n || s[0] != '.' && s[0] != ',' {
		return s, errBad
	}
	digits := s[1:n]
	if len(digits) > 9 {
		digits = digits[:9]
	}
	ns, err := whole(digits)
	if err != nil {
		return s, err
	}
	p.check(nil, ns >= 0, "fractional second")
	for range 9 - len(digits) {
		ns *= 10
	}
	p.nsec = ns
	return s[n:], nil
}

func (p *parsed) zone(e element, s string) (string, error) {
	if e == zoneName {
		return p.named(s)
	}
	if e >= zoneZ {
		if len(s) >= 1 && s[0] == 'Z' {
			p.utc = true
			return s[1:], nil
		}
		e -= zoneForms
	}
	colon := e == zoneColon || e == zoneColonSecs
	parts := 2
	switch e {
	case zoneHour:
		parts = 1
	case zoneSecs, zoneColonSecs:
		parts = 3
	}
	length, step := 1+2*parts, 2
	if colon {
		length += parts - 1
		step = 3
	}
	if len(s) < length {
		return s, errBad
	}
	var value [3]int
	var err error
	for i := 0; i < parts && err == nil; i++ {
		at := 1 + i*step
		if i > 0 && colon && s[at-1] != ':' {
			return s, errBad
		}
		value[i], _, err = twoDigits(s[at:at+2], true)
	}
	p.setOffset(value)
	switch s[0] {
	case '+':
	case '-':
		p.zoneOffset = -p.zoneOffset
	default:
		err = errBad
	}
	return s[length:], err
}

func (p *parsed) setOffset(value [3]int) {
	if value[0] > 24 {
		p.outOfRange = "time zone offset hour"
	}
	if value[1] > 60 {
		p.outOfRange = "time zone offset minute"
	}
	if value[2] > 60 {
		p.outOfRange = "time zone offset second"
	}
	p.zoneOffset = (value[0]*60+value[1])*60 + value[2]
}

// named reads an abbreviation: UTC, three or four capitals, or a GMT offset.
func (p *parsed) named(s string) (string, error) {
	if hasAt(s, 0, "UTC") {
		p.utc = true
		return s[3:], nil
	}
	n := zoneNameLen(s)
	if n == 0 {
		return s, errBad
	}
	p.zoneName = s[:n]
	return s[n:], nil
}

func zoneNameLen(s string) int {
	if len(s) < 3 {
		return 0
	}
	if hasAt(s, 0, "ChST") || hasAt(s, 0, "MeST") {
		return 4
	}
	if hasAt(s, 0, "GMT") {
		return 3 + signedLen(s[3:])
	}
	if s[0] == '+' || s[0] == '-' {
		return signedLen(s)
	}
	n := 0
	for n < 6 && n < len(s) && 'A' <= s[n] && s[n] <= 'Z' {
		n++
	}
	switch {
	case n == 5 && s[4] == 'T', n == 4 && (s[3] == 'T' || hasAt(s, 0, "WITA")), n == 3:
		return n
	}
	return 0
}

// signedLen is the length of a signed hour below 24 at the start of s.
func signedLen(s string) int {
	if s == "" || s[0] != '+' && s[0] != '-' {
		return 0
	}
	n, rest, err := leadingInt(s)
	if err != nil || n < -23 || n > 23 {
		return 0
	}
	return len(s) - len(rest)
}
