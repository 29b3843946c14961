// E22: Three goroutines in a select on two channels.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

var wg sync.WaitGroup

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
	a, b := make(chan int), make(chan int)
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			select {
			case v := <-a:
				out("g", i, "a", v)
			case v := <-b:
				out("g", i, "b", v)
			}
			wg.Done()
		}()
	}
	runtime.Gosched()
	b <- 0
	a <- 1
	b <- 2
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
