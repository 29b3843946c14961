// Run-time errors and what recover sees of them.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

type T struct{ a [4]int }
type I interface{ M() }
type J interface{ N() }
type E struct{}

func (E) M() {}

func try(f func()) {
	defer func() {
		r := recover()
		var re runtime.Error
		err, ok := r.(error)
		fmt.Println(r, ok && errors.As(err, &re))
	}()
	f()
}

func main() {
	var p *T
	var s []int
	var m map[string]int
	var i I
	var a any = "text"
	zero, five := 0, 5
	str := "abc"
	arr := [3]int{}
	var c chan int
	var f func()
	for _, g := range []func(){
		func() { fmt.Println(p.a[1]) },
		func() { s[zero] = 1 },
		func() { fmt.Println(arr[five]) },
		func() { fmt.Println(str[five]) },
		func() { fmt.Println(s[1:five]) },
		func() { fmt.Println(str[five:]) },
		func() { fmt.Println(arr[five-2 : zero]) },
		func() { m["a"]++ },
		func() { i.M() },
		func() { fmt.Println(a.(int)) },
		func() { fmt.Println(a.(I)) },
		func() { i = E{}; fmt.Println(i.(J)) },
		func() { fmt.Println(five / zero) },
		func() { fmt.Println(1 << (zero - 1)) },
		func() { close(c) },
		func() { c = make(chan int); close(c); close(c) },
		func() { c <- 1 },
		func() { f() },
		func() { fmt.Println([2]int(s)) },
		func() { _ = make([]int, zero-1) },
		func() { fmt.Println(any(f) == any(f)) },
		func() { panic(nil) },
		func() { panic(fmt.Errorf("own %d", 1)) },
	} {
		try(g)
	}
	try(func() {
		defer func() {
			defer func() { fmt.Println("inner", recover()) }()
			panic("second")
		}()
		panic("first")
	})
	fmt.Println(again())
}

func again() (n int) {
	defer func() { recover(); n++ }()
	defer func() { panic("two") }()
	n = 40
	defer func() { n++; recover() }()
	panic("one")
}
