// E01: New goroutines: the last one first, then first in, first out.
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
	for i := 0; i < 10; i++ {
		wg.Add(1)
		go func() {
			out(i)
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
