// Package randutil has what math/rand and math/rand/v2 share: reading packed tables, and normal and
// exponential numbers by the ziggurat method.
package randutil

import "math"

//gopark:native RAND64
func Uint64() uint64

//gopark:native FLOAT32FROMBITS
func float32frombits(b uint32) float32

// number reads the i-th number of a table: so many digits in base 64, whose zero is the space.
func number(s string, i, digits int) uint64 {
	var v uint64
	for _, c := range []byte(s[i*digits : (i+1)*digits]) {
		v = v<<6 | uint64(c-' ')
	}
	return v
}

// Cooked is the i-th constant that seeds math/rand.
func Cooked(i int) uint64 { return number(cooked, i, 11) }

func limit(table string, i int) uint32 { return uint32(number(table, i, 6)) }

func factor(table string, i int) float32 { return float32frombits(uint32(number(table, i, 6))) }

const (
	normalEdge = 3.442619855899
	expEdge    = 7.69711747013104972
)

// Draw gives a layer and a number for the ziggurat. Unit gives a number in [0, 1).
type Source interface {
	Normal() (j int32, layer int)
	Exp() (j uint32, layer int)
	Unit() float64
}

// Normal draws from the standard normal distribution.
func Normal(s Source) float64 {
	for {
		j, i := s.Normal()
		x := float64(j) * float64(factor(wNormal, i))
		if magnitude(j) < limit(kNormal, i) {
			return x
		}
		if i == 0 {
			return normalTail(s, j)
		}
		f, above := factor(fNormal, i), factor(fNormal, i-1)
		if f+float32(s.Unit())*(above-f) < float32(math.Exp(-0.5*x*x)) {
			return x
		}
	}
}

func magnitude(j int32) uint32 {
	if j < 0 {
		return uint32(-j)
	}
	return uint32(j)
}

func normalTail(s Source, j int32) float64 {
	for {
		x := -math.Log(s.Unit()) * (1.0 / normalEdge)
		y := -math.Log(s.Unit())
		if y+y < x*x {
			continue
		}
		if j > 0 {
			return normalEdge + x
		}
		return -normalEdge - x
	}
}

// Exp draws from the exponential distribution with mean 1.
func Exp(s Source) float64 {
	for {
		j, i := s.Exp()
		x := float64(j) * float64(factor(wExp, i))
		if j < limit(kExp, i) {
			return x
		}
		if i == 0 {
			return expEdge - math.Log(s.Unit())
		}
		f, above := factor(fExp, i), factor(fExp, i-1)
		if f+float32(s.Unit())*(above-f) < float32(math.Exp(-x)) {
			return x
		}
	}
}
