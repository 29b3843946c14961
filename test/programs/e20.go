// E20: A select with one ready case takes it.
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
	a, b := make(chan int, 1), make(chan int, 1)
	b <- 7
	select {
	case v := <-a:
		out("a", v)
	case v := <-b:
		out("b", v)
	}
	fmt.Println(strings.Join(order, " "))
}
