//gopark:config gomaxprocs=8

// Workload a: a million goroutines that each burn 1 us of CPU on average.
package main

import "sync"

const n = 1000000

// The real program's body is empty: what is compared is the price of a goroutine.
//
//gopark:cpu exp(1us)
func work() {}

func main() {
	var wg sync.WaitGroup
	wg.Add(n)
	for range n {
		go func() {
			work()
			wg.Done()
		}()
	}
	wg.Wait()
}
