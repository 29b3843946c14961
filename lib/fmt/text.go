package fmt

import (
	"internal/decimal"
	"strconv"
	"unicode/utf8"
)

func appendInt(b []byte, n int) []byte { return strconv.AppendInt(b, int64(n), 10) }

// pad appends b in the width that the directive asks for. Zeros go in front only.
func (p *printer) pad(b []byte) { p.padString(string(b)) }

func (p *printer) padString(s string) {
	if !p.hasWid || p.wid == 0 {
		p.buf = append(p.buf, s...)
		return
	}
	fill := p.wid - utf8.RuneCountInString(s)
	if p.minus {
		p.buf = append(p.buf, s...)
		p.fill(fill, ' ')
		return
	}
	c := byte(' ')
	if p.zero {
		c = '0'
	}
	p.fill(fill, c)
	p.buf = append(p.buf, s...)
}

func (p *printer) fill(n int, c byte) {
	for ; n > 0; n-- {
		p.buf = append(p.buf, c)
	}
}

func (p *printer) bool(v bool, verb rune) {
	if verb != 't' && verb != 'v' {
		p.badVerb(v, verb)
		return
	}
	p.padString(strconv.FormatBool(v))
}

// integer prints u, the absolute value if negative, of a signed or unsigned type.
func (p *printer) integer(v any, u uint64, signed bool, verb rune) {
	negative := signed && int64(u) < 0
	if negative {
		u = -u
	}
	switch verb {
	case 'v':
		if p.sharpV && !signed {
			p.hex0x(u)
			return
		}
		p.digits(u, 10, negative, verb, false)
	case 'd':
		p.digits(u, 10, negative, verb, false)
	case 'b':
		p.digits(u, 2, negative, verb, false)
	case 'o', 'O':
		p.digits(u, 8, negative, verb, false)
	case 'x':
		p.digits(u, 16, negative, verb, false)
	case 'X':
		p.digits(u, 16, negative, verb, true)
	case 'c':
		p.pad(utf8.AppendRune(nil, asRune(u, negative)))
	case 'q':
		p.quotedRune(asRune(u, negative))
	case 'U':
		p.unicode(u, negative)
	default:
		p.badVerb(v, verb)
	}
}

func asRune(u uint64, negative bool) rune {
	if negative || u > utf8.MaxRune {
		return utf8.RuneError
	}
	return rune(u)
}

func (p *printer) quotedRune(r rune) {
	if p.plus {
		p.pad(strconv.AppendQuoteRuneToASCII(nil, r))
	} else {
		p.pad(strconv.AppendQuoteRune(nil, r))
	}
}

// hex0x prints u as 0x..., whatever the flags.
func (p *printer) hex0x(u uint64) {
	sharp := p.sharp
	p.sharp = true
	p.digits(u, 16, false, 'v', false)
	p.sharp = sharp
}

// digits prints an integer: sign, prefix, zeros and digits.
func (p *printer) digits(u uint64, base int, negative bool, verb rune, upper bool) {
	least := 0 // digits at least
	if p.hasPrec {
		least = p.prec
		if least == 0 && u == 0 {
			zero := p.zero
			p.zero = false
			p.padString(spaces(p.wid))
			p.zero = zero
			return
		}
	} else if p.zero && !p.minus && p.hasWid {
		least = p.wid
		if negative || p.plus || p.space {
			least--
		}
	}
	text := strconv.FormatUint(u, base)
	if upper {
		text = upperHex(text)
	}
	zeros := least - len(text)
	var b []byte
	switch {
	case negative:
		b = append(b, '-')
	case p.plus:
		b = append(b, '+')
	case p.space:
		b = append(b, ' ')
	}
	b = append(b, p.prefix(base, verb, upper, zeros > 0 || text[0] == '0')...)
	for ; zeros > 0; zeros-- {
		b = append(b, '0')
	}
	b = append(b, text...)
	zero := p.zero
	p.zero = false
	p.pad(b)
	p.zero = zero
}

func spaces(n int) string {
	b := make([]byte, max(n, 0))
	for i := range b {
		b[i] = ' '
	}
	return string(b)
}

func upperHex(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'a' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

func (p *printer) prefix(base int, verb rune, upper, startsWithZero bool) string {
	switch {
	case verb == 'O':
		if p.sharp && !startsWithZero {
			return "0o0"
		}
		return "0o"
	case !p.sharp:
		return ""
	case base == 2:
		return "0b"
	case base == 8 && !startsWithZero:
		return "0"
	case base == 16 && upper:
		return "0X"
	case base == 16:
		return "0x"
	}
	return ""
}

func (p *printer) unicode(u uint64, negative bool) {
	if negative {
		u = -u // as it was: a very large number
	}
	digits := upperHex(strconv.FormatUint(u, 16))
	least := 4
	if p.hasPrec && p.prec > 4 {
		least = p.prec
	}
	b := []byte("U+")
	for i := len(digits); i < least; i++ {
		b = append(b, '0')
	}
	b = append(b, digits...)
	if p.sharp && u <= utf8.MaxRune && strconv.IsPrint(rune(u)) {
		b = append(b, " '"...)
		b = utf8.AppendRune(b, rune(u))
		b = append(b, '\'')
	}
	zero := p.zero
	p.zero = false
	p.pad(b)
	p.zero = zero
}

func (p *printer) float(v any, f float64, bits int, verb rune) {
	switch verb {
	case 'v':
		p.floatText(f, bits, 'g', -1)
	case 'b', 'g', 'G', 'x', 'X':
		prec := -1
		p.floatText(f, bits, byte(verb), prec)
	case 'e', 'E', 'f':
		p.floatText(f, bits, byte(verb), 6)
	case 'F':
		p.floatText(f, bits, 'f', 6)
	default:
		p.badVerb(v, verb)
	}
}

func (p *printer) floatText(f float64, bits int, verb byte, prec int) {
	if p.hasPrec {
		prec = p.prec
	}
	b := decimal.Append([]byte{'+'}, f, verb, prec, bits)
	if b[1] == '-' || b[1] == '+' {
		b = b[1:]
	}
	if p.space && b[0] == '+' && !p.plus {
		b[0] = ' '
	}
	// Infinities and NaN are not numbers to be filled up with zeros.
	if b[1] == 'I' || b[1] == 'N' {
		zero := p.zero
		p.zero = false
		if b[1] == 'N' && !p.space && !p.plus {
			b = b[1:]
		}
		p.pad(b)
		p.zero = zero
		return
	}
	if p.sharp && verb != 'b' {
		b = sharpFloat(b, verb, prec)
	}
	if !p.plus && b[0] == '+' {
		p.pad(b[1:])
		return
	}
	if p.zero && !p.minus && p.hasWid && p.wid > len(b) {
		// The sign comes before the zeros.
		p.buf = append(p.buf, b[0])
		p.fill(p.wid-len(b), '0')
		p.buf = append(p.buf, b[1:]...)
		return
	}
	p.pad(b)
}

// sharpFloat gives a number a point always, and %g its trailing zeros.
func sharpFloat(b []byte, verb byte, prec int) []byte {
	digits := 0
	switch verb {
	case 'v', 'g', 'G', 'x':
		digits = prec
		if digits < 0 {
			digits = 6
		}
	}
	var tail []byte
	hasPoint, nonzero := false, false
	end := len(b)
	for i := 1; i < len(b); i++ {
		c := b[i]
		switch {
		case c == '.':
			hasPoint = true
			continue
		case c == 'p' || c == 'P', (c == 'e' || c == 'E') && verb != 'x' && verb != 'X':
			tail = append(tail, b[i:]...)
			end = i
		default:
			if c != '0' {
				nonzero = true
			}
			if nonzero {
				digits--
			}
			continue
		}
		break
	}
	b = b[:end]
	if !hasPoint {
		if len(b) == 2 && b[1] == '0' {
			digits-- // a leading 0 counts once
		}
		b = append(b, '.')
	}
	for ; digits > 0; digits-- {
		b = append(b, '0')
	}
	return append(b, tail...)
}

func (p *printer) complex(v any, c complex128, bits int, verb rune) {
	switch verb {
	case 'v', 'b', 'g', 'G', 'x', 'X', 'f', 'F', 'e', 'E':
	default:
		p.badVerb(v, verb)
		return
	}
	plus := p.plus
	p.buf = append(p.buf, '(')
	p.float(v, real(c), bits/2, verb)
	p.plus = true
	p.float(v, imag(c), bits/2, verb)
	p.buf = append(p.buf, "i)"...)
	p.plus = plus
}

func (p *printer) truncate(s string) string {
	if p.hasPrec {
		n := p.prec
		for i := range s {
			n--
			if n < 0 {
				return s[:i]
			}
		}
	}
	return s
}

func (p *printer) string(v any, s string, verb rune) {
	switch verb {
	case 'v':
		if p.sharpV {
			p.quoted(s)
			return
		}
		p.padString(p.truncate(s))
	case 's':
		p.padString(p.truncate(s))
	case 'x', 'X':
		p.hexText(s, verb)
	case 'q':
		p.quoted(s)
	default:
		p.badVerb(v, verb)
	}
}

func (p *printer) quoted(s string) {
	s = p.truncate(s)
	if p.sharp && strconv.CanBackquote(s) {
		p.padString("`" + s + "`")
	} else if p.plus {
		p.pad(strconv.AppendQuoteToASCII(nil, s))
	} else {
		p.pad(strconv.AppendQuote(nil, s))
	}
}

// hexText prints the bytes of s; # puts 0x in front, a space between bytes separates them.
func (p *printer) hexText(s string, verb rune) {
	hex := "0123456789abcdefx"
	if verb == 'X' {
		hex = "0123456789ABCDEFX"
	}
	if p.hasPrec && p.prec < len(s) {
		s = s[:p.prec]
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		if p.space && i > 0 {
			b = append(b, ' ')
		}
		if p.sharp && (p.space || i == 0) {
			b = append(b, '0', hex[16])
		}
		b = append(b, hex[s[i]>>4], hex[s[i]&15])
	}
	p.pad(b)
}
