// A loop without a call keeps the only P. Since Go 1.14 a signal ends that.
//
//gopark:config gomaxprocs=1
package main

import (
	"fmt"
	"sync"
)

// hog computes for 60 ms and calls nothing.
//
//gopark:cpu 60ms
func hog() {}

//gopark:cpu 100us
func task() {}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	for i := 0; i < 6; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			task()
		}()
	}
	go func() {
		defer wg.Done()
		hog()
	}()
	wg.Wait()
	fmt.Println("done")
}
