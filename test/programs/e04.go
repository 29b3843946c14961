// E04: Three goroutines that yield: a batch from the global queue.
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
	for _, n := range []string{"a", "b", "c"} {
		wg.Add(1)
		go func() {
			for k := 1; k <= 3; k++ {
				out(n, k)
				runtime.Gosched()
			}
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
