// Many goroutines on few threads: two hundred requests, four Ps.
//
//gopark:config gomaxprocs=4
package main

import (
	"fmt"
	"sync"
)

// A request computes, waits for a database, and computes again.
func request(wg *sync.WaitGroup) {
	defer wg.Done()
	parse()
	query()
	render()
}

//gopark:cpu exp(120us)
func parse() {}

//gopark:net exp(600us)
func query() {}

//gopark:cpu exp(180us)
func render() {}

func main() {
	var wg sync.WaitGroup
	for i := 0; i < 200; i++ {
		wg.Add(1)
		go request(&wg)
		if i%8 == 7 {
			accept()
		}
	}
	wg.Wait()
	fmt.Println("200 requests served")
}

// The next connections come after a while.
//
//gopark:net exp(250us)
func accept() {}
