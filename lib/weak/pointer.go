// Package weak has pointers that do not keep what they point to. They become nil at collections
// that the program asks for by runtime.GC: no other is modelled.
package weak

import (
	"internal/special"
	"unsafe"
)

// Pointer is a weak pointer to a T. Two are equal if they were made from equal pointers.
type Pointer[T any] struct {
	_ [0]*T
	h *special.Handle
}

// Make gives the weak pointer of ptr, which is the zero Pointer if that is nil.
func Make[T any](ptr *T) Pointer[T] {
	if ptr == nil {
		return Pointer[T]{}
	}
	return Pointer[T]{h: special.WeakHandle(unsafe.Pointer(ptr))}
}

// Value gives the pointer back, or nil if what it points to has been reclaimed.
func (p Pointer[T]) Value() *T {
	if p.h == nil {
		return nil
	}
	return (*T)(unsafe.Pointer(p.h.Addr))
}
