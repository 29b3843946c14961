// E16: Closing a channel wakes its receivers, the last one first.
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
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			out("w", i)
			<-ch
			out(i)
			wg.Done()
		}()
	}
	runtime.Gosched()
	out("|")
	close(ch)
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
