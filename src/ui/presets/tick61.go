// One P, a long local queue, and one goroutine in the global queue: how long does it wait?
//
//gopark:config gomaxprocs=1
package main

import (
	"fmt"
	"runtime"
	"sync"
)

//gopark:cpu 10us
func task() {}

// polite gives way, and so goes to the global queue.
func polite(wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 0; i < 3; i++ {
		task()
		runtime.Gosched()
	}
}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 220; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			task()
		}()
	}
	wg.Add(1)
	go polite(&wg)
	wg.Wait()
	fmt.Println("everybody had a turn")
}
