package main

import (
	"container/heap"
	"slices"
	"sort"
)

type pile []int

func (p pile) Len() int           { return len(p) }
func (p pile) Less(i, j int) bool { return p[i] < p[j] }
func (p pile) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *pile) Push(v any)        { *p = append(*p, v.(int)) }
func (p *pile) Pop() any {
	old := *p
	last := old[len(old)-1]
	*p = old[:len(old)-1]
	return last
}

func shuffled(to []int, seed int) {
	for i := range to {
		seed = seed*1103515245 + 12345
		to[i] = seed >> 16 & 0xffff
	}
}

//go:noinline
func queens(row, size int, columns, up, down uint) int {
	if row == size {
		return 1
	}
	found := 0
	for free := ^(columns | up | down) & (1<<size - 1); free != 0; free &= free - 1 {
		bit := free & -free
		found += queens(row+1, size, columns|bit, (up|bit)<<1, (down|bit)>>1)
	}
	return found
}

// distance is that of Levenshtein, with one row.
//
//go:noinline
func distance(a, b string, row []int) int {
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			keep := corner
			if a[i] != b[j] {
				keep++
			}
			corner = row[j+1]
			row[j+1] = min(keep, corner+1, row[j]+1)
		}
	}
	return row[len(b)]
}

var programs = []loop{
	{"slices.Sort 64", func(n int) int {
		list := make([]int, 64)
		for i := range n {
			shuffled(list, i)
			slices.Sort(list)
		}
		return list[3]
	}},
	{"sort.Sort 64", func(n int) int {
		list := make(pile, 64)
		for i := range n {
			shuffled(list, i)
			sort.Sort(list)
		}
		return list[3]
	}},
	{"insertion sort 24", func(n int) int {
		list := make([]int, 24)
		for k := range n {
			shuffled(list, k)
			for i := 1; i < len(list); i++ {
				for j := i; j > 0 && list[j] < list[j-1]; j-- {
					list[j], list[j-1] = list[j-1], list[j]
				}
			}
		}
		return list[3]
	}},
	{"heap", func(n int) int {
		p := &pile{}
		for i := range 32 {
			heap.Push(p, i*37&63)
		}
		s := 0
		for i := range n {
			heap.Push(p, i*53&127)
			s += heap.Pop(p).(int)
		}
		return s
	}},
	{"matrix 8x8", func(n int) int {
		var a, b, c [8][8]float64
		for i := range 8 {
			for j := range 8 {
				a[i][j], b[i][j] = float64(i+j), float64(i-j)
			}
		}
		for range n {
			for i := range 8 {
				for j := range 8 {
					s := 0.0
					for k := range 8 {
						s += a[i][k] * b[k][j]
					}
					c[i][j] = s
				}
			}
			a[0][0] = c[7][7]
		}
		return int(c[3][4])
	}},
	{"sieve 256", func(n int) int {
		primes := 0
		composite := make([]bool, 256)
		for range n {
			clear(composite)
			for i := 2; i < len(composite); i++ {
				if composite[i] {
					continue
				}
				primes++
				for j := i * i; j < len(composite); j += i {
					composite[j] = true
				}
			}
		}
		return primes
	}},
	{"binary search", func(n int) int {
		list := make([]int, 512)
		for i := range list {
			list[i] = i * 3
		}
		s := 0
		for i := range n {
			at, _ := slices.BinarySearch(list, i*7&2047)
			s += at
		}
		return s
	}},
	{"queens 5", func(n int) int {
		s := 0
		for range n {
			s += queens(0, 5, 0, 0, 0)
		}
		return s
	}},
	{"edit distance", func(n int) int {
		s := 0
		row := make([]int, 12)
		for range n {
			s += distance("intention", "executioner", row)
		}
		return s
	}},
	{"word count", func(n int) int {
		count := map[string]int{}
		for i := range n {
			count[words[i%len(words)]]++
		}
		return len(count)
	}},
}
