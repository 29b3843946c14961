package main

type point struct{ x, y, z, w int }

type node struct {
	left, right *node
	value       int
}

var (
	ints  = make([]int, 1024)
	bytes = make([]byte, 1024)
	table = map[int]int{}
	array [64]int
	total int
)

func init() {
	for i := range ints {
		ints[i] = i * 7 & 1023
		bytes[i] = byte(i * 31)
		table[i] = i
	}
}

//go:noinline
func tree(depth int) *node {
	if depth == 0 {
		return &node{value: 1}
	}
	return &node{tree(depth - 1), tree(depth - 1), depth}
}

//go:noinline
func (t *node) sum() int {
	if t == nil {
		return 0
	}
	return t.value + t.left.sum() + t.right.sum()
}

var grown = tree(6)

var memory = []loop{
	{"slice index", func(n int) int {
		s := 0
		for i := range n {
			s += ints[i&1023]
		}
		return s
	}},
	{"slice range", func(n int) int {
		s := 0
		for range n {
			for _, v := range ints[:64] {
				s += v
			}
		}
		return s
	}},
	{"slice store", func(n int) int {
		local := ints
		for i := range n {
			local[i&1023] = i & 1023
		}
		return local[5]
	}},
	{"slice chase", func(n int) int {
		at := 1
		for range n {
			at = ints[at] ^ 1
		}
		return at
	}},
	{"byte loads", func(n int) int {
		s := 0
		for i := range n {
			s += int(bytes[i&1023]) << 1
		}
		return s
	}},
	{"array", func(n int) int {
		var local [16]int
		for i := range n {
			local[i&15] += i
		}
		return local[3]
	}},
	{"global", func(n int) int {
		for i := range n {
			total += i
		}
		return total
	}},
	{"fields", func(n int) int {
		p := &point{1, 2, 3, 4}
		for i := range n {
			p.x += p.y
			p.y ^= i
			p.z += p.w
			p.w += p.x
		}
		return p.z
	}},
	{"struct copy", func(n int) int {
		from, to := make([]point, 64), make([]point, 64)
		for i := range n {
			to[i&63] = from[(i+1)&63]
			from[i&63].x = i
		}
		return to[3].x
	}},
	{"copy 256 bytes", func(n int) int {
		to := make([]byte, 256)
		for i := range n {
			copy(to, bytes[i&511:i&511+256])
		}
		return int(to[9])
	}},
	{"append", func(n int) int {
		list := make([]int, 0, 256)
		for i := range n {
			if len(list) == 256 {
				list = list[:0]
			}
			list = append(list, i)
		}
		return len(list)
	}},
	{"map lookup", func(n int) int {
		s := 0
		for i := range n {
			s += table[i&1023]
		}
		return s
	}},
	{"map update", func(n int) int {
		for i := range n {
			table[i&1023] += 1
		}
		return table[7]
	}},
	{"map range", func(n int) int {
		small := map[int]int{1: 2, 3: 4, 5: 6, 7: 8, 9: 10, 11: 12}
		s := 0
		for range n {
			for k, v := range small {
				s += k ^ v
			}
		}
		return s
	}},
	{"small objects", func(n int) int {
		last := grown
		for i := range n {
			last = &node{value: i, left: grown}
			heapSink = last
		}
		return last.value
	}},
	{"make 512 bytes", func(n int) int {
		s := 0
		for range n {
			byteSink = make([]byte, 512)
			s += len(byteSink)
		}
		return s
	}},
	{"tree sum", func(n int) int {
		s := 0
		for range n {
			s += grown.sum()
		}
		return s
	}},
}

var (
	heapSink *node
	byteSink []byte
)
