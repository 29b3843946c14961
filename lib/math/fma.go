package math

// Whole numbers of 128 bits that stand for floats: value is (hi<<64 + lo) * 2^exp, its top bit is
// number 126, so that a sum has room. Bits that are shifted out leave a 1 in the last one, which is
// far below the bits of a result: rounding then goes the way in which it would have gone with them.
type wide struct {
	hi, lo uint64
	exp    int
	minus  bool
}

//gopark:cost nativeCall
func (w *wide) shiftRight(n int) {
	n = min(n, 128)
	lost := uint64(0)
	for ; n >= 64; n -= 64 {
		lost |= w.lo
		w.hi, w.lo = 0, w.hi
	}
	lost |= w.lo & (1<<n - 1)
	w.lo = w.lo>>n | w.hi<<(64-n)
	w.hi >>= n
	if lost != 0 {
		w.lo |= 1
	}
}

//gopark:cost nativeCall
func (w *wide) shiftLeft(n int) {
	w.hi = w.hi<<n | w.lo>>(64-n)
	w.lo <<= n
	w.exp -= n
}

// float rounds w, once: to a float's digits, or to the last place that denormals have.
//
//gopark:cost nativeCall
func (w *wide) float() float64 {
	if w.hi == 0 {
		w.hi, w.lo = w.lo, 0
		w.exp -= 64
	}
	w.shiftLeft(clz(w.hi))
	r := 0.0
	if n := -1022 - (w.exp + 127); n > 0 {
		w.shiftRight(n + 64)
		r = float64(1<<63+w.lo) - 1<<63 // the sum is rounded where the denormal ends
		w.exp = -1074 - 11
	} else {
		w.shiftRight(64)
		r = float64(w.lo)
		w.exp += 64
	}
	if w.minus {
		r = -r
	}
	return Ldexp(r, w.exp)
}

// FMA is x*y + z, rounded once.
//
//gopark:cost nativeCall
func FMA(x, y, z float64) float64 {
	switch {
	case x == 0 || y == 0 || x-x != 0 || y-y != 0:
		return x*y + z
	case z == 0:
		return x * y
	case z-z != 0:
		return z
	}
	xf, xe := Frexp(Abs(x))
	yf, ye := Frexp(Abs(y))
	zf, ze := Frexp(Abs(z))
	a, b := uint64(xf*(1<<64)), uint64(yf*(1<<63))
	p := wide{mulhi(a, b), a * b, xe + ye - 127, Signbit(x) != Signbit(y)}
	if p.hi>>62 == 0 {
		p.shiftLeft(1)
	}
	q := wide{uint64(zf * (1 << 63)), 0, ze - 127, Signbit(z)}
	if p.exp < q.exp || p.exp == q.exp && p.hi < q.hi {
		p, q = q, p
	}
	q.shiftRight(p.exp - q.exp)
	if p.minus == q.minus {
		p.lo += q.lo
		p.hi += q.hi
		if p.lo < q.lo {
			p.hi++
		}
	} else {
		if p.lo < q.lo {
			p.hi--
		}
		p.lo -= q.lo
		p.hi -= q.hi
	}
	if p.hi|p.lo == 0 {
		return 0
	}
	return p.float()
}
