// E15b: Cond.Signal with a yield after each one.
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
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			mu.Lock()
			out("w", i)
			c.Wait()
			out(i)
			mu.Unlock()
			wg.Done()
		}()
	}
	runtime.Gosched()
	out("|")
	for i := 0; i < 5; i++ {
		c.Signal()
		runtime.Gosched()
	}
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
