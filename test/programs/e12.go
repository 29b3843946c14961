// E12: Starvation: a waiter that failed after 1 ms is handed the mutex.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"time"
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

// spin keeps the processor busy for d.
func spin(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

func main() {
	mu.Lock()
	go func() {
		mu.Lock()
		out("w-got")
		mu.Unlock()
		out("w-end")
		done <- true
	}()
	runtime.Gosched()
	spin(3 * time.Millisecond)
	mu.Unlock()
	out("u0")
	mu.Lock()
	out("l0")
	runtime.Gosched()
	out("back")
	mu.Unlock()
	out("u1")
	mu.Lock()
	out("l1")
	mu.Unlock()
	<-done
	out("end")
	fmt.Println(strings.Join(order, " "))
}
