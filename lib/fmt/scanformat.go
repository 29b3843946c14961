package fmt

import "unicode/utf8"

// format reads input by a format: space matches space, other text itself, verbs their operands.
func (s *scan) format(format string, a []any) (n int, err error) {
	defer s.catch(&err)
	for i := 0; i < len(format); {
		c, size := utf8.DecodeRuneInString(format[i:])
		switch {
		case isSpace(c):
			i = s.space(format, i)
			continue
		case c != '%':
			s.literal(c)
			i += size
			continue
		case i+1 == len(format):
			s.fail("missing verb: % at end of format string")
		case format[i+1] == '%':
			s.literal('%')
			i += 2
			continue
		}
		i = s.verb(format, i+1, a, n)
		n++
	}
	if n < len(a) {
		s.fail("too many operands")
	}
	return n, nil
}

// verb reads the operand n with the verb at i, and gives the place behind the verb.
func (s *scan) verb(format string, i int, a []any, n int) int {
	s.wid, s.hasWidth, i = number(format, i, len(format))
	verb, size := utf8.DecodeRuneInString(format[i:])
	if verb != 'c' {
		s.SkipSpace()
	}
	if s.hasWidth {
		s.width = s.wid
	}
	if n >= len(a) {
		s.fail("too few operands for format '%" + format[i:] + "'")
	}
	s.one(verb, a[n])
	s.width = unlimited
	return i + size
}

func (s *scan) literal(want rune) {
	if r := s.mustGet(); r != want {
		s.UnreadRune()
		s.fail("input does not match format")
	}
}

// space matches a run of space in the format, and gives the place behind it. A newline matches any
// space and a newline or the end; space behind it matches any space; space alone needs some.
func (s *scan) space(format string, i int) int {
	newlines, trailing := 0, false
	for i < len(format) {
		c, size := utf8.DecodeRuneInString(format[i:])
		if !isSpace(c) {
			break
		}
		trailing = c != '\n'
		if !trailing {
			newlines++
		}
		i += size
	}
	for range newlines {
		if r := s.skipBlanks(s.get()); r != '\n' && r != eof {
			s.fail("newline in format does not match input")
		}
	}
	if trailing {
		r := s.get()
		if newlines == 0 && !isSpace(r) && r != eof {
			s.fail("expected space in input to match format")
		}
		if newlines == 0 && r == '\n' {
			s.fail("newline in input does not match format")
		}
		if s.skipBlanks(r) != eof {
			s.UnreadRune()
		}
	}
	return i
}

// skipBlanks gives the first rune from r on that is no space on the line.
func (s *scan) skipBlanks(r rune) rune {
	for isSpace(r) && r != '\n' {
		r = s.get()
	}
	return r
}
