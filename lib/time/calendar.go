package time

// The Gregorian calendar. Days are counted from March 1 of the year 0, so that the day that leap
// years add is the last of a counted year: then a date follows from a day by divisions alone.

// A Month is January = 1 to December.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

var monthNames = [...]string{
	"January", "February", "March", "April", "May", "June", "July", "August", "September",
	"October", "November", "December",
}

func (m Month) String() string {
	if January <= m && m <= December {
		return monthNames[m-1]
	}
	return "%!Month(" + itoa(int(m)) + ")"
}

// A Weekday is Sunday = 0 to Saturday.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

var dayNames = [...]string{
	"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
}

func (d Weekday) String() string {
	if Sunday <= d && d <= Saturday {
		return dayNames[d]
	}
	return "%!Weekday(" + itoa(int(d)) + ")"
}

func itoa(n int) string {
	if n < 0 {
		return "-" + itoa(-n)
	}
	var buf [32]byte
	return string(buf[digits(&buf, len(buf), uint64(n)):])
}

const (
	marchToJanuary = 306 // days from March 1 to January 1
	monthsInYear   = 12
)

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// daysBefore counts the days from March 1 of year 0 to a date. The months may be any.
func daysBefore(year, month, day int64) int64 {
	m := month - 3
	year += floorDiv(m, monthsInYear)
	m -= floorDiv(m, monthsInYear) * monthsInYear
	leaps := floorDiv(year, 4) - floorDiv(year, 100) + floorDiv(year, 400)
	return year*365 + leaps + (153*m+2)/5 + day - 1
}

// dayZero is January 1 of the year 1, from which Time counts.
const dayZero = marchToJanuary

// civil gives the date of a day counted from dayZero, and the day of its year (from 0).
func civil(days int64) (year int, month Month, day, yday int) {
	days += dayZero
	era := floorDiv(days, daysPer400Years)
	d := days - era*daysPer400Years
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= y*365 + y/4 - y/100
	m := (5*d + 2) / 153
	day = int(d - (153*m+2)/5 + 1)
	y += era * 400
	month = Month(m + 3)
	if m >= 10 {
		month -= monthsInYear
		y++
	}
	return int(y), month, day, int(days - daysBefore(y, 1, 1))
}

func isLeap(year int) bool { return year%4 == 0 && (year%100 != 0 || year%400 == 0) }

func daysIn(m Month, year int) int {
	if m == February && isLeap(year) {
		return 29
	}
	return 28 + [...]int{3, 0, 3, 2, 3, 2, 3, 3, 2, 3, 2, 3}[m-1]
}

// local is the time of t's place, as if it were UTC.
func (t *Time) local() int64 { return t.sec() + int64(t.loc.offset()) }

// split gives the days since year 1 and the seconds of the day.
func (t *Time) split() (days, seconds int64) {
	l := t.local()
	days = floorDiv(l, secondsPerDay)
	return days, l - days*secondsPerDay
}

// Date gives year, month and day.
func (t Time) Date() (year int, month Month, day int) {
	days, _ := t.split()
	year, month, day, _ = civil(days)
	return year, month, day
}

func (t Time) Year() int {
	year, _, _ := t.Date()
	return year
}

func (t Time) Month() Month {
	_, month, _ := t.Date()
	return month
}

func (t Time) Day() int {
	_, _, day := t.Date()
	return day
}

// YearDay is the day of the year, from 1.
func (t Time) YearDay() int {
	days, _ := t.split()
	_, _, _, yday := civil(days)
	return yday + 1
}

// Weekday is the day of the week. January 1 of the year 1 was a Monday.
func (t Time) Weekday() Weekday {
	days, _ := t.split()
	return Weekday((days%7 + 8) % 7)
}

// ISOWeek gives the week by ISO 8601, and the year that it counts to: that of its Thursday.
func (t Time) ISOWeek() (year, week int) {
	days, _ := t.split()
	thursday := days + 3 - floorMod(days, 7)
	year, _, _, yday := civil(thursday)
	return year, yday/7 + 1
}

func floorMod(a, b int64) int64 { return a - floorDiv(a, b)*b }

// Clock gives hour, minute and second.
func (t Time) Clock() (hour, min, sec int) {
	_, s := t.split()
	return int(s / 3600), int(s / 60 % 60), int(s % 60)
}

func (t Time) Hour() int {
	hour, _, _ := t.Clock()
	return hour
}

func (t Time) Minute() int {
	_, min, _ := t.Clock()
	return min
}

func (t Time) Second() int {
	_, _, sec := t.Clock()
	return sec
}

// Nanosecond is what is left of a second.
func (t Time) Nanosecond() int { return int(t.nsec()) }

// Date gives the time of a date. Parts may be beyond their usual limits.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	s := int64(sec) + floorDiv(int64(nsec), nsPerSecond)
	ns := floorMod(int64(nsec), nsPerSecond)
	days := daysBefore(int64(year), int64(month), 1) - dayZero + int64(day) - 1
	s += days*secondsPerDay + int64(hour)*3600 + int64(min)*60 - int64(loc.offset())
	return Time{ns, 0, s, loc}
}
