// E09: The queue of a Mutex is first in, first out; Unlock does not switch.
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
	mu.Lock()
	for i := 0; i < 5; i++ {
		wg.Add(1)
		go func() {
			mu.Lock()
			out(i)
			mu.Unlock()
			wg.Done()
		}()
	}
	runtime.Gosched()
	out("unlock")
	mu.Unlock()
	out("cont")
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
