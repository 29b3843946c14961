// E35: A token handed along a chain.
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
	var tok [5]chan int
	for i := range tok {
		tok[i] = make(chan int)
	}
	for i := 0; i < 4; i++ {
		go func() {
			v := <-tok[i]
			out("g", i)
			tok[i+1] <- v + 1
			out("x", i)
		}()
	}
	go func() {
		tok[0] <- 0
		out("x")
	}()
	out("v", <-tok[4])
	go func() { done <- true }()
	<-done
	fmt.Println(strings.Join(order, " "))
}
