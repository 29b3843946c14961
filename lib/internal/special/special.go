// Package special keeps what is to happen when objects die: finalizers, cleanups, weak pointers.
// They act in runtime.GC alone, so that when an object dies does not depend on the memory of the
// machine that simulates: until then the list holds its objects.
package special

import "unsafe"

// Kinds of entries; Finalizer is known to the kernel.
const (
	Finalizer = 1
	Cleanup   = 2
	Weak      = 3
)

// Handle is a weak pointer: the address, until the object has died.
type Handle struct{ Addr uintptr }

type entry struct {
	id     uint64
	run    func(unsafe.Pointer)
	handle *Handle
}

// One list in three columns. Of ptrs the kernel knows that they do not count.
var (
	ptrs    []unsafe.Pointer
	kinds   []byte
	entries []entry
	lastID  uint64
	handles map[uintptr]*Handle
)

//gopark:native GOSCHED
func gosched()

//gopark:native FINDDEAD
func findDead(ptrs []unsafe.Pointer, kinds, dead []byte)

// Add has run called when p's object has died: with the object if it is a finalizer.
func Add(p unsafe.Pointer, kind byte, run func(unsafe.Pointer)) uint64 {
	lastID++
	ptrs = append(ptrs, p)
	kinds = append(kinds, kind)
	entries = append(entries, entry{id: lastID, run: run})
	return lastID
}

// WeakHandle gives the handle of p's object: always the same one.
func WeakHandle(p unsafe.Pointer) *Handle {
	if h := handles[uintptr(p)]; h != nil {
		return h
	}
	h := &Handle{uintptr(p)}
	if handles == nil {
		handles = make(map[uintptr]*Handle)
	}
	handles[h.Addr] = h
	Add(p, Weak, nil)
	entries[len(entries)-1].handle = h
	return h
}

// FinalizerOf tells whether p's object has a finalizer.
func FinalizerOf(p unsafe.Pointer) bool {
	for i, q := range ptrs {
		if q == p && kinds[i] == Finalizer {
			return true
		}
	}
	return false
}

// RemoveFinalizer takes it back.
func RemoveFinalizer(p unsafe.Pointer) {
	remove(func(i int) bool { return ptrs[i] == p && kinds[i] == Finalizer })
}

// Remove takes an entry back, if it is still there.
func Remove(id uint64) {
	remove(func(i int) bool { return entries[i].id == id })
}

func remove(which func(i int) bool) {
	n := 0
	for i := range ptrs {
		if !which(i) {
			ptrs[n], kinds[n], entries[n] = ptrs[i], kinds[i], entries[i]
			n++
		}
	}
	clear(ptrs[n:])
	clear(entries[n:])
	ptrs, kinds, entries = ptrs[:n], kinds[:n], entries[:n]
}

// Collect does what a collection of the garbage does about dead objects. Weak pointers are nil at
// once; finalizers and cleanups run in a goroutine.
func Collect() {
	if len(ptrs) == 0 {
		return
	}
	dead := make([]byte, len(ptrs))
	findDead(ptrs, kinds, dead)
	act(dead)
}

func act(dead []byte) {
	var queue, cleanups []func()
	for i := range dead {
		if dead[i] == 0 {
			continue
		}
		p, e := ptrs[i], entries[i]
		switch kinds[i] {
		case Weak:
			delete(handles, e.handle.Addr)
			e.handle.Addr = 0
		case Finalizer:
			queue = append(queue, func() { e.run(p) })
		case Cleanup:
			if revived(p, dead) {
				dead[i] = 0
				continue
			}
			cleanups = append(cleanups, func() { e.run(nil) })
		}
	}
	remove(func(i int) bool { return dead[i] != 0 })
	if queue = append(queue, cleanups...); len(queue) > 0 {
		go run(queue)
		// As in Go, where GC lets others run while it sweeps.
		gosched()
	}
}

// revived tells whether a finalizer gets the object that died: only then it may really die.
func revived(p unsafe.Pointer, dead []byte) bool {
	for i := range dead {
		if dead[i] != 0 && kinds[i] == Finalizer && ptrs[i] == p {
			return true
		}
	}
	return false
}

func run(queue []func()) {
	for i, f := range queue {
		queue[i] = nil
		f()
	}
}
