// The fastest of three mirrors wins, and the losers are never heard of again.
//
// What to look at: askLeaking's losers wait forever in chan send, since nobody will receive: two
// more goroutines for each question, "still alive at the end" in the summary, and in a server
// their stacks and all that they refer to. The goroutines view shows them parked at one line.
// A buffer with room for every answer lets them send and end (askBuffered); a context lets
// them stop working early too (askContext), at once instead of after their 40 ms.
//
//gopark:config gomaxprocs=2
package main

import (
	"context"
	"fmt"
	"runtime"
	"time"
)

var mirrors = []time.Duration{10 * time.Millisecond, 25 * time.Millisecond, 40 * time.Millisecond}

// fetch takes its time, or less if ctx ends.
func fetch(ctx context.Context, took time.Duration) string {
	timer := time.NewTimer(took)
	defer timer.Stop()
	select {
	case <-timer.C:
		return fmt.Sprint("the mirror of ", took)
	case <-ctx.Done():
		return ""
	}
}

func askLeaking() string {
	answers := make(chan string)
	for _, took := range mirrors {
		go func() { answers <- fetch(context.Background(), took) }()
	}
	return <-answers
}

func askBuffered() string {
	answers := make(chan string, len(mirrors))
	for _, took := range mirrors {
		go func() { answers <- fetch(context.Background(), took) }()
	}
	return <-answers
}

func askContext() string {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	answers := make(chan string, len(mirrors))
	for _, took := range mirrors {
		go func() { answers <- fetch(ctx, took) }()
	}
	return <-answers
}

// measure tells how many goroutines a function leaves behind, soon and after a while.
func measure(name string, ask func() string) {
	const times = 5
	before := runtime.NumGoroutine()
	var answer string
	for range times {
		answer = ask()
	}
	time.Sleep(2 * time.Millisecond)
	soon := runtime.NumGoroutine() - before
	time.Sleep(100 * time.Millisecond)
	later := runtime.NumGoroutine() - before
	fmt.Printf("%-9s %s; left behind soon: %-5v later: %d\n", name, answer, soon > 0, later)
}

func main() {
	measure("buffered:", askBuffered)
	measure("context:", askContext)
	measure("leaking:", askLeaking)
}
