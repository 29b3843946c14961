package math

const (
	signBit  = 1 << 63
	mantBits = 52
	mantMask = 1<<mantBits - 1
	expMask  = 0x7FF
	expBias  = 1023
	infBits  = expMask << mantBits
	nanBits  = 0x7FF8000000000001
)

// Inf is an infinity of the sign of sign.
func Inf(sign int) float64 {
	if sign >= 0 {
		return Float64frombits(infBits)
	}
	return Float64frombits(signBit | infBits)
}

func NaN() float64 { return Float64frombits(nanBits) }

func IsNaN(f float64) (is bool) { return f != f }

// IsInf reports whether f is an infinity of the sign of sign, or any if that is 0.
func IsInf(f float64, sign int) bool {
	return sign >= 0 && f > MaxFloat64 || sign <= 0 && f < -MaxFloat64
}

func Signbit(x float64) bool { return Float64bits(x)&signBit != 0 }

func Copysign(f, sign float64) float64 {
	return Float64frombits(Float64bits(f)&^signBit | Float64bits(sign)&signBit)
}

//gopark:native FABS
func Abs(x float64) float64

// What is no number is returned as it came: the instructions below may change its bits.

//gopark:native FTRUNC
func trunc(x float64) float64

//gopark:native FFLOOR
func floor(x float64) float64

//gopark:native FCEIL
func ceil(x float64) float64

// Trunc takes the fraction off.
func Trunc(x float64) float64 {
	if x != x {
		return x
	}
	return trunc(x)
}

func Floor(x float64) float64 {
	if x != x {
		return x
	}
	return floor(x)
}

func Ceil(x float64) float64 {
	if x != x {
		return x
	}
	return ceil(x)
}

// Round rounds halves away from zero.
func Round(x float64) float64 {
	t := Trunc(x)
	if Abs(x-t) >= 0.5 {
		return t + Copysign(1, x)
	}
	return t
}

// RoundToEven rounds halves to even numbers.
func RoundToEven(x float64) float64 {
	t := Trunc(x)
	d := Abs(x - t)
	if d > 0.5 || d == 0.5 && Trunc(t/2)*2 != t {
		return t + Copysign(1, x)
	}
	return t
}

// Modf splits f into its whole part and its fraction, both of f's sign.
func Modf(f float64) (integer float64, fractional float64) {
	integer = Trunc(f)
	if IsInf(f, 0) {
		return integer, NaN()
	}
	return integer, Copysign(f-integer, f)
}

// Frexp splits f into a fraction in [0.5, 1) and a power of two.
func Frexp(f float64) (frac float64, exp int) {
	if f == 0 || f != f || IsInf(f, 0) {
		return f, 0
	}
	if Abs(f) < 0x1p-1022 {
		f *= 1 << mantBits
		exp = -mantBits
	}
	bits := Float64bits(f)
	exp += int(bits>>mantBits&expMask) - expBias + 1
	bits = bits&^infBits | (expBias-1)<<mantBits
	return Float64frombits(bits), exp
}

// Ldexp is frac times a power of two.
func Ldexp(frac float64, exp int) float64 {
	frac, e := Frexp(frac)
	if frac == 0 || frac != frac || IsInf(frac, 0) {
		return frac
	}
	if exp > 1<<16 {
		exp = 1 << 16
	}
	if exp < -1<<16 {
		exp = -1 << 16
	}
	exp += e - 1
	bits := Float64bits(frac)&^infBits | expBias<<mantBits // in [1, 2)
	switch {
	case exp < -1075:
		return Copysign(0, frac)
	case exp > 1023:
		return Copysign(Inf(1), frac)
	case exp < -1022:
		// A denormal: scaling an exact power rounds once.
		return Float64frombits(bits) * Float64frombits(uint64(exp+53+expBias)<<mantBits) * 0x1p-53
	}
	return Float64frombits(bits) * Float64frombits(uint64(exp+expBias)<<mantBits)
}

func Logb(x float64) float64 {
	switch {
	case x == 0:
		return Inf(-1)
	case IsInf(x, 0):
		return Inf(1)
	case x != x:
		return x
	}
	return float64(Ilogb(x))
}

func Ilogb(x float64) int {
	switch {
	case x == 0:
		return MinInt32
	case x != x || IsInf(x, 0):
		return MaxInt32
	}
	_, exp := Frexp(x)
	return exp - 1
}

// Dim is x-y, or 0 if that is negative.
func Dim(x, y float64) float64 {
	v := x - y
	if v <= 0 {
		return 0
	}
	return v
}

func Max(x, y float64) float64 {
	if IsInf(x, 1) || IsInf(y, 1) {
		return Inf(1)
	}
	return max(x, y)
}

func Min(x, y float64) float64 {
	if IsInf(x, -1) || IsInf(y, -1) {
		return Inf(-1)
	}
	return min(x, y)
}

// Nextafter is the float next to x towards y.
func Nextafter(x, y float64) (r float64) {
	switch {
	case x != x || y != y:
		return NaN()
	case x == y:
		return x
	case x == 0:
		return Copysign(SmallestNonzeroFloat64, y)
	case (y > x) == (x > 0):
		return Float64frombits(Float64bits(x) + 1)
	}
	return Float64frombits(Float64bits(x) - 1)
}

// Nextafter32 is Nextafter for float32.
func Nextafter32(x, y float32) (r float32) {
	switch {
	case x != x || y != y:
		return float32(NaN())
	case x == y:
		return x
	case x == 0:
		return float32(Copysign(float64(Float32frombits(1)), float64(y)))
	case (y > x) == (x > 0):
		return Float32frombits(Float32bits(x) + 1)
	}
	return Float32frombits(Float32bits(x) - 1)
}
