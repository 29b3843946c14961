// E21: A select loop fed through three channels: stale entries are skipped.
package main

import (
	"fmt"
	"runtime"
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
	a, b, c := make(chan int), make(chan int), make(chan int)
	go func() {
		for k := 0; k < 3; k++ {
			select {
			case v := <-a:
				out("a", v)
			case v := <-b:
				out("b", v)
			case v := <-c:
				out("c", v)
			}
		}
		done <- true
	}()
	runtime.Gosched()
	out("|")
	c <- 1
	out("sc")
	a <- 2
	out("sa")
	b <- 3
	out("sb")
	<-done
	fmt.Println(strings.Join(order, " "))
}
