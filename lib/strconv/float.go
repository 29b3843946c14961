package strconv

import "internal/decimal"

// FormatFloat writes f: fmt is one of b e E f g G x X; prec -1 means as many digits as needed to
// read back the same float of bitSize bits.
func FormatFloat(f float64, fmt byte, prec, bitSize int) string {
	return string(decimal.Append(nil, f, fmt, prec, bitSize))
}

// AppendFloat appends what FormatFloat gives.
func AppendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte {
	return decimal.Append(dst, f, fmt, prec, bitSize)
}

// FormatComplex writes c in the form (a+bi).
func FormatComplex(c complex128, fmt byte, prec, bitSize int) string {
	if bitSize != 64 && bitSize != 128 {
		panic("invalid bitSize")
	}
	half := bitSize / 2
	im := FormatFloat(imag(c), fmt, prec, half)
	if im[0] != '+' && im[0] != '-' {
		im = "+" + im
	}
	return "(" + FormatFloat(real(c), fmt, prec, half) + im + "i)"
}

// ParseFloat reads a decimal or hexadecimal float, or inf, infinity, nan in any case.
func ParseFloat(s string, bitSize int) (float64, error) {
	f, n, err := parsePrefix(s, bitSize)
	if n != len(s) && (err == nil || err.(*NumError).Err != ErrSyntax) {
		return 0, syntaxError("ParseFloat", s)
	}
	return f, err
}

// parsePrefix reads a float at the start of s, and tells how long it was.
func parsePrefix(s string, bitSize int) (f float64, n int, err error) {
	if bitSize != 32 {
		bitSize = 64
	}
	sign := 1.0
	if s != "" && (s[0] == '-' || s[0] == '+') {
		n = 1
		if s[0] == '-' {
			sign = -1
		}
	}
	if bits, length := specialPrefix(s[n:]); length > 0 && (n == 0 || bits != nanBits) {
		f = sign * decimal.FromBits(bits, 64)
		if bitSize == 32 {
			f = float64(float32(f))
		}
		return f, n + length, nil
	}
	r := reader{s: s, at: n}
	bits, ok, syntax := r.read(bitSize)
	if !syntax {
		return 0, 0, syntaxError("ParseFloat", s)
	}
	f = decimal.FromBits(bits, bitSize)
	if sign < 0 {
		f = -f
	}
	if !ok {
		return f, r.at, rangeError("ParseFloat", s)
	}
	return f, r.at, nil
}

const (
	infBits = 0x7FF0000000000000
	nanBits = 0x7FF8000000000001
)

func specialPrefix(s string) (bits uint64, n int) {
	switch {
	case hasFold(s, "infinity"):
		return infBits, 8
	case hasFold(s, "inf"):
		return infBits, 3
	case hasFold(s, "nan"):
		return nanBits, 3
	}
	return 0, 0
}

func hasFold(s, word string) bool {
	if len(s) < len(word) {
		return false
	}
	for i := 0; i < len(word); i++ {
		if s[i]|0x20 != word[i] {
			return false
		}
	}
	return true
}

// reader reads an unsigned number at s[at:].
type reader struct {
	s           string
	at          int
	hex         bool
	underscores bool
	any         bool        // there was a digit
	num         decimal.Num // decimal digits
	mant        uint64      // hexadecimal ones
	more        bool        // there were digits that do not fit
	exp         int
}

func (r *reader) peek() byte {
	if r.at < len(r.s) {
		return r.s[r.at]
	}
	return 0
}

func (r *reader) read(bitSize int) (bits uint64, ok, syntax bool) {
	start := r.at
	if r.at+2 < len(r.s) && r.s[r.at] == '0' && r.s[r.at+1]|0x20 == 'x' {
		r.hex = true
		r.at += 2
	}
	r.digits(false)
	if r.peek() == '.' {
		r.at++
		r.digits(true)
	}
	if !r.any || !r.exponent() {
		return 0, false, false
	}
	if r.underscores && !underscoresOK(r.s[start:r.at]) {
		return 0, false, false
	}
	if r.hex {
		bits, ok = decimal.Binary(r.mant, r.exp, r.more, bitSize)
		return bits, ok, true
	}
	r.num.Point += r.exp
	r.trim()
	bits, ok = decimal.Float(r.num, bitSize)
	return bits, ok, true
}

// digits reads digits; fraction: behind the point.
func (r *reader) digits(fraction bool) {
	for ; r.at < len(r.s); r.at++ {
		c := r.s[r.at]
		if c == '_' {
			r.underscores = true
			continue
		}
		v := digitValue(c)
		if v >= 16 || v >= 10 && !r.hex {
			return
		}
		r.any = true
		if r.hex {
			r.hexDigit(v, fraction)
		} else {
			r.decimalDigit(c, fraction)
		}
	}
}

func (r *reader) hexDigit(v uint64, fraction bool) {
	if r.mant>>60 != 0 {
		r.more = r.more || v != 0
		if !fraction {
			r.exp += 4
		}
		return
	}
	r.mant = r.mant<<4 | v
	if fraction {
		r.exp -= 4
	}
}

func (r *reader) decimalDigit(c byte, fraction bool) {
	n := &r.num
	if len(n.Digits) == 0 && c == '0' {
		if fraction {
			n.Point--
		}
		return
	}
	if !fraction {
		n.Point++
	}
	if len(n.Digits) < decimal.MaxDigits {
		n.Digits = append(n.Digits, c)
	} else {
		r.more = r.more || c != '0'
	}
}

// trim takes trailing zeros off, and notes that there were more digits.
func (r *reader) trim() {
	d := r.num.Digits
	if r.more {
		r.num.Digits = append(d, '1')
		return
	}
	for len(d) > 0 && d[len(d)-1] == '0' {
		d = d[:len(d)-1]
	}
	r.num.Digits = d
}

// exponent reads an exponent if there is one; hexadecimal numbers must have one.
func (r *reader) exponent() bool {
	letter := byte('e')
	if r.hex {
		letter = 'p'
	}
	if r.peek()|0x20 != letter {
		return !r.hex
	}
	r.at++
	negative := r.peek() == '-'
	if negative || r.peek() == '+' {
		r.at++
	}
	if c := r.peek(); c < '0' || c > '9' {
		return false
	}
	e := 0
	for ; r.at < len(r.s); r.at++ {
		c := r.s[r.at]
		if c == '_' {
			r.underscores = true
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		if e < 10000 {
			e = e*10 + int(c-'0')
		}
	}
	if negative {
		e = -e
	}
	r.exp += e
	return true
}

// ParseComplex reads a complex number: N, Ni, or N±Ni, maybe in parentheses.
func ParseComplex(s string, bitSize int) (complex128, error) {
	half := 64
	if bitSize == 64 {
		half = 32
	}
	text := s
	if len(s) >= 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = s[1 : len(s)-1]
	}
	bad := syntaxError("ParseComplex", text)
	re, n, err := parsePrefix(s, half)
	var pending error
	if err != nil {
		if err.(*NumError).Err != ErrRange {
			return 0, bad
		}
		pending = rangeError("ParseComplex", text)
	}
	s = s[n:]
	switch {
	case s == "":
		return complex(re, 0), pending
	case s == "i":
		return complex(0, re), pending
	case s[0] == '+':
		if len(s) > 1 && (s[1] == '+' || s[1] == '-') {
			return 0, bad
		}
	case s[0] != '-':
		return 0, bad
	}
	im, n, err := parsePrefix(s, half)
	if err != nil {
		if err.(*NumError).Err != ErrRange {
			return 0, bad
		}
		pending = rangeError("ParseComplex", text)
	}
	if s[n:] != "i" {
		return 0, bad
	}
	return complex(re, im), pending
}
