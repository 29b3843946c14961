package iter

import "runtime"

// puller runs an iterator in a goroutine of its own, which waits between two values. Go switches
// directly between the two goroutines; here they hand over through channels without a buffer.
type puller struct {
	resume   chan bool // go on (true), or stop
	paused   chan struct{}
	started  bool
	done     bool // the iterator has returned
	running  bool
	panicked bool
	goexit   bool
	value    any // of the panic
}

func newPuller() *puller {
	return &puller{resume: make(chan bool), paused: make(chan struct{})}
}

// run is the goroutine; seq calls pause for each value.
func (p *puller) run(seq func()) {
	returned := false
	defer func() {
		if !returned {
			if r := recover(); r != nil {
				p.panicked, p.value = true, r
			} else {
				p.goexit = true
			}
		}
		p.done = true
		p.paused <- struct{}{}
	}()
	if <-p.resume {
		seq()
	}
	returned = true
}

// pause hands over a value; it reports whether more are wanted.
func (p *puller) pause() bool {
	if p.done {
		panic("iter.Pull: yield called after the iterator has returned")
	}
	p.paused <- struct{}{}
	return <-p.resume
}

// step lets the goroutine go on to its next value.
func (p *puller) step(more bool, seq func()) {
	if p.running {
		panic("iter.Pull: next or stop called again before it returned")
	}
	p.running = true
	if !p.started {
		p.started = true
		go p.run(seq)
	}
	p.resume <- more
	<-p.paused
	p.running = false
	if p.panicked {
		p.panicked = false
		panic(p.value)
	}
	if p.goexit {
		runtime.Goexit()
	}
}

// stop ends the iterator.
func (p *puller) stop(seq func()) {
	if p.done {
		return
	}
	if !p.started {
		p.done = true
		return
	}
	p.step(false, seq)
	p.done = true
}

// Pull turns an iterator into a function that gives its next value, and one that ends it.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	p := newPuller()
	var v V
	has := false
	body := func() {
		seq(func(x V) bool {
			v, has = x, true
			return p.pause()
		})
	}
	next = func() (V, bool) {
		var zero V
		if p.done {
			return zero, false
		}
		has = false
		p.step(true, body)
		x, ok := v, has
		v = zero
		return x, ok
	}
	return next, func() { p.stop(body) }
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	p := newPuller()
	var k K
	var v V
	has := false
	body := func() {
		seq(func(x K, y V) bool {
			k, v, has = x, y, true
			return p.pause()
		})
	}
	next = func() (K, V, bool) {
		var noKey K
		var noValue V
		if p.done {
			return noKey, noValue, false
		}
		has = false
		p.step(true, body)
		x, y, ok := k, v, has
		k, v = noKey, noValue
		return x, y, ok
	}
	return next, func() { p.stop(body) }
}
