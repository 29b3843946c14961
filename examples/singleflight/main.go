// A cache that loads a missing value once, however many ask for it at the same time.
//
// What to look at: 50 goroutines want the same three keys. The first one for a key starts the
// load, which takes 20 ms on the network; the others find its call in the map and wait for its
// channel; closing that channel readies them all at once. Without the map of calls (say, with a
// plain lock around the cache alone) there would be 50 loads: the stampede that takes a database
// down when a popular entry expires. An error is not kept: the next one asks again.
//
//gopark:config gomaxprocs=4
package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

type call struct {
	done  chan struct{}
	value string
	err   error
}

// Cache keeps what load returned.
type Cache struct {
	load  func(key string) (string, error)
	mu    sync.Mutex
	calls map[string]*call
	hits  atomic.Int64
}

func NewCache(load func(string) (string, error)) *Cache {
	return &Cache{load: load, calls: map[string]*call{}}
}

// Get returns the value of a key; it waits if somebody else is loading it.
func (c *Cache) Get(key string) (string, error) {
	c.mu.Lock()
	if known, ok := c.calls[key]; ok {
		c.mu.Unlock()
		c.hits.Add(1)
		<-known.done
		return known.value, known.err
	}
	own := &call{done: make(chan struct{})}
	c.calls[key] = own
	c.mu.Unlock()

	own.value, own.err = c.load(key)
	if own.err != nil {
		c.mu.Lock()
		delete(c.calls, key)
		c.mu.Unlock()
	}
	close(own.done)
	return own.value, own.err
}

// query asks the database.
//
//gopark:net 20ms
func query() { time.Sleep(20 * time.Millisecond) }

var loads atomic.Int64

var errNoRow = errors.New("no such row")

func load(key string) (string, error) {
	loads.Add(1)
	query()
	if key == "user:2" {
		return "", fmt.Errorf("%s: %w", key, errNoRow)
	}
	return "value of " + key, nil
}

func main() {
	c := NewCache(load)
	var failed atomic.Int64
	round := func(title string) {
		loads.Store(0)
		c.hits.Store(0)
		failed.Store(0)
		var wg sync.WaitGroup
		for n := range 50 {
			wg.Go(func() {
				if _, err := c.Get(fmt.Sprint("user:", n%3)); errors.Is(err, errNoRow) {
					failed.Add(1)
				}
			})
		}
		wg.Wait()
		fmt.Printf("%s: %d loads, %d shared, %d failed\n", title, loads.Load(), c.hits.Load(),
			failed.Load())
	}
	round("cold")
	round("warm")
	fmt.Println(c.Get("user:0"))
	fmt.Println(c.Get("user:2"))
}
