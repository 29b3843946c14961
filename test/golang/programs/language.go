// A little of everything in the language; the output beside it is that of Go 1.26.
package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"strings"
)

type Shape interface {
	Area() float64
	Name() string
}
type Base struct{ name string }

func (b *Base) Name() string     { return b.name }
func (b *Base) SetName(s string) { b.name = s }

type Sq struct {
	Base
	s float64
}

func (s Sq) Area() float64 { return s.s * s.s }

type Circle struct {
	*Base
	r float64
}

func (c Circle) Area() float64 { return 3 * c.r * c.r }

type Num interface{ ~int | ~int64 | ~float64 }

func Sum[T Num](xs ...T) (t T) {
	for _, x := range xs {
		t += x
	}
	return
}

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }
func (s *Stack[T]) Pop() (x T, ok bool) {
	if len(s.items) == 0 {
		return
	}
	x = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return x, true
}
func (s Stack[T]) Len() int { return len(s.items) }

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}
func Local[T any](x T) any {
	type box struct {
		v T
		n int
	}
	b := box{x, 1}
	c := []box{b, {x, 2}}
	return c
}

type List[T any] struct {
	head *node[T]
}
type node[T any] struct {
	v    T
	next *node[T]
}

func (l *List[T]) Add(v T) { l.head = &node[T]{v, l.head} }
func (l *List[T]) All() func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.v) {
				return
			}
			i++
		}
	}
}

type MyErr struct{ code int }

func (e *MyErr) Error() string { return fmt.Sprint("code ", e.code) }
func fail(n int) error {
	if n == 0 {
		return nil
	}
	return fmt.Errorf("wrapped: %w", &MyErr{n})
}

type Weekday int

const (
	Sun Weekday = iota
	Mon
	Tue
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue"}[d] }

type small struct {
	a int8
	b uint16
	c bool
	d float32
	e [3]byte
}
type nested struct {
	x small
	y [2]small
	s string
}

func deferOrder() (r int) {
	defer func() { r *= 2 }()
	for i := 0; i < 3; i++ {
		defer func(n int) { r += n; fmt.Println("defer", i, n, r) }(i * 10)
	}
	return 5
}
func recovers() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	var m map[string]int
	m["a"] = 1
	return nil
}
func nestedPanic() {
	defer func() { fmt.Println("outer", recover()) }()
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		panic("second")
	}()
	panic("first")
}

func main() {
	shapes := []Shape{&Sq{Base{"sq"}, 2}, Circle{&Base{"ci"}, 1}}
	for i, s := range shapes {
		fmt.Println(i, s.Name(), s.Area())
	}
	shapes[0].(*Sq).SetName("other")
	fmt.Println(shapes[0].Name(), Sum(1, 2, 3), Sum(1.5, 2.5), Sum[int64]())
	var st Stack[string]
	st.Push("a")
	st.Push("b")
	v, ok := st.Pop()
	fmt.Println(v, ok, st.Len())
	fmt.Printf("%v %+v %T\n", Pair[string, int]{"k", 1}, Pair[string, []int]{"k", []int{1}}, Pair[Weekday, error]{})
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return strings.Repeat("x", i) }))
	fmt.Printf("%v %v\n", Local(5), Local("s"))
	var l List[float64]
	l.Add(1.5)
	l.Add(2.5)
	l.Add(3.5)
	for i, x := range l.All() {
		if i == 2 {
			break
		}
		fmt.Println(i, x)
	}
	err := fail(3)
	var me *MyErr
	fmt.Println(err, errors.As(err, &me), me.code, fail(0) == nil, errors.Unwrap(err) == error(me))
	fmt.Println(Mon, Tue, []Weekday{Sun, Mon}, map[Weekday]int{Tue: 1})
	fmt.Printf("%d %v %s\n", Mon, Mon, Mon)
	n := nested{x: small{-1, 65535, true, 1.25, [3]byte{1, 2, 3}}, s: "z"}
	n.y[1] = n.x
	n.y[1].e[2]++
	n.y[0].a -= 5
	m := n
	m.y[0].b = 7
	fmt.Println(n, m, n == m, n.y[1] == n.x, n.x == m.x)
	i := 1
	n.y[i].d *= 2
	n.y[i].e[i] <<= 3
	fmt.Println(n.y[i])
	mm := map[small]nested{n.x: n}
	fmt.Println(mm[m.x].s, len(mm), mm[small{}].s == "")
	fmt.Println(deferOrder(), recovers())
	nestedPanic()
	var fs []func() int
	for i := range 3 {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	f := st.Push
	f("q")
	g := (*Stack[string]).Push
	g(&st, "r")
	h := Shape.Area
	fmt.Println(st.items, h(shapes[0]), Sq.Area(Sq{s: 3}), (*Base).Name(&Base{"x"}), Circle.Name(Circle{Base: &Base{"emb"}}))
	keys := []string{}
	for k := range map[string]int{"b": 1, "a": 2, "c": 3} {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Println(keys)
	var e any = n
	switch x := e.(type) {
	case int, string:
		fmt.Println("no", x)
	case nested:
		fmt.Println("nested", x.s)
	}
	switch y := any(Mon).(type) {
	case fmt.Stringer:
		fmt.Println("stringer", y.String())
	}
outer:
	for i := 0; i < 3; i++ {
		for j := 0; ; j++ {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			fmt.Print(i, j, ";")
		}
	}
	fmt.Println()
	a := [5]int{1, 2, 3, 4, 5}
	s := a[1:3:4]
	s = append(s, 9)
	s = append(s, 10, 11)
	s[0] = 100
	fmt.Println(a, s, len(s), cap(a[2:]))
	b := [...]string{2: "c", 0: "a"}
	p := &b
	for i := range p {
		p[i] += "!"
	}
	fmt.Println(b, len(b), *p == b)
	c := 3 + 4i
	c *= c
	fmt.Println(c, real(c), imag(c), c == complex(-7, 24))
	var u8 uint8 = 250
	u8 += 10
	var i8 int8 = 127
	i8++
	var u32 uint32 = 1 << 31
	fmt.Println(u8, i8, u32<<1, u32>>3, -7/2, -7%3, 7&^5, ^0, int8(-128)/int8(i8/i8*-1))
	for i, r := range "héllo, 世界\xff" {
		fmt.Print(i, ":", string(r), " ")
	}
	fmt.Println([]byte("hé"), []rune("hé"), string([]rune{19990, 30028}))
	x, y := 1, 2
	x, y = y, x+y
	a[x], x = x, 4
	fmt.Println(x, y, a, min(3, 1, 2), max(2.5, 1), min("b", "a"))
	clear(mm)
	ch := make(chan int, 3)
	ch <- 1
	close(ch)
	z, ok := <-ch
	z2, ok2 := <-ch
	fmt.Println(z, ok, z2, ok2, len(mm))
	arr := [3]int(s[:3])
	fmt.Println(arr, *(*[2]int)(s))
	goto end
end:
	fmt.Println("done")
	defer fmt.Println("deferred print", x)
	defer func() {
		r := recover()
		fmt.Println(r)
		os.Exit(0)
	}()
	var np *nested
	fmt.Println(np.y[1].e)
}
