package fmt

import (
	"internal/rtype"
	"io"
	"strconv"
	"unsafe"
)

// one reads a value into the pointer arg.
func (s *scan) one(verb rune, arg any) {
	if v, ok := arg.(Scanner); ok {
		if err := v.Scan(s, verb); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			panic(failure{err})
		}
		return
	}
	s.token = s.token[:0]
	if verb != 'c' {
		s.SkipSpace()
	}
	s.notEOF()
	switch v := arg.(type) {
	case *string:
		*v = s.text(verb)
	case *[]byte:
		*v = []byte(s.text(verb))
	case *int:
		*v = int(s.integer(verb, 64))
	default:
		s.byKind(verb, arg)
	}
}

func (s *scan) notEOF() {
	if s.get() == eof {
		panic(failure{io.EOF})
	}
	s.UnreadRune()
}

// mustGet reads a rune that has to be there.
func (s *scan) mustGet() rune {
	r := s.get()
	if r == eof {
		panic(failure{io.ErrUnexpectedEOF})
	}
	return r
}

func (s *scan) byKind(verb rune, arg any) {
	if arg == nil {
		s.fail("can't scan type: <nil>")
	}
	t := rtype.Of(arg)
	if rtype.KindOf(t) != rtype.Pointer {
		s.fail("type not a pointer: " + rtype.Name(t))
	}
	to := unsafe.Pointer(uintptr(rtype.Int(arg)))
	switch k := rtype.KindOf(rtype.Elem(t)); k {
	case rtype.Bool:
		*(*bool)(to) = s.bool(verb)
	case rtype.IntKind, rtype.Int64:
		*(*int64)(to) = s.integer(verb, 64)
	case rtype.Int8:
		*(*int8)(to) = int8(s.integer(verb, 8))
	case rtype.Int16:
		*(*int16)(to) = int16(s.integer(verb, 16))
	case rtype.Int32:
		*(*int32)(to) = int32(s.integer(verb, 32))
	case rtype.Uint, rtype.Uint64, rtype.Uintptr:
		*(*uint64)(to) = s.unsigned(verb, 64)
	case rtype.Uint8:
		*(*uint8)(to) = uint8(s.unsigned(verb, 8))
	case rtype.Uint16:
		*(*uint16)(to) = uint16(s.unsigned(verb, 16))
	case rtype.Uint32:
		*(*uint32)(to) = uint32(s.unsigned(verb, 32))
	case rtype.Float32:
		*(*float32)(to) = float32(s.float(verb, 32))
	case rtype.Float64:
		*(*float64)(to) = s.float(verb, 64)
	case rtype.StringKind:
		*(*string)(to) = s.text(verb)
	default:
		s.fail("can't scan type: " + rtype.Name(t))
	}
	rtype.KeepAlive(arg)
}

func (s *scan) need(verb rune, allowed, what string) {
	for _, v := range allowed {
		if v == verb {
			return
		}
	}
	s.fail("bad verb '%" + string(verb) + "' for " + what)
}

func (s *scan) text(verb rune) string {
	s.need(verb, "svqxX", "string")
	switch verb {
	case 'q':
		return s.quoted()
	case 'x', 'X':
		return s.hexText()
	}
	return s.while(func(r rune) bool { return !isSpace(r) })
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xA0, 0x1680,
		0x2028, 0x2029, 0x202f, 0x205f, 0x3000:
		return true
	}
	return 0x2000 <= r && r <= 0x200a
}

func (s *scan) quoted() string {
	quote := s.get()
	text := []rune{quote}
	if quote != '"' && quote != '`' {
		s.fail("expected quoted string")
	}
	for {
		r := s.mustGet()
		text = append(text, r)
		if r == '\\' && quote == '"' {
			text = append(text, s.mustGet())
		} else if r == quote {
			break
		}
	}
	result, err := strconv.Unquote(string(text))
	if err != nil {
		panic(failure{err})
	}
	return result
}

func isHex(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'f' || 'A' <= r && r <= 'F'
}

func (s *scan) hexText() string {
	digits := s.while(isHex)
	if len(digits) == 0 {
		s.fail("no hex data for %x string")
	}
	if len(digits)%2 != 0 {
		s.fail("illegal hex digit")
	}
	b := make([]byte, 0, len(digits)/2)
	for i := 0; i < len(digits); i += 2 {
		v, _ := strconv.ParseUint(digits[i:i+2], 16, 8)
		b = append(b, byte(v))
	}
	return string(b)
}

func (s *scan) bool(verb rune) bool {
	s.need(verb, "tv", "boolean")
	word := s.while(func(r rune) bool {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	})
	v, err := strconv.ParseBool(word)
	if err != nil {
		s.fail("syntax error scanning boolean")
	}
	return v
}

func isIn(r rune, chars string) bool {
	for _, c := range chars {
		if c == r {
			return true
		}
	}
	return false
}

// accept adds the next rune to the token if it is one of chars.
func (s *scan) accept(chars string) bool {
	r := s.get()
	if r == eof {
		return false
	}
	if !isIn(r, chars) {
		s.UnreadRune()
		return false
	}
	s.token = append(s.token, byte(r))
	return true
}

func (s *scan) peek(chars string) bool {
	return s.peekOK(func(r rune) bool { return isIn(r, chars) })
}

const (
	binary    = "01"
	octal     = "01234567"
	tens      = "0123456789"
	hexes     = "0123456789aAbBcCdDeEfF"
	signs     = "+-"
	exponents = "eEpP"
)

func baseOf(verb rune) (base int, digits string) {
	switch verb {
	case 'b':
		return 2, binary
	case 'o':
		return 8, octal
	case 'x', 'X', 'U':
		return 16, hexes
	}
	return 10, tens
}

// prefix reads the prefix that says the base, for %v.
func (s *scan) prefix() (base int, digits string, found bool) {
	if !s.peek("0") {
		return 0, tens + "_", false
	}
	s.accept("0")
	switch {
	case s.accept("bB"):
		return 0, binary + "_", true
	case s.accept("oO"):
		return 0, octal + "_", true
	case s.accept("xX"):
		return 0, hexes + "_", true
	}
	return 0, octal + "_", true
}

// digits reads a number's text and its base.
func (s *scan) digits(verb rune) (text string, base int) {
	base, set := baseOf(verb)
	found := false
	switch verb {
	case 'U':
		if s.get() != 'U' || s.get() != '+' {
			s.fail("bad unicode format ")
		}
	case 'v':
		base, set, found = s.prefix()
	}
	if !found {
		s.notEOF()
		if !s.accept(set) {
			s.fail("expected integer")
		}
	}
	for s.accept(set) {
	}
	return string(s.token), base
}

func (s *scan) integer(verb rune, bits int) int64 {
	if verb == 'c' {
		return int64(s.get())
	}
	s.need(verb, "bdoUxXv", "integer")
	if verb != 'U' {
		s.accept(signs)
	}
	text, base := s.digits(verb)
	v, err := strconv.ParseInt(text, base, 64)
	if err != nil {
		panic(failure{err})
	}
	if v<<(64-bits)>>(64-bits) != v {
		s.fail("integer overflow on token " + text)
	}
	return v
}

func (s *scan) unsigned(verb rune, bits int) uint64 {
	if verb == 'c' {
		return uint64(s.get())
	}
	s.need(verb, "bdoUxXv", "integer")
	text, base := s.digits(verb)
	v, err := strconv.ParseUint(text, base, 64)
	if err != nil {
		panic(failure{err})
	}
	if v<<(64-bits)>>(64-bits) != v {
		s.fail("unsigned integer overflow on token " + text)
	}
	return v
}

func (s *scan) float(verb rune, bits int) float64 {
	s.need(verb, "beEfFgGv", "float"+strconv.Itoa(bits))
	v, err := strconv.ParseFloat(s.floatToken(), bits)
	if err != nil {
		panic(failure{err})
	}
	return v
}

func (s *scan) floatToken() string {
	if s.accept("nN") && s.accept("aA") && s.accept("nN") {
		return string(s.token)
	}
	s.accept(signs)
	if s.accept("iI") && s.accept("nN") && s.accept("fF") {
		return string(s.token)
	}
	set, exp := tens+"_", exponents
	if s.accept("0") && s.accept("xX") {
		set, exp = hexes+"_", "pP"
	}
	for s.accept(set) {
	}
	if s.accept(".") {
		for s.accept(set) {
		}
	}
	if s.accept(exp) {
		s.accept(signs)
		for s.accept(tens + "_") {
		}
	}
	return string(s.token)
}
