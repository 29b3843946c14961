// Package singleflight lets concurrent calls for the same key share one execution.
package singleflight

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
)

var errGoexit = errors.New("runtime.Goexit was called")

// panicError is a panic of the shared function, which every caller is to get.
type panicError struct{ value any }

func (p *panicError) Error() string { return fmt.Sprintf("%v", p.value) }

func (p *panicError) Unwrap() error {
	err, _ := p.value.(error)
	return err
}

type call struct {
	wg    sync.WaitGroup
	val   any
	err   error
	dups  int
	chans []chan<- Result
}

// Group is a set of calls in flight.
type Group struct {
	mu sync.Mutex
	m  map[string]*call
}

// Result is what DoChan sends.
type Result struct {
	Val    any
	Err    error
	Shared bool
}

// join finds the call in flight for key, or makes one.
func (g *Group) join(key string, ch chan<- Result) (c *call, found bool) {
	if g.m == nil {
		g.m = make(map[string]*call)
	}
	c, found = g.m[key]
	if found {
		c.dups++
	} else {
		c = new(call)
		c.wg.Add(1)
		g.m[key] = c
	}
	if ch != nil {
		c.chans = append(c.chans, ch)
	}
	return c, found
}

// Do calls fn, unless a call for key is in flight: then it waits for that one's result.
func (g *Group) Do(key string, fn func() (any, error)) (v any, err error, shared bool) {
	g.mu.Lock()
	c, found := g.join(key, nil)
	g.mu.Unlock()
	if !found {
		g.run(c, key, fn)
		return c.val, c.err, c.dups > 0
	}
	c.wg.Wait()
	if e, ok := c.err.(*panicError); ok {
		panic(e)
	} else if c.err == errGoexit {
		runtime.Goexit()
	}
	return c.val, c.err, true
}

// DoChan is Do with a channel for the result.
func (g *Group) DoChan(key string, fn func() (any, error)) <-chan Result {
	ch := make(chan Result, 1)
	g.mu.Lock()
	c, found := g.join(key, ch)
	g.mu.Unlock()
	if !found {
		go g.run(c, key, fn)
	}
	return ch
}

func (g *Group) run(c *call, key string, fn func() (any, error)) {
	returned, recovered := false, false
	defer func() {
		if !returned && !recovered {
			c.err = errGoexit
		}
		g.finish(c, key)
	}()
	func() {
		defer func() {
			if !returned {
				if r := recover(); r != nil {
					c.err = &panicError{r}
				}
			}
		}()
		c.val, c.err = fn()
		returned = true
	}()
	if !returned {
		recovered = true
	}
}

func (g *Group) finish(c *call, key string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	c.wg.Done()
	if g.m[key] == c {
		delete(g.m, key)
	}
	if e, ok := c.err.(*panicError); ok {
		if len(c.chans) > 0 {
			go panic(e)
			select {}
		}
		panic(e)
	}
	if c.err == errGoexit {
		return
	}
	for _, ch := range c.chans {
		ch <- Result{c.val, c.err, c.dups > 0}
	}
}

// Forget lets the next call for key execute its function.
func (g *Group) Forget(key string) {
	g.mu.Lock()
	delete(g.m, key)
	g.mu.Unlock()
}
