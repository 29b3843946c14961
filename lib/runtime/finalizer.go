package runtime

import (
	"internal/rtype"
	"internal/special"
	"unsafe"
)

//gopark:native GC
func gcStop()

// GC stops the world for as long as the cost model says, then does what a collection does to
// objects that have died and have a finalizer, a cleanup or a weak pointer.
func GC() {
	gcStop()
	special.Collect()
}

// words of an interface: type and data.
func words(v *any) *[2]uint64 { return (*[2]uint64)(unsafe.Pointer(v)) }

// SetFinalizer has finalizer called with obj, a pointer, in a goroutine of its own, when a call of
// GC finds that nothing else reaches what it points to; nil takes a finalizer back.
func SetFinalizer(obj any, finalizer any) {
	if obj == nil {
		throw("runtime.SetFinalizer: first argument is nil")
	}
	name := rtype.Name(rtype.Of(obj))
	if rtype.KindOf(rtype.Of(obj)) != rtype.Pointer {
		throw("runtime.SetFinalizer: first argument is " + name + ", not pointer")
	}
	p := unsafe.Pointer(uintptr(words(&obj)[1]))
	if p == nil {
		throw("nil elem type!")
	}
	if finalizer == nil {
		special.RemoveFinalizer(p)
		return
	}
	of := rtype.Name(rtype.Of(finalizer))
	if rtype.KindOf(rtype.Of(finalizer)) != rtype.Func {
		throw("runtime.SetFinalizer: second argument is " + of + ", not a function")
	}
	if special.FinalizerOf(p) {
		throw("runtime.SetFinalizer: finalizer already set")
	}
	special.Add(p, special.Finalizer, caller(rtype.Of(obj), of, finalizer))
}

// caller gives what calls a finalizer, a function of type `of`, with an object whose pointer type
// is t. One that takes something else than a pointer takes an interface.
func caller(t int, of string, finalizer any) func(unsafe.Pointer) {
	name := rtype.Name(t)
	param := parameter(of)
	closure := words(&finalizer)[1]
	if param == name {
		f := *(*func(unsafe.Pointer))(unsafe.Pointer(&closure))
		return func(p unsafe.Pointer) { f(p) }
	}
	if param == "" || param[0] == '*' {
		throw("runtime.SetFinalizer: cannot pass " + name + " to finalizer " + of)
	}
	f := *(*func(any))(unsafe.Pointer(&closure))
	return func(p unsafe.Pointer) {
		var v any
		*words(&v) = [2]uint64{uint64(t), uint64(uintptr(p))}
		f(v)
	}
}

// parameter gives the only parameter's type of a function's type; empty: there is not just one.
func parameter(of string) string {
	depth := 0
	for i := len("func("); i < len(of); i++ {
		switch of[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth == 0 {
				return of[len("func("):i]
			}
			depth--
		case ',':
			if depth == 0 {
				return ""
			}
		}
	}
	return ""
}

// Cleanup is the handle of AddCleanup.
type Cleanup struct{ id uint64 }

// AddCleanup has cleanup(arg) called, in a goroutine of its own, when a call of GC finds that
// nothing reaches what ptr points to.
func AddCleanup[T, S any](ptr *T, cleanup func(S), arg S) Cleanup {
	if ptr == nil {
		panic("runtime.AddCleanup: ptr is nil")
	}
	if same, ok := any(arg).(*T); ok && same == ptr {
		panic("runtime.AddCleanup: ptr is equal to arg, cleanup will never run")
	}
	run := func(unsafe.Pointer) { cleanup(arg) }
	return Cleanup{special.Add(unsafe.Pointer(ptr), special.Cleanup, run)}
}

// Stop takes the cleanup back, if it has not been queued yet.
func (c Cleanup) Stop() { special.Remove(c.id) }
