// E03: Gosched of main: the global queue comes after the local one.
package main

import (
	"fmt"
	"runtime"
	"strings"
)

var order []string

// out notes what happens; it is printed at the end, because printing would be a system call.
func out(parts ...any) {
	s := ""
	for _, p := range parts {
		s += fmt.Sprint(p)
	}
	order = append(order, s)
}

func main() {
	for i := 0; i < 3; i++ {
		go func() { out(i) }()
	}
	out("m1")
	runtime.Gosched()
	out("m2")
	fmt.Println(strings.Join(order, " "))
}
