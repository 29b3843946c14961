// Methods in all their forms, initialisation, conversions, and statements around them.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

type V struct{ a, b int }

func (v V) Get() int   { return v.a + v.b }
func (v *V) Add(n int) { v.a += n }

type Getter interface{ Get() int }
type Adder interface{ Add(int) }
type Both interface {
	Getter
	Adder
}
type Emb struct {
	Getter
	name string
}
type Emb2 struct {
	*Emb
	Adder
}
type F func(int) int

func (f F) Get() int { return f(1) }

type M map[string]int

func (m M) Get() int { return len(m) }

type Big struct{ x [40]int }

func (b Big) Get() int { return b.x[39] }
func mk(n int) (b Big)  { b.x[39] = n; return }

type small int8

func (s small) Get() int { return int(s) }

func variadic(pre string, xs ...any) int { return len(xs) }

var global = func() int { return 42 }()
var a1, b1 = b1 + 1, c1()

func c1() int { return 7 }

func init() { fmt.Println("init 1", global, a1, b1) }
func init() { fmt.Println("init 2") }

func multi() (int, string, error) { return 1, "two", nil }
func take(i int, s string, e error) string { return fmt.Sprint(i, s, e) }
func takeAny(xs ...any) string             { return fmt.Sprint(xs...) }

func main() {
	v := V{1, 2}
	gs := []Getter{v, &v, Emb{v, "e"}, Emb2{&Emb{Getter: small(-3)}, &v}, F(func(i int) int { return i * 9 }), M{"a": 1}, mk(77), small(5)}
	v.a = 100
	for _, g := range gs {
		fmt.Print(g.Get(), " ")
	}
	fmt.Println()
	e2 := Emb2{&Emb{v, "x"}, &v}
	e2.Add(5)
	fmt.Println(v, e2.Get(), e2.name, e2.Emb.name)
	get := gs[6].Get
	add := v.Add
	add(1)
	fmt.Println(get(), v.a, Both(&v).Get(), Both.Get(&v), (*V).Get(&v), Emb2.Get(e2))
	fmt.Println(variadic("a"), variadic("a", nil), variadic("a", 1, "b", nil), variadic("x", []any{1, 2}...))
	fmt.Println(take(multi()), takeAny(multi()))
	func() {
		defer func() { fmt.Println(recover()) }()
		var e Emb
		e.Get()
	}()
	var wg sync.WaitGroup
	c := make(chan int, 10)
	for i := range 3 {
		wg.Add(1)
		go func() { defer wg.Done(); c <- i }()
	}
	wg.Wait()
	close(c)
	n := 0
	for x := range c {
		n += x
	}
	fmt.Println(n)
	done := make(chan struct{})
	go close(done)
	<-done
	go runtime.Gosched()
	go v.Add(10)
	var ad Adder = &v
	go ad.Add(20)
	go fmt.Sprint("x", 1)
	time.Sleep(time.Millisecond)
	fmt.Println(v.a)
	defer delete(map[int]int{}, 1)
	defer close(make(chan int))
	defer ad.Add(1)
	defer v.Add(2)
	defer fmt.Println("deferred", v.a, len("abc"))
	defer func() { fmt.Println("r:", recover()) }()
	defer copy(make([]byte, 2), "ab")
	type key struct {
		a any
		b [2]string
		f float64
	}
	m := map[key]*V{{1, [2]string{"a", "b"}, 0.5}: {1, 2}, {"x", [2]string{}, 0}: {3, 4}}
	fmt.Println(m[key{1, [2]string{"a", "b"}, 0.5}].b, m[key{}] == nil, len(m))
	mm := map[string][]int{}
	mm["a"] = append(mm["a"], 1, 2)
	mm["a"][1]++
	mc := map[string]map[int]struct{ n int }{"q": {1: {5}}}
	fmt.Println(mm, mc["q"][1].n, mc["z"][1].n)
	var iface any = v
	if vv, ok := iface.(V); ok {
		vv.a = 0
		fmt.Println(vv, iface.(V).a)
	}
	_, isAdder := iface.(Adder)
	_, isGetter := iface.(Getter)
	fmt.Println(isAdder, isGetter, iface == any(v), any(1) == any(1.0), any([2]int{1, 2}) == any([2]int{1, 2}))
	arr := [...][3]int{{1, 2, 3}, {4, 5, 6}}
	for _, row := range arr {
		for j := range row {
			row[j] *= 2
			arr[1][j] += row[j]
		}
	}
	pa := &arr
	pa[0][1], pa[1][2] = pa[1][2], pa[0][1]
	sl := pa[1][:2]
	sl[0] = -1
	fmt.Println(arr, len(pa), cap(sl))
	var x8 int8 = -128
	var ux uint64 = 1<<63 + 12345
	fmt.Println(-x8, x8/-1, x8>>1, uint8(x8)>>1, ux>>60, float32(ux), int64(ux), uint32(ux), float64(int64(-5)), int(-float64(v.a)/7), uint8(int(v.a)&0xff))
	f32 := float32(0.1)
	fmt.Println(f32*3, float64(f32)*3, f32+0.2 == 0.3, 1/float32(3))
	s := "grüße"
	fmt.Println(len(s), s[2], s[1:3], s > "gr", []rune(s)[2], string(s[2]))
	switch n := len(s); {
	case n > 5:
		fmt.Println("long")
		fallthrough
	case n > 100:
		fmt.Println("very long")
	default:
		fmt.Println("short")
	}
	switch x := v.a; x {
	case 1, 2, 3:
		fmt.Println("small")
	case v.Get() - v.b:
		fmt.Println("itself")
	}
	tick := time.NewTimer(time.Hour)
	select {
	case <-tick.C:
	case v, ok := <-c:
		fmt.Println("closed", v, ok)
	}
	select {
	case c := <-make(chan int):
		_ = c
	default:
		fmt.Println("default")
	}
	const big = 1 << 100
	fmt.Println(big>>98, 'a'+1, 7.0/2, 1e3, len([10]int{}), "con"+"cat")
	goto skip
skip:
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		if i == 2 {
			continue
		}
		fmt.Print(i, j, " ")
	}
	fmt.Println()
	var nilmap map[string]int
	for range nilmap {
	}
	delete(nilmap, "x")
	fmt.Println(nilmap["q"], len(nilmap), nilmap == nil)
	func(xs ...int) { fmt.Println(xs == nil, len(xs)) }()
	var fnil func()
	fmt.Println(fnil == nil, &v == &v, pa == &arr)
	st := struct {
		a int
		V
		_ int
	}{1, V{2, 3}, 4}
	st.Add(1)
	fmt.Printf("%+v %v\n", st, st.Get())
}
