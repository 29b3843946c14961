// E24: RWMutex: a writer that waits keeps new readers out.
package main

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
)

var wg sync.WaitGroup
var rw sync.RWMutex

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
	rw.RLock()
	wg.Add(1)
	go func() {
		out("Wtry")
		rw.Lock()
		out("W")
		rw.Unlock()
		wg.Done()
	}()
	runtime.Gosched()
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			rw.RLock()
			out("R", i)
			rw.RUnlock()
			wg.Done()
		}()
	}
	runtime.Gosched()
	out("|")
	rw.RUnlock()
	out("rel")
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
