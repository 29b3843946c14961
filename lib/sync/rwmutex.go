package sync

// A RWMutex is held by any number of readers or by one writer. A writer announces itself by
// making the count of readers negative: later readers wait for it, and it waits for those that
// are inside. Writers exclude each other with w.
type RWMutex struct {
	w           Mutex
	writerSem   uint32
	readerSem   uint32
	readerCount uint32 // an int32
	readerWait  uint32
}

const maxReaders = 1 << 30

// RLock locks rw for reading.
//
//gopark:cost rwmutexRLock
func (rw *RWMutex) RLock() {
	if int32(add32(&rw.readerCount, 1)) < 0 {
		semacquire(&rw.readerSem, false, reasonRLock)
	}
}

// TryRLock locks rw for reading if that is possible at once.
//
//gopark:cost rwmutexRLock
func (rw *RWMutex) TryRLock() bool {
	for {
		c := load32(&rw.readerCount)
		if int32(c) < 0 {
			return false
		}
		if cas32(&rw.readerCount, c, c+1) {
			return true
		}
	}
}

// RUnlock undoes one RLock.
//
//gopark:cost rwmutexRUnlock
func (rw *RWMutex) RUnlock() {
	if r := int32(add32(&rw.readerCount, ^uint32(0))); r < 0 {
		rw.lastReaders(r)
	}
}

// lastReaders is RUnlock while a writer waits.
func (rw *RWMutex) lastReaders(r int32) {
	if r+1 == 0 || r+1 == -maxReaders {
		fatal("sync: RUnlock of unlocked RWMutex")
	}
	if add32(&rw.readerWait, ^uint32(0)) == 0 {
		semrelease(&rw.writerSem, false)
	}
}

// Lock locks rw for writing.
//
//gopark:cost rwmutexLock
func (rw *RWMutex) Lock() {
	rw.w.Lock()
	readers := add32(&rw.readerCount, ^uint32(maxReaders-1)) + maxReaders
	if readers != 0 && add32(&rw.readerWait, readers) != 0 {
		semacquire(&rw.writerSem, false, reasonRWLock)
	}
}

// TryLock locks rw for writing if that is possible at once.
//
//gopark:cost rwmutexLock
func (rw *RWMutex) TryLock() bool {
	if !rw.w.TryLock() {
		return false
	}
	if !cas32(&rw.readerCount, 0, ^uint32(maxReaders-1)) {
		rw.w.Unlock()
		return false
	}
	return true
}

// Unlock releases rw from writing: all readers that came meanwhile, then the next writer.
//
//gopark:cost rwmutexUnlock
func (rw *RWMutex) Unlock() {
	readers := add32(&rw.readerCount, maxReaders)
	if int32(readers) >= maxReaders {
		fatal("sync: Unlock of unlocked RWMutex")
	}
	for ; readers != 0; readers-- {
		semrelease(&rw.readerSem, false)
	}
	rw.w.Unlock()
}

// RLocker is a Locker whose methods are RLock and RUnlock.
func (rw *RWMutex) RLocker() Locker { return (*readLocker)(rw) }

type readLocker RWMutex

func (r *readLocker) Lock()   { (*RWMutex)(r).RLock() }
func (r *readLocker) Unlock() { (*RWMutex)(r).RUnlock() }
