package main

import (
	"fmt"
	"runtime"
	"time"
	"weak"
)

type node struct {
	name string
	next *node
	pad  [64]byte
}

func (n *node) String() string { return "node " + n.name }

// collect gives finalizers and cleanups time to run.
func collect(what string) {
	runtime.GC()
	time.Sleep(50 * time.Millisecond)
	fmt.Println("--", what)
}

func finalized(name string) *node {
	n := &node{name: name}
	runtime.SetFinalizer(n, func(n *node) { fmt.Println("finalizer of", n) })
	return n
}

//go:noinline
func use(n *node) int { return len(n.name) }

func chain() {
	a, b := finalized("a"), finalized("b")
	a.next = b
	fmt.Println(use(a) + use(b))
}

func weakly() (weak.Pointer[node], weak.Pointer[node]) {
	kept := &node{name: "kept"}
	lost := &node{name: "lost"}
	keep = kept
	w := weak.Make(lost)
	fmt.Println(w == weak.Make(lost), w == weak.Make(kept), w.Value() == lost)
	return weak.Make(kept), w
}

var (
	keep    *node
	revived *node
)

func main() {
	x := finalized("x")
	collect("x is used later")
	fmt.Println(use(x))
	collect("x is dead")

	chain()
	collect("a first, since it points to b")
	collect("then b")

	k, l := weakly()
	collect("weak pointers")
	fmt.Println(k.Value(), l.Value() == nil)
	keep = nil
	collect("none kept")
	fmt.Println(k.Value() == nil)
	var none weak.Pointer[node]
	fmt.Println(none.Value() == nil, none == weak.Make[node](nil))

	func() {
		n := &node{name: "revived"}
		runtime.SetFinalizer(n, func(n *node) { revived = n })
		runtime.AddCleanup(n, func(s string) { fmt.Println("cleanup", s) }, "of the revived")
	}()
	collect("revived")
	fmt.Println(revived)
	revived = nil
	collect("dead for good")

	func() {
		n := &node{name: "n"}
		runtime.AddCleanup(n, func(i int) { fmt.Println("cleanup", i) }, 7)
		stopped := runtime.AddCleanup(n, func(i int) { fmt.Println("never", i) }, 8)
		stopped.Stop()
		m := finalized("never")
		runtime.SetFinalizer(m, nil)
		o := &node{name: "o"}
		runtime.SetFinalizer(o, func(s fmt.Stringer) { fmt.Println("as an interface:", s) })
	}()
	collect("cleanup and interface")

	cycle := finalized("a cycle is not finalized")
	cycle.next = &node{next: cycle}
	cycle = nil
	collect("end")
}
