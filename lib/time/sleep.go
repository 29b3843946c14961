package time

import "unsafe"

//gopark:native SLEEP
func sleep(ns int64)

//gopark:native NANOTIME
func nanotime() int64

//gopark:native WALLTIME
func walltime() int64

// timerNew makes a timer of the kernel: it sends the time to c, or starts f as a goroutine.
//
//gopark:native TIMERNEW
func timerNew(c chan Time, f func()) unsafe.Pointer

//gopark:native TIMERRESET
func timerReset(t unsafe.Pointer, when, period int64) bool

//gopark:native TIMERSTOP
func timerStop(t unsafe.Pointer) bool

// Sleep pauses the goroutine for at least d.
func Sleep(d Duration) { sleep(int64(d)) }

// when is the time in d from now; at the end of all time if that is too far.
func when(d Duration) int64 {
	if d <= 0 {
		return nanotime()
	}
	t := nanotime() + int64(d)
	if t < 0 {
		return 1<<63 - 1
	}
	return t
}

// A Timer fires once.
type Timer struct {
	C <-chan Time
	t unsafe.Pointer
}

// NewTimer makes a timer that sends the time on its channel after d.
func NewTimer(d Duration) *Timer {
	c := make(chan Time, 1)
	t := &Timer{C: c, t: timerNew(c, nil)}
	timerReset(t.t, when(d), 0)
	return t
}

// AfterFunc makes a timer that runs f in a goroutine of its own after d.
func AfterFunc(d Duration, f func()) *Timer {
	t := &Timer{t: timerNew(nil, f)}
	timerReset(t.t, when(d), 0)
	return t
}

// After is the channel of a new timer.
func After(d Duration) <-chan Time { return NewTimer(d).C }

// Stop keeps the timer from firing; it reports whether it did.
func (t *Timer) Stop() bool {
	if t.t == nil {
		panic("time: Stop called on uninitialized Timer")
	}
	return timerStop(t.t)
}

// Reset lets the timer fire after d from now; it reports whether it had been active.
func (t *Timer) Reset(d Duration) bool {
	if t.t == nil {
		panic("time: Reset called on uninitialized Timer")
	}
	return timerReset(t.t, when(d), 0)
}

// A Ticker fires again and again.
type Ticker struct {
	C <-chan Time
	t unsafe.Pointer
}

// NewTicker makes a ticker with period d.
func NewTicker(d Duration) *Ticker {
	if d <= 0 {
		panic("non-positive interval for NewTicker")
	}
	c := make(chan Time, 1)
	t := &Ticker{C: c, t: timerNew(c, nil)}
	timerReset(t.t, when(d), int64(d))
	return t
}

// Tick is the channel of a new ticker.
func Tick(d Duration) <-chan Time {
	if d <= 0 {
		return nil
	}
	return NewTicker(d).C
}

// Stop turns the ticker off; its channel stays open.
func (t *Ticker) Stop() {
	if t.t != nil {
		timerStop(t.t)
	}
}

// Reset gives the ticker another period, which starts now.
func (t *Ticker) Reset(d Duration) {
	if d <= 0 {
		panic("non-positive interval for Ticker.Reset")
	}
	if t.t == nil {
		panic("time: Reset called on uninitialized Ticker")
	}
	timerReset(t.t, when(d), int64(d))
}
