// E32: Gosched against a new goroutine.
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
	wg.Add(3)
	go func() {
		out("x1")
		go func() {
			out("y")
			wg.Done()
		}()
		runtime.Gosched()
		out("x2")
		wg.Done()
	}()
	go func() {
		out("z")
		wg.Done()
	}()
	wg.Wait()
	out("main")
	fmt.Println(strings.Join(order, " "))
}
