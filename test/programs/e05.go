// E05: Unbuffered ping-pong.
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
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			out("p", v)
			pong <- v + 1
		}
		done <- true
	}()
	for v := 0; v < 6; {
		ping <- v
		v = <-pong
		out("q", v)
		v++
	}
	close(ping)
	<-done
	fmt.Println(strings.Join(order, " "))
}
