// Package sync has Go's locks, as the state machines of Go's own (docs/scheduler.md, "Semaphores
// and package sync"): each decision that can be seen, such as who is woken, in which order and
// whether the lock is handed over, is taken at the same point as there.
package sync

import "unsafe"

// Why a goroutine waits: numbers of WaitReason in assembly/abi/status.ts.
const (
	reasonMutex     = 22
	reasonRLock     = 23
	reasonRWLock    = 24
	reasonWaitGroup = 25
)

//gopark:native SEMACQUIRE
func semacquire(s *uint32, lifo bool, reason int)

//gopark:native SEMRELEASE
func semrelease(s *uint32, handoff bool)

//gopark:native CANSPIN
func canSpin(i int) bool

// starves says whether the release has the starvation mode of Mutex: since 1.9.
//
//gopark:native STARVES
func starves() bool

//gopark:native DOSPIN
func doSpin()

//gopark:native NANOTIME
func nanotime() int64

//gopark:native FATAL
func fatal(s string)

//gopark:native LOAD32
func load32(p *uint32) uint32

//gopark:native STORE32
func store32(p *uint32, v uint32)

//gopark:native ADD32
func add32(p *uint32, d uint32) uint32

//gopark:native CAS32
func cas32(p *uint32, old, new uint32) bool

//gopark:native LOAD64
func load64(p *uint64) uint64

//gopark:native STORE64
func store64(p *uint64, v uint64)

//gopark:native ADD64
func add64(p *uint64, d uint64) uint64

//gopark:native CAS64
func cas64(p *uint64, old, new uint64) bool

//gopark:native LOAD64
func loadPointer(p *unsafe.Pointer) unsafe.Pointer

//gopark:native CAS64
func casPointer(p *unsafe.Pointer, old, new unsafe.Pointer) bool

// noCopy lets go vet find copies of locks.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// A Locker can be locked and unlocked.
type Locker interface {
	Lock()
	Unlock()
}
