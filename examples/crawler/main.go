// A crawler visits each page of a small web once, at most 4 fetches at a time, 3 links deep.
//
// What to look at: a fetch waits for the network, so its goroutine is parked and costs no thread;
// 4 of them are under way although there is one P. The others wait for a place in the channel
// `slots`. A page that many link to is fetched once: whoever puts it into the map first has claimed
// it. Try 1 slot and 100: with enough of them a level takes as long as its slowest page. The list
// is sorted, because the order of the visits depends on timing.
//
//gopark:config gomaxprocs=1
package main

import (
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

const depth = 3

// web says which pages a page links to.
var web = map[string][]string{
	"/":             {"/about", "/blog", "/shop", "/missing"},
	"/about":        {"/", "/about/team", "/about/jobs"},
	"/about/team":   {"/about", "/blog/2"},
	"/about/jobs":   {"/about/team", "/apply"},
	"/blog":         {"/", "/blog/1", "/blog/2", "/blog/3"},
	"/blog/1":       {"/blog", "/blog/2"},
	"/blog/2":       {"/blog", "/blog/1", "/blog/3"},
	"/blog/3":       {"/blog", "/blog/2", "/archive"},
	"/shop":         {"/shop/cart", "/shop/a", "/shop/b"},
	"/shop/a":       {"/shop", "/shop/b"},
	"/shop/b":       {"/shop", "/shop/a"},
	"/shop/cart":    {"/shop", "/checkout"},
	"/archive":      {"/archive/2009"},
	"/checkout":     {"/", "/paid"},
	"/archive/2009": {"/"},
}

// roundTrip is the time that the network takes.
//
//gopark:net uniform(5ms, 15ms)
func roundTrip() { time.Sleep(10 * time.Millisecond) }

func fetch(url string) ([]string, error) {
	roundTrip()
	links, ok := web[url]
	if !ok {
		return nil, fmt.Errorf("%s: 404", url)
	}
	return links, nil
}

type crawler struct {
	wg    sync.WaitGroup
	slots chan struct{}
	mu    sync.Mutex
	seen  map[string]string
}

// claim is true for the first who asks for this page.
func (c *crawler) claim(url string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.seen[url]; ok {
		return false
	}
	c.seen[url] = "on its way"
	return true
}

func (c *crawler) note(url, what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.seen[url] = what
}

// level visits pages, waits for them, and returns their links. Going level by level makes the
// depth of a page the length of its shortest path, whatever the timing.
func (c *crawler) level(urls []string) []string {
	var next []string
	for _, url := range urls {
		if !c.claim(url) {
			continue
		}
		c.wg.Go(func() {
			c.slots <- struct{}{}
			links, err := fetch(url)
			<-c.slots
			if err != nil {
				c.note(url, err.Error())
				return
			}
			c.note(url, fmt.Sprint(len(links), " links"))
			c.mu.Lock()
			next = append(next, links...)
			c.mu.Unlock()
		})
	}
	c.wg.Wait()
	return next
}

func main() {
	c := &crawler{slots: make(chan struct{}, 4), seen: map[string]string{}}
	urls := []string{"/"}
	for range depth + 1 {
		urls = c.level(urls)
	}
	for _, url := range slices.Sorted(maps.Keys(c.seen)) {
		fmt.Printf("%-14s %s\n", url, c.seen[url])
	}
}
