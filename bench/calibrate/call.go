package main

type shape interface{ area() int }

type square struct{ side int }

type rect struct{ a, b int }

//go:noinline
func (s *square) area() int { return s.side + 1 }

//go:noinline
func (r rect) area() int { return r.a + r.b }

//go:noinline
func twice(a, b int) int { return a + b<<1 }

//go:noinline
func five(a, b, c, d, e int) (int, int) { return a + b + c, d ^ e }

//go:noinline
func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

//go:noinline
func deferred(p *int) {
	defer func() { *p++ }()
	*p += 2
}

//go:noinline
func anything(v any) int {
	if n, ok := v.(int); ok {
		return n
	}
	return 0
}

//go:noinline
func kind(v any) int {
	switch v := v.(type) {
	case int:
		return v
	case *square:
		return v.side
	case rect:
		return v.a
	}
	return 0
}

//go:noinline
func adder(by int) func(int) int {
	return func(v int) int { return v + by }
}

var shapes = []shape{&square{2}, rect{3, 4}, &square{5}, rect{1, 1}}

var things = []any{1, &square{2}, rect{3, 4}, 5}

var calls = []loop{
	{"call", func(n int) int {
		s := 0
		for i := range n {
			s = twice(s, i)
		}
		return s
	}},
	{"call of five", func(n int) int {
		a, b := 1, 2
		for i := range n {
			a, b = five(a, b, i, 3, a)
		}
		return a + b
	}},
	{"method call", func(n int) int {
		s, q := 0, &square{3}
		for range n {
			s += q.area()
		}
		return s
	}},
	{"interface call", func(n int) int {
		s := 0
		for i := range n {
			s += shapes[i&3].area()
		}
		return s
	}},
	{"closure call", func(n int) int {
		s, f := 0, adder(3)
		for range n {
			s = f(s)
		}
		return s
	}},
	{"closure made", func(n int) int {
		s := 0
		for i := range n {
			s = adder(i)(s)
		}
		return s
	}},
	{"fib", func(n int) int {
		s := 0
		for range n {
			s += fib(8)
		}
		return s
	}},
	{"defer", func(n int) int {
		s := 0
		for range n {
			deferred(&s)
		}
		return s
	}},
	{"type assertion", func(n int) int {
		s := 0
		for i := range n {
			s += anything(things[i&3])
		}
		return s
	}},
	{"type switch", func(n int) int {
		s := 0
		for i := range n {
			s += kind(things[i&3])
		}
		return s
	}},
}
