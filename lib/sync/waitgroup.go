package sync

// A WaitGroup counts tasks; the upper half of state is the count, the lower one how many wait.
type WaitGroup struct {
	noCopy noCopy
	state  uint64
	sema   uint32
}

const misuse = "sync: WaitGroup misuse: Add called concurrently with Wait"

// Add changes the count. When it becomes zero, all waiters are released.
//
//gopark:cost waitGroupAdd
func (wg *WaitGroup) Add(delta int) {
	state := add64(&wg.state, uint64(delta)<<32)
	if int32(state>>32) <= 0 || uint32(state) != 0 {
		wg.settle(state, delta)
	}
}

// Done takes one off the count.
//
//gopark:cost waitGroupDone
func (wg *WaitGroup) Done() {
	state := add64(&wg.state, ^uint64(1<<32-1))
	if int32(state>>32) <= 0 || uint32(state) != 0 {
		wg.settle(state, -1)
	}
}

func (wg *WaitGroup) settle(state uint64, delta int) {
	count, waiters := int32(state>>32), uint32(state)
	if count < 0 {
		panic("sync: negative WaitGroup counter")
	}
	if waiters != 0 && delta > 0 && count == int32(delta) {
		panic(misuse)
	}
	if count > 0 || waiters == 0 {
		return
	}
	if load64(&wg.state) != state {
		panic(misuse)
	}
	store64(&wg.state, 0)
	for ; waiters != 0; waiters-- {
		semrelease(&wg.sema, false)
	}
}

// Wait blocks until the count is zero.
//
//gopark:cost waitGroupWait
func (wg *WaitGroup) Wait() {
	for {
		state := load64(&wg.state)
		if state>>32 == 0 {
			return
		}
		if cas64(&wg.state, state, state+1) {
			semacquire(&wg.sema, false, reasonWaitGroup)
			if load64(&wg.state) != 0 {
				panic("sync: WaitGroup is reused before previous Wait has returned")
			}
			return
		}
	}
}

// Go counts a task and runs f as a goroutine that is done when f returns. A panic of f ends the
// program before Wait could return.
func (wg *WaitGroup) Go(f func()) {
	wg.Add(1)
	go func() {
		defer func() {
			if x := recover(); x != nil {
				panic(x)
			}
			wg.Done()
		}()
		f()
	}()
}
