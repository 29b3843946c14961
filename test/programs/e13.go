// E13: A WaitGroup wakes many.
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
	var gate sync.WaitGroup
	gate.Add(1)
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			out("w", i)
			gate.Wait()
			out(i)
			wg.Done()
		}()
	}
	runtime.Gosched()
	out("|")
	gate.Done()
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
