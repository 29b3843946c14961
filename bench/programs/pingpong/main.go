//gopark:config gomaxprocs=8

// Workload b: a thousand pairs pass a token 500 times each way over unbuffered channels.
package main

const (
	pairs  = 1000
	rounds = 500
)

func ping(c, d chan int, done chan bool) {
	for i := 0; i < rounds; i++ {
		c <- i
		<-d
	}
	done <- true
}

func pong(c, d chan int) {
	for i := 0; i < rounds; i++ {
		<-c
		d <- i
	}
}

func main() {
	done := make(chan bool)
	for range pairs {
		c, d := make(chan int), make(chan int)
		go ping(c, d, done)
		go pong(c, d)
	}
	for range pairs {
		<-done
	}
}
