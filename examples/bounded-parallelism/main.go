// Checksums of 60 files, read by 8 goroutines at a time.
//
// What to look at: a read is a system call of 2 ms, so the 8 readers occupy 8 threads, although
// there are two Ps: each call loses its P to somebody who wants to compute. The walk cannot run
// ahead of the readers, because its channel has no buffer. Try `readers` 1 and 60: the time
// shrinks as long as the checksums do not keep both Ps busy.
//
//gopark:config gomaxprocs=2
package main

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"
	"syscall"
	"time"
)

const (
	files   = 60
	readers = 8
)

var errBroken = errors.New("bad sector")

type sum struct {
	name string
	hash uint32
	err  error
}

// fsRead stands for open, read and close: 2 ms in the kernel.
//
//gopark:syscall 2ms
func fsRead() {
	ts := syscall.NsecToTimespec(int64(2 * time.Millisecond))
	syscall.Nanosleep(&ts, nil)
}

func content(n int) ([]byte, error) {
	fsRead()
	if n%25 == 24 {
		return nil, errBroken
	}
	text := make([]byte, 1000+n)
	for i := range text {
		text[i] = byte(i*n + i>>3)
	}
	return text, nil
}

// fnv is the 32-bit FNV-1a hash.
func fnv(text []byte) uint32 {
	h := uint32(2166136261)
	for _, b := range text {
		h = (h ^ uint32(b)) * 16777619
	}
	return h
}

// walk sends the number of each file.
func walk() <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range files {
			out <- n
		}
	}()
	return out
}

func digest(in <-chan int, out chan<- sum) {
	for n := range in {
		name := fmt.Sprintf("dir%d/file%02d", n%3, n)
		text, err := content(n)
		out <- sum{name, fnv(text), err}
	}
}

func main() {
	paths, out := walk(), make(chan sum)
	var wg sync.WaitGroup
	for range readers {
		wg.Go(func() { digest(paths, out) })
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	var sums []sum
	for s := range out {
		sums = append(sums, s)
	}
	slices.SortFunc(sums, func(a, b sum) int { return cmp.Compare(a.name, b.name) })
	for _, s := range sums {
		if s.err != nil {
			fmt.Printf("%s %v\n", s.name, s.err)
			continue
		}
		fmt.Printf("%s %08x\n", s.name, s.hash)
	}
}
