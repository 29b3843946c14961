// An important task waits for a lock whose holder waits for a P: behind work of no importance.
//
// What to look at: Go has no priorities, so a goroutine that is preempted while it holds a lock
// goes to the end of the global queue like any other, and all the hogs get 10 ms each before it
// may go on and unlock. The important task needs the lock for an instant and waits through all of
// it; its wait is of mutex, but the cause is the queue of the P. Compare --gomaxprocs 1 and 6. A
// holder that works on a copy outside of the lock (`copyFirst`) gives the lock back within
// microseconds, and nobody can be inverted.
//
//gopark:config gomaxprocs=1
package main

import (
	"fmt"
	"sync"
	"time"
)

const hogs = 4

var (
	mu    sync.Mutex
	table [64]int
)

// spin keeps a processor busy.
func spin(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

// rebuild computes for longer than a time slice.
//
//gopark:cpu 15ms
func rebuild() { spin(15 * time.Millisecond) }

// hog computes for 40 ms: nothing that anybody waits for.
//
//gopark:cpu 40ms
func hog() { spin(40 * time.Millisecond) }

// maintain holds the lock while it works, or only to put the result in place.
func maintain(copyFirst bool) {
	if !copyFirst {
		mu.Lock()
		defer mu.Unlock()
		rebuild()
		table[0]++
		return
	}
	rebuild()
	mu.Lock()
	defer mu.Unlock()
	table[0]++
}

// wait is how long the important task waits for the lock.
func wait(copyFirst bool) time.Duration {
	var wg sync.WaitGroup
	started := make(chan struct{})
	wg.Go(func() {
		close(started)
		maintain(copyFirst)
	})
	<-started
	for range hogs {
		wg.Go(hog)
	}
	time.Sleep(time.Millisecond) // The maintainer has the lock by now.
	start := time.Now()
	mu.Lock()
	table[1]++
	mu.Unlock()
	waited := time.Since(start)
	wg.Wait()
	return waited
}

func main() {
	held, copied := wait(false), wait(true)
	fmt.Println("lock held while working: waited for hogs:", held > 10*time.Millisecond)
	fmt.Println("lock held for an instant: waited for hogs:", copied > 10*time.Millisecond)
	fmt.Println("updates:", table[0], table[1])
}
