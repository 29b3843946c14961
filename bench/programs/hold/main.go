//gopark:config gomaxprocs=8

// Workload h: a thousand goroutines sleep a thousand times for about a millisecond.
package main

import (
	"sync"
	"time"
)

const (
	n      = 1000
	rounds = 1000
)

func main() {
	var wg sync.WaitGroup
	wg.Add(n)
	for i := range n {
		go func() {
			x := uint32(i)*2654435761 + 1
			for range rounds {
				x = x*1664525 + 1013904223
				time.Sleep(time.Duration(x>>11) + 1)
			}
			wg.Done()
		}()
	}
	wg.Wait()
}
