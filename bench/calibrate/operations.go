package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

var (
	mu      sync.Mutex
	rw      sync.RWMutex
	counter atomic.Int64
	once    sync.Once
	now     time.Time
	tickets = make(chan int, 4)
	never   = make(chan int)
	nobody  = make(chan int)
	chanOut chan int
)

//go:noinline
func recovered(n int) (out int) {
	defer func() { out = recover().(int) }()
	panic(n)
}

// What the scheduler and package sync do at one P, without a wait for another thread.
var operations = []loop{
	{"Gosched", func(n int) int {
		for range n {
			runtime.Gosched()
		}
		return n
	}},
	{"Gosched of two", func(n int) int {
		done := make(chan bool)
		go func() {
			for range n {
				runtime.Gosched()
			}
			close(done)
		}()
		for range n {
			runtime.Gosched()
		}
		<-done
		return n
	}},
	{"channel, one way", func(n int) int {
		c := make(chan int)
		go func() {
			for i := range n {
				c <- i
			}
			close(c)
		}()
		s := 0
		for v := range c {
			s += v
		}
		return s
	}},
	{"channel, there and back", func(n int) int {
		c, d := make(chan int), make(chan int)
		go func() {
			for v := range c {
				d <- v
			}
		}()
		s := 0
		for i := range n {
			c <- i
			s += <-d
		}
		close(c)
		return s
	}},
	{"channel, buffer of 4", func(n int) int {
		c := make(chan int, 4)
		go func() {
			for i := range n {
				c <- i
			}
			close(c)
		}()
		s := 0
		for v := range c {
			s += v
		}
		return s
	}},
	{"send and receive, no wait", func(n int) int {
		s := 0
		for i := range n {
			tickets <- i
			s += <-tickets
		}
		return s
	}},
	{"make and close a channel", func(n int) int {
		for range n {
			chanOut = make(chan int)
			close(chanOut)
		}
		return n
	}},
	{"len of a channel", func(n int) int {
		s := 0
		for range n {
			s += len(tickets)
		}
		return s
	}},
	{"select of 1, default", func(n int) int {
		for range n {
			select {
			case <-never:
			default:
			}
		}
		return n
	}},
	{"select of 2, default", func(n int) int {
		for range n {
			select {
			case <-never:
			case <-nobody:
			default:
			}
		}
		return n
	}},
	{"select of 2, one ready", func(n int) int {
		s := 0
		for i := range n {
			tickets <- i
			select {
			case v := <-tickets:
				s += v
			case <-never:
			}
		}
		return s
	}},
	{"select that waits", func(n int) int {
		c := make(chan int)
		go func() {
			for i := range n {
				c <- i
			}
		}()
		s := 0
		for range n {
			select {
			case v := <-c:
				s += v
			case <-never:
			}
		}
		return s
	}},
	{"Mutex", func(n int) int {
		for range n {
			mu.Lock()
			mu.Unlock()
		}
		return n
	}},
	{"Mutex, held while another wants it", func(n int) int {
		var local sync.Mutex
		var wg sync.WaitGroup
		play := func() {
			for range n / 2 {
				local.Lock()
				runtime.Gosched()
				local.Unlock()
			}
		}
		wg.Go(play)
		play()
		wg.Wait()
		return n
	}},
	{"RWMutex, read", func(n int) int {
		for range n {
			rw.RLock()
			rw.RUnlock()
		}
		return n
	}},
	{"RWMutex, write", func(n int) int {
		for range n {
			rw.Lock()
			rw.Unlock()
		}
		return n
	}},
	{"WaitGroup, Add and Done", func(n int) int {
		var wg sync.WaitGroup
		for range n {
			wg.Add(1)
			wg.Done()
		}
		wg.Wait()
		return n
	}},
	{"WaitGroup, Wait", func(n int) int {
		var wg sync.WaitGroup
		for range n {
			wg.Wait()
		}
		return n
	}},
	{"Once", func(n int) int {
		for range n {
			once.Do(func() {})
		}
		return n
	}},
	{"Cond, there and back", func(n int) int {
		turn, cond := 0, sync.NewCond(new(sync.Mutex))
		play := func(who int) {
			for range n {
				cond.L.Lock()
				for turn != who {
					cond.Wait()
				}
				turn = 1 - who
				cond.Signal()
				cond.L.Unlock()
			}
		}
		var wg sync.WaitGroup
		wg.Go(func() { play(1) })
		play(0)
		wg.Wait()
		return n
	}},
	{"Cond, nobody waits", func(n int) int {
		cond := sync.NewCond(new(sync.Mutex))
		for range n {
			cond.Signal()
		}
		return n
	}},
	{"atomic add", func(n int) int {
		for range n {
			counter.Add(1)
		}
		return n
	}},
	{"compare and swap", func(n int) int {
		for i := range n {
			counter.CompareAndSwap(int64(i), int64(i+1))
		}
		return n
	}},
	{"time.Now", func(n int) int {
		for range n {
			now = time.Now()
		}
		return n
	}},
	{"AfterFunc and Stop", func(n int) int {
		for range n {
			time.AfterFunc(time.Hour, func() {}).Stop()
		}
		return n
	}},
	{"timer Reset", func(n int) int {
		t := time.NewTimer(time.Hour)
		for range n {
			t.Reset(time.Hour)
		}
		t.Stop()
		return n
	}},
	{"go and wait", func(n int) int {
		var wg sync.WaitGroup
		for range n {
			wg.Add(1)
			go wg.Done()
			wg.Wait()
		}
		return n
	}},
	{"go 64 and wait", func(n int) int {
		var wg sync.WaitGroup
		for range n / 64 {
			wg.Add(64)
			for range 64 {
				go wg.Done()
			}
			wg.Wait()
		}
		return n
	}},
	{"panic and recover", func(n int) int {
		s := 0
		for i := range n {
			s += recovered(i)
		}
		return s
	}},
}
