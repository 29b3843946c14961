package main

import (
	"strconv"
	"strings"
)

var (
	english = "The quick brown fox jumps over the lazy dog, and nobody ever asks it why."
	mixed   = "Zażółć gęślą jaźń: 世界, мир, κόσμος. The rest is plain ASCII text again."
	words   = strings.Fields(english)
	keyed   = map[string]int{}
	textOut string
)

func init() {
	for i, w := range words {
		keyed[w] = i
	}
}

var texts = []loop{
	{"bytes of a string", func(n int) int {
		h := uint32(2166136261)
		for range n {
			for i := range len(english) {
				h = (h ^ uint32(english[i])) * 16777619
			}
		}
		return int(h)
	}},
	{"runes of ASCII", func(n int) int {
		s := 0
		for range n {
			for _, r := range english {
				s += int(r)
			}
		}
		return s
	}},
	{"runes of UTF-8", func(n int) int {
		s := 0
		for range n {
			for _, r := range mixed {
				s += int(r)
			}
		}
		return s
	}},
	{"string compare", func(n int) int {
		s := 0
		for i := range n {
			if words[i&7] == words[(i*3)&7] {
				s++
			}
			if words[i&7] < words[(i+1)&7] {
				s++
			}
		}
		return s
	}},
	{"string concat", func(n int) int {
		for i := range n {
			textOut = words[i&7] + ", " + words[(i+1)&7]
		}
		return len(textOut)
	}},
	{"string building", func(n int) int {
		s := 0
		for range n {
			var b strings.Builder
			for _, w := range words {
				b.WriteString(w)
				b.WriteByte(' ')
			}
			s += b.Len()
		}
		return s
	}},
	{"string to bytes", func(n int) int {
		s := 0
		for range n {
			byteSink = []byte(english)
			textOut = string(byteSink[:32])
			s += len(textOut)
		}
		return s
	}},
	{"map of strings", func(n int) int {
		s := 0
		for i := range n {
			s += keyed[words[i&7]]
		}
		return s
	}},
	{"itoa", func(n int) int {
		s := 0
		for i := range n {
			textOut = strconv.Itoa(i*7919 + 1000)
			s += len(textOut)
		}
		return s
	}},
	{"atoi", func(n int) int {
		s := 0
		numbers := []string{"12345", "7", "987654321", "40"}
		for i := range n {
			v, _ := strconv.Atoi(numbers[i&3])
			s += v
		}
		return s
	}},
}
