// Results of package math, as bits. math.test.ts runs the same program with hashed > 0 and a seed: it
// then prints a hash of each 1000 results.
package main

import (
	"fmt"
	"math"
)

const (
	hashed = 0
	seed   = 0
)

var one = []struct {
	name string
	f    func(float64) float64
}{
	{"Sin", math.Sin}, {"Cos", math.Cos}, {"Tan", math.Tan},
	{"Asin", math.Asin}, {"Acos", math.Acos}, {"Atan", math.Atan},
	{"Sinh", math.Sinh}, {"Cosh", math.Cosh}, {"Tanh", math.Tanh},
	{"Asinh", math.Asinh}, {"Acosh", math.Acosh}, {"Atanh", math.Atanh},
	{"Exp", math.Exp}, {"Exp2", math.Exp2}, {"Expm1", math.Expm1},
	{"Log", math.Log}, {"Log2", math.Log2}, {"Log10", math.Log10}, {"Log1p", math.Log1p},
	{"Erf", math.Erf}, {"Erfc", math.Erfc}, {"Erfinv", math.Erfinv}, {"Erfcinv", math.Erfcinv},
	{"Gamma", math.Gamma},
	{"Lgamma", func(x float64) float64 { l, sign := math.Lgamma(x); return l * float64(sign) }},
	{"Sqrt", math.Sqrt}, {"Cbrt", math.Cbrt}, {"Logb", math.Logb},
	{"Floor", math.Floor}, {"Ceil", math.Ceil}, {"Trunc", math.Trunc},
	{"Round", math.Round}, {"RoundToEven", math.RoundToEven},
	{"Sincos", func(x float64) float64 { s, c := math.Sincos(x); return s + c }},
	{"Modf", func(x float64) float64 { whole, part := math.Modf(x); return whole*2 + part }},
	{"Frexp", func(x float64) float64 { f, e := math.Frexp(x); return f + float64(e) }},
	{"Ilogb", func(x float64) float64 { return float64(math.Ilogb(x)) }},
	{"Pow10", func(x float64) float64 {
		if x != x {
			x = 0
		}
		return math.Pow10(int(math.Max(-400, math.Min(x, 400))))
	}},
}

var two = []struct {
	name string
	f    func(x, y float64) float64
}{
	{"Pow", math.Pow}, {"Atan2", math.Atan2}, {"Hypot", math.Hypot},
	{"Mod", math.Mod}, {"Remainder", math.Remainder},
	{"Dim", math.Dim}, {"Max", math.Max}, {"Min", math.Min},
	{"Copysign", math.Copysign}, {"Nextafter", math.Nextafter},
	{"FMA", func(x, y float64) float64 { return math.FMA(x, y, 1) }},
	{"FMA", func(x, y float64) float64 { return math.FMA(x, 3, y) }},
	{"FMA", func(x, y float64) float64 { return math.FMA(x, y, -(x * y)) }},
	{"FMA", func(x, y float64) float64 { return math.FMA(x, 0x1.000001p-1000, y*0x1p-1021) }},
	{"FMA", func(x, y float64) float64 { return math.FMA(x*0x1.8p500, y, -y) }},
	{"Ldexp", func(x, y float64) float64 {
		if y != y {
			y = 0
		}
		return math.Ldexp(x, int(math.Max(-3000, math.Min(y, 3000))))
	}},
}

var special = []float64{
	0, math.Copysign(0, -1), math.NaN(), math.Inf(1), math.Inf(-1), 1, -1, 0.5, -0.5, 2, -2, 3, -3,
	math.Pi, -math.Pi, math.Pi / 2, math.Pi / 4, math.Ln2, math.Ln2 / 2, math.Sqrt2, math.Sqrt2 / 2,
	math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64,
	0x1p-1022, 0x1p-1023, -0x1p-1030, 0x1p53, 0x1p63, 1<<29 - 0.5, 1 << 29, -1 << 29, 0x1p-28, 0x1p-54,
	709.5, 709.782712893384, 709.7827128933841, -708.5, -745.1, -745.2, 1023.5, -1074.5, 21, 22, 0.7, 0.625,
}

type source uint64

func (s *source) next() uint64 {
	*s += 0x9e3779b97f4a7c15
	x := uint64(*s)
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// number is of one of several kinds.
func (s *source) number() float64 {
	bits := s.next()
	kind := s.next()
	scaled := math.Float64frombits(bits&^(0x7ff<<52) | 1023<<52) // 1 to 2
	switch kind % 8 {
	case 0, 1: // all exponents
		return math.Float64frombits(bits)
	case 2: // denormal
		return math.Float64frombits(bits &^ (0x7ff << 52) >> (kind >> 4 % 53))
	case 3: // around 1
		return scaled * float64(1+kind>>3%64) / 32
	case 4: // small whole numbers and halves
		return float64(int64(bits)>>48) / 2
	case 5: // up to 2000
		return scaled * float64(kind>>3%1000)
	case 6: // next to a multiple of Pi/4
		return math.Float64frombits(math.Float64bits(float64(bits%100000)*math.Pi/4) + kind>>3%3 - 1)
	}
	return math.Float64frombits(bits&^(0x7ff<<52) | (1023-30+kind>>3%40)<<52)
}

func bitsOf(f float64) uint64 {
	if f != f {
		return 0x7ff8000000000001
	}
	return math.Float64bits(f)
}

const ordinary = 160

// results calls f until the source is at an end, and prints.
func results(name string, n int, f func(s *source, i int) float64) {
	s := source(seed << 32)
	if hashed > 0 {
		n = hashed * 1000
	}
	hash := uint64(0)
	for i := 0; i < n; i++ {
		r := bitsOf(f(&s, i))
		hash = (hash ^ r) * 0x100000001b3
		switch {
		case hashed > 0 && i%1000 == 999:
			fmt.Printf("%s %d %016x\n", name, i/1000, hash)
		case hashed == 0 && i%4 == 0:
			fmt.Printf("\n%s %d: %016x", name, i, r)
		case hashed == 0:
			fmt.Printf(" %016x", r)
		}
	}
}

func main() {
	m := len(special)
	for _, t := range one {
		results(t.name, m+ordinary, func(s *source, i int) float64 {
			if i < m {
				return t.f(special[i])
			}
			return t.f(s.number())
		})
	}
	for _, t := range two {
		results(t.name, m+ordinary, func(s *source, i int) float64 {
			x, y := s.number(), s.number()
			switch {
			case hashed > 0 && i < m*m:
				x, y = special[i/m], special[i%m]
			case i < m:
				x = special[i]
			case i%4 == 0:
				y = x * float64(i%64+1) / 8
			}
			return t.f(x, y)
		})
	}
	fmt.Println()
}
