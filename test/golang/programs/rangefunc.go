// Range over functions: ways in and out of loop bodies, defer inside them, and iterators that break
// the rules.
package main

import "fmt"

type seq func(yield func(int) bool)

func upTo(n int) seq {
	return func(yield func(int) bool) {
		defer fmt.Println("upTo ends", n)
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func stubborn(yield func(int) bool) {
	for i := range 3 {
		yield(i)
	}
}

func swallow(yield func(int) bool) {
	defer func() { fmt.Println("swallowed:", recover()) }()
	yield(1)
}

var kept func(int) bool

func keep(yield func(int) bool) { kept = yield }

func find(want int) (found int, err error) {
	defer func() { found *= 10 }()
	for i := range upTo(5) {
		for j := range upTo(3) {
			if i*3+j == want {
				return i*3 + j, nil
			}
		}
	}
	return -1, fmt.Errorf("no %d", want)
}

func labels() {
	x := 0
outer:
	for i := range upTo(4) {
		for j := range upTo(4) {
			x += j
			switch {
			case j == 1 && i == 0:
				continue outer
			case i == 2:
				break outer
			case j == 2:
				goto next
			}
		}
	next:
		fmt.Println("after inner", i, x)
	}
	fmt.Println("x", x)
}

func deferred() (s string) {
	defer func() { s += "!" }()
	for i := range upTo(3) {
		defer func() { s += fmt.Sprint(i) }()
		if i == 1 {
			defer fmt.Println("deferred in the loop", i)
		}
	}
	return "r"
}

func try(name string, f func()) {
	defer func() { fmt.Println(name, "->", recover()) }()
	f()
}

func assign() {
	var i, sum int
	a := [5]int{}
	for i, a[i] = range pairs {
		sum += i
	}
	fmt.Println(i, sum, a)
}

func pairs(yield func(int, int) bool) {
	_ = yield(1, 10) && yield(2, 20) && yield(3, 30)
}

func main() {
	fmt.Println(find(7))
	fmt.Println(find(70))
	labels()
	fmt.Println(deferred())
	try("stubborn", func() {
		for range stubborn {
			break
		}
	})
	try("swallow", func() {
		for range swallow {
			panic("in the body")
		}
	})
	try("late", func() {
		for range keep {
		}
		kept(1)
	})
	try("panic", func() {
		for i := range upTo(3) {
			panic(i)
		}
	})
	assign()
	var fs []func() int
	for i := range upTo(3) {
		fs = append(fs, func() int { i++; return i })
	}
	for _, f := range fs {
		fmt.Println(f(), f())
	}
	func() {
		for i := range upTo(2) {
			if i == 1 {
				return
			}
		}
	}()
}
