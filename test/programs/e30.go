// E30: Where spilling starts: 257 goroutines fit. The residue of the start is gone after the first.
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

// spawn starts n goroutines and prints the order in which they ran, as ranges.
func spawn(n int) {
	ids := make([]int, 0, n)
	for i := 0; i < n; i++ {
		wg.Add(1)
		go func() {
			ids = append(ids, i)
			wg.Done()
		}()
	}
	wg.Wait()
	for i := 0; i < n; {
		j := i
		for j+1 < n && ids[j+1] == ids[j]+1 {
			j++
		}
		if i == j {
			out(ids[i])
		} else {
			out(ids[i], "-", ids[j])
		}
		i = j + 1
	}
}

func main() {
	for n := 256; n <= 259; n++ {
		spawn(n)
		out(";")
	}
	fmt.Println(strings.Join(order, " "))
}
