// Five philosophers share five forks; each eats 20 times, and nobody starves.
//
// What to look at: everybody takes the fork of the lower number first, so no circle of waiting
// can close. Give `leftFirst` true and everybody takes the left one first, and thinks a moment
// with it in hand: all five then hold one fork and wait for the other, and Go ends the program
// with "all goroutines are asleep - deadlock!". gopark shows which of them waits where.
//
//gopark:config gomaxprocs=5
package main

import (
	"fmt"
	"sync"
	"time"
)

const (
	seats     = 5
	meals     = 20
	leftFirst = false
)

type fork struct {
	sync.Mutex
	uses int
}

type philosopher struct {
	first, second *fork
	eaten         int
}

// eat takes a while.
//
//gopark:cpu uniform(50us, 150us)
func eat() {
	for start := time.Now(); time.Since(start) < 100*time.Microsecond; {
	}
}

func (p *philosopher) dine() {
	p.first.Lock()
	if leftFirst {
		time.Sleep(time.Millisecond)
	}
	p.second.Lock()
	eat()
	p.first.uses++
	p.second.uses++
	p.eaten++
	p.second.Unlock()
	p.first.Unlock()
}

// table seats everybody between two forks.
func table() ([]*fork, []*philosopher) {
	forks := make([]*fork, seats)
	for i := range forks {
		forks[i] = new(fork)
	}
	var all []*philosopher
	for i := range seats {
		left, right := i, (i+1)%seats
		if !leftFirst && left > right {
			left, right = right, left
		}
		all = append(all, &philosopher{first: forks[left], second: forks[right]})
	}
	return forks, all
}

func main() {
	forks, philosophers := table()
	var wg sync.WaitGroup
	for _, p := range philosophers {
		wg.Go(func() {
			for range meals {
				p.dine()
				time.Sleep(200 * time.Microsecond) // Thinking.
			}
		})
	}
	wg.Wait()
	for i, p := range philosophers {
		fmt.Printf("philosopher %d ate %d times, fork %d was used %d times\n",
			i, p.eaten, i, forks[i].uses)
	}
}
