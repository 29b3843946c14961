// E28: Three AfterFuncs that expire together.
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

// spin keeps the processor busy for d.
func spin(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

func main() {
	for i := 0; i < 3; i++ {
		wg.Add(1)
		time.AfterFunc(time.Millisecond, func() {
			out("f", i)
			wg.Done()
		})
	}
	spin(4 * time.Millisecond)
	out("|")
	wg.Wait()
	fmt.Println(strings.Join(order, " "))
}
