// A server stops: no new requests, those that run may finish, and who takes too long is cut off.
//
// What to look at: at 30 ms the listener is told to stop. Four requests are under way then; three
// finish within the grace period, the one of 500 ms does not, so its context is cancelled and it
// leaves with an error. Shutdown itself waits in a select between the WaitGroup (by way of a
// goroutine that closes a channel) and the deadline. In a real server signal.NotifyContext starts
// it; here a timer does.
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

var ErrClosed = errors.New("server closed")

// Server handles requests that come through a channel, each in a goroutine.
type Server struct {
	requests chan request
	stop     chan struct{}
	running  sync.WaitGroup
	ctx      context.Context
	cancel   context.CancelFunc
	mu       sync.Mutex
	log      []string
}

type request struct {
	name string
	took time.Duration
}

func NewServer() *Server {
	s := &Server{requests: make(chan request), stop: make(chan struct{})}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	return s
}

// Serve accepts until Shutdown.
func (s *Server) Serve() error {
	for {
		select {
		case r := <-s.requests:
			s.running.Go(func() { s.handle(r) })
		case <-s.stop:
			return ErrClosed
		}
	}
}

func (s *Server) handle(r request) {
	result := "done"
	select {
	case <-time.After(r.took):
	case <-s.ctx.Done():
		result = "cut off"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.log = append(s.log, r.name+" "+result)
}

// Submit hands a request over, or says that the server is closed.
func (s *Server) Submit(r request) error {
	select {
	case s.requests <- r:
		return nil
	case <-s.stop:
		return fmt.Errorf("%s: %w", r.name, ErrClosed)
	}
}

// Shutdown waits for what runs until ctx ends; then it cuts the rest off.
func (s *Server) Shutdown(ctx context.Context) error {
	close(s.stop)
	idle := make(chan struct{})
	go func() {
		s.running.Wait()
		close(idle)
	}()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		s.cancel()
		<-idle
		return fmt.Errorf("not all was done: %w", ctx.Err())
	}
}

func main() {
	s := NewServer()
	served := make(chan error)
	go func() { served <- s.Serve() }()
	for i, took := range []time.Duration{10, 60, 500, 70, 80} {
		if err := s.Submit(request{fmt.Sprint("request ", i), took * time.Millisecond}); err != nil {
			fmt.Println(err)
		}
	}
	time.Sleep(30 * time.Millisecond)
	grace, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	err := s.Shutdown(grace)
	fmt.Println("serve:   ", <-served)
	fmt.Println("submit:  ", s.Submit(request{"a late one", time.Millisecond}))
	fmt.Println("shutdown:", err)
	slices.Sort(s.log)
	for _, line := range s.log {
		fmt.Println(" ", line)
	}
}
