package iter

import "runtime"

// A coro holds one goroutine that waits for its turn: see assembly/runtime/coro.ts.
type coro struct{ gp, mp, locked uint64 }

//gopark:native CORONEW
func newcoro(c *coro, f func())

//gopark:native COROSWITCH
func coroswitch(c *coro)

//gopark:native COROEXIT
func coroexit(c *coro)

// puller runs an iterator as a coroutine: it and the caller of next take turns.
type puller struct {
	c        coro
	name     string
	wanted   bool // next was called, and yield has not answered
	done     bool
	returned bool // the iterator came to its end
	goexit   bool // it ended its goroutine instead
	value    any  // of its panic
}

func newPuller(name string, seq func(p *puller)) *puller {
	p := &puller{name: name}
	newcoro(&p.c, func() {
		defer coroexit(&p.c)
		p.run(seq)
	})
	return p
}

// run is the coroutine's side.
func (p *puller) run(seq func(p *puller)) {
	if p.done {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			p.value = r
		} else if !p.returned {
			p.goexit = true
		}
		p.done = true
	}()
	seq(p)
	p.returned = true
}

// ready says whether the iterator may hand over a value.
func (p *puller) ready() bool {
	if p.done {
		return false
	}
	if !p.wanted {
		panic(p.name + ": yield called again before next")
	}
	p.wanted = false
	return true
}

// pause lets the caller of next go on; it reports whether more are wanted.
func (p *puller) pause() bool {
	coroswitch(&p.c)
	return !p.done
}

// step asks for the next value; false: there are no more.
func (p *puller) step() bool {
	if p.done {
		return false
	}
	if p.wanted {
		panic(p.name + ": next called again before yield")
	}
	p.wanted = true
	p.turn()
	return true
}

// turn lets the coroutine run, and ends as it did.
func (p *puller) turn() {
	coroswitch(&p.c)
	if p.goexit {
		runtime.Goexit()
	}
	if p.value != nil {
		panic(p.value)
	}
}

// stop ends the iterator.
func (p *puller) stop() {
	if !p.done {
		p.done = true
		p.turn()
	}
}

// Pull turns an iterator into a function that gives its next value, and one that ends it.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	var v V
	has := false
	p := newPuller("iter.Pull", func(p *puller) {
		seq(func(x V) bool {
			if !p.ready() {
				return false
			}
			v, has = x, true
			return p.pause()
		})
		var zero V
		v, has = zero, false
	})
	next = func() (x V, ok bool) {
		if p.step() {
			x, ok = v, has
		}
		return
	}
	return next, p.stop
}

// Pull2 is Pull for pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	var k K
	var v V
	has := false
	p := newPuller("iter.Pull2", func(p *puller) {
		seq(func(x K, y V) bool {
			if !p.ready() {
				return false
			}
			k, v, has = x, y, true
			return p.pause()
		})
		var noKey K
		var noValue V
		k, v, has = noKey, noValue, false
	})
	next = func() (x K, y V, ok bool) {
		if p.step() {
			x, y, ok = k, v, has
		}
		return
	}
	return next, p.stop
}
