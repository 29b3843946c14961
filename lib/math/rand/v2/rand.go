// Package rand makes pseudo-random numbers. PCG and ChaCha8 give Go's streams; the functions of the
// package draw from the calling goroutine's stream of chance, so that the run's seed decides them.
package rand

import "internal/randutil"

// A Source is a stream of 64-bit numbers.
type Source interface {
	Uint64() uint64
}

// chance is the goroutine's stream of chance, behind the functions of the package.
type chance struct{}

func (chance) Uint64() uint64 { return randutil.Uint64() }

// A Rand draws from a source.
type Rand struct{ src Source }

// New makes a Rand of a source.
func New(src Source) *Rand { return &Rand{src} }

func (r *Rand) Int64() int64   { return int64(r.src.Uint64() &^ (1 << 63)) }
func (r *Rand) Uint32() uint32 { return uint32(r.src.Uint64() >> 32) }
func (r *Rand) Uint64() uint64 { return r.src.Uint64() }
func (r *Rand) Int32() int32   { return int32(r.src.Uint64() >> 33) }
func (r *Rand) Int() int       { return int(uint(r.src.Uint64()) << 1 >> 1) }
func (r *Rand) Uint() uint     { return uint(r.src.Uint64()) }

//gopark:native MULHI
func mulhi(x, y uint64) uint64

// below draws from [0, n): the upper half of a product with n. The few lower halves that would make
// some results more likely are drawn again.
func (r *Rand) below(n uint64) uint64 {
	if n <= 1<<32-1 {
		return uint64(r.below32(uint32(n)))
	}
	if n&(n-1) == 0 {
		return r.Uint64() & (n - 1)
	}
	x := r.Uint64()
	if x*n < n {
		for least := -n % n; x*n < least; {
			x = r.Uint64()
		}
	}
	return mulhi(x, n)
}

func (r *Rand) below32(n uint32) uint32 {
	if n&(n-1) == 0 {
		return uint32(r.Uint64()) & (n - 1)
	}
	product := uint64(r.Uint32()) * uint64(n)
	if uint32(product) < n {
		for least := -n % n; uint32(product) < least; {
			product = uint64(r.Uint32()) * uint64(n)
		}
	}
	return uint32(product >> 32)
}

func check(ok bool, name string) {
	if !ok {
		panic("invalid argument to " + name)
	}
}

func (r *Rand) Int64N(n int64) int64 {
	check(n > 0, "Int64N")
	return int64(r.below(uint64(n)))
}

func (r *Rand) Uint64N(n uint64) uint64 {
	check(n != 0, "Uint64N")
	return r.below(n)
}

func (r *Rand) Int32N(n int32) int32 {
	check(n > 0, "Int32N")
	return int32(r.below(uint64(n)))
}

func (r *Rand) Uint32N(n uint32) uint32 {
	check(n != 0, "Uint32N")
	return uint32(r.below(uint64(n)))
}

func (r *Rand) IntN(n int) int {
	check(n > 0, "IntN")
	return int(r.below(uint64(n)))
}

func (r *Rand) UintN(n uint) uint {
	check(n != 0, "UintN")
	return uint(r.below(uint64(n)))
}

// Float64 and Float32 draw from [0, 1).
func (r *Rand) Float64() float64 { return float64(r.Uint64()<<11>>11) / (1 << 53) }

func (r *Rand) Float32() float32 { return float32(r.Uint32()<<8>>8) / (1 << 24) }

// Perm gives 0 to n-1 in random order.
func (r *Rand) Perm(n int) []int {
	p := make([]int, n)
	for i := range p {
		p[i] = i
	}
	r.Shuffle(len(p), func(i, j int) { p[i], p[j] = p[j], p[i] })
	return p
}

// Shuffle exchanges elements at random.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	check(n >= 0, "Shuffle")
	for i := n - 1; i > 0; i-- {
		swap(i, int(r.below(uint64(i+1))))
	}
}

func (r *Rand) NormFloat64() float64 { return randutil.Normal(layers{r}) }
func (r *Rand) ExpFloat64() float64  { return randutil.Exp(layers{r}) }

// layers draws for the ziggurat.
type layers struct{ r *Rand }

func (l layers) Normal() (int32, int) {
	u := l.r.Uint64()
	return int32(u), int(u >> 32 & 0x7F)
}

func (l layers) Exp() (uint32, int) {
	u := l.r.Uint64()
	return uint32(u), int(u >> 32 & 0xFF)
}

func (l layers) Unit() float64 { return l.r.Float64() }
