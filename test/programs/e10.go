// E10: Barging: who runs takes the mutex again before the woken waiter does.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

var mu sync.Mutex
var done = make(chan bool)

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
	go func() {
		out("w-try")
		mu.Lock()
		out("w-got")
		mu.Unlock()
		done <- true
	}()
	runtime.Gosched()
	for k := 0; k < 3; k++ {
		mu.Unlock()
		out("u", k)
		mu.Lock()
		out("l", k)
	}
	mu.Unlock()
	<-done
	out("end")
	fmt.Println(strings.Join(order, " "))
}
