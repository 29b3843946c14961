// Where runnable goroutines stand: runnext, the local queue of 256, the global queue.
//
//gopark:config gomaxprocs=2
package main

import (
	"fmt"
	"sync"
)

//gopark:cpu 20us
func task() {}

// busy keeps the other P from helping.
//
//gopark:cpu 3ms
func busy() {}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		busy()
	}()
	handOver()
	for i := 0; i < 300; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			task()
		}()
	}
	wg.Wait()
	fmt.Println("300 tasks done")
}

// While main waits here the other P takes the busy goroutine.
//
//gopark:cpu 100us
func handOver() {}
