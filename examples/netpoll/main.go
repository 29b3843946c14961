// 100,000 goroutines wait for the network, each for 500 ms on average, three times over.
//
// What to look at: the number of threads. A goroutine that waits for the network is parked, and
// needs no thread; a single one waits in the poller for all of them, and hands out what becomes
// ready. Compare with mn-threads, where waiting happens in system calls.
//
//gopark:config gomaxprocs=4
package main

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

const (
	clients = 100_000
	rounds  = 3
)

// read waits until something arrives.
//
//gopark:net exp(500ms)
func read() { time.Sleep(time.Duration(rand.ExpFloat64() * float64(500*time.Millisecond))) }

func main() {
	var wg sync.WaitGroup
	var messages atomic.Int64
	for range clients {
		wg.Go(func() {
			for range rounds {
				read()
				messages.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(messages.Load(), "messages")
}
