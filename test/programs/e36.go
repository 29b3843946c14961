// E36: LockOSThread changes no order.
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
	wg.Add(2)
	go func() {
		runtime.LockOSThread()
		for k := 1; k <= 2; k++ {
			out("L", k)
			runtime.Gosched()
		}
		runtime.UnlockOSThread()
		wg.Done()
	}()
	go func() {
		for k := 1; k <= 3; k++ {
			out("a", k)
			runtime.Gosched()
		}
		wg.Done()
	}()
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
