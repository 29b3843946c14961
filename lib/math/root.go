package math

// Cbrt is the cube root: 5 bits of it from a third of the exponent, 22 from a rational function,
// the rest from a step of Newton's (after FreeBSD).
//
//gopark:cost nativeCall
func Cbrt(x float64) float64 {
	if x == 0 || x != x || IsInf(x, 0) {
		return x
	}
	a := Abs(x)
	t := 0.0
	if a < 0x1p-1022 {
		t = Float64frombits(Float64bits(a*(1<<54))/3 + 696219795<<32)
	} else {
		t = Float64frombits(Float64bits(a)/3 + 715094163<<32)
	}
	r := t * t / a
	s := 5.42857142857142815906e-01 + r*t
	t *= 3.57142857142857150787e-01 + 1.60714285714285720630e+00/
		(s+1.41428571428571436819e+00+-7.05306122448979611050e-01/s)
	t = Float64frombits(Float64bits(t)&(0xFFFFFFFFC<<28) + 1<<30) // so that t*t is exact
	r = a / (t * t)
	return Copysign(t+t*((r-t)/(t+t+r)), x)
}

// Mod is what whole multiples of y leave of x, with x's sign: a division of whole numbers, as many
// bits at a time as there is room for.
//
//gopark:cost nativeCall
func Mod(x, y float64) float64 {
	switch {
	case y == 0 || IsInf(x, 0) || x != x || y != y:
		return NaN()
	case Abs(x) < Abs(y):
		return x
	}
	xf, xe := Frexp(Abs(x))
	yf, ye := Frexp(Abs(y))
	rest, by := uint64(xf*(1<<53)), uint64(yf*(1<<53))
	rest %= by
	for n := xe - ye; n > 0 && rest != 0; n -= 11 {
		rest = rest << min(n, 11) % by
	}
	return Copysign(Ldexp(float64(rest), ye-53), x)
}

// Remainder is what the multiple of y next to x leaves of x.
//
//gopark:cost nativeCall
func Remainder(x, y float64) float64 {
	switch {
	case y == 0 || IsInf(x, 0) || x != x || y != y:
		return NaN()
	case IsInf(y, 0):
		return x
	}
	y = Abs(y)
	r := Abs(x)
	if y <= MaxFloat64/2 {
		r = Mod(r, y+y)
	}
	if r > y-r {
		r -= y
		if r >= y-r {
			r -= y
		}
	}
	if Signbit(x) {
		return -r
	}
	return r
}
