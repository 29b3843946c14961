package sync

import "unsafe"

type notifyList struct {
	wait, notify uint32
	head, tail   unsafe.Pointer
}

//gopark:native NOTIFYADD
func notifyAdd(l *notifyList) uint32

//gopark:native NOTIFYWAIT
func notifyWait(l *notifyList, t uint32)

//gopark:native NOTIFYALL
func notifyAll(l *notifyList)

//gopark:native NOTIFYONE
func notifyOne(l *notifyList)

// A Cond lets goroutines wait for a condition that L protects.
type Cond struct {
	noCopy  noCopy
	L       Locker
	notify  notifyList
	checker uintptr
}

// NewCond makes a Cond over l.
func NewCond(l Locker) *Cond { return &Cond{L: l} }

// Wait unlocks c.L, waits for Signal or Broadcast, and locks c.L again.
func (c *Cond) Wait() {
	c.check()
	t := notifyAdd(&c.notify)
	c.L.Unlock()
	notifyWait(&c.notify, t)
	c.L.Lock()
}

// Signal wakes the goroutine that has waited longest.
//
//gopark:cost condOp
func (c *Cond) Signal() {
	c.check()
	notifyOne(&c.notify)
}

// Broadcast wakes all that wait.
//
//gopark:cost condOp
func (c *Cond) Broadcast() {
	c.check()
	notifyAll(&c.notify)
}

// check finds out that c was copied after its first use.
func (c *Cond) check() {
	self := uintptr(unsafe.Pointer(c))
	if c.checker == 0 {
		c.checker = self
	}
	if c.checker != self {
		panic("sync.Cond is copied")
	}
}
