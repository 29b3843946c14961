// Two goroutines hand a number back and forth through unbuffered channels.
//
// What to look at: each send wakes the partner into runnext, and the sender then parks, so one P
// does all the work and the goroutines take turns without ever standing in a queue. The number of
// switches is twice the number of rounds. With more Ps (--gomaxprocs 8) nothing becomes faster:
// there is never more than one runnable goroutine, but idle Ps wake up to look for work.
package main

import "fmt"

const rounds = 1000

func main() {
	ping, pong := make(chan int), make(chan int)
	go func() {
		for v := range ping {
			pong <- v + 1
		}
		close(pong)
	}()
	v := 0
	for range rounds {
		ping <- v
		v = <-pong
	}
	close(ping)
	<-pong
	fmt.Println("the ball was hit", v, "times")
}
