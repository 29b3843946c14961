// Three sensors of different pace are read by one loop.
//
// What to look at: merge has a goroutine per source, which forwards, and one that closes the
// merged channel when all of them are done. The order is that of the sensors' times, for each
// event is the only one of its 10 ms. The other way to merge is a select over all sources: no
// goroutine more, but the number of sources must be known where it is written (see fanInSelect;
// the program compares the two). Almost all of the time everybody sleeps: run it with
// --goroutines.
//
//gopark:config gomaxprocs=2
package main

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

type reading struct {
	sensor string
	value  int
}

// sensor sends n readings, one each period, the first one after offset.
func sensor(name string, offset, period time.Duration, n int) <-chan reading {
	out := make(chan reading)
	go func() {
		defer close(out)
		time.Sleep(offset)
		ticker := time.NewTicker(period)
		defer ticker.Stop()
		for i := range n {
			<-ticker.C
			out <- reading{name, i * i}
		}
	}()
	return out
}

func sensors() []<-chan reading {
	return []<-chan reading{
		sensor("pressure", 0, 60*time.Millisecond, 4),
		sensor("rain", 20*time.Millisecond, 60*time.Millisecond, 4),
		sensor("wind", 40*time.Millisecond, 120*time.Millisecond, 2),
	}
}

// merge forwards everything from any number of sources.
func merge(sources ...<-chan reading) <-chan reading {
	out := make(chan reading)
	var wg sync.WaitGroup
	for _, in := range sources {
		wg.Go(func() {
			for r := range in {
				out <- r
			}
		})
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

// fanInSelect does it with one goroutine, for three sources. A source that is at its end becomes
// nil, on which select waits forever.
func fanInSelect(a, b, c <-chan reading) <-chan reading {
	out := make(chan reading)
	go func() {
		defer close(out)
		for a != nil || b != nil || c != nil {
			var r reading
			var ok bool
			select {
			case r, ok = <-a:
				if !ok {
					a = nil
				}
			case r, ok = <-b:
				if !ok {
					b = nil
				}
			case r, ok = <-c:
				if !ok {
					c = nil
				}
			}
			if ok {
				out <- r
			}
		}
	}()
	return out
}

func main() {
	s := sensors()
	bySelect := fanInSelect(s[0], s[1], s[2])
	var first, second []reading
	for r := range merge(sensors()...) {
		fmt.Printf("%-8s %d\n", r.sensor, r.value)
		first = append(first, r)
		second = append(second, <-bySelect)
	}
	_, more := <-bySelect
	fmt.Println("select merges to the same:", slices.Equal(first, second) && !more)
}
