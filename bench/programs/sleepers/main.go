//gopark:config gomaxprocs=8

// Workload e: a million goroutines sleep twice for up to a second.
package main

import (
	"sync"
	"time"
)

const n = 1000000

func main() {
	var wg sync.WaitGroup
	wg.Add(n)
	for i := range n {
		go func() {
			d := time.Duration(uint32(i)*2654435761>>2) + 1
			time.Sleep(d)
			time.Sleep(1073741824 - d)
			wg.Done()
		}()
	}
	wg.Wait()
}
