// Ten thousand connections, all waiting at once, and hardly a thread.
//
//gopark:config gomaxprocs=4
package main

import (
	"fmt"
	"sync"
)

// receive waits until its connection has something to read.
//
//gopark:net exp(20ms)
func receive() {}

//gopark:cpu exp(4us)
func handle() {}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 10_000; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			receive()
			handle()
		}()
	}
	wg.Wait()
	fmt.Println("10,000 connections served")
}
