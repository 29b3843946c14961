// E37: A counting semaphore: a buffered channel of 2.
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
	sem := make(chan struct{}, 2)
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			sem <- struct{}{}
			out("in", i)
			runtime.Gosched()
			out("out", i)
			<-sem
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
