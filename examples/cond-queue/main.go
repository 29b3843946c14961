// A bounded queue made of a mutex and two condition variables, as it is done without channels.
//
// What to look at: Wait gives the lock back, parks, and takes the lock again when it is woken; by
// then the condition may be false again, which is why Wait stands in a loop. Each Put signals one
// getter, Close wakes all that wait (Broadcast): they become runnable at once and then queue for
// the lock. A Signal in Close would leave all getters but one waiting: a deadlock. So would one
// condition for both sides, now and then, when a signal meant for a getter wakes a putter.
//
//gopark:config gomaxprocs=4
package main

import (
	"fmt"
	"sync"
)

// Queue hands items from putters to getters, in order.
type Queue[T any] struct {
	mu                sync.Mutex
	notEmpty, notFull *sync.Cond
	items             []T
	limit             int
	closed            bool
	most              int
}

func NewQueue[T any](limit int) *Queue[T] {
	q := &Queue[T]{limit: limit}
	q.notEmpty, q.notFull = sync.NewCond(&q.mu), sync.NewCond(&q.mu)
	return q
}

// Put waits for room. It must not be called after Close.
func (q *Queue[T]) Put(item T) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == q.limit {
		q.notFull.Wait()
	}
	q.items = append(q.items, item)
	q.most = max(q.most, len(q.items))
	q.notEmpty.Signal()
}

// Get waits for an item; false when there will be none.
func (q *Queue[T]) Get() (T, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 && !q.closed {
		q.notEmpty.Wait()
	}
	if len(q.items) == 0 {
		var none T
		return none, false
	}
	item := q.items[0]
	q.items = q.items[1:]
	q.notFull.Signal()
	return item, true
}

func (q *Queue[T]) Close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.notEmpty.Broadcast()
}

type letter struct{ from, number int }

func main() {
	const putters, getters, letters = 3, 4, 50
	q := NewQueue[letter](5)
	got := make([][]letter, getters)
	var putting, getting sync.WaitGroup
	for g := range getters {
		getting.Go(func() {
			for {
				l, ok := q.Get()
				if !ok {
					return
				}
				got[g] = append(got[g], l)
			}
		})
	}
	for p := range putters {
		putting.Go(func() {
			for n := range letters {
				q.Put(letter{p, n})
			}
		})
	}
	putting.Wait()
	q.Close()
	getting.Wait()

	perPutter := make([]int, putters)
	ordered := true
	for _, letters := range got {
		last := []int{-1, -1, -1}
		for _, l := range letters {
			perPutter[l.from]++
			ordered = ordered && last[l.from] < l.number
			last[l.from] = l.number
		}
	}
	fmt.Println("letters of each putter:", perPutter)
	fmt.Println("each getter saw them in order:", ordered)
	fmt.Println("never more than the limit:", q.most <= q.limit, "left:", len(q.items))
}
