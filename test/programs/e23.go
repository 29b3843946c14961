// E23: RWMutex: a writer unlocks while four readers and a writer wait.
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
	rw.Lock()
	for i := 0; i < 4; i++ {
		wg.Add(1)
		go func() {
			rw.RLock()
			out("R", i)
			rw.RUnlock()
			wg.Done()
		}()
	}
	wg.Add(1)
	go func() {
		rw.Lock()
		out("W")
		rw.Unlock()
		wg.Done()
	}()
	runtime.Gosched()
	out("|")
	rw.Unlock()
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
