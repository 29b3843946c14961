// E07: Buffered producer and consumer, capacity 3.
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
	ch := make(chan int, 3)
	go func() {
		for v := range ch {
			out("r", v)
		}
		done <- true
	}()
	for i := 0; i < 12; i++ {
		ch <- i
		out("s", i)
	}
	close(ch)
	<-done
	fmt.Println(strings.Join(order, " "))
}
