// A pipeline of three stages, joined by channels, that its consumer stops before the end.
//
// What to look at: each stage is a goroutine that receives, works and sends on; each closes what
// it sends to, so the end travels through the pipeline. The consumer wants ten numbers only: it
// closes done, and every stage, also the one that waits to send, returns. Without the `<-done`
// case Wait would never return: a deadlock. With larger buffers (see `buffer`) the stages switch
// less often: compare the switches with 0 and with 100, at --gomaxprocs 1.
//
//gopark:config gomaxprocs=4
package main

import (
	"fmt"
	"sync"
)

// buffer is the room between two stages.
const buffer = 0

var running sync.WaitGroup

// stage starts a goroutine that sends each value that f yields to the channel returned.
func stage(done <-chan struct{}, f func(emit func(int) bool)) <-chan int {
	out := make(chan int, buffer)
	emit := func(v int) bool {
		select {
		case out <- v:
			return true
		case <-done:
			return false
		}
	}
	running.Go(func() {
		defer close(out)
		f(emit)
	})
	return out
}

func count(done <-chan struct{}) <-chan int {
	return stage(done, func(emit func(int) bool) {
		for n := 1; emit(n); n++ {
		}
	})
}

func square(done <-chan struct{}, in <-chan int) <-chan int {
	return stage(done, func(emit func(int) bool) {
		for n := range in {
			if !emit(n * n) {
				return
			}
		}
	})
}

func only(done <-chan struct{}, in <-chan int, keep func(int) bool) <-chan int {
	return stage(done, func(emit func(int) bool) {
		for n := range in {
			if keep(n) && !emit(n) {
				return
			}
		}
	})
}

func main() {
	done := make(chan struct{})
	endsIn4 := func(n int) bool { return n%10 == 4 }
	taken := 0
	for n := range only(done, square(done, count(done)), endsIn4) {
		fmt.Println(n)
		if taken++; taken == 10 {
			break
		}
	}
	close(done)
	running.Wait()
	fmt.Println("all stages have returned")
}
