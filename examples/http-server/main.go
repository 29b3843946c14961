// A server: requests come on their own, one a millisecond on average, and are handled by a
// goroutine each: some CPU, a lock around a shared cache, and a blocking call to a disk.
//
// What to look at: where the time of a request goes. The waits are listed by cause and place: for
// the lock, for the disk, for a P. Requests come at random times whether or not the server is
// ready (an open source), so the queues grow when it is too slow: try --gomaxprocs 1, or a longer
// //gopark:cpu. The arrivals and the service times are the same in all these runs: they depend on
// the seed alone.
//
//gopark:config gomaxprocs=2
package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"syscall"
	"time"
)

const requests = 1000

var (
	arrivals = make(chan struct{}, 10*requests)
	opened   sync.Once
)

// accept waits for the next request. The real program has a goroutine that makes them.
//
//gopark:net every exp(1ms)
func accept() {
	opened.Do(func() {
		go func() {
			for {
				time.Sleep(exp(time.Millisecond))
				arrivals <- struct{}{}
			}
		}()
	})
	<-arrivals
}

func exp(mean time.Duration) time.Duration {
	return time.Duration(rand.ExpFloat64() * float64(mean))
}

func spin(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

// parse reads the request.
//
//gopark:cpu exp(300us)
func parse() { spin(exp(300 * time.Microsecond)) }

// lookup uses the cache, under its lock.
//
//gopark:cpu 100us
func lookup() { spin(100 * time.Microsecond) }

// load reads from the disk: a system call.
//
//gopark:syscall lognormal(400us, 0.8)
func load() {
	ts := syscall.NsecToTimespec(int64(400 * time.Microsecond))
	syscall.Nanosleep(&ts, nil)
}

// render makes the answer.
//
//gopark:cpu exp(500us)
func render() { spin(exp(500 * time.Microsecond)) }

var cache sync.Mutex

func handle() {
	parse()
	cache.Lock()
	lookup()
	cache.Unlock()
	load()
	render()
}

func main() {
	var wg sync.WaitGroup
	took := make([]time.Duration, requests)
	for n := range requests {
		accept()
		start := time.Now()
		wg.Go(func() {
			handle()
			took[n] = time.Since(start)
		})
	}
	wg.Wait()
	slices.Sort(took)
	for _, percent := range []int{50, 90, 99} {
		fmt.Printf("p%d %v\n", percent, took[len(took)*percent/100].Round(10*time.Microsecond))
	}
}
