package main

import "math/bits"

var integers = []loop{
	{"add", func(n int) int {
		s := 0
		for i := range n {
			s += i
		}
		return s
	}},
	{"add three", func(n int) int {
		a, b, c := 1, 2, 3
		for i := range n {
			a += i
			b += a
			c ^= b
		}
		return a + b + c
	}},
	{"mul", func(n int) int {
		s := 1
		for range n {
			s *= 6364136223846793005
		}
		return s
	}},
	{"div", func(n int) int {
		s, d := 1<<62, n|1
		for range n {
			s = s/d + 1<<61
		}
		return s
	}},
	{"mod", func(n int) int {
		s, d := 0, n|7
		for i := range n {
			s += (i << 20) % d
		}
		return s
	}},
	{"branches", func(n int) int {
		s := 0
		for i := range n {
			if i&1 == 0 {
				s += 3
			} else if i&2 == 0 {
				s -= 2
			} else {
				s ^= i
			}
		}
		return s
	}},
	{"nested loops", func(n int) int {
		s := 0
		for i := range n {
			for j := range 8 {
				s += i ^ j
			}
		}
		return s
	}},
	{"switch", func(n int) int {
		s := 0
		for i := range n {
			switch i % 8 {
			case 0:
				s++
			case 1:
				s += 5
			case 3:
				s -= 2
			case 4:
				s ^= 1
			case 6:
				s += i
			default:
				s--
			}
		}
		return s
	}},
	{"bit mixing", func(n int) int {
		h := uint64(n)
		for i := range n {
			h ^= uint64(i)
			h ^= h >> 33
			h *= 0xff51afd7ed558ccd
			h ^= h >> 33
			h *= 0xc4ceb9fe1a85ec53
			h ^= h >> 33
		}
		return int(h)
	}},
	{"sha-like rounds", func(n int) int {
		a, b, c, d := uint32(0x67452301), uint32(0xefcdab89), uint32(0x98badcfe), uint32(0x10325476)
		for i := range n {
			f := b&c | ^b&d
			f += a + uint32(i)*0x5a827999
			a, d, c = d, c, b<<30|b>>2
			b += f<<7 | f>>25
		}
		return int(a ^ b ^ c ^ d)
	}},
	{"bits package", func(n int) int {
		s := 0
		for i := range n {
			s += bits.OnesCount64(uint64(i)) + bits.LeadingZeros64(uint64(i|1))
		}
		return s
	}},
	{"collatz", func(n int) int {
		steps := 0
		for i := range n {
			for v := i&63 + 1; v != 1; steps++ {
				if v&1 == 0 {
					v >>= 1
				} else {
					v = 3*v + 1
				}
			}
		}
		return steps
	}},
}
