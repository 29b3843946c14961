// One goroutine creates all the work, and so puts it into the queue of its own P.
//
// What to look at: the other Ps have nothing, look around, and take half of the queue of the
// first one at a time; then they take from each other. After a moment all Ps run, and they end at
// the same time. Compare --gomaxprocs 1, where nobody can help. `gopark run --policy nosteal`
// shows what happens when Ps do not steal.
//
//gopark:config gomaxprocs=8
package main

import (
	"fmt"
	"sync"
	"time"
)

const tasks = 200

// task costs between 0.5 and 1.5 ms of CPU.
//
//gopark:cpu uniform(500us, 1500us)
func task(n int) {
	d := 500*time.Microsecond + time.Duration(n*7919%1000)*time.Microsecond
	for start := time.Now(); time.Since(start) < d; {
	}
}

func main() {
	var wg sync.WaitGroup
	start := time.Now()
	for n := range tasks {
		wg.Go(func() { task(n) })
	}
	wg.Wait()
	fmt.Println(tasks, "tasks of 1 ms were done after", time.Since(start).Round(time.Millisecond))
}
