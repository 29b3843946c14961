// Package rand makes pseudo-random numbers. A seeded source gives Go's numbers; the functions of
// the package draw from the calling goroutine's stream of chance, so that the run's seed decides
// them.
package rand

import "internal/randutil"

// A Source is a stream of 63-bit numbers.
type Source interface {
	Int63() int64
	Seed(seed int64)
}

// A Source64 has 64-bit numbers too.
type Source64 interface {
	Source
	Uint64() uint64
}

const (
	length  = 607
	tapAt   = 273
	mask63  = 1<<63 - 1
	modulus = 1<<31 - 1
)

// fibonacci is an additive lagged Fibonacci generator: x[n] = x[n-607] + x[n-273].
type fibonacci struct {
	tap, feed int
	vec       [length]uint64
}

// NewSource makes a source with a seed.
func NewSource(seed int64) Source {
	s := new(fibonacci)
	s.Seed(seed)
	return s
}

func congruential(x int64) int64 { return x * 48271 % modulus }

func (f *fibonacci) Seed(seed int64) {
	f.tap, f.feed = 0, length-tapAt
	x := seed % modulus
	if x < 0 {
		x += modulus
	}
	if x == 0 {
		x = 89482311
	}
	for range 20 {
		x = congruential(x)
	}
	for i := range f.vec {
		x = congruential(x)
		u := uint64(x) << 40
		x = congruential(x)
		u ^= uint64(x) << 20
		x = congruential(x)
		f.vec[i] = u ^ uint64(x) ^ randutil.Cooked(i)
	}
}

func (f *fibonacci) Uint64() uint64 {
	f.tap--
	if f.tap < 0 {
		f.tap += length
	}
	f.feed--
	if f.feed < 0 {
		f.feed += length
	}
	x := f.vec[f.feed] + f.vec[f.tap]
	f.vec[f.feed] = x
	return x
}

func (f *fibonacci) Int63() int64 { return int64(f.Uint64() & mask63) }

// chance is the goroutine's stream of chance, behind the functions of the package.
type chance struct{}

func (chance) Seed(seed int64) {}
func (chance) Uint64() uint64  { return randutil.Uint64() }
func (chance) Int63() int64    { return int64(randutil.Uint64() & mask63) }

// A Rand draws from a source.
type Rand struct {
	src  Source
	left int // bytes of word that Read has not used
	word int64
}

// New makes a Rand of a source.
func New(src Source) *Rand { return &Rand{src: src} }

func (r *Rand) Seed(seed int64) {
	r.src.Seed(seed)
	r.left = 0
}

func (r *Rand) Int63() int64 { return r.src.Int63() }

func (r *Rand) Uint32() uint32 { return uint32(r.Int63() >> 31) }

func (r *Rand) Uint64() uint64 {
	if s, ok := r.src.(Source64); ok {
		return s.Uint64()
	}
	return uint64(r.Int63())>>31 | uint64(r.Int63())<<32
}

func (r *Rand) Int31() int32 { return int32(r.Int63() >> 32) }
func (r *Rand) Int() int     { return int(uint(r.Int63())) }

// Int63n draws from [0, n).
func (r *Rand) Int63n(n int64) int64 {
	if n <= 0 {
		panic("invalid argument to Int63n")
	}
	if n&(n-1) == 0 {
		return r.Int63() & (n - 1)
	}
	largest := int64(mask63 - 1<<63%uint64(n))
	v := r.Int63()
	for v > largest {
		v = r.Int63()
	}
	return v % n
}

// Int31n draws from [0, n).
func (r *Rand) Int31n(n int32) int32 {
	if n <= 0 {
		panic("invalid argument to Int31n")
	}
	if n&(n-1) == 0 {
		return r.Int31() & (n - 1)
	}
	largest := int32(1<<31 - 1 - 1<<31%uint32(n))
	v := r.Int31()
	for v > largest {
		v = r.Int31()
	}
	return v % n
}

// below draws from [0, n) with a multiplication in the place of most divisions.
func (r *Rand) below(n int32) int32 {
	product := uint64(r.Uint32()) * uint64(n)
	if low := uint32(product); low < uint32(n) {
		for least := uint32(-n) % uint32(n); uint32(product) < least; {
			product = uint64(r.Uint32()) * uint64(n)
		}
	}
	return int32(product >> 32)
}

// Intn draws from [0, n).
func (r *Rand) Intn(n int) int {
	if n <= 0 {
		panic("invalid argument to Intn")
	}
	if n <= 1<<31-1 {
		return int(r.Int31n(int32(n)))
	}
	return int(r.Int63n(int64(n)))
}

// Float64 draws from [0, 1).
func (r *Rand) Float64() float64 {
	for {
		if f := float64(r.Int63()) / (1 << 63); f != 1 {
			return f
		}
	}
}

// Float32 draws from [0, 1).
func (r *Rand) Float32() float32 {
	for {
		if f := float32(r.Float64()); f != 1 {
			return f
		}
	}
}

// Perm gives 0 to n-1 in random order.
func (r *Rand) Perm(n int) []int {
	m := make([]int, n)
	for i := range n {
		j := r.Intn(i + 1)
		m[i] = m[j]
		m[j] = i
	}
	return m
}

// Shuffle exchanges elements at random.
func (r *Rand) Shuffle(n int, swap func(i, j int)) {
	if n < 0 {
		panic("invalid argument to Shuffle")
	}
	i := n - 1
	for ; i > 1<<31-1-1; i-- {
		swap(i, int(r.Int63n(int64(i+1))))
	}
	for ; i > 0; i-- {
		swap(i, int(r.below(int32(i+1))))
	}
}

// Read fills p.
func (r *Rand) Read(p []byte) (n int, err error) {
	for n = range p {
		if r.left == 0 {
			r.word = r.Int63()
			r.left = 7
		}
		p[n] = byte(r.word)
		r.word >>= 8
		r.left--
	}
	return len(p), nil
}

func (r *Rand) NormFloat64() float64 { return randutil.Normal(layers{r}) }
func (r *Rand) ExpFloat64() float64  { return randutil.Exp(layers{r}) }

// layers draws for the ziggurat.
type layers struct{ r *Rand }

func (l layers) Normal() (int32, int) {
	j := int32(l.r.Uint32())
	return j, int(j & 0x7F)
}

func (l layers) Exp() (uint32, int) {
	j := l.r.Uint32()
	return j, int(j & 0xFF)
}

func (l layers) Unit() float64 { return l.r.Float64() }
