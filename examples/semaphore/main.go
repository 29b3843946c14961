// A weighted semaphore: jobs take 1 to 4 of 6 units of memory, first come first served.
//
// What to look at: a job that needs much waits at the head of the queue, and nobody overtakes it,
// even when a small one would fit: that is what keeps large ones from starving. So the memory is
// not always full; see how long jobs wait at the line of `<-w.ready`. Each waiter has a channel of
// its own, which is closed when its units are there. A context can end the wait.
//
//gopark:config gomaxprocs=2
package main

import (
	"container/list"
	"context"
	"fmt"
	"slices"
	"sync"
	"time"
)

// Semaphore has a number of units, of which callers take some.
type Semaphore struct {
	mu      sync.Mutex
	free    int
	waiters list.List
}

type waiter struct {
	n     int
	ready chan struct{}
}

// Acquire waits for n units or for the end of ctx.
func (s *Semaphore) Acquire(ctx context.Context, n int) error {
	s.mu.Lock()
	if s.free >= n && s.waiters.Len() == 0 {
		s.free -= n
		s.mu.Unlock()
		return nil
	}
	w := waiter{n, make(chan struct{})}
	place := s.waiters.PushBack(w)
	s.mu.Unlock()
	select {
	case <-w.ready:
		return nil
	case <-ctx.Done():
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-w.ready: // Both at once: it has the units, so they go back.
		s.free += n
	default:
		s.waiters.Remove(place)
	}
	s.grant()
	return ctx.Err()
}

func (s *Semaphore) Release(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free += n
	s.grant()
}

// grant serves waiters from the head of the queue as long as the units suffice.
func (s *Semaphore) grant() {
	for e := s.waiters.Front(); e != nil; e = s.waiters.Front() {
		w := e.Value.(waiter)
		if w.n > s.free {
			return
		}
		s.free -= w.n
		s.waiters.Remove(e)
		close(w.ready)
	}
}

func main() {
	const units = 6
	s := &Semaphore{free: units}
	ctx := context.Background()
	var mu sync.Mutex
	var wg sync.WaitGroup
	used, most := 0, 0
	started := make([]time.Duration, 12)
	begin := time.Now()
	for job := range started {
		n := 1 + job%4
		wg.Go(func() {
			if err := s.Acquire(ctx, n); err != nil {
				panic(err)
			}
			mu.Lock()
			used += n
			most = max(most, used)
			started[job] = time.Since(begin).Round(3 * time.Millisecond)
			mu.Unlock()
			time.Sleep(time.Duration(30+6*job) * time.Millisecond) // Works, in its memory.
			mu.Lock()
			used -= n
			mu.Unlock()
			s.Release(n)
		})
		time.Sleep(2 * time.Millisecond) // So that the jobs come in order.
	}
	short, cancel := context.WithTimeout(ctx, time.Millisecond)
	defer cancel()
	fmt.Println("all of it within 1ms:", s.Acquire(short, units))
	wg.Wait()
	fmt.Println("nobody was overtaken:", slices.IsSorted(started))
	fmt.Println("most units in use:", most, "free at the end:", s.free)
}
