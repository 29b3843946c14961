// A token bucket: bursts of 3 requests at once, then one each 20 ms.
//
// What to look at: the bucket is a buffered channel, filled by a ticker; a token that does not
// fit is dropped (the select with a default). The first three requests pass at once, the others
// wait in the channel's queue, first come first served; after the pause the bucket is full again.
// The times are rounded to 20 ms; the real ones are a little later, because a goroutine that a
// timer readies runs on a thread that must wake up first.
//
//gopark:config gomaxprocs=2
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	period = 20 * time.Millisecond
	burst  = 3
)

// Limiter lets an event through for each of its tokens.
type Limiter struct {
	tokens chan struct{}
	stop   chan struct{}
}

func NewLimiter(period time.Duration, burst int) *Limiter {
	l := &Limiter{make(chan struct{}, burst), make(chan struct{})}
	for range burst {
		l.tokens <- struct{}{}
	}
	go l.fill(period)
	return l
}

func (l *Limiter) fill(period time.Duration) {
	ticker := time.NewTicker(period)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
			select {
			case l.tokens <- struct{}{}:
			default: // The bucket is full.
			}
		case <-l.stop:
			return
		}
	}
}

// Wait takes a token, or gives up with the context.
func (l *Limiter) Wait(ctx context.Context) error {
	select {
	case <-l.tokens:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("no token: %w", ctx.Err())
	}
}

func (l *Limiter) Close() { close(l.stop) }

func main() {
	start := time.Now()
	l := NewLimiter(period, burst)
	defer l.Close()
	request := func(n int) {
		if err := l.Wait(context.Background()); err != nil {
			panic(err)
		}
		fmt.Printf("request %d at %v\n", n, time.Since(start).Truncate(period))
	}
	for n := range 7 {
		request(n)
	}
	time.Sleep(5*period + period/2)
	for n := range 4 {
		request(7 + n)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	err := l.Wait(ctx)
	fmt.Println(err, errors.Is(err, context.DeadlineExceeded))
}
