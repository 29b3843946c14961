// The sieve of Eratosthenes as a chain of goroutines: each removes the multiples of one prime.
//
// What to look at: 150 primes take 151 goroutines and some 13,000 messages through unbuffered
// channels. With one P nearly every message is a switch, by way of runnext. With 4 Ps it takes
// less than half of the time, with 8 hardly less than that: a filter waits for its neighbours, and
// Ps steal filters from each other all the time. (What it costs real cores to pass a channel's
// memory to and fro is not in the cost model.) The program is older than Go: it comes from the
// papers on communicating sequential processes.
//
//gopark:config gomaxprocs=4
package main

import "fmt"

const primes = 150

// count sends 2, 3, 4 ... until done.
func count(done <-chan struct{}) <-chan int {
	out := make(chan int)
	go func() {
		for n := 2; ; n++ {
			select {
			case out <- n:
			case <-done:
				return
			}
		}
	}()
	return out
}

// without passes on what is no multiple of prime.
func without(prime int, in <-chan int, done <-chan struct{}) <-chan int {
	out := make(chan int)
	go func() {
		for {
			select {
			case n := <-in:
				if n%prime == 0 {
					continue
				}
				select {
				case out <- n:
				case <-done:
					return
				}
			case <-done:
				return
			}
		}
	}()
	return out
}

func main() {
	done := make(chan struct{})
	defer close(done)
	in := count(done)
	for i := range primes {
		prime := <-in
		fmt.Print(prime)
		if i%10 == 9 {
			fmt.Println()
		} else {
			fmt.Print(" ")
		}
		in = without(prime, in, done)
	}
}
