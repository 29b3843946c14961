//gopark:config gomaxprocs=8

// Workload mn: a thousand goroutines yield a thousand times.
package main

import (
	"runtime"
	"sync"
)

const (
	n      = 1000
	rounds = 1000
)

func main() {
	var wg sync.WaitGroup
	wg.Add(n)
	for range n {
		go func() {
			for range rounds {
				runtime.Gosched()
			}
			wg.Done()
		}()
	}
	wg.Wait()
}
