package rand

import "math"

// A Zipf draws k with a probability proportional to (v + k)^-s, by rejection (Hörmann and
// Derflinger).
type Zipf struct {
	r                      *Rand
	imax, v, q, s          float64
	oneMinusQ, oneMinusInv float64
	hxm, hx0MinusHxm       float64
}

func (z *Zipf) h(x float64) float64 { return math.Exp(z.oneMinusQ*math.Log(z.v+x)) * z.oneMinusInv }

func (z *Zipf) inverse(x float64) float64 {
	return math.Exp(z.oneMinusInv*math.Log(z.oneMinusQ*x)) - z.v
}

// NewZipf makes a generator of numbers from 0 to imax.
func NewZipf(r *Rand, s float64, v float64, imax uint64) *Zipf {
	if s <= 1 || v < 1 {
		return nil
	}
	z := &Zipf{r: r, imax: float64(imax), v: v, q: s, oneMinusQ: 1 - s, oneMinusInv: 1 / (1 - s)}
	z.hxm = z.h(z.imax + 0.5)
	z.hx0MinusHxm = z.h(0.5) - math.Exp(math.Log(z.v)*-z.q) - z.hxm
	z.s = 1 - z.inverse(z.h(1.5)-math.Exp(-z.q*math.Log(z.v+1)))
	return z
}

// Uint64 gives the next number.
func (z *Zipf) Uint64() uint64 {
	if z == nil {
		panic("rand: nil Zipf")
	}
	for {
		u := z.hxm + z.r.Float64()*z.hx0MinusHxm
		x := z.inverse(u)
		k := math.Floor(x + 0.5)
		if k-x <= z.s || u >= z.h(k+0.5)-math.Exp(-math.Log(k+z.v)*z.q) {
			return uint64(k)
		}
	}
}
