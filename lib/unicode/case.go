package unicode

const (
	UpperCase = iota
	LowerCase
	TitleCase
	MaxCase
)

// UpperLower as a delta says that a range alternates between upper and lower case.
const UpperLower = MaxRune + 1

type d = [MaxCase]rune

// CaseRange says how the cases of a range of runes differ.
type CaseRange struct {
	Lo, Hi uint32
	Delta  d
}

// SpecialCase overrides the mapping for a language.
type SpecialCase []CaseRange

const (
	caseEntry = 5 * packedDigits
	deltaZero = 1 << 22
)

// To maps r to a case.
func To(_case int, r rune) rune {
	if _case < 0 || _case >= MaxCase {
		return ReplacementChar
	}
	at := find(caseTable, caseEntry, uint32(r))
	if at < 0 {
		return r
	}
	delta := rune(number(caseTable, at+(2+_case)*packedDigits)) - deltaZero
	return shift(_case, r, rune(number(caseTable, at)), delta)
}

func shift(_case int, r, lo, delta rune) rune {
	if delta > MaxRune {
		// Even offsets are upper case, odd ones lower case.
		return lo + ((r-lo)&^1 | rune(_case&1))
	}
	return r + delta
}

// ToUpper maps r to upper case.
func ToUpper(r rune) rune {
	if uint32(r) <= MaxASCII {
		if 'a' <= r && r <= 'z' {
			r -= 'a' - 'A'
		}
		return r
	}
	return To(UpperCase, r)
}

// ToLower maps r to lower case.
func ToLower(r rune) rune {
	if uint32(r) <= MaxASCII {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return To(LowerCase, r)
}

// ToTitle maps r to title case.
func ToTitle(r rune) rune {
	if uint32(r) <= MaxASCII {
		return ToUpper(r)
	}
	return To(TitleCase, r)
}

func (special SpecialCase) to(_case int, r rune) rune {
	for _, c := range special {
		if uint32(r) >= c.Lo && uint32(r) <= c.Hi {
			return shift(_case, r, rune(c.Lo), c.Delta[_case])
		}
	}
	return To(_case, r)
}

// ToUpper maps r to upper case.
func (special SpecialCase) ToUpper(r rune) rune { return special.to(UpperCase, r) }

// ToTitle maps r to title case.
func (special SpecialCase) ToTitle(r rune) rune { return special.to(TitleCase, r) }

// ToLower maps r to lower case.
func (special SpecialCase) ToLower(r rune) rune { return special.to(LowerCase, r) }

// TurkishCase maps the dotted and the dotless i.
var TurkishCase = SpecialCase{
	{0x49, 0x49, d{0, 0x131 - 0x49, 0}},
	{0x69, 0x69, d{0x130 - 0x69, 0, 0x130 - 0x69}},
	{0x130, 0x130, d{0, 0x69 - 0x130, 0}},
	{0x131, 0x131, d{0x49 - 0x131, 0, 0x49 - 0x131}},
}

// AzeriCase is TurkishCase.
var AzeriCase = TurkishCase

// SimpleFold goes round the runes that are equal but for case: the next larger one, or the
// smallest.
func SimpleFold(r rune) rune {
	if r < 0 || r > MaxRune {
		return r
	}
	lo, hi := 0, len(orbitTable)/(2*packedDigits)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if rune(number(orbitTable, mid*2*packedDigits)) < r {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	at := lo * 2 * packedDigits
	if at < len(orbitTable) && rune(number(orbitTable, at)) == r {
		return rune(number(orbitTable, at+packedDigits))
	}
	if l := ToLower(r); l != r {
		return l
	}
	return ToUpper(r)
}
