// A greedy goroutine unlocks and locks again at once. Does the other one ever get the lock?
//
//gopark:config gomaxprocs=2
package main

import (
	"fmt"
	"sync"
	"time"
)

var mu sync.Mutex

//gopark:cpu 90us
func hold() {}

func greedy(wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 0; i < 200; i++ {
		mu.Lock()
		hold()
		mu.Unlock()
	}
}

func modest(wg *sync.WaitGroup) {
	defer wg.Done()
	for i := 0; i < 3; i++ {
		mu.Lock()
		hold()
		mu.Unlock()
	}
}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go greedy(&wg)
	time.Sleep(200 * time.Microsecond) // greedy is well under way
	go modest(&wg)
	wg.Wait()
	fmt.Println("both are done")
}
