package math

// Pow is x to the power of y.
func Pow(x, y float64) float64 {
	switch {
	case y == 0 || x == 1:
		return 1
	case y == 1:
		return x
	case x != x || y != y:
		return NaN()
	case x == 0:
		return powZero(x, y)
	case IsInf(y, 0):
		return powInfinite(x, y)
	case IsInf(x, 0):
		if IsInf(x, -1) {
			return Pow(1/x, -y)
		}
		if y < 0 {
			return 0
		}
		return Inf(1)
	case y == 0.5:
		return Sqrt(x)
	case y == -0.5:
		return 1 / Sqrt(x)
	case x < 0 && y != Trunc(y):
		return NaN()
	}
	return power(x, y)
}

// power splits y into a whole number and a fraction of a half at most. The fraction's part is an
// exponential; the whole part multiplies squares of x's mantissa, exponents being kept apart.
func power(x, y float64) float64 {
	whole, fraction := Modf(Abs(y))
	if fraction != 0 && x < 0 {
		return NaN()
	}
	if whole >= 1<<63 {
		switch {
		case x == -1:
			return 1
		case (Abs(x) < 1) == (y > 0):
			return 0
		}
		return Inf(1)
	}
	result, exp := 1.0, 0
	if fraction != 0 {
		if fraction > 0.5 {
			fraction--
			whole++
		}
		result = Exp(fraction * Log(x))
	}
	mant, e := Frexp(x)
	for n := int64(whole); n != 0; n >>= 1 {
		if e < -1<<12 || 1<<12 < e {
			exp += e // far out of range: Ldexp makes it 0 or infinite
			break
		}
		if n&1 == 1 {
			result *= mant
			exp += e
		}
		mant *= mant
		e <<= 1
		if mant < 0.5 {
			mant += mant
			e--
		}
	}
	if y < 0 {
		result = 1 / result
		exp = -exp
	}
	return Ldexp(result, exp)
}

func isOdd(y float64) bool { return Abs(y) < 1<<53 && Trunc(y) == y && int64(y)&1 == 1 }

func powZero(x, y float64) float64 {
	switch {
	case y < 0 && Signbit(x) && isOdd(y):
		return Inf(-1)
	case y < 0:
		return Inf(1)
	case Signbit(x) && isOdd(y):
		return x
	}
	return 0
}

func powInfinite(x, y float64) float64 {
	switch {
	case x == -1:
		return 1
	case (Abs(x) < 1) == (y > 0):
		return 0
	}
	return Inf(1)
}

var (
	tens = [...]float64{
		1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
		1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29,
		1e30, 1e31,
	}
	large = [...]float64{1e0, 1e32, 1e64, 1e96, 1e128, 1e160, 1e192, 1e224, 1e256, 1e288}
	small = [...]float64{
		1e0, 1e-32, 1e-64, 1e-96, 1e-128, 1e-160, 1e-192, 1e-224, 1e-256, 1e-288, 1e-320,
	}
)

// Pow10 is a power of ten.
func Pow10(n int) float64 {
	switch {
	case 0 <= n && n <= 308:
		return large[n/32] * tens[n%32]
	case -323 <= n && n < 0:
		return small[-n/32] / tens[-n%32]
	case n > 0:
		return Inf(1)
	}
	return 0
}
