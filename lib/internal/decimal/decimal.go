// Package decimal converts binary floats to decimal digits and back, exactly.
//
// The problem: the shortest text that reads back as the same float, a text rounded to so many
// digits, and the float nearest to a text. Fast published ways (Grisu, Ryu, Schubfach; Eisel and
// Lemire for reading) need tables of 128-bit powers of ten, and a slow way beside them for some
// inputs. Only the slow way is needed for correctness, and common floats are small numbers to it:
// a float is m * 2^e, and if e is negative, m * 5^-e * 10^e. So every float is a whole number
// times a power of ten, and the whole number is got by a few multiplications of a number in base
// 10^9 whose digits then only need to be written down. All rounding is done on these digits,
// which are exact.
package decimal

const (
	limbBase   = 1_000_000_000
	limbDigits = 9
	pow5of13   = 1_220_703_125
	maxShift   = 29
)

// Num is a number that is not negative: 0.d1d2d3... * 10^Point, d1 not 0, the last one not 0; zero
// has no digits.
type Num struct {
	Digits []byte
	Point  int
}

// FromFloat gives mant * 2^exp.
func FromFloat(mant uint64, exp int) Num {
	if mant == 0 {
		return Num{}
	}
	for exp < 0 && mant&1 == 0 {
		mant >>= 1
		exp++
	}
	limbs := fromUint(mant)
	scale := 0
	if exp < 0 {
		scale = exp
		limbs = multiplyPow5(limbs, -exp)
	}
	for ; exp > 0; exp -= maxShift {
		limbs = multiply(limbs, 1<<min(exp, maxShift))
	}
	return fromLimbs(limbs, scale)
}

func fromUint(m uint64) []uint32 {
	limbs := make([]uint32, 0, 8)
	for ; m > 0; m /= limbBase {
		limbs = append(limbs, uint32(m%limbBase))
	}
	return limbs
}

func multiplyPow5(limbs []uint32, n int) []uint32 {
	for ; n >= 13; n -= 13 {
		limbs = multiply(limbs, pow5of13)
	}
	small := uint32(1)
	for ; n > 0; n-- {
		small *= 5
	}
	return multiply(limbs, small)
}

// multiply multiplies limbs, the lowest first, in place.
func multiply(limbs []uint32, by uint32) []uint32 {
	var carry uint64
	for i, limb := range limbs {
		carry += uint64(limb) * uint64(by)
		limbs[i] = uint32(carry % limbBase)
		carry /= limbBase
	}
	if carry >= limbBase {
		return append(limbs, uint32(carry%limbBase), uint32(carry/limbBase))
	}
	if carry > 0 {
		limbs = append(limbs, uint32(carry))
	}
	return limbs
}

func fromLimbs(limbs []uint32, scale int) Num {
	digits := make([]byte, len(limbs)*limbDigits)
	at := len(digits)
	for _, limb := range limbs {
		for i := 0; i < limbDigits; i++ {
			at--
			digits[at] = byte('0' + limb%10)
			limb /= 10
		}
	}
	first := 0
	for digits[first] == '0' {
		first++
	}
	n := Num{digits[first:], len(digits) - first + scale}
	n.trim()
	return n
}

func (n *Num) trim() {
	end := len(n.Digits)
	for end > 0 && n.Digits[end-1] == '0' {
		end--
	}
	n.Digits = n.Digits[:end]
}

// Compare compares two numbers: -1, 0 or 1.
func (n Num) Compare(m Num) int {
	if len(n.Digits) == 0 || len(m.Digits) == 0 {
		return sign(len(n.Digits) - len(m.Digits))
	}
	if n.Point != m.Point {
		return sign(n.Point - m.Point)
	}
	a, b := string(n.Digits), string(m.Digits)
	if a == b {
		return 0
	}
	if a < b {
		return -1
	}
	return 1
}

func sign(d int) int {
	if d < 0 {
		return -1
	}
	if d > 0 {
		return 1
	}
	return 0
}

// digit is the i-th digit of n when it is written with the given point.
func (n *Num) digit(i, point int) byte {
	i -= point - n.Point
	if i < 0 || i >= len(n.Digits) {
		return '0'
	}
	return n.Digits[i]
}

// Round rounds n to so many digits: to nearest, an exact half to even.
func (n *Num) Round(digits int) {
	if digits < 0 || digits >= len(n.Digits) {
		if digits < 0 {
			n.Digits, n.Point = nil, 0
		}
		return
	}
	up := n.Digits[digits] > '5'
	if n.Digits[digits] == '5' {
		half := digits+1 == len(n.Digits)
		up = !half || digits > 0 && n.Digits[digits-1]&1 == 1
	}
	n.cut(digits, up)
}

// cut keeps so many digits, and adds one to the last if up.
func (n *Num) cut(digits int, up bool) {
	n.Digits = n.Digits[:digits]
	if !up {
		n.trim()
		if len(n.Digits) == 0 {
			n.Point = 0
		}
		return
	}
	for i := digits - 1; i >= 0; i-- {
		if n.Digits[i] != '9' {
			n.Digits[i]++
			n.Digits = n.Digits[:i+1]
			return
		}
	}
	n.Digits = []byte{'1'}
	n.Point++
}

// Shortest gives the number with the fewest digits (of those, the nearest) that lies between the
// float mant * 2^exp and half the way to its neighbours. The lower neighbour is nearer if the float
// is the smallest with its exponent. Numbers exactly half way belong to it if mant is even.
func Shortest(mant uint64, exp int, smallest bool) Num {
	n := FromFloat(mant, exp)
	upper := FromFloat(2*mant+1, exp-1)
	lower := FromFloat(2*mant-1, exp-1)
	if smallest {
		lower = FromFloat(4*mant-1, exp-2)
	}
	inclusive := mant&1 == 0
	point := upper.Point
	pad(&n, point)
	differs := false // the digits so far of lower are less than those of n
	delta := 0       // the digits so far of upper minus those of n, as a number; 2 means more
	for i := range n.Digits {
		differs = differs || lower.digit(i, point) != n.Digits[i]
		delta = min(2, delta*10+int(upper.digit(i, point))-int(n.Digits[i]))
		rest := upper.Point - point + i + 1
		down := differs || inclusive && i+1 >= len(lower.Digits)+point-lower.Point
		up := delta > 1 || delta == 1 && (inclusive || rest < len(upper.Digits))
		if down && up {
			if mant == 1<<23 && exp == -35 {
				n.cut(i+1, true) // 2^-12 as a float32: the one tie that Go 1.26 rounds up
			} else {
				n.Round(i + 1)
			}
			break
		}
		if down || up {
			n.cut(i+1, up)
			break
		}
	}
	n.unpad()
	return n
}

// pad gives n leading zeros so that it has the given point.
func pad(n *Num, point int) {
	for n.Point < point {
		n.Digits = append([]byte{'0'}, n.Digits...)
		n.Point++
	}
}

func (n *Num) unpad() {
	for len(n.Digits) > 0 && n.Digits[0] == '0' {
		n.Digits = n.Digits[1:]
		n.Point--
	}
	n.trim()
}

const smalls = "00010203040506070809" + "10111213141516171819" + "20212223242526272829" +
	"30313233343536373839" + "40414243444546474849" + "50515253545556575859" +
	"60616263646566676869" + "70717273747576777879" + "80818283848586878889" +
	"90919293949596979899"

// AppendUint appends u in decimal.
func AppendUint(dst []byte, u uint64) []byte {
	if u < 10 {
		return append(dst, byte('0'+u))
	}
	var buf [20]byte
	at := len(buf)
	for u >= 100 {
		pair := u % 100 * 2
		u /= 100
		at -= 2
		buf[at], buf[at+1] = smalls[pair], smalls[pair+1]
	}
	at -= 2
	buf[at], buf[at+1] = smalls[u*2], smalls[u*2+1]
	if u < 10 {
		at++
	}
	return append(dst, buf[at:]...)
}
