// Package utf8 encodes and decodes runes.
package utf8

const (
	RuneError = '\uFFFD'
	RuneSelf  = 0x80
	MaxRune   = '\U0010FFFF'
	UTFMax    = 4

	surrogateMin = 0xD800
	surrogateMax = 0xDFFF
)

// sequence tells what a first byte announces: length, and the limits of the second byte.
// Length 0: no rune starts so.
func sequence(b byte) (n int, lo, hi byte) {
	switch {
	case b < RuneSelf:
		return 1, 0, 0
	case b < 0xC2:
		return 0, 0, 0
	case b < 0xE0:
		return 2, 0x80, 0xBF
	case b == 0xE0:
		return 3, 0xA0, 0xBF
	case b == 0xED:
		return 3, 0x80, 0x9F
	case b < 0xF0:
		return 3, 0x80, 0xBF
	case b == 0xF0:
		return 4, 0x90, 0xBF
	case b < 0xF4:
		return 4, 0x80, 0xBF
	case b == 0xF4:
		return 4, 0x80, 0x8F
	}
	return 0, 0, 0
}

func isTail(b byte) bool { return b&0xC0 == 0x80 }

// FullRune reports whether p starts with a whole rune (an invalid one is a whole one of a byte).
func FullRune(p []byte) bool { return FullRuneInString(string(p[:min(len(p), UTFMax)])) }

// FullRuneInString is FullRune for a string.
func FullRuneInString(s string) bool {
	if len(s) == 0 {
		return false
	}
	n, lo, hi := sequence(s[0])
	if len(s) >= n {
		return true
	}
	if len(s) > 1 && (s[1] < lo || s[1] > hi) {
		return true
	}
	return len(s) > 2 && !isTail(s[2])
}

// DecodeRune gives the first rune of p and its length in bytes.
func DecodeRune(p []byte) (rune, int) {
	if len(p) > 0 && p[0] < RuneSelf {
		return rune(p[0]), 1
	}
	return DecodeRuneInString(string(p[:min(len(p), UTFMax)]))
}

// DecodeRuneInString is DecodeRune for a string.
func DecodeRuneInString(s string) (rune, int) {
	if len(s) == 0 {
		return RuneError, 0
	}
	b := s[0]
	if b < RuneSelf {
		return rune(b), 1
	}
	n, lo, hi := sequence(b)
	if n == 0 || len(s) < n || s[1] < lo || s[1] > hi {
		return RuneError, 1
	}
	if n == 2 {
		return rune(b&0x1F)<<6 | rune(s[1]&0x3F), 2
	}
	if !isTail(s[2]) {
		return RuneError, 1
	}
	if n == 3 {
		return rune(b&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	if !isTail(s[3]) {
		return RuneError, 1
	}
	return rune(b&0x07)<<18 | rune(s[1]&0x3F)<<12 | rune(s[2]&0x3F)<<6 | rune(s[3]&0x3F), 4
}

// DecodeLastRune gives the last rune of p and its length.
func DecodeLastRune(p []byte) (rune, int) {
	return DecodeLastRuneInString(string(p[max(0, len(p)-UTFMax):]))
}

// DecodeLastRuneInString is DecodeLastRune for a string.
func DecodeLastRuneInString(s string) (rune, int) {
	end := len(s)
	if end == 0 {
		return RuneError, 0
	}
	start := end - 1
	if s[start] < RuneSelf {
		return rune(s[start]), 1
	}
	for start > 0 && end-start < UTFMax && isTail(s[start]) {
		start--
	}
	r, n := DecodeRuneInString(s[start:])
	if start+n != end {
		return RuneError, 1
	}
	return r, n
}

// RuneLen is the length of r in bytes, or -1.
func RuneLen(r rune) int {
	switch {
	case r < 0:
		return -1
	case r < 0x80:
		return 1
	case r < 0x800:
		return 2
	case surrogateMin <= r && r <= surrogateMax:
		return -1
	case r < 0x10000:
		return 3
	case r <= MaxRune:
		return 4
	}
	return -1
}

// EncodeRune writes r to p.
func EncodeRune(p []byte, r rune) int {
	n := RuneLen(r)
	if n < 0 {
		r, n = RuneError, 3
	}
	_ = p[n-1]
	for i := n - 1; i > 0; i-- {
		p[i] = 0x80 | byte(r)&0x3F
		r >>= 6
	}
	p[0] = lead(n) | byte(r)
	return n
}

func lead(n int) byte {
	switch n {
	case 1:
		return 0
	case 2:
		return 0xC0
	case 3:
		return 0xE0
	}
	return 0xF0
}

// AppendRune appends r to p.
func AppendRune(p []byte, r rune) []byte {
	if uint32(r) < RuneSelf {
		return append(p, byte(r))
	}
	return append(p, string(r)...)
}

// RuneCount is the number of runes in p.
func RuneCount(p []byte) int { return RuneCountInString(string(p)) }

// RuneCountInString is the number of runes in s.
func RuneCountInString(s string) (n int) {
	for range s {
		n++
	}
	return n
}

// RuneStart reports whether b can be the first byte of a rune.
func RuneStart(b byte) bool { return !isTail(b) }

// Valid reports whether p is valid UTF-8.
func Valid(p []byte) bool { return ValidString(string(p)) }

// ValidString reports whether s is valid UTF-8.
func ValidString(s string) bool {
	for i := 0; i < len(s); {
		if s[i] < RuneSelf {
			i++
			continue
		}
		r, n := DecodeRuneInString(s[i:])
		if r == RuneError && n == 1 {
			return false
		}
		i += n
	}
	return true
}

// ValidRune reports whether r can be encoded.
func ValidRune(r rune) bool { return RuneLen(r) > 0 }
