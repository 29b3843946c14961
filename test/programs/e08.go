// E08: Two producers, one that closes, main consumes.
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
	ch := make(chan int, 2)
	for p := 0; p < 2; p++ {
		wg.Add(1)
		go func() {
			for k := 0; k < 4; k++ {
				ch <- 10*p + k
				out("s", p, k)
			}
			wg.Done()
		}()
	}
	go func() {
		wg.Wait()
		close(ch)
	}()
	for v := range ch {
		out("r", v)
	}
	fmt.Println(strings.Join(order, " "))
}
