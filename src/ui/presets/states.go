// The life of a goroutine: created, runnable, running, waiting, in a system call, ended.
//
//gopark:config gomaxprocs=2
package main

import (
	"fmt"
	"time"
)

func life(orders <-chan string, done chan<- bool) {
	think()                      // running
	order := <-orders            // waiting: nobody has sent yet
	think()                      // running again
	time.Sleep(time.Millisecond) // waiting for a timer
	save(order)                  // in a system call
	done <- true
}

//gopark:cpu 300us
func think() {}

//gopark:syscall 400us
func save(order string) {}

//gopark:cpu 200us
func prepare() {}

func main() {
	orders := make(chan string)
	done := make(chan bool)
	for i := 0; i < 3; i++ {
		go life(orders, done)
	}
	prepare()
	for i := 0; i < 3; i++ {
		prepare()
		orders <- fmt.Sprint("order ", i)
	}
	for i := 0; i < 3; i++ {
		<-done
	}
	fmt.Println("all lives are over")
}
