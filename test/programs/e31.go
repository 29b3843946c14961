// E31: Fairness: a goroutine in the global queue is taken at each 61st tick.
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
	ran := 0
	for i := 0; i < 200; i++ {
		wg.Add(1)
		go func() {
			ran++
			wg.Done()
		}()
	}
	for k := 0; k < 4; k++ {
		runtime.Gosched()
		out(ran)
	}
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
