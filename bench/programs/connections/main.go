//gopark:config gomaxprocs=8

// Workload d: 100,000 connections that wait 200 ms on average for a message and handle it, ten times each.
package main

import (
	"sync"
	"time"
)

const (
	conns  = 100000
	rounds = 10
)

//gopark:net exp(200ms)
func read() { time.Sleep(200 * time.Millisecond) }

//gopark:cpu exp(5us)
func handle() {}

func main() {
	var wg sync.WaitGroup
	wg.Add(conns)
	for range conns {
		go func() {
			for range rounds {
				read()
				handle()
			}
			wg.Done()
		}()
	}
	wg.Wait()
}
