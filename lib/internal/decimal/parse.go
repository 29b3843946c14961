package decimal

// MaxDigits is how many digits of an input matter: none of the numbers half way between two floats
// has more. A '1' behind them stands for all further ones.
const MaxDigits = 800

// tens are exact in a float64.
var tens = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
	1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

const maxFloat64 = 0x1p1023 * (1 + (1 - 0x1p-52))

// Float gives the bits of the float (of 32 or 64 bits) nearest to n, and whether it is finite.
//
// A first guess is made in floating point. If that was exact, it is the result; otherwise it is a
// few units off at most, and is moved by units until n lies between half the way to the lower and
// half the way to the upper neighbour, which is compared exactly.
func Float(n Num, bitSize int) (bits uint64, ok bool) {
	l := &layout64
	if bitSize == 32 {
		l = &layout32
	}
	infinity := uint64(1<<l.expBits-1) << l.mantBits
	switch {
	case len(n.Digits) == 0 || n.Point < -330:
		return 0, true
	case n.Point > 310:
		return infinity, false
	}
	f, exact := guess(n, l)
	if bitSize == 32 {
		bits = uint64(float32bits(float32(f)))
	} else {
		bits = float64bits(f)
	}
	if !exact {
		bits = adjust(n, min(bits, infinity-1), infinity, l)
	}
	return bits, bits < infinity
}

func guess(n Num, l *layout) (f float64, exact bool) {
	var mant uint64
	used := min(len(n.Digits), 19)
	for _, c := range n.Digits[:used] {
		mant = mant*10 + uint64(c-'0')
	}
	exp := n.Point - used
	exact = used == len(n.Digits) && mant < 1<<(l.mantBits+1)
	limit := 22
	if l.mantBits < 52 {
		limit = 10
	}
	f = float64(mant)
	exact = exact && -limit <= exp && exp <= limit
	for e := exp; e > 0; e -= 22 {
		f *= tens[min(e, 22)]
	}
	for e := exp; e < 0; e += 22 {
		f /= tens[min(-e, 22)]
	}
	if exact && l.mantBits < 52 {
		// What was rounded to a float64 and then to a float32 may have been rounded twice.
		exact = exp >= 0 || f == float64(float32(f))
	}
	return min(f, maxFloat64), exact
}

func adjust(n Num, bits, infinity uint64, l *layout) uint64 {
	for bits < infinity {
		c := n.Compare(l.middle(bits))
		if c < 0 || c == 0 && bits&1 == 0 {
			break
		}
		bits++
	}
	for bits > 0 {
		c := n.Compare(l.middle(bits - 1))
		if c > 0 || c == 0 && bits&1 == 0 {
			break
		}
		bits--
	}
	return bits
}

// middle is half way between a float and the next larger one.
func (l *layout) middle(bits uint64) Num {
	mant, exp := l.parts(bits)
	return FromFloat(2*mant+1, exp-1)
}

// Binary gives the bits of the float nearest to mant * 2^exp (more: and a little more than that).
func Binary(mant uint64, exp int, more bool, bitSize int) (bits uint64, ok bool) {
	l := &layout64
	if bitSize == 32 {
		l = &layout32
	}
	if mant == 0 {
		return 0, true
	}
	for mant>>63 == 0 {
		mant <<= 1
		exp--
	}
	// Now the mantissa has 64 bits, of which mantBits+1 are wanted, or fewer for a denormal.
	drop := 63 - l.mantBits
	smallest := 1 - l.bias - l.mantBits
	if exp+drop < smallest {
		drop = smallest - exp
	}
	exp += drop
	rest, half := uint64(0), uint64(0)
	switch {
	case drop > 64:
		return 0, true
	case drop == 64:
		rest, half, mant = mant, 1<<63, 0
	default:
		rest, half, mant = mant&(1<<drop-1), 1<<(drop-1), mant>>drop
	}
	if rest > half || rest == half && (more || mant&1 == 1) {
		mant++
	}
	if mant>>(l.mantBits+1) != 0 {
		mant >>= 1
		exp++
	}
	infinity := uint64(1<<l.expBits-1) << l.mantBits
	if mant>>l.mantBits == 0 {
		return mant, true
	}
	biased := exp + l.bias + l.mantBits
	if biased >= 1<<l.expBits-1 {
		return infinity, false
	}
	return uint64(biased)<<l.mantBits | mant&(1<<l.mantBits-1), true
}

// FromBits gives the float with these bits.
func FromBits(bits uint64, bitSize int) float64 {
	if bitSize == 32 {
		return float64(float32frombits(uint32(bits)))
	}
	return float64frombits(bits)
}
