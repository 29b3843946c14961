// A container may use two CPUs' worth of time on a machine with eight. How many Ps?
//
//gopark:config cpus=8 quota=200ms/100ms
package main

import (
	"fmt"
	"runtime"
	"sync"
)

//gopark:cpu exp(2ms)
func request() {}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 120; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			request()
		}()
	}
	wg.Wait()
	fmt.Println("GOMAXPROCS was", runtime.GOMAXPROCS(0))
}
