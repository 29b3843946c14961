package time

import "errors"

var units = [...]struct {
	name string
	ns   uint64
}{
	{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"μs", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"m", 60e9},
	{"h", 3600e9},
}

// ParseDuration reads a sequence of numbers with units, as in 1h15m30.918s or -1.5h.
func ParseDuration(s string) (Duration, error) {
	invalid := errors.New("time: invalid duration " + quote(s))
	orig := s
	negative := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		s = s[1:]
	}
	if s == "0" {
		return 0, nil
	}
	if s == "" {
		return 0, invalid
	}
	var total uint64
	for s != "" {
		n, rest, ok := amount(s)
		if !ok {
			return 0, invalid
		}
		i := 0
		for i < len(rest) && rest[i] != '.' && !isDigitAt(rest, i) {
			i++
		}
		if i == 0 {
			return 0, errors.New("time: missing unit in duration " + quote(orig))
		}
		unit, ok := unitOf(rest[:i])
		if !ok {
			return 0, errors.New("time: unknown unit " + quote(rest[:i]) +
				" in duration " + quote(orig))
		}
		s = rest[i:]
		v, ok := n.times(unit)
		if total += v; !ok || total > 1<<63 {
			return 0, invalid
		}
	}
	if negative {
		return -Duration(total), nil
	}
	if total > 1<<63-1 {
		return 0, invalid
	}
	return Duration(total), nil
}

func unitOf(name string) (uint64, bool) {
	for _, u := range units {
		if u.name == name {
			return u.ns, true
		}
	}
	return 0, false
}

// decimalNumber is whole + fraction/scale.
type decimalNumber struct {
	whole, fraction uint64
	scale           float64
	tooLarge        bool
}

func amount(s string) (n decimalNumber, rest string, ok bool) {
	i := 0
	n.scale = 1
	for ; isDigitAt(s, i); i++ {
		if n.whole > 1<<63/10 {
			n.tooLarge = true
		}
		n.whole = n.whole*10 + uint64(s[i]-'0')
		if n.whole > 1<<63 {
			n.tooLarge = true
		}
	}
	digits := i > 0
	if i < len(s) && s[i] == '.' {
		full := false
		for i++; isDigitAt(s, i); i++ {
			digits = true
			if full {
				continue
			}
			if n.fraction > (1<<63-1)/10 {
				full = true
				continue
			}
			y := n.fraction*10 + uint64(s[i]-'0')
			if y > 1<<63 {
				full = true
				continue
			}
			n.fraction = y
			n.scale *= 10
		}
	}
	return n, s[i:], digits && !n.tooLarge
}

func (n decimalNumber) times(unit uint64) (uint64, bool) {
	if n.whole > 1<<63/unit {
		return 0, false
	}
	v := n.whole * unit
	if n.fraction > 0 {
		v += uint64(float64(n.fraction) * (float64(unit) / n.scale))
		if v > 1<<63 {
			return 0, false
		}
	}
	return v, true
}
