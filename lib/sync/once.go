package sync

// A Once does one thing once.
type Once struct {
	_    noCopy
	done uint32
	m    Mutex
}

// Do calls f at the first call for o. Every call returns after f has.
//
//gopark:cost onceDo
func (o *Once) Do(f func()) {
	if load32(&o.done) == 0 {
		o.doSlow(f)
	}
}

func (o *Once) doSlow(f func()) {
	o.m.Lock()
	defer o.m.Unlock()
	if load32(&o.done) == 0 {
		defer store32(&o.done, 1)
		f()
	}
}

// onceCall is what the functions of OnceFunc and its kin remember.
type onceCall struct {
	once     Once
	valid    bool
	panicked any
}

// do runs f the first time, and raises its panic again every further time.
func (c *onceCall) do(f func()) {
	c.once.Do(func() {
		defer func() {
			c.panicked = recover()
			if !c.valid {
				panic(c.panicked)
			}
		}()
		f()
		c.valid = true
	})
	if !c.valid {
		panic(c.panicked)
	}
}

// OnceFunc gives a function that calls f at its first call only.
func OnceFunc(f func()) func() {
	c := new(onceCall)
	return func() { c.do(f) }
}

// OnceValue gives a function that returns what f returned the first time.
func OnceValue[T any](f func() T) func() T {
	c := new(onceCall)
	var result T
	return func() T {
		c.do(func() { result = f() })
		return result
	}
}

// OnceValues gives a function that returns the two values that f returned the first time.
func OnceValues[T1, T2 any](f func() (T1, T2)) func() (T1, T2) {
	c := new(onceCall)
	var r1 T1
	var r2 T2
	return func() (T1, T2) {
		c.do(func() { r1, r2 = f() })
		return r1, r2
	}
}
