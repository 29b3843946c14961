package main

import "math"

var floats = []loop{
	{"float add", func(n int) int {
		s := 0.0
		for range n {
			s += 1.5
		}
		return int(s)
	}},
	{"float mul add", func(n int) int {
		s := 0.5
		for range n {
			s = s*0.999 + 0.25
		}
		return int(s)
	}},
	{"float div", func(n int) int {
		s := 2.0
		for range n {
			s = 3 / (s + 1)
		}
		return int(s)
	}},
	{"sqrt", func(n int) int {
		s := 2.0
		for range n {
			s = math.Sqrt(s + 1)
		}
		return int(s)
	}},
	{"float compare", func(n int) int {
		most, x := 0.0, 0.37
		for range n {
			x = 3.9 * x * (1 - x)
			if x > most {
				most = x
			}
		}
		return int(most * 1e6)
	}},
	{"mandelbrot", func(n int) int {
		inside := 0
		for i := range n {
			cr, ci := float64(i&31)/16-1.5, float64(i>>5&31)/16-1
			zr, zi := 0.0, 0.0
			k := 0
			for ; k < 20 && zr*zr+zi*zi < 4; k++ {
				zr, zi = zr*zr-zi*zi+cr, 2*zr*zi+ci
			}
			inside += k
		}
		return inside
	}},
	{"int to float", func(n int) int {
		s := 0
		for i := range n {
			s += int(float64(i) * 0.5)
		}
		return s
	}},
}
