// A group of tasks that stops at the first error, written with a WaitGroup, a Once and a context.
//
// What to look at: task 3 fails after 20 ms; the group's context ends, and the others, which
// wait for the network or for a place in the group, return early instead of after 100 ms. The
// limit is a channel used as a semaphore: Go waits in the caller when it is full, so the loop that
// starts the tasks is slowed down too. golang.org/x/sync/errgroup has the same shape, and gopark
// has a model of it; this one needs no module.
//
//gopark:config gomaxprocs=2
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

// Group runs functions that can fail. The first failure ends its context.
type Group struct {
	wg     sync.WaitGroup
	once   sync.Once
	err    error
	cancel context.CancelCauseFunc
	places chan struct{}
}

// WithLimit makes a group that runs at most n functions at a time.
func WithLimit(ctx context.Context, n int) (*Group, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &Group{cancel: cancel, places: make(chan struct{}, n)}, ctx
}

// Go runs f in a goroutine, when there is a place.
func (g *Group) Go(f func() error) {
	g.places <- struct{}{}
	g.wg.Go(func() {
		defer func() { <-g.places }()
		if err := f(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.cancel(err)
			})
		}
	})
}

// Wait waits for all of them and returns the first error.
func (g *Group) Wait() error {
	g.wg.Wait()
	g.cancel(g.err)
	return g.err
}

var errRefused = errors.New("connection refused")

func task(ctx context.Context, n int) error {
	took := 100 * time.Millisecond
	if n < 4 {
		took = time.Duration(n+1) * 5 * time.Millisecond
	}
	select {
	case <-time.After(took):
	case <-ctx.Done():
		return ctx.Err()
	}
	if n == 3 {
		return fmt.Errorf("task %d: %w", n, errRefused)
	}
	return nil
}

func main() {
	const tasks = 12
	var results [tasks]error
	start := time.Now()
	g, ctx := WithLimit(context.Background(), 4)
	for n := range tasks {
		g.Go(func() error {
			results[n] = task(ctx, n)
			return results[n]
		})
	}
	err := g.Wait()
	for n, result := range results {
		fmt.Printf("%2d %v\n", n, result)
	}
	fmt.Println("group:", err, errors.Is(err, errRefused))
	fmt.Println("cause:", context.Cause(ctx))
	fmt.Println("before the slow tasks were done:", time.Since(start) < 90*time.Millisecond)
}
