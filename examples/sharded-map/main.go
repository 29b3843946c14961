// A counter map behind one lock, and the same map in 32 shards with a lock each.
//
// What to look at: the waits for the two locks. With one lock, eight Ps do the work of one: an
// update takes 2 µs and each of them holds the lock all that time, so 40 ms are waited in all. With
// shards they meet seldom: less than 1 ms. Which key belongs to which shard is decided by a hash
// of the key. Set `shards` to 2 and to 512: the second map takes twice the time, and half of it.
//
//gopark:config gomaxprocs=8
package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	shards  = 32
	writers = 8
	updates = 400
	words   = 100
)

// Counter counts words.
type Counter interface {
	Add(word string, n int)
	Get(word string) int
}

type locked struct {
	mu sync.RWMutex
	m  map[string]int
}

// update is what happens under the lock.
//
//gopark:cpu 2us
func update() {
	for start := time.Now(); time.Since(start) < 2*time.Microsecond; {
	}
}

func (c *locked) Add(word string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	update()
	c.m[word] += n
}

func (c *locked) Get(word string) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.m[word]
}

type sharded [shards]locked

func (c *sharded) shard(word string) *locked {
	h := uint32(2166136261)
	for i := range len(word) {
		h = (h ^ uint32(word[i])) * 16777619
	}
	return &c[h%shards]
}

func (c *sharded) Add(word string, n int) { c.shard(word).Add(word, n) }
func (c *sharded) Get(word string) int    { return c.shard(word).Get(word) }

func fill(c Counter) time.Duration {
	start := time.Now()
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range updates {
				c.Add(fmt.Sprint("word", (i*7+w*13)%words), 1)
			}
		})
	}
	wg.Wait()
	return time.Since(start)
}

func main() {
	one := &locked{m: map[string]int{}}
	many := new(sharded)
	for i := range many {
		many[i].m = map[string]int{}
	}
	fill(one)
	fill(many)
	total, same := 0, true
	for i := range words {
		word := fmt.Sprint("word", i)
		total += many.Get(word)
		same = same && one.Get(word) == many.Get(word)
	}
	used := 0
	for i := range many {
		if len(many[i].m) > 0 {
			used++
		}
	}
	fmt.Println("total:", total, "both count the same:", same, "shards in use:", used)
}
