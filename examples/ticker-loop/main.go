// A loop that does something each 20 ms, and three things that happen when it takes too long.
//
// What to look at: a ticker's channel holds one tick. A turn of 50 ms finds the tick that came
// during it waiting (so the next turn starts at once, late) and those after it are lost; from then
// on the loop is back in step, because a ticker does not drift. A loop that sleeps for 20 ms
// between its turns does drift: it adds the work to each period. In the end the ticker is reset
// to another period. The times are rounded down to 10 ms.
//
//gopark:config gomaxprocs=1
package main

import (
	"fmt"
	"time"
)

const period = 20 * time.Millisecond

// poll asks another machine for something.
func poll(took time.Duration) { time.Sleep(took) }

// turns runs f for the given number of ticks and tells when each turn began.
func turns(ticks <-chan time.Time, n int, work func(turn int)) []time.Duration {
	start := time.Now()
	var began []time.Duration
	for turn := range n {
		<-ticks
		began = append(began, time.Since(start).Truncate(10*time.Millisecond))
		work(turn)
	}
	return began
}

func main() {
	ticker := time.NewTicker(period)
	defer ticker.Stop()

	fmt.Println("in step: ", turns(ticker.C, 4, func(int) { poll(5 * time.Millisecond) }))

	ticker.Reset(period)
	fmt.Println("one slow:", turns(ticker.C, 6, func(turn int) {
		if turn == 1 {
			poll(50 * time.Millisecond)
		}
	}))

	start := time.Now()
	var began []time.Duration
	for range 4 {
		time.Sleep(period)
		began = append(began, time.Since(start).Truncate(10*time.Millisecond))
		poll(12 * time.Millisecond)
	}
	fmt.Println("drifting:", began)

	ticker.Reset(2 * period)
	quit := time.After(5 * period)
	n := 0
	for done := false; !done; {
		select {
		case <-ticker.C:
			n++
		case <-quit:
			done = true
		}
	}
	fmt.Println("ticks of 40ms in 100ms:", n)
	ticker.Stop()
	select {
	case <-ticker.C:
		fmt.Println("a tick after Stop")
	case <-time.After(3 * period):
		fmt.Println("no tick after Stop")
	}
}
