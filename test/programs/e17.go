// E17: Four blocked senders, one receiver.
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
	ch := make(chan int)
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			ch <- i
			out("s", i)
			wg.Done()
		}()
	}
	runtime.Gosched()
	out("|")
	for i := 0; i < 4; i++ {
		out("r", <-ch)
	}
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
