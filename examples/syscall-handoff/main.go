// One P: a goroutine blocks in system calls while another one wants to compute.
//
// What to look at: the thread sleeps in the call and keeps its goroutine, but not the P: sysmon
// finds the P in a system call for longer than one of its rounds (20 µs at first) and hands it to
// another thread, which runs the computing goroutine. When the call returns, its thread finds no
// free P, puts the goroutine into the global queue and goes to sleep; that goroutine then waits
// until the other one has used up its 10 ms. So computing and calls overlap, but each return
// costs a wait. With --gomaxprocs 2 all is done after the 50 ms of the calls. Short calls (the
// ones of 5 µs) keep their P: nobody notices them.
//
//gopark:config gomaxprocs=1
package main

import (
	"fmt"
	"sync"
	"syscall"
	"time"
)

// slow is a system call of 5 ms.
//
//gopark:syscall 5ms
func slow() { sleep(5 * time.Millisecond) }

// quick is a system call of 5 µs.
//
//gopark:syscall 5us
func quick() { sleep(5 * time.Microsecond) }

func sleep(d time.Duration) {
	ts := syscall.NsecToTimespec(int64(d))
	syscall.Nanosleep(&ts, nil)
}

// compute costs 1 ms of CPU.
//
//gopark:cpu 1ms
func compute() {
	for start := time.Now(); time.Since(start) < time.Millisecond; {
	}
}

func main() {
	var wg sync.WaitGroup
	start := time.Now()
	wg.Go(func() {
		for range 10 {
			slow()
		}
	})
	wg.Go(func() {
		for range 20 {
			compute()
			quick()
		}
	})
	wg.Wait()
	fmt.Println("done after", time.Since(start).Round(5*time.Millisecond))
}
