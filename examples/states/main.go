// A goroutine in each of the states that Go knows, all at the same time.
//
// What to look at: run it with --goroutines, or open it in the playground and stop at 5 ms: one
// goroutine runs, others are runnable, and the rest wait, each for its own reason: a channel (to
// receive, to send), a nil channel, select, a mutex, a read lock, a condition, a WaitGroup, a
// timer, the network, and one is in a system call, which is not waiting: its thread is blocked
// with it.
//
//gopark:config gomaxprocs=2
package main

import (
	"fmt"
	"sync"
	"syscall"
	"time"
)

// compute costs 30 ms of CPU.
//
//gopark:cpu 30ms
func compute() {
	for start := time.Now(); time.Since(start) < 30*time.Millisecond; {
	}
}

// read waits for the network for 20 ms.
//
//gopark:net 20ms
func read() { time.Sleep(20 * time.Millisecond) }

// fsync is a system call of 20 ms.
//
//gopark:syscall 20ms
func fsync() {
	ts := syscall.NsecToTimespec(20e6)
	syscall.Nanosleep(&ts, nil)
}

func main() {
	var done, never sync.WaitGroup
	var mu sync.Mutex
	var rw sync.RWMutex
	cond := sync.NewCond(&sync.Mutex{})
	in, out := make(chan int), make(chan int)
	var none chan int

	mu.Lock()
	rw.Lock()
	never.Add(1)

	done.Go(func() { <-in })
	done.Go(func() { out <- 1 })
	go func() { <-none }()
	done.Go(func() {
		select {
		case <-in:
		case <-time.After(20 * time.Millisecond):
		}
	})
	done.Go(func() { mu.Lock(); mu.Unlock() })
	done.Go(func() { rw.RLock(); rw.RUnlock() })
	done.Go(func() { cond.L.Lock(); cond.Wait(); cond.L.Unlock() })
	go never.Wait()
	done.Go(func() { time.Sleep(20 * time.Millisecond) })
	done.Go(read)
	done.Go(fsync)
	for range 4 {
		done.Go(compute)
	}

	time.Sleep(10 * time.Millisecond)
	in <- 1
	<-out
	mu.Unlock()
	rw.Unlock()
	cond.Broadcast()
	done.Wait()
	fmt.Println("all states were seen")
}
