package decimal

//gopark:native FLOATBITS
func float64bits(f float64) uint64

//gopark:native FLOAT32BITS
func float32bits(f float32) uint32

//gopark:native FLOATFROMBITS
func float64frombits(b uint64) float64

//gopark:native FLOAT32FROMBITS
func float32frombits(b uint32) float32

// layout is where the parts of a float are.
type layout struct {
	mantBits int
	expBits  int
	bias     int
}

var (
	layout64 = layout{52, 11, 1023}
	layout32 = layout{23, 8, 127}
)

// parts takes the bits of a positive float apart: its value is mant * 2^exp.
func (l *layout) parts(bits uint64) (mant uint64, exp int) {
	mant = bits & (1<<l.mantBits - 1)
	exp = int(bits>>l.mantBits) & (1<<l.expBits - 1)
	if exp == 0 {
		exp++
	} else {
		mant |= 1 << l.mantBits
	}
	return mant, exp - l.bias - l.mantBits
}

// Append appends f in the manner of strconv.FormatFloat.
func Append(dst []byte, f float64, verb byte, prec, bitSize int) []byte {
	var bits uint64
	l := &layout64
	switch bitSize {
	case 32:
		bits = uint64(float32bits(float32(f)))
		l = &layout32
	case 64:
		bits = float64bits(f)
	default:
		panic("strconv: illegal AppendFloat/FormatFloat bitSize")
	}
	signBit := uint64(1) << (l.mantBits + l.expBits)
	negative := bits&signBit != 0
	bits &^= signBit
	if bits>>l.mantBits == 1<<l.expBits-1 {
		return append(dst, special(bits<<(64-l.mantBits) != 0, negative)...)
	}
	if negative {
		dst = append(dst, '-')
	}
	mant, exp := l.parts(bits)
	switch verb {
	case 'b':
		return appendBinary(dst, mant, exp)
	case 'x', 'X':
		return appendHex(dst, mant, exp, prec, verb, l)
	case 'e', 'E', 'f', 'g', 'G':
		return appendDecimal(dst, mant, exp, verb, prec, l)
	}
	if negative {
		dst = dst[:len(dst)-1]
	}
	return append(dst, '%', verb)
}

func special(nan, negative bool) string {
	if nan {
		return "NaN"
	}
	if negative {
		return "-Inf"
	}
	return "+Inf"
}

func appendDecimal(dst []byte, mant uint64, exp int, verb byte, prec int, l *layout) []byte {
	var n Num
	shortest := prec < 0
	if shortest {
		if mant != 0 {
			smallest := mant == 1<<l.mantBits && exp > 1-l.bias-l.mantBits
			n = Shortest(mant, exp, smallest)
		}
		switch verb | 0x20 {
		case 'e':
			prec = len(n.Digits) - 1
		case 'f':
			prec = max(len(n.Digits)-n.Point, 0)
		case 'g':
			prec = len(n.Digits)
		}
	} else {
		n = FromFloat(mant, exp)
		switch verb | 0x20 {
		case 'e':
			n.Round(prec + 1)
		case 'f':
			n.Round(n.Point + prec)
		case 'g':
			prec = max(prec, 1)
			n.Round(prec)
		}
	}
	switch verb {
	case 'e', 'E':
		return appendE(dst, n, max(prec, 0), verb)
	case 'f':
		return appendF(dst, n, prec)
	}
	return appendG(dst, n, prec, shortest, verb)
}

func appendG(dst []byte, n Num, prec int, shortest bool, verb byte) []byte {
	limit := prec
	if limit > len(n.Digits) && len(n.Digits) >= n.Point {
		limit = len(n.Digits)
	}
	if shortest {
		limit = 6
	}
	exp := n.Point - 1
	if exp < -4 || exp >= limit {
		if len(n.Digits) > 0 || exp >= limit {
			return appendE(dst, n, max(min(prec, len(n.Digits))-1, 0), verb+'e'-'g')
		}
	}
	return appendF(dst, n, max(len(n.Digits)-n.Point, 0))
}

func appendE(dst []byte, n Num, prec int, verb byte) []byte {
	first := byte('0')
	exp := 0
	if len(n.Digits) > 0 {
		first = n.Digits[0]
		exp = n.Point - 1
	}
	dst = append(dst, first)
	if prec > 0 {
		dst = append(dst, '.')
		for i := 1; i <= prec; i++ {
			dst = append(dst, n.digit(i, n.Point))
		}
	}
	return appendExp(append(dst, verb), exp)
}

func appendExp(dst []byte, exp int) []byte {
	if exp < 0 {
		dst = append(dst, '-')
		exp = -exp
	} else {
		dst = append(dst, '+')
	}
	if exp < 10 {
		dst = append(dst, '0')
	}
	return AppendUint(dst, uint64(exp))
}

func appendF(dst []byte, n Num, prec int) []byte {
	if n.Point <= 0 {
		dst = append(dst, '0')
	}
	for i := 0; i < n.Point; i++ {
		dst = append(dst, n.digit(i, n.Point))
	}
	if prec > 0 {
		dst = append(dst, '.')
		for i := 0; i < prec; i++ {
			dst = append(dst, n.digit(n.Point+i, n.Point))
		}
	}
	return dst
}

// appendBinary writes mantissa p exponent, both decimal.
func appendBinary(dst []byte, mant uint64, exp int) []byte {
	dst = AppendUint(dst, mant)
	dst = append(dst, 'p')
	if exp >= 0 {
		dst = append(dst, '+')
		return AppendUint(dst, uint64(exp))
	}
	dst = append(dst, '-')
	return AppendUint(dst, uint64(-exp))
}

// appendHex writes 0x1.yyyp±d.
func appendHex(dst []byte, mant uint64, exp, prec int, verb byte, l *layout) []byte {
	exp += l.mantBits
	if mant == 0 {
		exp = 0
	}
	mant <<= 60 - l.mantBits // one digit before the point, 15 behind it
	for mant != 0 && mant>>60 == 0 {
		mant <<= 1
		exp--
	}
	if prec >= 0 && prec < 15 {
		shift := uint(prec) * 4
		extra := mant << shift & (1<<60 - 1)
		mant >>= 60 - shift
		if extra|mant&1 > 1<<59 {
			mant++
		}
		mant <<= 60 - shift
		if mant>>60 >= 2 {
			mant >>= 1
			exp++
		}
	}
	hex := "0123456789abcdef"
	if verb == 'X' {
		hex = "0123456789ABCDEF"
	}
	dst = append(dst, '0', verb, byte('0'+mant>>60))
	mant <<= 4
	if prec < 0 && mant != 0 || prec > 0 {
		dst = append(dst, '.')
		for i := 0; prec < 0 && mant != 0 || i < prec; i++ {
			dst = append(dst, hex[mant>>60])
			mant <<= 4
		}
	}
	return appendExp(append(dst, verb-'x'+'p'), exp)
}
