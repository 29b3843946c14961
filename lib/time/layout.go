package time

// Layouts show how the reference time, Mon Jan 2 15:04:05 MST 2006, would be written.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

type element int

// The elements of a layout. The zones are ordered: Z forms are their numeric forms plus zoneForms.
const (
	none element = iota
	longMonth
	month
	numMonth
	zeroMonth
	longWeekday
	weekday
	day
	underDay
	zeroDay
	underYearDay
	zeroYearDay
	hour24
	hour12
	zeroHour12
	minute
	zeroMinute
	second
	zeroSecond
	longYear
	year2
	upperPM
	lowerPM
	zoneName
	zone     // -0700
	zoneSecs // -070000
	zoneHour // -07
	zoneColon
	zoneColonSecs
	zoneZ
	zoneZSecs
	zoneZHour
	zoneZColon
	zoneZColonSecs
	fraction0
	fraction9
)

const zoneForms = zoneZ - zone

// pattern is how an element is written; of those that start alike, the longest comes first.
type pattern struct {
	text string
	what element
}

var patterns = [...]pattern{
	{"January", longMonth}, {"Jan", month}, {"Monday", longWeekday}, {"Mon", weekday},
	{"MST", zoneName}, {"002", zeroYearDay}, {"01", zeroMonth}, {"02", zeroDay},
	{"03", zeroHour12}, {"04", zeroMinute}, {"05", zeroSecond}, {"06", year2}, {"15", hour24},
	{"1", numMonth}, {"2006", longYear}, {"2", day}, {"_2", underDay}, {"__2", underYearDay},
	{"3", hour12}, {"4", minute}, {"5", second}, {"PM", upperPM}, {"pm", lowerPM},
	{"-070000", zoneSecs}, {"-07:00:00", zoneColonSecs}, {"-0700", zone}, {"-07:00", zoneColon},
	{"-07", zoneHour}, {"Z070000", zoneZSecs}, {"Z07:00:00", zoneZColonSecs}, {"Z0700", zoneZ},
	{"Z07:00", zoneZColon}, {"Z07", zoneZHour},
}

func hasAt(s string, at int, prefix string) bool {
	return len(s)-at >= len(prefix) && s[at:at+len(prefix)] == prefix
}

func isDigitAt(s string, at int) bool { return at < len(s) && '0' <= s[at] && s[at] <= '9' }

func isLowerAt(s string, at int) bool { return at < len(s) && 'a' <= s[at] && s[at] <= 'z' }

const commaFlag = 1 << 16

// nextElement finds the first element of a layout: what is before it, it, what is behind it.
// digits is the number of digits of a fraction, plus commaFlag if a comma is its point.
func nextElement(layout string) (prefix string, e element, digits int, suffix string) {
	for i := 0; i < len(layout); i++ {
		switch c := layout[i]; c {
		case '.', ',':
			if n := fractionLen(layout, i); n > 0 {
				e = fraction0
				if layout[i+1] == '9' {
					e = fraction9
				}
				if c == ',' {
					n += commaFlag
				}
				return layout[:i], e, n, layout[i+1+n%commaFlag:]
			}
		case 'J', 'M', '0', '1', '2', '3', '4', '5', '_', 'P', 'p', '-', 'Z':
			if p := match(layout, i); p != nil {
				return layout[:i], p.what, 0, layout[i+len(p.text):]
			}
			if hasAt(layout, i, "_2006") {
				return layout[:i+1], longYear, 0, layout[i+5:]
			}
		}
	}
	return layout, none, 0, ""
}

func match(layout string, at int) *pattern {
	for i := range patterns {
		p := &patterns[i]
		if p.text[0] != layout[at] || !hasAt(layout, at, p.text) {
			continue
		}
		switch p.what {
		case month, weekday:
			if isLowerAt(layout, at+3) {
				return nil
			}
		case underDay:
			if hasAt(layout, at, "_2006") {
				return nil
			}
		}
		return p
	}
	return nil
}

// fractionLen is the number of equal 0s or 9s behind a point at i, if no other digit follows.
func fractionLen(layout string, i int) int {
	if i+1 >= len(layout) || layout[i+1] != '0' && layout[i+1] != '9' {
		return 0
	}
	j := i + 1
	for j < len(layout) && layout[j] == layout[i+1] {
		j++
	}
	if isDigitAt(layout, j) {
		return 0
	}
	return j - i - 1
}
