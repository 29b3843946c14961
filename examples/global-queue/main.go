// 600 goroutines on one P: its queue has room for 256, the rest goes to the global queue.
//
// What to look at: when the local queue is full, half of it moves to the global queue together
// with the goroutine that did not fit (129 at a time). Every 61st scheduling round takes a
// goroutine from the global queue first, so that it cannot starve behind the local one. Therefore
// the order in which the goroutines ran, which is printed as ranges, has holes 60 goroutines
// apart.
//
//gopark:config gomaxprocs=1
package main

import (
	"fmt"
	"sync"
)

const goroutines = 600

func main() {
	var wg sync.WaitGroup
	order := make([]int, 0, goroutines)
	for i := range goroutines {
		wg.Go(func() { order = append(order, i) })
	}
	wg.Wait()
	for i := 0; i < len(order); {
		j := i
		for j+1 < len(order) && order[j+1] == order[j]+1 {
			j++
		}
		fmt.Printf("%d-%d ", order[i], order[j])
		i = j + 1
	}
	fmt.Println()
}
