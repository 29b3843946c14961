package time

import "errors"

// ParseError says what did not fit in a text.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func quote(s string) string {
	const hex = "0123456789abcdef"
	b := []byte{'"'}
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c < ' ' || c >= 0x80:
			b = append(b, '\\', 'x', hex[c>>4], hex[c&15])
		default:
			b = append(b, c)
		}
	}
	return string(append(b, '"'))
}

func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quote(e.Value) + " as " + quote(e.Layout) + ": cannot parse " +
			quote(e.ValueElem) + " as " + quote(e.LayoutElem)
	}
	return "parsing time " + quote(e.Value) + e.Message
}

var errBad = errors.New("bad value for field")

// parsed is what was read so far; -1 where nothing was.
type parsed struct {
	year, month, day, yday int
	hour, min, sec, nsec   int
	pm, pmSet, am          bool
	zoneOffset             int
	zoneName               string
	utc                    bool
	outOfRange             string
}

// Parse reads a time in UTC, unless the text says another zone.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation reads a time in loc, unless the text says another zone.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

const noOffset = -1

func parse(layout, value string, fallback, local *Location) (Time, error) {
	p := parsed{month: -1, day: -1, yday: -1, zoneOffset: noOffset}
	wholeLayout, wholeValue := layout, value
	for {
		prefix, e, digits, suffix := nextElement(layout)
		element := layout[len(prefix) : len(layout)-len(suffix)]
		rest, ok := skip(value, prefix)
		if !ok {
			return Time{}, &ParseError{wholeLayout, wholeValue, prefix, rest, ""}
		}
		value = rest
		if e == none {
			if value != "" {
				return Time{}, &ParseError{wholeLayout, wholeValue, "", value,
					": extra text: " + quote(value)}
			}
			break
		}
		layout = suffix
		hold := value
		var err error
		value, err = p.element(e, digits, value, layout)
		if p.outOfRange != "" {
			return Time{}, &ParseError{wholeLayout, wholeValue, element, value,
				": " + p.outOfRange + " out of range"}
		}
		if err != nil {
			return Time{}, &ParseError{wholeLayout, wholeValue, element, hold, ""}
		}
	}
	if problem := p.complete(); problem != "" {
		return Time{}, &ParseError{wholeLayout, wholeValue, "", value, ": " + problem}
	}
	return p.time(fallback, local), nil
}

// skip takes the layout's text off; spaces may be more or fewer.
func skip(value, prefix string) (string, bool) {
	for len(prefix) > 0 {
		if prefix[0] == ' ' {
			if len(value) > 0 && value[0] != ' ' {
				return value, false
			}
			prefix, value = cutSpace(prefix), cutSpace(value)
			continue
		}
		if len(value) == 0 || value[0] != prefix[0] {
			return value, false
		}
		prefix, value = prefix[1:], value[1:]
	}
	return value, true
}

func cutSpace(s string) string {
	for len(s) > 0 && s[0] == ' ' {
		s = s[1:]
	}
	return s
}

// complete fixes what follows from other parts, and finds dates that do not exist.
func (p *parsed) complete() string {
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	if p.yday >= 0 {
		return p.fromYearDay()
	}
	if p.month < 0 {
		p.month = 1
	}
	if p.day < 0 {
		p.day = 1
	}
	if p.day < 1 || p.day > daysIn(Month(p.month), p.year) {
		return "day out of range"
	}
	return ""
}

func (p *parsed) fromYearDay() string {
	limit := 365
	if isLeap(p.year) {
		limit = 366
	}
	if p.yday < 1 || p.yday > limit {
		return "day-of-year out of range"
	}
	_, month, day := Date(p.year, January, p.yday, 0, 0, 0, 0, UTC).Date()
	if p.month >= 0 && p.month != int(month) {
		return "day-of-year does not match month"
	}
	if p.day >= 0 && p.day != day {
		return "day-of-year does not match day"
	}
	p.month, p.day = int(month), day
	return ""
}

func (p *parsed) time(fallback, local *Location) Time {
	date := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
	}
	switch {
	case p.utc:
		return date(UTC)
	case p.zoneOffset != noOffset:
		t := date(UTC)
		t.seconds -= int64(p.zoneOffset)
		known := p.zoneName == "" || local.get().abbrev == p.zoneName
		if local.offset() == p.zoneOffset && known {
			return t.In(local)
		}
		name := p.zoneName
		return t.In(FixedZone(name, p.zoneOffset))
	case p.zoneName != "":
		t := date(UTC)
		if local.get().abbrev == p.zoneName {
			t.seconds -= int64(local.offset())
			return t.In(local)
		}
		offset := 0
		if len(p.zoneName) > 3 && p.zoneName[:3] == "GMT" {
			offset, _, _ = leadingInt(p.zoneName[3:])
			offset *= 3600
		}
		t.seconds -= int64(offset)
		return t.In(FixedZone(p.zoneName, offset))
	}
	return date(fallback)
}
