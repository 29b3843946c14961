// M:N scheduling: 1000 goroutines on 4 Ps, some of which block their threads.
//
// What to look at: computing goroutines need no thread of their own, so the 990 of them get by
// with one thread for each P. Ten goroutines sleep in system calls at the same time; each of them
// takes a thread with it, and the runtime starts others so that all four Ps keep running. The
// number of threads is therefore near 4 + 10, not 1000, and not 4 (plus sysmon's).
//
//gopark:config gomaxprocs=4
package main

import (
	"fmt"
	"sync"
	"syscall"
	"time"
)

// compute costs 100 µs of CPU.
//
//gopark:cpu 100us
func compute() {
	for start := time.Now(); time.Since(start) < 100*time.Microsecond; {
	}
}

// block is a system call of 20 ms: the thread cannot do anything else meanwhile.
//
//gopark:syscall 20ms
func block() {
	ts := syscall.NsecToTimespec(20e6)
	syscall.Nanosleep(&ts, nil)
}

func main() {
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(block)
	}
	for range 990 {
		wg.Go(compute)
	}
	wg.Wait()
	fmt.Println("all done")
}
