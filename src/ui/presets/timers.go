// Sleepers: who wakes them, when all threads are asleep?
//
//gopark:config gomaxprocs=2
package main

import (
	"fmt"
	"sync"
	"time"
)

//gopark:cpu 120us
func work() {}

func sleeper(d time.Duration, wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 0; i < 3; i++ {
		time.Sleep(d)
		work()
	}
}

func main() {
	var wg sync.WaitGroup
	for _, ms := range []time.Duration{1, 2, 2, 3, 5} {
		wg.Add(1)
		go sleeper(ms*time.Millisecond, &wg)
	}
	wg.Wait()
	fmt.Println("everybody is awake")
}
