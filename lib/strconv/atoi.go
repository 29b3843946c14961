package strconv

import "errors"

// IntSize is the number of bits of an int.
const IntSize = 64

// ErrRange says that a value does not fit.
var ErrRange = errors.New("value out of range")

// ErrSyntax says that a text is not a number.
var ErrSyntax = errors.New("invalid syntax")

// A NumError is a failed conversion.
type NumError struct {
	Func string
	Num  string
	Err  error
}

func (e *NumError) Error() string {
	return "strconv." + e.Func + ": parsing " + Quote(e.Num) + ": " + e.Err.Error()
}

func (e *NumError) Unwrap() error { return e.Err }

func syntaxError(fn, s string) *NumError { return &NumError{fn, s, ErrSyntax} }
func rangeError(fn, s string) *NumError  { return &NumError{fn, s, ErrRange} }

func badBase(fn, s string, base int) *NumError {
	return &NumError{fn, s, errors.New("invalid base " + Itoa(base))}
}

func badBits(fn, s string, bits int) *NumError {
	return &NumError{fn, s, errors.New("invalid bit size " + Itoa(bits))}
}

func digitValue(c byte) uint64 {
	switch {
	case '0' <= c && c <= '9':
		return uint64(c - '0')
	case 'a' <= c|0x20 && c|0x20 <= 'z':
		return uint64(c|0x20-'a') + 10
	}
	return 255
}

// prefix finds the base that s declares with 0b, 0o, 0x or 0.
func prefix(s string) (base uint64, rest string) {
	if s[0] != '0' {
		return 10, s
	}
	if len(s) >= 3 {
		switch s[1] | 0x20 {
		case 'b':
			return 2, s[2:]
		case 'o':
			return 8, s[2:]
		case 'x':
			return 16, s[2:]
		}
	}
	return 8, s[1:]
}

// ParseUint reads a number without sign. Base 0: the text says which, and may have underscores.
func ParseUint(s string, base int, bitSize int) (uint64, error) {
	return parseUint("ParseUint", s, base, bitSize)
}

func parseUint(fn, s string, base int, bitSize int) (uint64, error) {
	if s == "" {
		return 0, syntaxError(fn, s)
	}
	b, rest := uint64(base), s
	switch {
	case base == 0:
		b, rest = prefix(s)
	case base < 2 || base > 36:
		return 0, badBase(fn, s, base)
	}
	if bitSize == 0 {
		bitSize = IntSize
	} else if bitSize < 0 || bitSize > 64 {
		return 0, badBits(fn, s, bitSize)
	}
	largest := ^uint64(0) >> (64 - bitSize)
	var n uint64
	underscores := false
	for i := 0; i < len(rest); i++ {
		if rest[i] == '_' && base == 0 {
			underscores = true
			continue
		}
		d := digitValue(rest[i])
		if d >= b {
			return 0, syntaxError(fn, s)
		}
		next := n*b + d
		if n > ^uint64(0)/b || next < n*b || next > largest {
			return largest, rangeError(fn, s)
		}
		n = next
	}
	if underscores && !underscoresOK(s) {
		return 0, syntaxError(fn, s)
	}
	return n, nil
}

// ParseInt reads a number. Base 0: the text says which, and may have underscores.
func ParseInt(s string, base int, bitSize int) (int64, error) {
	return parseInt("ParseInt", s, base, bitSize)
}

func parseInt(fn, s string, base int, bitSize int) (int64, error) {
	if s == "" {
		return 0, syntaxError(fn, s)
	}
	rest := s
	negative := s[0] == '-'
	if negative || s[0] == '+' {
		rest = s[1:]
	}
	n, err := parseUint(fn, rest, base, bitSize)
	if err != nil && err.(*NumError).Err != ErrRange {
		err.(*NumError).Num = s
		return 0, err
	}
	if bitSize == 0 {
		bitSize = IntSize
	}
	limit := uint64(1) << (bitSize - 1)
	switch {
	case !negative && n >= limit:
		return int64(limit - 1), rangeError(fn, s)
	case negative && n > limit:
		return -int64(limit), rangeError(fn, s)
	case negative:
		return -int64(n), nil
	}
	return int64(n), nil
}

// Atoi reads a decimal number.
func Atoi(s string) (int, error) {
	n, err := parseInt("Atoi", s, 10, 0)
	return int(n), err
}

// underscoresOK reports whether underscores stand only between digits, or behind a prefix.
func underscoresOK(s string) bool {
	before := '^' // what came before: ^ nothing, 0 a digit or prefix, _ an underscore, ! else
	i := 0
	if len(s) >= 1 && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	hex := false
	if len(s) >= 2 && s[0] == '0' {
		switch s[1] | 0x20 {
		case 'b', 'o', 'x':
			i = 2
			before = '0'
			hex = s[1]|0x20 == 'x'
		}
	}
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9' || hex && 'a' <= c|0x20 && c|0x20 <= 'f':
			before = '0'
		case c == '_':
			if before != '0' {
				return false
			}
			before = '_'
		default:
			if before == '_' {
				return false
			}
			before = '!'
		}
	}
	return before != '_'
}

// ParseBool reads 1, t, T, TRUE, true, True and their opposites.
func ParseBool(str string) (bool, error) {
	switch str {
	case "1", "t", "T", "true", "TRUE", "True":
		return true, nil
	case "0", "f", "F", "false", "FALSE", "False":
		return false, nil
	}
	return false, syntaxError("ParseBool", str)
}
