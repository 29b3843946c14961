// One broker, three subscribers, one of which is too slow for its topic.
//
// What to look at: the broker is a goroutine that owns the table of subscribers, so there is no
// lock; everything comes to it through one channel, as a function to call. It must never wait for
// a subscriber: a full inbox loses the message, and that is counted. The slow subscriber reads
// nothing until all is published, so it gets its inbox full of messages and no more. Without the
// default case the broker would wait for it, everybody would wait for the broker, and the program
// would end in a deadlock.
//
//gopark:config gomaxprocs=4
package main

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

const inbox = 4

type subscriber struct {
	topic string
	in    chan string
	lost  int
}

type broker struct {
	requests chan func(map[*subscriber]bool)
	done     chan struct{}
}

func newBroker() *broker {
	b := &broker{make(chan func(map[*subscriber]bool)), make(chan struct{})}
	go b.run()
	return b
}

// run is the only one that ever sees the table.
func (b *broker) run() {
	table := map[*subscriber]bool{}
	for request := range b.requests {
		request(table)
	}
	for s := range table {
		close(s.in)
	}
	close(b.done)
}

func (b *broker) subscribe(topic string) *subscriber {
	s := &subscriber{topic: topic, in: make(chan string, inbox)}
	b.requests <- func(table map[*subscriber]bool) { table[s] = true }
	return s
}

func (b *broker) unsubscribe(s *subscriber) {
	b.requests <- func(table map[*subscriber]bool) {
		delete(table, s)
		close(s.in)
	}
}

func (b *broker) publish(topic, text string) {
	b.requests <- func(table map[*subscriber]bool) {
		for s := range table {
			if s.topic != topic {
				continue
			}
			select {
			case s.in <- text:
			default:
				s.lost++
			}
		}
	}
}

func (b *broker) close() {
	close(b.requests)
	<-b.done
}

func main() {
	b := newBroker()
	news, slow, sport := b.subscribe("news"), b.subscribe("news"), b.subscribe("sport")
	var got [3][]string
	var wg sync.WaitGroup
	read := func(n int, s *subscriber, pause time.Duration) {
		wg.Go(func() {
			for text := range s.in {
				got[n] = append(got[n], text)
				time.Sleep(pause)
			}
		})
	}
	read(0, news, 0)
	read(2, sport, 0)
	for i := range 10 {
		b.publish("news", fmt.Sprint("item ", i))
		if i == 6 {
			b.unsubscribe(sport)
		}
		b.publish("sport", fmt.Sprint("goal ", i))
		time.Sleep(5 * time.Millisecond)
	}
	read(1, slow, 10*time.Millisecond)
	b.close()
	wg.Wait()
	for n, s := range []*subscriber{news, slow, sport} {
		fmt.Printf("%-5s got %d, lost %d, last %q, in order: %v\n", s.topic, len(got[n]), s.lost,
			got[n][len(got[n])-1], slices.IsSorted(got[n]))
	}
}
