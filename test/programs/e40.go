// E40: A loop of select with default and Gosched.
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
	c := make(chan int)
	n := 0
	go func() {
		for {
			select {
			case v := <-c:
				out("v", v)
			default:
				n++
				runtime.Gosched()
			}
		}
	}()
	runtime.Gosched()
	out("n=", n)
	c <- 1
	out("sent n=", n)
	fmt.Println(strings.Join(order, " "))
}
