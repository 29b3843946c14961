// One P gets all the work; three idle ones come and take their share.
//
//gopark:config gomaxprocs=4
package main

import (
	"fmt"
	"sync"
)

//gopark:cpu uniform(60us, 220us)
func task() {}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 48; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			task()
		}()
	}
	wg.Wait()
	fmt.Println("48 tasks done")
}
