// Two who meet in a corridor step aside to the same side, again and again: busy, but no progress.
//
// What to look at: nobody is blocked, so nothing reports a deadlock; the two sleep, wake, look and
// step in the same rhythm, which the records show turn by turn. (Here they give up after 20 turns,
// so that the program ends.) What helps is to break the symmetry: the second pair tosses a coin
// whether to step. Locks that are tried, given back and tried again (TryLock) meet in the same
// way, and random back-off is the same cure. Each turn has two beats, one to look and one to
// step, so that small delays of timers change nothing.
//
//gopark:config gomaxprocs=2
package main

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	beat     = 5 * time.Millisecond
	patience = 20
)

// corridor knows on which side each of the two stands.
type corridor struct {
	sync.Mutex
	side [2]int
}

// blocked tells whether the other one stands in the way.
func (c *corridor) blocked() bool {
	c.Lock()
	defer c.Unlock()
	return c.side[0] == c.side[1]
}

func (c *corridor) step(who int) {
	c.Lock()
	defer c.Unlock()
	c.side[who] = 1 - c.side[who]
}

// walk tries to get past the other one; it returns the number of turns, and whether it worked.
func walk(c *corridor, who int, start time.Time, steps func() bool) (int, bool) {
	for turn := range patience {
		now := start.Add(time.Duration(2*turn) * beat)
		time.Sleep(time.Until(now))
		blocked := c.blocked()
		time.Sleep(time.Until(now.Add(beat)))
		if !blocked {
			return turn, true
		}
		if steps() {
			c.step(who)
		}
	}
	return patience, false
}

// meet lets two walk towards each other, on the same side at first.
func meet(steps func() bool) (passed bool, turns int) {
	c := new(corridor)
	var wg sync.WaitGroup
	var got [2]bool
	var took [2]int
	start := time.Now().Add(beat)
	for who := range 2 {
		wg.Go(func() { took[who], got[who] = walk(c, who, start, steps) })
	}
	wg.Wait()
	return got[0] && got[1], max(took[0], took[1])
}

func main() {
	passed, turns := meet(func() bool { return true })
	fmt.Println("polite: got past each other:", passed, "after turns:", turns)
	passed, turns = meet(func() bool { return rand.IntN(2) == 0 })
	fmt.Println("random: got past each other:", passed, "in time:", turns < patience)
}
