// E27: Sleepers wake in the order of their deadlines.
package main

import (
	"fmt"
	"strings"
	"sync"
	"time"
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
	for i, d := range []time.Duration{30, 10, 40, 20} {
		wg.Add(1)
		go func() {
			time.Sleep(d * time.Millisecond)
			out(i)
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
