package math

//gopark:native MULHI
func mulhi(x, y uint64) uint64

// Sqrt is rounded correctly. x is m * 2^e with e even and m of 53 or 54 bits; the root of m *
// 2^56 as a whole number has 55 bits, two more than a float, enough to round, because a root is
// never exactly half way between two floats. The kernel's power function gives it up to a few
// units.
func Sqrt(x float64) float64 {
	if x == 0 || x != x || x > MaxFloat64 {
		return x
	}
	if x < 0 {
		return NaN()
	}
	frac, e := Frexp(x)
	m := uint64(frac * (1 << 53))
	e -= 53
	if e&1 != 0 {
		m <<= 1
		e--
	}
	hi, lo := m>>8, m<<56
	root := uint64(math2(fnPow, float64(m), 0.5) * (1 << 28))
	for above(root, hi, lo) {
		root--
	}
	for !above(root+1, hi, lo) {
		root++
	}
	if root&3 >= 2 && (root&3 == 3 || root*root != lo || mulhi(root, root) != hi || root&4 != 0) {
		root += 4
	}
	return Ldexp(float64(root>>2), e/2-26)
}

// above reports whether the square of r is more than a number of 128 bits.
func above(r, hi, lo uint64) bool {
	h := mulhi(r, r)
	return h > hi || h == hi && r*r > lo
}
