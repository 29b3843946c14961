package math

// Sine, cosine, tangent and their inverses after Moshier's Cephes library, as Go has them, so that
// results are Go's to the bit. An angle is reduced to an eighth of a circle by subtracting a multiple
// of Pi/4 in three parts, which is exact enough below reduceLimit; for larger ones see reduce.

const (
	pi4A        = 7.85398125648498535156e-1
	pi4B        = 3.77489470793079817668e-8
	pi4C        = 2.69515142907905952645e-15
	reduceLimit = 1 << 29
)

// octant reduces x, which is not negative: z is in [-Pi/4, Pi/4], j the even octant, of 8.
func octant(x float64) (j uint64, z float64) {
	if x >= reduceLimit {
		return reduce(x)
	}
	j = uint64(x * (4 / Pi))
	y := float64(j)
	if j&1 == 1 {
		j++
		y++
	}
	return j & 7, ((x - y*pi4A) - y*pi4B) - y*pi4C
}

// fourOverPi is 4/Pi, 64 binary digits in each word, of which the first is the whole part.
var fourOverPi = [...]uint64{
	1, 0x45f306dc9c882a53, 0xf84eafa3ea69bb81, 0xb6c52b3278872083, 0xfca2c757bd778ac3,
	0x6e48dc74849ba5c0, 0x0c925dd413a32439, 0xfc3bd63962534e7d, 0xd1046bea5d768909,
	0xd338e04d68befc82, 0x7323ac7306a673e9, 0x3908bf177bf25076, 0x3ff12fffbc0b301f,
	0xde5e2316b414da3e, 0xda6cfd9e4f96136e, 0x9e8c7ecd3cbfd45a, 0xea4f758fd7cbe2f6,
	0x7a0e73ef14a525d4, 0xd7f6bf623f1aba10, 0xac06608df8f6d757,
}

// reduce is octant for large x (Payne and Hanek): of x*4/Pi only the bits around the point matter,
// so the mantissa is multiplied by the three words of 4/Pi that make them, the rest being whole
// circles. Three bits before the point are the octant, 53 behind it the rest.
//
//gopark:cost nativeCall
func reduce(x float64) (j uint64, z float64) {
	m := Float64bits(x)
	at := uint(m>>mantBits) - expBias - mantBits + 61
	m = m&mantMask | 1<<mantBits
	word, by := at/64, at%64
	a := fourOverPi[word]<<by | fourOverPi[word+1]>>(64-by)
	b := fourOverPi[word+1]<<by | fourOverPi[word+2]>>(64-by)
	c := fourOverPi[word+2]<<by | fourOverPi[word+3]>>(64-by)
	lo, hi := b*m, a*m+mulhi(b, m)
	low := mulhi(c, m)
	if lo += low; lo < low {
		hi++
	}
	j = hi >> 61
	hi = hi<<3 | lo>>61
	zeros := uint(clz(hi)) + 1
	hi = hi<<zeros | lo>>(64-zeros)
	z = Float64frombits(hi>>(64-mantBits) | uint64(expBias-zeros)<<mantBits)
	if j&1 == 1 {
		j = (j + 1) & 7
		z--
	}
	return j, z * (Pi / 4)
}

func sinSeries(z float64) float64 {
	zz := z * z
	return z + z*zz*((((((1.58962301576546568060e-10*zz)+
		-2.50507477628578072866e-8)*zz+2.75573136213857245213e-6)*zz+
		-1.98412698295895385996e-4)*zz+8.33333333332211858878e-3)*zz+
		-1.66666666666666307295e-1)
}

func cosSeries(z float64) float64 {
	zz := z * z
	return 1.0 - 0.5*zz + zz*zz*((((((-1.13585365213876817300e-11*zz)+
		2.08757008419747316778e-9)*zz+-2.75573141792967388112e-7)*zz+
		2.48015872888517045348e-5)*zz+-1.38888888888730564116e-3)*zz+
		4.16666666666665929218e-2)
}

// Sin is the sine of x.
func Sin(x float64) float64 {
	switch {
	case x == 0 || x != x:
		return x
	case IsInf(x, 0):
		return NaN()
	}
	negative := x < 0
	j, z := octant(Abs(x))
	if j > 3 {
		negative = !negative
		j -= 4
	}
	y := 0.0
	if j == 1 || j == 2 {
		y = cosSeries(z)
	} else {
		y = sinSeries(z)
	}
	if negative {
		return -y
	}
	return y
}

// Cos is the cosine of x.
func Cos(x float64) float64 {
	switch {
	case x != x || IsInf(x, 0):
		return NaN()
	}
	j, z := octant(Abs(x))
	negative := false
	if j > 3 {
		negative = true
		j -= 4
	}
	if j > 1 {
		negative = !negative
	}
	y := 0.0
	if j == 1 || j == 2 {
		y = sinSeries(z)
	} else {
		y = cosSeries(z)
	}
	if negative {
		return -y
	}
	return y
}

// Tan is the tangent of x.
func Tan(x float64) float64 {
	switch {
	case x == 0 || x != x:
		return x
	case IsInf(x, 0):
		return NaN()
	}
	j, z := octant(Abs(x))
	zz := z * z
	y := z
	if zz > 1e-14 {
		p := ((-1.30936939181383777646e4*zz)+1.15351664838587416140e6)*zz + -1.79565251976484877988e7
		q := (((zz+1.36812963470692954678e4)*zz+-1.32089234440210967447e6)*zz+
			2.50083801823357915839e7)*zz + -5.38695755929454629881e7
		y = z + z*(zz*p/q)
	}
	if j&2 == 2 {
		y = -1 / y
	}
	if x < 0 {
		return -y
	}
	return y
}

// Sincos is Sin and Cos.
func Sincos(x float64) (sin, cos float64) { return Sin(x), Cos(x) }

// atanSmall is right in [0, 0.66].
func atanSmall(x float64) float64 {
	z := x * x
	p := (((-8.750608600031904122785e-01*z+-1.615753718733365076637e+01)*z+
		-7.500855792314704667340e+01)*z+-1.228866684490136173410e+02)*z +
		-6.485021904942025371773e+01
	q := ((((z+2.485846490142306297962e+01)*z+1.650270098316988542046e+02)*z+
		4.328810604912902668951e+02)*z+4.853903996359136964868e+02)*z +
		1.945506571482613964425e+02
	z = z * p / q
	return x*z + x
}

// atanPositive reduces its argument to [0, 0.66].
func atanPositive(x float64) float64 {
	const (
		moreBits = 6.123233995736765886130e-17 // Pi/2 minus Pi/2 as a float
		tan3Pi8  = 2.41421356237309504880
	)
	switch {
	case x <= 0.66:
		return atanSmall(x)
	case x > tan3Pi8:
		return Pi/2 - atanSmall(1/x) + moreBits
	}
	return Pi/4 + atanSmall((x-1)/(x+1)) + 0.5*moreBits
}

// Atan is the arc tangent of x.
func Atan(x float64) float64 {
	switch {
	case x == 0:
		return x
	case x > 0:
		return atanPositive(x)
	}
	return -atanPositive(-x)
}

// Asin is the arc sine of x.
func Asin(x float64) float64 {
	if x == 0 {
		return x
	}
	a := Abs(x)
	if !(a <= 1) {
		return NaN()
	}
	y := Sqrt(1 - a*a)
	if a > 0.7 {
		y = Pi/2 - atanPositive(y/a)
	} else {
		y = atanPositive(a / y)
	}
	if x < 0 {
		return -y
	}
	return y
}

// Acos is the arc cosine of x.
func Acos(x float64) float64 { return Pi/2 - Asin(x) }

// Atan2 is the angle of the point (x, y).
func Atan2(y, x float64) float64 {
	switch {
	case y != y || x != x:
		return NaN()
	case y == 0:
		if x >= 0 && !Signbit(x) {
			return Copysign(0, y)
		}
		return Copysign(Pi, y)
	case x == 0:
		return Copysign(Pi/2, y)
	case IsInf(x, 0):
		return atan2Infinite(y, x)
	case IsInf(y, 0):
		return Copysign(Pi/2, y)
	}
	q := Atan(y / x)
	if x < 0 {
		if q <= 0 {
			return q + Pi
		}
		return q - Pi
	}
	return q
}

func atan2Infinite(y, x float64) float64 {
	switch {
	case x > 0 && IsInf(y, 0):
		return Copysign(Pi/4, y)
	case x > 0:
		return Copysign(0, y)
	case IsInf(y, 0):
		return Copysign(3*Pi/4, y)
	}
	return Copysign(Pi, y)
}
