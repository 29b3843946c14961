package strconv

import (
	"unicode"
	"unicode/utf8"
)

const lowerhex = "0123456789abcdef"

// quoting is how to quote: the quote, ASCII only, and whether all graphic runes stay as they are.
type quoting struct {
	quote          byte
	ascii, graphic bool
}

// Quote writes s as a Go string literal.
func Quote(s string) string { return string(AppendQuote(nil, s)) }

// AppendQuote appends what Quote gives.
func AppendQuote(dst []byte, s string) []byte { return quoting{quote: '"'}.text(dst, s) }

// QuoteToASCII writes s as a Go string literal of ASCII characters.
func QuoteToASCII(s string) string { return string(AppendQuoteToASCII(nil, s)) }

// AppendQuoteToASCII appends what QuoteToASCII gives.
func AppendQuoteToASCII(dst []byte, s string) []byte {
	return quoting{quote: '"', ascii: true}.text(dst, s)
}

// QuoteToGraphic leaves all graphic runes as they are.
func QuoteToGraphic(s string) string { return string(AppendQuoteToGraphic(nil, s)) }

// AppendQuoteToGraphic appends what QuoteToGraphic gives.
func AppendQuoteToGraphic(dst []byte, s string) []byte {
	return quoting{quote: '"', graphic: true}.text(dst, s)
}

// QuoteRune writes r as a Go character literal.
func QuoteRune(r rune) string { return string(AppendQuoteRune(nil, r)) }

// AppendQuoteRune appends what QuoteRune gives.
func AppendQuoteRune(dst []byte, r rune) []byte { return quoting{quote: '\''}.char(dst, r) }

// QuoteRuneToASCII writes r as a Go character literal of ASCII characters.
func QuoteRuneToASCII(r rune) string { return string(AppendQuoteRuneToASCII(nil, r)) }

// AppendQuoteRuneToASCII appends what QuoteRuneToASCII gives.
func AppendQuoteRuneToASCII(dst []byte, r rune) []byte {
	return quoting{quote: '\'', ascii: true}.char(dst, r)
}

// QuoteRuneToGraphic leaves graphic runes as they are.
func QuoteRuneToGraphic(r rune) string { return string(AppendQuoteRuneToGraphic(nil, r)) }

// AppendQuoteRuneToGraphic appends what QuoteRuneToGraphic gives.
func AppendQuoteRuneToGraphic(dst []byte, r rune) []byte {
	return quoting{quote: '\'', graphic: true}.char(dst, r)
}

func (q quoting) text(dst []byte, s string) []byte {
	dst = append(dst, q.quote)
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 {
			dst = append(dst, '\\', 'x', lowerhex[s[0]>>4], lowerhex[s[0]&15])
		} else {
			dst = q.rune(dst, r)
		}
		s = s[n:]
	}
	return append(dst, q.quote)
}

func (q quoting) char(dst []byte, r rune) []byte {
	if !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return append(q.rune(append(dst, q.quote), r), q.quote)
}

func (q quoting) rune(dst []byte, r rune) []byte {
	if r == rune(q.quote) || r == '\\' {
		return append(dst, '\\', byte(r))
	}
	if r < utf8.RuneSelf && ' ' <= r && r < 0x7f {
		return append(dst, byte(r))
	}
	if !q.ascii && r >= utf8.RuneSelf && (IsPrint(r) || q.graphic && IsGraphic(r)) {
		return utf8.AppendRune(dst, r)
	}
	if i := indexByte("\a\b\f\n\r\t\v", byte(r)); r < ' ' && i >= 0 {
		return append(dst, '\\', "abfnrtv"[i])
	}
	switch {
	case r < ' ' || r == 0x7f:
		return append(dst, '\\', 'x', lowerhex[r>>4], lowerhex[r&15])
	case r < 0x10000:
		return appendHex(append(dst, '\\', 'u'), r, 4)
	}
	return appendHex(append(dst, '\\', 'U'), r, 8)
}

func appendHex(dst []byte, r rune, digits int) []byte {
	for shift := (digits - 1) * 4; shift >= 0; shift -= 4 {
		dst = append(dst, lowerhex[r>>shift&15])
	}
	return dst
}

func indexByte(s string, c byte) int {
	for i := 0; i < len(s); i++ {
		if s[i] == c {
			return i
		}
	}
	return -1
}

// IsPrint reports whether Go prints r as it is: unicode.IsPrint.
func IsPrint(r rune) bool { return unicode.IsPrint(r) }

// IsGraphic reports whether r is graphic: unicode.IsGraphic.
func IsGraphic(r rune) bool { return unicode.IsGraphic(r) }

// CanBackquote reports whether s can be written between back quotes.
func CanBackquote(s string) bool {
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		s = s[n:]
		if n > 1 {
			if r == '\uFEFF' {
				return false
			}
			continue
		}
		if r == utf8.RuneError || r < ' ' && r != '\t' || r == '`' || r == 0x7f {
			return false
		}
	}
	return true
}
