// Package semaphore has a semaphore with weights.
package semaphore

import (
	"container/list"
	"context"
	"sync"
)

type waiter struct {
	n     int64
	ready chan<- struct{}
}

// Weighted is a semaphore of a size. Waiters are served in their order, so that a large request is
// not overtaken by small ones forever.
type Weighted struct {
	size    int64
	cur     int64
	mu      sync.Mutex
	waiters list.List
}

// NewWeighted makes a semaphore.
func NewWeighted(n int64) *Weighted { return &Weighted{size: n} }

// Acquire takes n, and waits for it until ctx is done.
func (s *Weighted) Acquire(ctx context.Context, n int64) error {
	done := ctx.Done()
	s.mu.Lock()
	select {
	case <-done:
		s.mu.Unlock()
		return ctx.Err()
	default:
	}
	if s.size-s.cur >= n && s.waiters.Len() == 0 {
		s.cur += n
		s.mu.Unlock()
		return nil
	}
	if n > s.size {
		s.mu.Unlock()
		<-done // it can never be
		return ctx.Err()
	}
	ready := make(chan struct{})
	elem := s.waiters.PushBack(waiter{n, ready})
	s.mu.Unlock()
	select {
	case <-done:
		return s.giveUp(ctx, elem, ready, n)
	case <-ready:
		select {
		case <-done:
			s.Release(n)
			return ctx.Err()
		default:
		}
		return nil
	}
}

// giveUp leaves the queue; what was granted at the last moment is given back.
func (s *Weighted) giveUp(
	ctx context.Context, elem *list.Element, ready chan struct{}, n int64,
) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case <-ready:
		s.cur -= n
		s.notify()
	default:
		first := s.waiters.Front() == elem
		s.waiters.Remove(elem)
		if first && s.size > s.cur {
			s.notify()
		}
	}
	return ctx.Err()
}

// TryAcquire takes n if that is possible at once.
func (s *Weighted) TryAcquire(n int64) bool {
	s.mu.Lock()
	ok := s.size-s.cur >= n && s.waiters.Len() == 0
	if ok {
		s.cur += n
	}
	s.mu.Unlock()
	return ok
}

// Release gives n back.
func (s *Weighted) Release(n int64) {
	s.mu.Lock()
	s.cur -= n
	if s.cur < 0 {
		s.mu.Unlock()
		panic("semaphore: released more than held")
	}
	s.notify()
	s.mu.Unlock()
}

// notify serves waiters from the front, as long as there is enough for them.
func (s *Weighted) notify() {
	for {
		next := s.waiters.Front()
		if next == nil {
			return
		}
		w := next.Value.(waiter)
		if s.size-s.cur < w.n {
			return
		}
		s.cur += w.n
		s.waiters.Remove(next)
		close(w.ready)
	}
}
