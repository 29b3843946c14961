//gopark:config gomaxprocs=8

// Workload g: a million goroutines live at once, parked on one channel; each is woken once.
package main

const n = 1000000

func worker(c chan int) {
	<-c
}

func main() {
	c := make(chan int)
	for range n {
		go worker(c)
	}
	for i := range n {
		c <- i
	}
}
