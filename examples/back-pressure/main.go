// A source that is twice as fast as what comes behind it: wait, drop or shed.
//
// What to look at: with `wait` the source is slowed down to the pace of the sink as soon as the
// buffer is full, and nothing is lost: its goroutine waits in chan send. With `dropNew` it never
// waits and nearly half of the items are lost; what arrives is as old as a full buffer makes it.
// With `dropOld` as many are lost, but what arrives is recent. A larger buffer changes none of
// this: it is only full later, and what it holds is older. The summary's waits name the line.
//
//gopark:config gomaxprocs=2
package main

import (
	"fmt"
	"time"
)

const (
	items  = 40
	buffer = 4
	pace   = 5 * time.Millisecond
)

// policy puts an item into a channel, or not; false is a loss.
type policy func(ch chan int, item int) bool

func wait(ch chan int, item int) bool {
	ch <- item
	return true
}

func dropNew(ch chan int, item int) bool {
	select {
	case ch <- item:
		return true
	default:
		return false
	}
}

// dropOld makes room by taking the oldest item out. Only the source sends, so the room stays.
func dropOld(ch chan int, item int) bool {
	if dropNew(ch, item) {
		return true
	}
	lost := false
	select {
	case <-ch:
		lost = true
	default: // The sink was faster.
	}
	ch <- item
	return !lost
}

type outcome struct {
	got, lost   int
	took        time.Duration
	first, last int
}

func run(put policy) outcome {
	ch := make(chan int, buffer)
	var o outcome
	done := make(chan struct{})
	go func() {
		defer close(done)
		o.first = -1
		for item := range ch {
			if o.first < 0 {
				o.first = item
			}
			o.got, o.last = o.got+1, item
			time.Sleep(2 * pace)
		}
	}()
	start := time.Now()
	lost := 0
	for item := range items {
		next := start.Add(time.Duration(item) * pace)
		time.Sleep(time.Until(next))
		if !put(ch, item) {
			lost++
		}
	}
	o.took = time.Since(start)
	close(ch)
	<-done
	o.lost = lost
	return o
}

// about says whether d is within a fifth of want.
func about(d, want time.Duration) bool { return d > want*4/5 && d < want*6/5 }

func main() {
	for _, p := range []struct {
		name string
		put  policy
		pace time.Duration
	}{{"wait", wait, 2 * pace}, {"drop new", dropNew, pace}, {"drop old", dropOld, pace}} {
		o := run(p.put)
		fmt.Printf("%-8s a third or more lost: %-5v got the last: %-5v at the pace of %v: %v\n", p.name,
			o.lost >= items/3, o.last == items-1, p.pace, about(o.took, (items-buffer)*p.pace))
	}
}
