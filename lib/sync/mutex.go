package sync

// A Mutex has two modes. Normally waiters queue first in, first out, but a woken one competes with
// goroutines that are running already, which mostly win: that is fast, but a waiter can lose again
// and again. One that has waited for more than starvationNs and lost puts the mutex into
// starvation mode: from then on Unlock hands the mutex to the first waiter directly, and newcomers
// queue at the end without trying. The waiter that is last, or that waited for less, ends it.
//
//	 31                    3   2      1      0
//	+-----------------------+------+------+------+
//	| waiters               |starv.| woken| locked|
//	+-----------------------+------+------+------+
type Mutex struct {
	state uint32
	sema  uint32
}

const (
	mutexLocked   = 1
	mutexWoken    = 2
	mutexStarving = 4
	oneWaiter     = 8

	starvationNs = 1e6
)

// Lock takes m, and waits for it if it is taken.
//
//gopark:cost mutexLock
func (m *Mutex) Lock() {
	if cas32(&m.state, 0, mutexLocked) {
		return
	}
	m.lockSlow()
}

// TryLock takes m if that is possible at once.
//
//gopark:cost mutexLock
func (m *Mutex) TryLock() bool {
	old := load32(&m.state)
	if old&(mutexLocked|mutexStarving) != 0 {
		return false
	}
	return cas32(&m.state, old, old|mutexLocked)
}

// waiter is what a goroutine knows about its attempt to lock a mutex.
type waiter struct {
	since    int64
	starving bool
	awoke    bool
	spins    int
}

func (m *Mutex) lockSlow() {
	var w waiter
	old := load32(&m.state)
	for {
		// In starvation mode the mutex is handed over: spinning is of no use.
		if old&(mutexLocked|mutexStarving) == mutexLocked && canSpin(w.spins) {
			m.spin(&w, old)
			old = load32(&m.state)
			continue
		}
		if !cas32(&m.state, old, w.wish(old)) {
			old = load32(&m.state)
			continue
		}
		if old&(mutexLocked|mutexStarving) == 0 || m.wait(&w) {
			return
		}
		old = load32(&m.state)
	}
}

// spin waits a little while the owner runs. The woken bit keeps Unlock from waking another one.
func (m *Mutex) spin(w *waiter, old uint32) {
	if !w.awoke && old&mutexWoken == 0 && old >= oneWaiter {
		w.awoke = cas32(&m.state, old, old|mutexWoken)
	}
	doSpin()
	w.spins++
}

// wish is the state that w wants to see instead of old.
func (w *waiter) wish(old uint32) uint32 {
	next := old
	if old&mutexStarving == 0 {
		next |= mutexLocked
	}
	if old&(mutexLocked|mutexStarving) != 0 {
		next += oneWaiter
	}
	if w.starving && old&mutexLocked != 0 {
		next |= mutexStarving
	}
	if w.awoke {
		if next&mutexWoken == 0 {
			fatal("sync: inconsistent mutex state")
		}
		next &^= mutexWoken
	}
	return next
}

// wait sleeps on the semaphore; it reports whether the mutex was handed over meanwhile.
func (m *Mutex) wait(w *waiter) bool {
	again := w.since != 0
	if !again {
		w.since = nanotime()
	}
	semacquire(&m.sema, again, reasonMutex)
	w.starving = w.starving || nanotime()-w.since > starvationNs && starves()
	old := load32(&m.state)
	if old&mutexStarving == 0 {
		w.awoke = true
		w.spins = 0
		return false
	}
	if old&(mutexLocked|mutexWoken) != 0 || old < oneWaiter {
		fatal("sync: inconsistent mutex state")
	}
	took := uint32(oneWaiter - mutexLocked)
	if !w.starving || old/oneWaiter == 1 {
		took += mutexStarving
	}
	add32(&m.state, -took)
	return true
}

// Unlock releases m, which any goroutine may do.
//
//gopark:cost mutexUnlock
func (m *Mutex) Unlock() {
	now := add32(&m.state, ^uint32(0))
	if now != 0 {
		m.unlockSlow(now)
	}
}

func (m *Mutex) unlockSlow(now uint32) {
	if (now+mutexLocked)&mutexLocked == 0 {
		fatal("sync: unlock of unlocked mutex")
	}
	if now&mutexStarving != 0 {
		semrelease(&m.sema, true)
		return
	}
	for old := now; ; old = load32(&m.state) {
		if old < oneWaiter || old&(mutexLocked|mutexWoken|mutexStarving) != 0 {
			return
		}
		if cas32(&m.state, old, (old-oneWaiter)|mutexWoken) {
			semrelease(&m.sema, false)
			return
		}
	}
}
