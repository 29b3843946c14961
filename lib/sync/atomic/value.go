package atomic

import "unsafe"

// A Value holds a value of one dynamic type. The value is kept behind a pointer that is replaced
// as a whole, because an interface is two words.
type Value struct {
	p unsafe.Pointer // *any
}

//gopark:native TYPEOF
func typeOf(v any) int

// Load gives what was stored last, or nil.
func (v *Value) Load() (val any) {
	if p := (*any)(LoadPointer(&v.p)); p != nil {
		return *p
	}
	return nil
}

// Store sets the value, which must be of the same type as those before.
func (v *Value) Store(val any) {
	if val == nil {
		panic("sync/atomic: store of nil value into Value")
	}
	if old := v.Load(); old != nil && typeOf(old) != typeOf(val) {
		panic("sync/atomic: store of inconsistently typed value into Value")
	}
	StorePointer(&v.p, unsafe.Pointer(&val))
}

// Swap sets the value and gives the one before.
func (v *Value) Swap(new any) (old any) {
	if new == nil {
		panic("sync/atomic: swap of nil value into Value")
	}
	if now := v.Load(); now != nil && typeOf(now) != typeOf(new) {
		panic("sync/atomic: swap of inconsistently typed value into Value")
	}
	if p := (*any)(SwapPointer(&v.p, unsafe.Pointer(&new))); p != nil {
		return *p
	}
	return nil
}

// CompareAndSwap sets the value to new if it is old.
func (v *Value) CompareAndSwap(old, new any) (swapped bool) {
	if new == nil {
		panic("sync/atomic: compare and swap of nil value into Value")
	}
	if old != nil && typeOf(old) != typeOf(new) {
		panic("sync/atomic: compare and swap of inconsistently typed values")
	}
	for {
		p := LoadPointer(&v.p)
		if p == nil {
			if old != nil {
				return false
			}
		} else {
			now := *(*any)(p)
			if typeOf(now) != typeOf(new) {
				panic("sync/atomic: compare and swap of inconsistently typed value into Value")
			}
			if now != old {
				return false
			}
		}
		if CompareAndSwapPointer(&v.p, p, unsafe.Pointer(&new)) {
			return true
		}
	}
}
