// A hog computes for 100 ms without a pause on the only P; ten short tasks want to run.
//
// What to look at: after 10 ms sysmon finds the hog, sends its thread a signal, and the hog goes to
// the back of the global queue: the short tasks wait for some 10 ms. Try --go 1.13: up to that
// release a goroutine could only be stopped where it calls a function. The hog calls none, so the
// tasks wait for 100 ms. (With calls=1us behind the directive, 1.13 stops it after 10 ms as well;
// and before 1.2 it could not be stopped at all.)
//
//gopark:config gomaxprocs=1
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

// hog computes for 100 ms.
//
//gopark:cpu 100ms
func hog() {
	for start := time.Now(); time.Since(start) < 100*time.Millisecond; {
	}
}

// task is short.
//
//gopark:cpu 50us
func task() {
	for start := time.Now(); time.Since(start) < 50*time.Microsecond; {
	}
}

func main() {
	var wg sync.WaitGroup
	start := time.Now()
	wg.Go(hog)
	runtime.Gosched() // the hog starts
	var last time.Duration
	var mu sync.Mutex
	for range 10 {
		wg.Go(func() {
			task()
			mu.Lock()
			last = max(last, time.Since(start))
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("the short tasks were done after", last.Round(time.Millisecond))
	fmt.Println("the hog was done after", time.Since(start).Round(time.Millisecond))
}
