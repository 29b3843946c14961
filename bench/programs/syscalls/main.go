//gopark:config gomaxprocs=8

// Workload s: 2000 goroutines mix CPU, system calls of 100 us on average, and one lock.
package main

import (
	"sync"
	"time"
)

const (
	n      = 2000
	rounds = 200
)

//gopark:cpu exp(3us)
func compute() {}

//gopark:syscall exp(100us)
func call() { time.Sleep(100 * time.Microsecond) }

//gopark:cpu 100ns
func inside() {}

func main() {
	var wg sync.WaitGroup
	var mu sync.Mutex
	wg.Add(n)
	for range n {
		go func() {
			for range rounds {
				compute()
				call()
				mu.Lock()
				inside()
				mu.Unlock()
			}
			wg.Done()
		}()
	}
	wg.Wait()
}
