// E38: Three workers, two results each; main collects.
package main

import (
	"fmt"
	"strings"
	"sync"
)

var wg sync.WaitGroup

var order []string

// out notes what happens; it is printed at the end, because printing would be a system call.
func out(parts ...any) {
	s := ""
	for _, p := range parts {
		s += fmt.Sprint(p)
	}
	order = append(order, s)
}

func main() {
	res := make(chan string)
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for k := 0; k < 2; k++ {
				res <- string('a'+rune(i)) + string('0'+rune(k))
			}
		}()
	}
	go func() {
		wg.Wait()
		close(res)
	}()
	for s := range res {
		out(s)
	}
	fmt.Println(strings.Join(order, " "))
}
