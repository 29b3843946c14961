package rand

// A ChaCha8 is a generator after the stream cipher ChaCha with 8 rounds, as the specification
// chacha8rand says. Four blocks are made at a time, word by word side by side. After 16 blocks the
// last 32 bytes are not given out but become the new key.
type ChaCha8 struct {
	key     [8]uint32
	words   [64]uint32 // word i of block b at 4*i+b
	counter uint32
	at, end int // 64-bit numbers given out, and to be given out
	bytes   uint64
	left    int // bytes that Read has not used
}

const (
	blocksAtOnce = 4
	blocksPerKey = 16
	numbers      = 32
	keyNumbers   = 4
)

// NewChaCha8 makes a generator of a seed.
func NewChaCha8(seed [32]byte) *ChaCha8 {
	c := new(ChaCha8)
	c.Seed(seed)
	return c
}

// Seed starts over.
func (c *ChaCha8) Seed(seed [32]byte) {
	for i := range c.key {
		s := seed[4*i:]
		c.key[i] = uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
	}
	c.counter = 0
	c.left = 0
	c.fill()
}

// Uint64 gives the next number.
func (c *ChaCha8) Uint64() uint64 {
	if c.at == c.end {
		c.refill()
	}
	i := 2 * c.at
	c.at++
	return uint64(c.words[i]) | uint64(c.words[i+1])<<32
}

// Read fills p.
func (c *ChaCha8) Read(p []byte) (n int, err error) {
	for i := range p {
		if c.left == 0 {
			c.bytes = c.Uint64()
			c.left = 8
		}
		p[i] = byte(c.bytes)
		c.bytes >>= 8
		c.left--
	}
	return len(p), nil
}

func (c *ChaCha8) refill() {
	c.counter += blocksAtOnce
	if c.counter == blocksPerKey {
		copy(c.key[:], c.words[len(c.words)-len(c.key):])
		c.counter = 0
	}
	c.fill()
}

func (c *ChaCha8) fill() {
	for b := range blocksAtOnce {
		c.block(b)
	}
	c.at, c.end = 0, numbers
	if c.counter == blocksPerKey-blocksAtOnce {
		c.end -= keyNumbers
	}
}

func (c *ChaCha8) block(b int) {
	x := [16]uint32{0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}
	copy(x[4:], c.key[:])
	x[12] = c.counter + uint32(b)
	for range 4 {
		for i := range 4 {
			quarter(&x, i, i+4, i+8, i+12)
		}
		for i := range 4 {
			quarter(&x, i, 4+(i+1)%4, 8+(i+2)%4, 12+(i+3)%4)
		}
	}
	for i := range c.key {
		x[4+i] += c.key[i]
	}
	for i := range x {
		c.words[blocksAtOnce*i+b] = x[i]
	}
}

func quarter(x *[16]uint32, a, b, c, d int) {
	x[a] += x[b]
	x[d] ^= x[a]
	x[d] = x[d]<<16 | x[d]>>16
	x[c] += x[d]
	x[b] ^= x[c]
	x[b] = x[b]<<12 | x[b]>>20
	x[a] += x[b]
	x[d] ^= x[a]
	x[d] = x[d]<<8 | x[d]>>24
	x[c] += x[d]
	x[b] ^= x[c]
	x[b] = x[b]<<7 | x[b]>>25
}
