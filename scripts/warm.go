package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"
)

type item struct {
	name string
	n    int
	when time.Duration
}

type byName []item

func (b byName) Len() int           { return len(b) }
func (b byName) Less(i, j int) bool { return b[i].name < b[j].name }
func (b byName) Swap(i, j int)      { b[i], b[j] = b[j], b[i] }

func (it item) String() string { return fmt.Sprintf("%s:%d(%v)", it.name, it.n, it.when) }

func work0(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%2 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work1(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%3 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work2(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%4 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work3(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%5 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work4(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%6 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work5(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%7 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work6(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%8 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work7(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%9 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work8(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%10 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work9(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%11 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work10(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%12 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func work11(ch chan<- item, wg *sync.WaitGroup, n int) {
	defer wg.Done()
	words := strings.Fields("the quick brown fox jumps over the lazy dog")
	for k, w := range words {
		if (k+n)%13 == 0 {
			continue
		}
		ch <- item{strings.ToUpper(w) + strings.Repeat("x", k%3), k * n, time.Duration(n) * time.Millisecond}
	}
	time.Sleep(time.Duration(n) * time.Millisecond)
}

func main() {
	ch := make(chan item, 16)
	var wg sync.WaitGroup
	var mu sync.Mutex
	counts := map[string]int{}
	wg.Add(1)
	go work0(ch, &wg, 1)
	wg.Add(1)
	go work1(ch, &wg, 2)
	wg.Add(1)
	go work2(ch, &wg, 3)
	wg.Add(1)
	go work3(ch, &wg, 4)
	wg.Add(1)
	go work4(ch, &wg, 5)
	wg.Add(1)
	go work5(ch, &wg, 6)
	wg.Add(1)
	go work6(ch, &wg, 7)
	wg.Add(1)
	go work7(ch, &wg, 8)
	wg.Add(1)
	go work8(ch, &wg, 9)
	wg.Add(1)
	go work9(ch, &wg, 10)
	wg.Add(1)
	go work10(ch, &wg, 11)
	wg.Add(1)
	go work11(ch, &wg, 12)
	go func() { wg.Wait(); close(ch) }()
	var all []item
	for it := range ch {
		all = append(all, it)
		mu.Lock()
		counts[it.name]++
		mu.Unlock()
	}
	sort.Sort(byName(all))
	for _, it := range all[:5] {
		fmt.Println(it)
	}
	keys := make([]string, 0, len(counts))
	for k := range counts {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	fmt.Printf("%d keys %q\n", len(keys), keys[:3])
	var sb strings.Builder
	for _, k := range keys {
		fmt.Fprintf(&sb, "%-8s|%4d|\n", k, counts[k])
	}
	fmt.Print(sb.String())
}
