/**
 * Functions of two numbers (k is from 1 to 12) that print and return something. Each shows features
 * of the language beside the scheduler's; they are put between scheduling statements, so that a
 * goroutine is switched away with all kinds of state on its stack.
 */

export interface Snippet {
  name: string;
  text: string;
}

const texts: readonly string[] = [
  `func generics(x, k int) int {
	list := mapped([]int{x, x + k, 3}, func(v int) string { return word(v) })
	s := stack[string]{}
	for _, v := range list {
		s.push(v)
	}
	last, ok := s.pop()
	println("generics", last, ok, len(s.items), most(x, k), most(word(x), word(k)))
	return len(last) + most(x, k)%100
}

func word(v int) string {
	return [...]string{"zero", "one", "two", "three", "four"}[uint(v)%5]
}

func mapped[T, U any](list []T, f func(T) U) (out []U) {
	for _, v := range list {
		out = append(out, f(v))
	}
	return
}

type stack[T any] struct{ items []T }

func (s *stack[T]) push(v T) { s.items = append(s.items, v) }

func (s *stack[T]) pop() (v T, ok bool) {
	if len(s.items) == 0 {
		return v, false
	}
	v = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v, true
}

func most[T interface{ ~int | ~string }](a, b T) T {
	if a > b {
		return a
	}
	return b
}`,
  `func interfaces(x, k int) int {
	shapes := []shape{square(x % 50), &rect{k, 2}, named2{"n", square(3)}}
	sum := 0
	for _, s := range shapes {
		sum += s.area()
		switch v := s.(type) {
		case square:
			println("square", int(v))
		case *rect:
			v.w++
			println("rect", v.w, v.h)
		case interface{ title() string }:
			println("title", v.title())
		}
	}
	return sum % 1000
}

type shape interface{ area() int }

type square int

func (s square) area() int { return int(s) * int(s) }

type rect struct{ w, h int }

func (r *rect) area() int { return r.w * r.h }

type named2 struct {
	name string
	shape
}

func (n named2) title() string { return n.name + "!" }`,
  `func maps_(x, k int) int {
	m := map[int]string{}
	for i := range k * 3 {
		m[i*x%17] += string(rune('a' + i%26))
	}
	delete(m, 0)
	keys := make([]int, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	for i := range keys {
		for j := i; j > 0 && keys[j-1] > keys[j]; j-- {
			keys[j-1], keys[j] = keys[j], keys[j-1]
		}
	}
	n := 0
	for _, key := range keys {
		n = n*31 + key + len(m[key])
	}
	_, ok := m[-1]
	println("maps", len(m), n, ok)
	clear(m)
	return n%1009 + len(m)
}`,
  `func closures(x, k int) int {
	var fs []func() int
	for i := range k {
		fs = append(fs, func() int { x += i; return x })
	}
	n := 0
	for _, f := range fs {
		n += f()
	}
	println("closures", n, x)
	return n % 1009
}`,
  `func deferred(x, k int) (result int) {
	defer func() {
		if r := recover(); r != nil {
			result += 7
			println("recovered", result)
		}
	}()
	for i := range k % 4 {
		defer func(n int) { result += n * i; println("deferred", i, result) }(x % 5)
	}
	result = x % 100
	if k%2 == 0 {
		var list []int
		list[x%7] = 1
	}
	return result * 2
}`,
  `func slicing(x, k int) int {
	a := make([]int, 3, 5)
	b := append(a, x%10)
	c := append(a, k)
	d := append(b, 1, 2, 3)
	d[0] = 9
	copy(b[1:], []int{4, 5, 6, 7})
	e := b[1:2:3]
	e = append(e, 8)
	e = append(e, 9)
	println("slicing", len(a), cap(a), b[3], c[3], d[0], a[0], b[1], b[2], len(e), e[2])
	return b[3] + len(d) + d[0]
}`,
  `func strings_(x, k int) int {
	s := "h\\u00e9llo, \\u4e16\\u754c\\xff"
	n := 0
	for i, r := range s {
		n += i * int(r) % (k + 1)
	}
	b := []byte(s)
	b[x%3] = 'Z'
	r := []rune(s)
	println("strings", n, string(b[:1]), string(r[k%5]), len(s), len(r), s[1:3] < s[2:4])
	t := ""
	for i := range k {
		t += string(rune('a'+i)) + s[:1]
	}
	switch {
	case t > "b":
		n++
	case t == "ah":
		n += 2
	}
	println(t)
	return n % 1009
}`,
  `func labels(x, k int) int {
	n := 0
outer:
	for i := 0; i < k; i++ {
		for j := range 5 {
			switch {
			case (i+j+x)%7 == 0:
				continue outer
			case (i*j+x)%11 == 10:
				break outer
			case j == 3:
				goto next
			}
			n += i*j + 1
		}
	next:
		n++
	}
	println("labels", n)
	return n
}`,
  `func iterators(x, k int) int {
	n := 0
	for a, b := range zip(k) {
		if a == 4 {
			continue
		}
		if b > 30 {
			break
		}
		n += a * b
	}
	for v := range evens(evens(numbers(k + 3))) {
		n += v
		if v > 40 {
			println("early", v)
			return n
		}
	}
	println("iterators", n)
	return n % 1009
}

func zip(n int) func(func(int, int) bool) {
	return func(yield func(int, int) bool) {
		defer println("zip ends")
		for i := range n {
			if !yield(i, i*i) {
				return
			}
		}
	}
}

func numbers(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n && yield(i*3); i++ {
		}
	}
}

func evens(seq func(func(int) bool)) func(func(int) bool) {
	return func(yield func(int) bool) {
		seq(func(v int) bool { return v%2 != 0 || yield(v) })
	}
}`,
  `func embedding(x, k int) int {
	o := outer{inner{x, [2]int{k, 1}}, &deep{k}}
	p := o
	p.inner.list[1] = 5
	p.n++
	f, g := o.bump, (*outer).both
	f()
	f()
	println("embedding", o.n, p.n, o.list[1], p.list[1], g(&p, 2), o.deep.v, o == p)
	return o.n%1000 + p.deep.v
}

type inner struct {
	n    int
	list [2]int
}

type deep struct{ v int }

func (d *deep) bump() { d.v += 2 }

type outer struct {
	inner
	*deep
}

func (o *outer) both(m int) int { o.bump(); return o.n*m + o.v }`,
  `func constants(x, k int) int {
	const big = 1 << 70
	type kind uint8
	const (
		a kind = iota*3 + 1
		b
		_
		c
	)
	f := float64(x%50) / float64(k)
	println("constants", big>>66, a, b, c, c-b, f, int(f*8), uint8(k)<<6, min(x, k, 5))
	g := float32(f) + 0.1
	z := complex(f, 1)
	z *= z
	println(g > 1, real(z) < imag(z), max(f, 2.5))
	return int(c) + k
}`,
  `func pointers(x, k int) int {
	type list struct {
		v    int
		next *list
	}
	var head *list
	for i := range k {
		head = &list{x%10 + i, head}
	}
	n := 0
	for at := &head; *at != nil; {
		if (*at).v%2 == 0 {
			*at = (*at).next
			continue
		}
		n = n*3 + (*at).v
		at = &(*at).next
	}
	arr := [3]*int{&n, &x, &k}
	*arr[1] += *arr[0]
	println("pointers", n, x)
	return x % 1009
}`,
  `func recursion(x, k int) int {
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	println("recursion", fib(k), ackermann(k%3, 3), depth(x*x%300))
	return fib(k%10) + x%10
}

func ackermann(m, n int) int {
	switch {
	case m == 0:
		return n + 1
	case n == 0:
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func depth(n int) int {
	var pad [20]int
	pad[n%20] = n
	if n == 0 {
		return pad[0]
	}
	return depth(n-1) + pad[n%20]%2
}`,
  `func pulled(x, k int) int {
	next, stop := iter.Pull(func(yield func(int) bool) {
		for i := range k {
			if !yield(x + i) {
				println("stopped")
				return
			}
		}
		println("all")
	})
	n := 0
	for range 3 {
		v, ok := next()
		println("pulled", v, ok)
		n += v
	}
	stop()
	return n % 1009
}`,
  `func sorted(x, k int) int {
	type item struct {
		key  int
		name string
	}
	var list []item
	for i := range k * 2 {
		list = append(list, item{(i*x + 7) % 5, string(rune('a' + i%26))})
	}
	slices.SortStableFunc(list, func(a, b item) int { return a.key - b.key })
	n := 0
	for i, v := range list {
		n += i * v.key * int(v.name[0])
	}
	i, ok := slices.BinarySearchFunc(list, 2, func(v item, key int) int { return v.key - key })
	println("sorted", n, i, ok)
	return n % 1009
}`,
  `func arrays(x, k int) int {
	type grid [3][4]int
	var g grid
	for i := range g {
		for j := range g[i] {
			g[i][j] = x%9 + i*j*k
		}
	}
	h := g
	h[1][2]++
	m := map[grid]int{g: 1, h: 2}
	rows := g[:]
	rows[2] = h[1]
	println("arrays", g == h, m[h], len(m), g[2][2], m[g])
	return g[2][3]
}`,
  `func order(x, k int) int {
	tick := 0
	at := func(n int) int { tick = tick*10 + n; return n }
	list := []int{at(1), at(2), at(3)}
	list[at(0)], list[at(1)] = at(2)+x, at(3)
	m := map[int]int{at(1): at(2)}
	m[at(1)] += at(4)
	println("order", tick%1000000, list[0], list[1], m[1])
	f := func(a ...int) int { return len(a) + tick%7 }
	return f(list...) + f() + f(at(5), k)
}`,
  `func typed(x, k int) int {
	var values = []any{x, int8(k), "s", 2.5, nil, []int{1}, map[string]int{}, struct{ a int }{k},
		[2]bool{true}, func() {}, 'r', uint(7), errors.New("e")}
	n := 0
	for i, v := range values {
		switch v := v.(type) {
		case int, int8:
			n += i
		case string:
			n += len(v) * 10
		case float64:
			n += int(v * 4)
		case nil:
			n += 100
		case []int:
			n += v[0] * 1000
		case struct{ a int }:
			n += v.a
		case [2]bool:
			if v[0] {
				n += 5
			}
		case rune:
			n += int(v)
		case error:
			n += len(v.Error())
		}
	}
	a, b := any(x), any(int64(x))
	println("typed", n, a == b, a == any(x), b.(int64) == int64(x))
	return n % 1009
}`,
];

export const snippets: readonly Snippet[] = texts.map((text) => ({
  name: /^func (\w+)/.exec(text)![1]!, text,
}));
