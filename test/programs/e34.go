// E34: The same through an unbuffered channel: the sender goes on first.
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
	ch := make(chan int)
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			out("g", i)
			if i == 2 {
				ch <- i
				out("after")
			}
			wg.Done()
		}()
	}
	<-ch
	out("main")
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
