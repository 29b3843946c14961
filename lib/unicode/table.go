// Package unicode knows the properties of runes.
package unicode

const (
	MaxRune         = '\U0010FFFF'
	ReplacementChar = '\uFFFD'
	MaxASCII        = '\u007F'
	MaxLatin1       = '\u00FF'
)

// Range16 is a range of runes of 16 bits.
type Range16 struct{ Lo, Hi, Stride uint16 }

// Range32 is a range of runes.
type Range32 struct{ Lo, Hi, Stride uint32 }

// RangeTable is a set of runes. The package's own tables are in packed: ranges of three numbers
// (lo, hi, stride), each of four digits in base 64 whose zero is the space.
type RangeTable struct {
	R16         []Range16
	R32         []Range32
	LatinOffset int
	packed      string
}

const (
	packedDigits = 4
	packedRange  = 3 * packedDigits
)

func number(s string, at int) uint32 {
	return uint32(s[at]-' ')<<18 | uint32(s[at+1]-' ')<<12 |
		uint32(s[at+2]-' ')<<6 | uint32(s[at+3]-' ')
}

// find gives the offset in s, which has entries of so many bytes that start with lo and hi, of
// the entry that r is in, or -1.
func find(s string, entry int, r uint32) int {
	lo, hi := 0, len(s)/entry
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		at := mid * entry
		if r < number(s, at) {
			hi = mid
		} else if r > number(s, at+packedDigits) {
			lo = mid + 1
		} else {
			return at
		}
	}
	return -1
}

// Is reports whether r is in a table.
func Is(rangeTab *RangeTable, r rune) bool {
	x := uint32(r)
	if rangeTab.packed != "" {
		at := find(rangeTab.packed, packedRange, x)
		return at >= 0 &&
			(x-number(rangeTab.packed, at))%number(rangeTab.packed, at+2*packedDigits) == 0
	}
	for _, g := range rangeTab.R16 {
		if x >= uint32(g.Lo) && x <= uint32(g.Hi) {
			return g.Stride == 1 || (x-uint32(g.Lo))%uint32(g.Stride) == 0
		}
	}
	for _, g := range rangeTab.R32 {
		if x >= g.Lo && x <= g.Hi {
			return g.Stride == 1 || (x-g.Lo)%g.Stride == 0
		}
	}
	return false
}

// In reports whether r is in one of the tables.
func In(r rune, ranges ...*RangeTable) bool {
	for _, t := range ranges {
		if Is(t, r) {
			return true
		}
	}
	return false
}

// IsOneOf is In with a slice.
func IsOneOf(ranges []*RangeTable, r rune) bool { return In(r, ranges...) }
