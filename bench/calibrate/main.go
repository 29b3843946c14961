// What instructions and operations cost: loops, each a function of its number of iterations.
//
// With the argument "measure" it prints the real time of an iteration: for each loop the least of
// many short stretches, which is the one that nothing disturbed. Without arguments it runs each
// loop a few times and prints how long that took: scripts/calibrate.ts runs it in gopark, where
// the time depends on the costs of instructions and on nothing else, and so counts them.
package main

import (
	"fmt"
	"os"
	"time"
)

// A loop does something n times; the result keeps the compiler from leaving it out.
type loop struct {
	name string
	run  func(n int) int
}

// rounds is what they do in gopark: whole periods of what they do in turn.
const rounds = 1024

var sink int

func main() {
	if len(os.Args) == 2 && os.Args[1] == "measure" {
		for _, l := range loops() {
			fmt.Printf("%s %.4f\n", l.name, measure(l))
		}
		return
	}
	for _, l := range loops() {
		l.run(8) // What happens once only.
		fmt.Println(l.name, int64(elapsed(l, rounds)-elapsed(l, 0)))
	}
}

func loops() []loop {
	var all []loop
	for _, some := range [][]loop{integers, floats, memory, calls, texts, programs, operations} {
		all = append(all, some...)
	}
	return all
}

func elapsed(l loop, n int) time.Duration {
	start := time.Now()
	sink += l.run(n)
	return time.Since(start)
}

// measure returns ns per iteration: the least of 80 stretches of about a millisecond.
func measure(l loop) float64 {
	n := 64
	for elapsed(l, n) < time.Millisecond {
		n *= 2
	}
	best := elapsed(l, n)
	for range 80 {
		best = min(best, elapsed(l, n))
	}
	return float64(best) / float64(n)
}
