// E39: A pipeline of unbuffered channels.
package main

import (
	"fmt"
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
	in, mid, res := make(chan int), make(chan int), make(chan int)
	go func() {
		for v := range in {
			out("A", v)
			mid <- v
		}
		close(mid)
	}()
	go func() {
		for v := range mid {
			out("B", v)
			res <- v
		}
		close(res)
	}()
	go func() {
		for i := 0; i < 4; i++ {
			in <- i
			out("P", i)
		}
		close(in)
	}()
	for v := range res {
		out("C", v)
	}
	fmt.Println(strings.Join(order, " "))
}
