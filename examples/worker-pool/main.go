// Four workers take jobs from a channel; a job costs 2 ms of CPU on average.
//
// What to look at: the Ps are busy to the same extent, although nobody distributes the work. Try
// --gomaxprocs 2 (the same work takes twice as long). With --seed the jobs become others.
//
//gopark:config gomaxprocs=4
package main

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	workers = 4
	jobs    = 200
)

// job is a piece of work that does nothing but compute.
//
//gopark:cpu exp(2ms)
func job(n int) {
	spin(time.Duration(rand.ExpFloat64() * float64(2*time.Millisecond)))
}

// spin keeps a processor busy, so that the real program behaves as the directive says.
func spin(d time.Duration) {
	for start := time.Now(); time.Since(start) < d; {
	}
}

func main() {
	queue := make(chan int)
	results := make(chan int, jobs)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for n := range queue {
				job(n)
				results <- n * n
			}
		})
	}
	for n := range jobs {
		queue <- n
	}
	close(queue)
	wg.Wait()
	close(results)
	sum := 0
	for r := range results {
		sum += r
	}
	fmt.Println("sum of squares:", sum)
}
