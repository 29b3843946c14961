//gopark:config gomaxprocs=1024

// Workload f: many Ps, mostly idle; 16 bursters wake now and then and start 64 goroutines each.
package main

import "sync"

const (
	bursters = 16
	rounds   = 400
	burst    = 64
)

//gopark:net exp(200us)
func pause() {}

//gopark:cpu exp(20us)
func work() {}

func main() {
	var wg sync.WaitGroup
	wg.Add(bursters * rounds * burst)
	for range bursters {
		go func() {
			for range rounds {
				pause()
				for range burst {
					go func() {
						work()
						wg.Done()
					}()
				}
			}
		}()
	}
	wg.Wait()
}
