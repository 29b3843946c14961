package unicode

// GraphicRanges and PrintRanges are what IsGraphic and IsPrint look at.
var (
	GraphicRanges = []*RangeTable{L, M, N, P, S, Zs}
	PrintRanges   = []*RangeTable{L, M, N, P, S}
)

func isASCIILetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// IsLetter reports whether r is a letter (category L).
func IsLetter(r rune) bool {
	if uint32(r) <= MaxASCII {
		return isASCIILetter(r)
	}
	return Is(L, r)
}

// IsUpper reports whether r is an upper case letter.
func IsUpper(r rune) bool {
	if uint32(r) <= MaxASCII {
		return 'A' <= r && r <= 'Z'
	}
	return Is(Lu, r)
}

// IsLower reports whether r is a lower case letter.
func IsLower(r rune) bool {
	if uint32(r) <= MaxASCII {
		return 'a' <= r && r <= 'z'
	}
	return Is(Ll, r)
}

// IsTitle reports whether r is a title case letter.
func IsTitle(r rune) bool { return r > MaxLatin1 && Is(Lt, r) }

// IsDigit reports whether r is a decimal digit.
func IsDigit(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		return '0' <= r && r <= '9'
	}
	return Is(Nd, r)
}

// IsNumber reports whether r is of category N.
func IsNumber(r rune) bool {
	if uint32(r) <= MaxASCII {
		return '0' <= r && r <= '9'
	}
	return Is(N, r)
}

// IsSpace reports whether r is white space.
func IsSpace(r rune) bool {
	if uint32(r) <= MaxLatin1 {
		switch r {
		case '\t', '\n', '\v', '\f', '\r', ' ', 0x85, 0xA0:
			return true
		}
		return false
	}
	return Is(White_Space, r)
}

// IsControl reports whether r is a control character.
func IsControl(r rune) bool { return uint32(r) < 0x20 || 0x7f <= uint32(r) && uint32(r) < 0xa0 }

// IsPunct reports whether r is of category P.
func IsPunct(r rune) bool { return Is(P, r) }

// IsSymbol reports whether r is of category S.
func IsSymbol(r rune) bool { return Is(S, r) }

// IsMark reports whether r is of category M.
func IsMark(r rune) bool { return r > MaxLatin1 && Is(M, r) }

// IsGraphic reports whether r is a letter, mark, number, punctuation, symbol or space.
func IsGraphic(r rune) bool { return IsPrint(r) || Is(Zs, r) }

// IsPrint is IsGraphic, with the ASCII space as the only space.
func IsPrint(r rune) bool {
	if uint32(r) <= MaxASCII {
		return ' ' <= r && r < 0x7f
	}
	return Is(L, r) || Is(M, r) || Is(N, r) || Is(P, r) || Is(S, r)
}
