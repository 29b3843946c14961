package math

// Exponentials and logarithms after FreeBSD's msun, as Go has them.

const (
	ln2Hi  = 6.93147180369123816490e-01 // few digits: small multiples are exact
	ln2Lo  = 1.90821492927058770002e-10
	log2E  = 1.44269504088896338700e+00
	maxLog = 7.09782712893383973096e+02
)

//gopark:native EXP
func exp(x float64) float64

//gopark:native LOG
func log(x float64) float64

func Exp(x float64) float64 { return exp(x) }
func Log(x float64) float64 { return log(x) }

// Exp2 is exact for whole numbers.
//
//gopark:cost nativeCall
func Exp2(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 1.0239999999999999e+03:
		return Inf(1)
	case x < -1.0740e+03:
		return 0
	}
	k := int(x + Copysign(0.5, x))
	t := x - float64(k)
	hi, lo := t*ln2Hi, -t*ln2Lo
	r := hi - lo
	t = r * r
	c := r - t*(1.66666666666666657415e-01+t*(-2.77777777770155933842e-03+
		t*(6.61375632143793436117e-05+t*(-1.65339022054652515390e-06+t*4.13813679705723846039e-08))))
	return Ldexp(1-((lo-(r*c)/(2-c))-hi), k)
}

// scaleUp is y times 2 to the power of k, where nothing overflows.
//
//gopark:cost nativeCall
func scaleUp(y float64, k int) float64 {
	return Float64frombits(Float64bits(y) + uint64(k)<<mantBits)
}

// Expm1 is Exp(x)-1, exact where that is small: x is k*Ln2 + r, with an error c of r.
//
//gopark:cost nativeCall
func Expm1(x float64) float64 {
	a := Abs(x)
	switch {
	case x != x || a < 1.0/(1<<54):
		return x
	case x >= maxLog:
		return Inf(1)
	case x <= -3.88162421113569373274e+01: // 56*Ln2
		return -1
	}
	c := 0.0
	k := 0
	if a > 3.46573590279972654709e-01 { // Ln2/2
		t := Copysign(1, x)
		if a >= 1.03972077083991796413e+00 { // 1.5*Ln2
			t = Trunc(log2E*x + t*0.5)
		}
		k = int(t)
		hi, lo := x-t*ln2Hi, t*ln2Lo
		x = hi - lo
		c = (hi - x) - lo
	}
	half := 0.5 * x
	s := x * half
	r := 1 + s*(-3.33333333333331316428e-02+s*(1.58730158725481460165e-03+
		s*(-7.93650757867487942473e-05+s*(4.00821782732936239552e-06+s*-2.01099218183624371326e-07))))
	t := 3 - r*half
	e := s * ((r - t) / (6.0 - x*t))
	if k == 0 {
		return x - (x*e - s)
	}
	e = x*(e-c) - c
	e -= s
	switch {
	case k == -1:
		return 0.5*(x-e) - 0.5
	case k == 1 && x < -0.25:
		return -2 * (e - (x + 0.5))
	case k == 1:
		return 1 + 2*(x-e)
	case k < 0 || k > 56:
		return scaleUp(1-(e-x), k) - 1
	case k < 20:
		return scaleUp(1-scaleUp(1, -k)-(e-x), k)
	}
	return scaleUp(x-(e+scaleUp(1, -k))+1, k)
}

// Log1p is Log(1+x), exact where x is small: 1+x is 2^k*(1+f), and c corrects its rounding.
//
//gopark:cost nativeCall
func Log1p(x float64) float64 {
	a := Abs(x)
	switch {
	case x < -1 || x != x:
		return NaN()
	case x == -1:
		return Inf(-1)
	case IsInf(x, 1) || a < 1.0/(1<<54):
		return x
	case a < 1.0/(1<<29):
		return x - x*x*0.5
	}
	const root = 0x6a09e667f3bcd // the digits of Sqrt2
	f, c, k := x, 0.0, 0
	tiny := false
	if x <= -2.928932188134524755992e-01 || x >= 4.142135623730950488017e-01 {
		u := x
		if a < 1<<53 {
			u = 1.0 + x
			c = x - (u - 1.0)
			if u >= 2 {
				c = 1.0 - (u - x)
			}
			c /= u
		}
		bits := Float64bits(u)
		k = int(bits>>mantBits) - expBias
		bits &= mantMask
		if bits < root {
			u = Float64frombits(bits | expBias<<mantBits)
			tiny = bits == 0
		} else {
			k++
			u = Float64frombits(bits | (expBias-1)<<mantBits)
			tiny = 1<<mantBits-bits < 4
		}
		f = u - 1.0
	}
	kf := float64(k)
	square := 0.5 * f * f
	if tiny {
		if f == 0 {
			return kf*ln2Hi + (c + kf*ln2Lo)
		}
		r := square * (1.0 - 0.66666666666666666*f)
		return kf*ln2Hi - ((r - (kf*ln2Lo + c)) - f)
	}
	s := f / (2.0 + f)
	z := s * s
	r := z * (6.666666666666735130e-01 + z*(3.999999999940941908e-01+z*(2.857142874366239149e-01+
		z*(2.222219843214978396e-01+z*(1.818357216161805012e-01+z*(1.531383769920937332e-01+
			z*1.479819860511658591e-01))))))
	if k == 0 {
		return f - (square - s*(square+r))
	}
	return kf*ln2Hi - ((square - (s*(square+r) + (kf*ln2Lo + c))) - f)
}

// Log2 is exact for powers of two.
func Log2(x float64) float64 {
	frac, exp := Frexp(x)
	if frac == 0.5 {
		return float64(exp - 1)
	}
	return Log(frac)*(1/Ln2) + float64(exp)
}

// Log10 is the logarithm to base 10.
func Log10(x float64) float64 { return Log(x) * (1 / Ln10) }
