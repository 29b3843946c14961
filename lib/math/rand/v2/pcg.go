package rand

// A PCG is a generator with 128 bits of state: PCG-DXSM of Melissa O'Neill. A linear congruential
// generator moves the state; what is given out is the state, mixed by shifts and multiplications.
type PCG struct {
	hi, lo uint64
}

const (
	multiplierHi = 2549297995355413924
	multiplierLo = 4865540595714422341
	incrementHi  = 6364136223846793005
	incrementLo  = 1442695040888963407
	mixer        = 0xda942042e4dd58b5
)

// NewPCG makes a generator of two seeds.
func NewPCG(seed1, seed2 uint64) *PCG { return &PCG{seed1, seed2} }

// Seed starts over.
func (p *PCG) Seed(seed1, seed2 uint64) { p.hi, p.lo = seed1, seed2 }

func (p *PCG) next() (hi, lo uint64) {
	hi = mulhi(p.lo, multiplierLo) + p.hi*multiplierLo + p.lo*multiplierHi
	lo = p.lo * multiplierLo
	sum := lo + incrementLo
	hi += incrementHi
	if sum < lo {
		hi++
	}
	p.hi, p.lo = hi, sum
	return hi, sum
}

// Uint64 gives the next number.
func (p *PCG) Uint64() uint64 {
	hi, lo := p.next()
	hi ^= hi >> 32
	hi *= mixer
	hi ^= hi >> 48
	return hi * (lo | 1)
}
