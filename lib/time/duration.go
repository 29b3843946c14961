// Package time measures and shows time. A program's clock starts at 2009-11-10 23:00:00 UTC and
// moves with virtual time; all of its time zones have fixed offsets.
package time

// A Duration is a number of nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute
)

const (
	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

// String writes d as in 72h3m0.5s; durations below a second take a smaller unit.
func (d Duration) String() string {
	var buf [32]byte
	u := uint64(d)
	if d < 0 {
		u = -u
	}
	at := len(buf)
	if u < uint64(Second) {
		at = small(&buf, u)
	} else {
		at--
		buf[at] = 's'
		at, u = fraction(&buf, at, u, 9)
		at = digits(&buf, at, u%60)
		if u /= 60; u > 0 {
			at--
			buf[at] = 'm'
			at = digits(&buf, at, u%60)
			if u /= 60; u > 0 {
				at--
				buf[at] = 'h'
				at = digits(&buf, at, u)
			}
		}
	}
	if d < 0 {
		at--
		buf[at] = '-'
	}
	return string(buf[at:])
}

func small(buf *[32]byte, u uint64) int {
	at := len(buf)
	at--
	buf[at] = 's'
	prec := 0
	switch {
	case u == 0:
		return digits(buf, at, 0)
	case u < uint64(Microsecond):
		at--
		buf[at] = 'n'
	case u < uint64(Millisecond):
		prec = 3
		at -= len("µ")
		copy(buf[at:], "µ")
	default:
		prec = 6
		at--
		buf[at] = 'm'
	}
	at, u = fraction(buf, at, u, prec)
	return digits(buf, at, u)
}

// fraction writes the last prec digits of u behind a point, without trailing zeros.
func fraction(buf *[32]byte, at int, u uint64, prec int) (int, uint64) {
	print := false
	for range prec {
		digit := u % 10
		print = print || digit != 0
		if print {
			at--
			buf[at] = byte('0' + digit)
		}
		u /= 10
	}
	if print {
		at--
		buf[at] = '.'
	}
	return at, u
}

func digits(buf *[32]byte, at int, u uint64) int {
	for {
		at--
		buf[at] = byte('0' + u%10)
		if u /= 10; u == 0 {
			return at
		}
	}
}

func (d Duration) Nanoseconds() int64  { return int64(d) }
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

func (d Duration) Seconds() float64 { return float64(d/Second) + float64(d%Second)/1e9 }
func (d Duration) Minutes() float64 { return float64(d/Minute) + float64(d%Minute)/(60*1e9) }
func (d Duration) Hours() float64   { return float64(d/Hour) + float64(d%Hour)/(60*60*1e9) }

// Truncate rounds toward zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds to the nearest multiple of m, halves away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if r+r < m && r+r >= 0 {
			return d + r
		}
		if down := d - m + r; down < d {
			return down
		}
		return minDuration
	}
	if r+r < m && r+r >= 0 {
		return d - r
	}
	if up := d + m - r; up > d {
		return up
	}
	return maxDuration
}

// Abs is the absolute value.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}
