// A goroutine blocks in a system call and takes its thread along; its P stays behind.
//
//gopark:config gomaxprocs=1
package main

import (
	"fmt"
	"sync"
)

// read takes long: sysmon will notice.
//
//gopark:syscall 1ms
func read() {}

// stamp is over before anybody notices.
//
//gopark:syscall 4us
func stamp() {}

//gopark:cpu 250us
func compute() {}

func main() {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		for i := 0; i < 12; i++ {
			compute()
			stamp()
		}
	}()
	go func() {
		defer wg.Done()
		for i := 0; i < 3; i++ {
			read()
		}
	}()
	wg.Wait()
	fmt.Println("done")
}
