package strings

import (
	"unicode"
	"unicode/utf8"
)

// Repeat gives s count times.
func Repeat(s string, count int) string {
	if count < 0 {
		panic("strings: negative Repeat count")
	}
	if count > 0 && len(s)*count/count != len(s) {
		panic("strings: Repeat output length overflow")
	}
	b := make([]byte, 0, len(s)*count)
	for range count {
		b = append(b, s...)
	}
	return stringOf(b)
}

// Map changes each rune; negative ones are left out.
func Map(mapping func(rune) rune, s string) string {
	b := make([]byte, 0, len(s))
	changed := false
	for i, c := range s {
		r := mapping(c)
		changed = changed || r != c || c == utf8.RuneError && !hasError(s[i:])
		if r >= 0 {
			b = utf8.AppendRune(b, r)
		}
	}
	if !changed {
		return s
	}
	return stringOf(b)
}

// hasError reports whether s starts with the error rune itself, not with an invalid byte.
func hasError(s string) bool { return HasPrefix(s, "\uFFFD") }

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// asciiCase changes the case of the letters from first on.
func asciiCase(s string, first byte) string {
	for i := 0; i < len(s); i++ {
		if s[i]-first < 26 {
			b := []byte(s)
			for ; i < len(b); i++ {
				if b[i]-first < 26 {
					b[i] ^= 0x20
				}
			}
			return stringOf(b)
		}
	}
	return s
}

func ToUpper(s string) string {
	if isASCII(s) {
		return asciiCase(s, 'a')
	}
	return Map(unicode.ToUpper, s)
}

func ToLower(s string) string {
	if isASCII(s) {
		return asciiCase(s, 'A')
	}
	return Map(unicode.ToLower, s)
}

func ToTitle(s string) string { return Map(unicode.ToTitle, s) }

func ToUpperSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToUpper, s) }
func ToLowerSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToLower, s) }
func ToTitleSpecial(c unicode.SpecialCase, s string) string { return Map(c.ToTitle, s) }

// ToValidUTF8 replaces runs of invalid bytes.
func ToValidUTF8(s, replacement string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b []byte
	bad := false
	for i, c := range s {
		if c == utf8.RuneError && !hasError(s[i:]) {
			if !bad {
				b = append(b, replacement...)
			}
			bad = true
			continue
		}
		bad = false
		b = utf8.AppendRune(b, c)
	}
	return stringOf(b)
}

func isSeparator(r rune) bool {
	if r <= 0x7F {
		return !('0' <= r && r <= '9' || 'a' <= r|0x20 && r|0x20 <= 'z' || r == '_')
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return false
	}
	return unicode.IsSpace(r)
}

// Title maps the first letter of each word to title case.
func Title(s string) string {
	prev := ' '
	return Map(func(r rune) rune {
		start := isSeparator(prev)
		prev = r
		if start {
			return unicode.ToTitle(r)
		}
		return r
	}, s)
}

// TrimFunc, TrimLeftFunc and TrimRightFunc take runes off that satisfy f.
func TrimFunc(s string, f func(rune) bool) string { return TrimRightFunc(TrimLeftFunc(s, f), f) }

func TrimLeftFunc(s string, f func(rune) bool) string {
	for i, c := range s {
		if !f(c) {
			return s[i:]
		}
	}
	return ""
}

func TrimRightFunc(s string, f func(rune) bool) string {
	for len(s) > 0 {
		r, n := utf8.DecodeLastRuneInString(s)
		if !f(r) {
			break
		}
		s = s[:len(s)-n]
	}
	return s
}

func isIn(cutset string) func(rune) bool {
	return func(r rune) bool { return ContainsRune(cutset, r) }
}

func Trim(s, cutset string) string      { return TrimFunc(s, isIn(cutset)) }
func TrimLeft(s, cutset string) string  { return TrimLeftFunc(s, isIn(cutset)) }
func TrimRight(s, cutset string) string { return TrimRightFunc(s, isIn(cutset)) }
func TrimSpace(s string) string         { return TrimFunc(s, unicode.IsSpace) }

func TrimPrefix(s, prefix string) string {
	s, _ = CutPrefix(s, prefix)
	return s
}

func TrimSuffix(s, suffix string) string {
	s, _ = CutSuffix(s, suffix)
	return s
}

// Replace replaces the first n old, or all if n is negative.
func Replace(s, old, new string, n int) string {
	if old == new || n == 0 {
		return s
	}
	if m := Count(s, old); m == 0 {
		return s
	} else if n < 0 || m < n {
		n = m
	}
	b := make([]byte, 0, len(s)+n*(len(new)-len(old)))
	for i := range n {
		at := 0
		if old == "" {
			if i > 0 {
				_, at = utf8.DecodeRuneInString(s)
			}
		} else {
			at = Index(s, old)
		}
		b = append(b, s[:at]...)
		b = append(b, new...)
		s = s[at+len(old):]
	}
	return stringOf(append(b, s...))
}

func ReplaceAll(s, old, new string) string { return Replace(s, old, new, -1) }

// Clone copies s.
func Clone(s string) string { return string([]byte(s)) }
