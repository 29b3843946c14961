package math

// Hyperbolic functions are made of exponentials; near 0, where those would cancel, of series: after
// Hart and Cheney (Sinh) and Cephes (Tanh). Their inverses, after FreeBSD, are made of logarithms.

//gopark:cost nativeCall
func Sinh(x float64) float64 {
	a := Abs(x)
	y := 0.0
	switch {
	case a > 21:
		y = Exp(a) * 0.5
	case a > 0.5:
		e := Exp(a)
		y = (e - 1/e) * 0.5
	default:
		s := x * x
		y = (((-0.2630563213397497062819489e+2*s+-0.2894211355989563807284660366e+4)*s+
			-0.8991272022039509355398013511e+5)*s + -0.6307673640497716991184787251e+6) * x
		return y / (((s+-0.173678953558233699533450911e+3)*s+0.1521517378790019070696485176e+5)*s +
			-0.6307673640497716991212077277e+6)
	}
	return Copysign(y, x)
}

//gopark:cost nativeCall
func Cosh(x float64) float64 {
	x = Abs(x)
	e := Exp(x)
	if x > 21 {
		return e * 0.5
	}
	return (e + 1/e) * 0.5
}

//gopark:cost nativeCall
func Tanh(x float64) float64 {
	a := Abs(x)
	switch {
	case a > 8.8029691931113054295988e+01/2:
		return Copysign(1, x)
	case a >= 0.625:
		return Copysign(1-2/(Exp(2*a)+1), x)
	case x == 0:
		return x
	}
	s := x * x
	return x + x*s*((-9.64399179425052238628e-1*s+-9.92877231001918586564e1)*s+
		-1.61468768441708447952e3)/(((s+1.12811678491632931402e2)*s+
		2.23548839060100448583e3)*s+4.84406305325125486048e3)
}

//gopark:cost nativeCall
func Asinh(x float64) float64 {
	a := Abs(x)
	y := a
	switch {
	case x != x || IsInf(x, 0) || a < 1.0/(1<<28):
		return x
	case a > 1<<28:
		y = Log(a) + Ln2
	case a > 2:
		y = Log(2*a + 1/(Sqrt(a*a+1)+a))
	default:
		y = Log1p(a + a*a/(1+Sqrt(1+a*a)))
	}
	return Copysign(y, x)
}

//gopark:cost nativeCall
func Acosh(x float64) float64 {
	switch {
	case x < 1 || x != x:
		return NaN()
	case x == 1:
		return 0
	case x >= 1<<28:
		return Log(x) + Ln2
	case x > 2:
		return Log(2*x - 1/(x+Sqrt(x*x-1)))
	}
	t := x - 1
	return Log1p(t + Sqrt(2*t+t*t))
}

//gopark:cost nativeCall
func Atanh(x float64) float64 {
	a := Abs(x)
	y := 0.0
	switch {
	case !(a <= 1):
		return NaN()
	case a == 1:
		return Copysign(Inf(1), x)
	case a < 1.0/(1<<28):
		return x
	case a < 0.5:
		y = a + a
		y = 0.5 * Log1p(y+y*a/(1-a))
	default:
		y = 0.5 * Log1p((a+a)/(1-a))
	}
	return Copysign(y, x)
}
