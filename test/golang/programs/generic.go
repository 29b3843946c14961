// Generics: instances, methods, constraints with methods, types inside generic functions.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

type Number interface {
	~int | ~int8 | ~uint16 | ~float32 | ~float64
}

func Sum[T Number](xs ...T) (sum T) {
	for _, x := range xs {
		sum += x
	}
	return sum
}

type Tree[K cmp.Ordered, V any] struct {
	left, right *Tree[K, V]
	key         K
	val         V
}

func (t *Tree[K, V]) Put(k K, v V) *Tree[K, V] {
	switch {
	case t == nil:
		return &Tree[K, V]{key: k, val: v}
	case k < t.key:
		t.left = t.left.Put(k, v)
	case k > t.key:
		t.right = t.right.Put(k, v)
	default:
		t.val = v
	}
	return t
}

func (t *Tree[K, V]) All() func(func(K, V) bool) {
	return func(yield func(K, V) bool) { t.each(yield) }
}

func (t *Tree[K, V]) each(yield func(K, V) bool) bool {
	return t == nil || t.left.each(yield) && yield(t.key, t.val) && t.right.each(yield)
}

type Stringish interface{ ~string }

func Join[S Stringish](xs []S, sep S) S {
	var b strings.Builder
	for i, x := range xs {
		if i > 0 {
			b.WriteString(string(sep))
		}
		b.WriteString(string(x))
	}
	return S(b.String())
}

type Setter[T any] interface {
	*T
	Set(string)
}
type conf struct{ s string }

func (c *conf) Set(s string) { c.s = "set " + s }

func Make[T any, P Setter[T]](ss ...string) []T {
	out := make([]T, len(ss))
	for i, s := range ss {
		P(&out[i]).Set(s)
	}
	return out
}

func Local[T any](v T) any {
	type pair struct {
		a, b T
		n    int
	}
	f := func(n int) pair { return pair{v, v, n} }
	return []pair{f(1), f(2)}
}

func Kind[T any](v T) string {
	switch any(v).(type) {
	case int, int8:
		return "integer"
	case []T:
		return "slice of itself"
	case fmt.Stringer:
		return "stringer"
	case interface{ Set(string) }:
		return "setter"
	}
	return fmt.Sprintf("%T", v)
}

type ID string

func (i ID) String() string { return "id:" + string(i) }

type Opt[T any] func(*T)

func Apply[T any](t T, opts ...Opt[T]) T {
	for _, o := range opts {
		o(&t)
	}
	return t
}

type Ring[T any] struct {
	buf  [4]T
	next int
}

func (r *Ring[T]) Add(v T) { r.buf[r.next%len(r.buf)] = v; r.next++ }

type Named[T any] struct {
	Ring[T]
	name string
}

func Zero[T comparable](v T) bool { var z T; return v == z }

func main() {
	fmt.Println(Sum(1, 2, 3), Sum[int8](100, 27, 1), Sum[uint16](65535, 2), Sum[float32](0.1, 0.2), Sum(0.1, 0.2))
	var t *Tree[string, int]
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		t = t.Put(w, i)
	}
	for k, v := range t.All() {
		if k > "quick" {
			break
		}
		fmt.Print(k, "=", v, " ")
	}
	fmt.Println()
	fmt.Println(Join([]ID{"a", "b"}, "-"), Make[conf]("x", "y"))
	fmt.Printf("%v %v\n", Local(1), Local("s"))
	fmt.Println(Kind(1), Kind(int8(1)), Kind(ID("x")), Kind(&conf{}), Kind(2.5), Kind([]int{}))
	fmt.Println(Apply(conf{"a"}, func(c *conf) { c.s += "!" }, func(c *conf) { c.s += "?" }))
	var n Named[rune]
	add := n.Add
	for _, r := range "hello" {
		add(r)
	}
	fmt.Println(n.buf, n.next, Zero(n.buf), Zero(""), Zero(struct{ a, b int }{}))
	xs := []ID{"c", "a", "b"}
	slices.SortFunc(xs, func(a, b ID) int { return cmp.Compare(b, a) })
	fmt.Println(xs, slices.Index(xs, "a"), slices.Max(xs))
	f := Sum[float64]
	g := (*Ring[rune]).Add
	g(&n.Ring, 'z')
	fmt.Println(f(1, 2), string(n.buf[1]))
}
