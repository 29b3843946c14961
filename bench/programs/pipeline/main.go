//gopark:config gomaxprocs=8

// Workload c: 64 pipelines of ten stages over channels of capacity 16, 2000 items each.
package main

import "sync"

const (
	lines  = 64
	stages = 10
	items  = 2000
)

func source(out chan<- int) {
	for i := range items {
		out <- i
	}
	close(out)
}

func stage(in <-chan int, out chan<- int) {
	for v := range in {
		out <- v
	}
	close(out)
}

func sink(in <-chan int, wg *sync.WaitGroup) {
	for range in {
	}
	wg.Done()
}

func main() {
	var wg sync.WaitGroup
	wg.Add(lines)
	for range lines {
		first := make(chan int, 16)
		go source(first)
		in := first
		for range stages {
			out := make(chan int, 16)
			go stage(in, out)
			in = out
		}
		go sink(in, &wg)
	}
	wg.Wait()
}
