// E25: Once: the losers wait for its mutex and pass it on.
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
	var o sync.Once
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			o.Do(func() {
				out("init", i)
				runtime.Gosched()
				out("done")
			})
			out(i)
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
