// Contexts form a tree: cancelling one cancels everything below it, and nothing above it.
//
// What to look at: a search asks three backends, each with two workers below it. The one for
// "images" has a time limit of 30 ms and fails alone; "web" is cancelled by hand with a cause at
// 60 ms, and then the whole request at 90 ms. Every worker waits in select for its timer or
// its context, whichever comes first; cancelling readies all of the branch at the same moment, so
// they run one after the other on the Ps that are free (see the records of that moment). The
// lines are sorted where several goroutines end together.
//
//gopark:config gomaxprocs=2
package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"
)

type userKey struct{}

var errStale = errors.New("the index is stale")

// log collects what ends; show prints it in an order that does not depend on chance.
type log struct {
	sync.Mutex
	lines []string
}

func (l *log) add(text string) {
	l.Lock()
	defer l.Unlock()
	l.lines = append(l.lines, text)
}

func (l *log) show(title string) {
	l.Lock()
	defer l.Unlock()
	slices.Sort(l.lines)
	fmt.Println(title)
	for _, line := range l.lines {
		fmt.Println("   ", line)
	}
	l.lines = nil
}

// worker would take five seconds.
func worker(ctx context.Context, name string, l *log) {
	select {
	case <-time.After(5 * time.Second):
		l.add(name + " found something")
	case <-ctx.Done():
		user, _ := ctx.Value(userKey{}).(string)
		l.add(fmt.Sprintf("%s for %s: %v (%v)", name, user, ctx.Err(), context.Cause(ctx)))
	}
}

func main() {
	var l log
	var wg sync.WaitGroup
	root := context.WithValue(context.Background(), userKey{}, "gopher")
	request, cancel := context.WithCancel(root)
	web, cancelWeb := context.WithCancelCause(request)
	images, cancelImages := context.WithTimeout(request, 30*time.Millisecond)
	defer cancelImages()
	video, cancelVideo := context.WithDeadline(request, time.Now().Add(time.Hour))
	defer cancelVideo()
	stop := context.AfterFunc(images, func() { l.add("AfterFunc of images") })

	for name, ctx := range map[string]context.Context{"web": web, "images": images, "video": video} {
		for n := range 2 {
			wg.Go(func() { worker(ctx, fmt.Sprint(name, " ", n), &l) })
		}
	}
	time.Sleep(45 * time.Millisecond)
	l.show("at 45 ms")
	fmt.Println("    too late to stop AfterFunc:", !stop())
	time.Sleep(15 * time.Millisecond)
	cancelWeb(errStale)
	time.Sleep(15 * time.Millisecond)
	l.show("at 75 ms")
	time.Sleep(15 * time.Millisecond)
	cancel()
	wg.Wait()
	l.show("at the end")
	fmt.Println("root:", root.Err())
}
