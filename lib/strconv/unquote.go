package strconv

import "unicode/utf8"

// Unquote reads a Go string, raw string or character literal.
func Unquote(s string) (string, error) {
	text, rest, ok := unquote(s)
	if !ok || rest != "" {
		return "", ErrSyntax
	}
	return text, nil
}

// QuotedPrefix gives the literal at the start of s.
func QuotedPrefix(s string) (string, error) {
	_, rest, ok := unquote(s)
	if !ok {
		return "", ErrSyntax
	}
	return s[:len(s)-len(rest)], nil
}

func unquote(s string) (text, rest string, ok bool) {
	if len(s) < 2 {
		return "", "", false
	}
	quote := s[0]
	switch quote {
	case '`':
		return unquoteRaw(s)
	case '"', '\'':
	default:
		return "", "", false
	}
	s = s[1:]
	var buf []byte
	count := 0
	for len(s) > 0 && s[0] != quote {
		if s[0] == '\n' {
			return "", "", false
		}
		r, multibyte, tail, err := UnquoteChar(s, quote)
		if err != nil {
			return "", "", false
		}
		if r < utf8.RuneSelf || !multibyte {
			buf = append(buf, byte(r))
		} else {
			buf = utf8.AppendRune(buf, r)
		}
		s = tail
		count++
	}
	// (Go takes '' for a literal, too.)
	if len(s) == 0 || quote == '\'' && count > 1 {
		return "", "", false
	}
	return string(buf), s[1:], true
}

func unquoteRaw(s string) (text, rest string, ok bool) {
	end := indexByte(s[1:], '`')
	if end < 0 {
		return "", "", false
	}
	var buf []byte
	for i := 1; i <= end; i++ {
		if s[i] != '\r' {
			buf = append(buf, s[i])
		}
	}
	return string(buf), s[end+2:], true
}

// UnquoteChar reads the first character of a literal's text.
func UnquoteChar(s string, quote byte) (value rune, multibyte bool, tail string, err error) {
	if len(s) == 0 {
		return 0, false, "", ErrSyntax
	}
	switch c := s[0]; {
	case c == quote && (quote == '\'' || quote == '"'):
		return 0, false, "", ErrSyntax
	case c >= utf8.RuneSelf:
		r, n := utf8.DecodeRuneInString(s)
		return r, true, s[n:], nil
	case c != '\\':
		return rune(c), false, s[1:], nil
	}
	if len(s) == 1 {
		return 0, false, "", ErrSyntax
	}
	c := s[1]
	s = s[2:]
	if i := indexByte("abfnrtv", c); i >= 0 {
		return rune("\a\b\f\n\r\t\v"[i]), false, s, nil
	}
	switch c {
	case 'x':
		return escaped(s, 2, 16, false)
	case 'u':
		return escaped(s, 4, 16, true)
	case 'U':
		return escaped(s, 8, 16, true)
	case '0', '1', '2', '3', '4', '5', '6', '7':
		v, m, tail, err := escaped(string(c)+s, 3, 8, false)
		if v > 255 {
			err = ErrSyntax
		}
		return v, m, tail, err
	case '\\':
		return '\\', false, s, nil
	case '\'', '"':
		if c == quote {
			return rune(c), false, s, nil
		}
	}
	return 0, false, "", ErrSyntax
}

func escaped(s string, n int, base uint64, isRune bool) (rune, bool, string, error) {
	if len(s) < n {
		return 0, false, "", ErrSyntax
	}
	var v uint64
	for i := 0; i < n; i++ {
		d := digitValue(s[i])
		if d >= base {
			return 0, false, "", ErrSyntax
		}
		v = v*base + d
	}
	if isRune && !utf8.ValidRune(rune(v)) || v > 0x7fffffff {
		return 0, false, "", ErrSyntax
	}
	return rune(v), isRune, s[n:], nil
}
