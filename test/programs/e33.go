// E33: Waking main goes before goroutines that were ready earlier.
package main

import (
	"fmt"
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
	ch := make(chan int, 1)
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			out("g", i)
			if i == 0 {
				ch <- i
			}
			wg.Done()
		}()
	}
	<-ch
	out("main")
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
