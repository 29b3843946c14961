// An unbuffered channel: who comes first waits, who comes second hands the value straight over.
//
//gopark:config gomaxprocs=2
package main

import "fmt"

//gopark:cpu 150us
func make1() {}

//gopark:cpu 60us
func use(n int) {}

func producer(values chan<- int) {
	for i := 0; i < 8; i++ {
		make1()
		values <- i
	}
	close(values)
}

func main() {
	values := make(chan int)
	go producer(values)
	n := 0
	for v := range values {
		use(v)
		n++
	}
	fmt.Println(n, "values came across")
}
