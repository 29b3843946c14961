// E02: Nested creation: a child is runnext, its creator goes on.
package main

import (
	"fmt"
	"strings"
)

var done = make(chan bool)

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
	go func() {
		out("A")
		go func() {
			out("B")
			go func() {
				out("C")
				done <- true
			}()
			out("b")
		}()
		out("a")
	}()
	<-done
	out("main")
	fmt.Println(strings.Join(order, " "))
}
