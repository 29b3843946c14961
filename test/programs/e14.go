// E14: Cond.Broadcast wakes in the order of tickets.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

var wg sync.WaitGroup
var mu sync.Mutex

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
	c := sync.NewCond(&mu)
	ready := false
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			mu.Lock()
			out("w", i)
			for !ready {
				c.Wait()
			}
			out(i)
			mu.Unlock()
			wg.Done()
		}()
	}
	runtime.Gosched()
	out("|")
	mu.Lock()
	ready = true
	mu.Unlock()
	c.Broadcast()
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
