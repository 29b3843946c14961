package rtype

import "unsafe"

// Sizes in memory, by kind; 0 where it depends on the type.
var kindSize = [...]int{
	Bool: 1, IntKind: 8, Int8: 1, Int16: 2, Int32: 4, Int64: 8, Uint: 8, Uint8: 1, Uint16: 2,
	Uint32: 4, Uint64: 8, Uintptr: 8, Float32: 4, Float64: 8, Complex64: 8, Complex128: 16,
	Array: 0, Chan: 8, Func: 8, Interface: 16, Map: 8, Pointer: 8, Slice: 24, StringKind: 16,
	Struct: 0, UnsafePointer: 8,
}

// Size gives the bytes that a value of type t takes in memory, and its alignment.
func Size(t int) (size, align int) {
	kind := KindOf(t)
	switch kind {
	case Array:
		size, align = Size(Elem(t))
		return size * NumField(t), align
	case Struct:
		return structSize(t)
	case Complex64:
		return 8, 4
	}
	size = kindSize[kind]
	return size, min(size, 8)
}

func structSize(t int) (size, align int) {
	align = 1
	last := 1
	for i := range NumField(t) {
		_, ft, _ := Field(t, i)
		s, a := Size(ft)
		size = (size + a - 1) &^ (a - 1)
		size += s
		align = max(align, a)
		last = s
	}
	if last == 0 && size > 0 {
		size++ // a pointer to the last field must not point behind the object
	}
	return (size + align - 1) &^ (align - 1), align
}

// Swapper gives a function that exchanges two elements of the slice in v.
//
// Elements are exchanged in pieces of the slice's alignment. Every piece is written at once, and no
// piece is kept only in a number across a call or a loop's end, so that a collection of the
// simulator's memory never misses a pointer.
func Swapper(v any) func(i, j int) {
	size, align := Size(Elem(Of(v)))
	base := uintptr(SliceAddr(v))
	n := Len(v)
	return func(i, j int) {
		if uint(i) >= uint(n) || uint(j) >= uint(n) {
			panic("reflect: slice index out of range")
		}
		KeepAlive(v)
		p, q := base+uintptr(i*size), base+uintptr(j*size)
		for k := 0; k < size; k += align {
			swapPiece(unsafe.Pointer(p+uintptr(k)), unsafe.Pointer(q+uintptr(k)), align)
		}
	}
}

// KeepAlive keeps what v holds reachable.
func KeepAlive(v any) {}

func swapPiece(p, q unsafe.Pointer, bytes int) {
	switch bytes {
	case 8:
		x, y := (*uint64)(p), (*uint64)(q)
		*x, *y = *y, *x
	case 4:
		x, y := (*uint32)(p), (*uint32)(q)
		*x, *y = *y, *x
	case 2:
		x, y := (*uint16)(p), (*uint16)(q)
		*x, *y = *y, *x
	default:
		x, y := (*uint8)(p), (*uint8)(q)
		*x, *y = *y, *x
	}
}

// word is the second word of the interface v: a direct value, or the address of a copy.
func word(v *any) uint64 { return (*[2]uint64)(unsafe.Pointer(v))[1] }

// Store sets *target (a pointer) to v, which its type allows; isInterface: it points to an
// interface.
func Store(target any, v any, isInterface bool) {
	to := unsafe.Pointer(uintptr(Int(target)))
	if isInterface {
		*(*any)(to) = v
		return
	}
	t := Of(v)
	size, align := Size(t)
	if flagsOf(t)&flagDirect != 0 {
		storeDirect(to, v, KindOf(t), size)
		return
	}
	from := word(&v)
	for k := 0; k < size; k += align {
		movePiece(unsafe.Pointer(uintptr(to)+uintptr(k)),
			unsafe.Pointer(uintptr(from)+uintptr(k)), align)
	}
	KeepAlive(v)
}

func storeDirect(to unsafe.Pointer, v any, kind, size int) {
	if kind == Float32 {
		*(*float32)(to) = float32(Float(v))
		return
	}
	bits := word(&v)
	movePiece(to, unsafe.Pointer(&bits), size)
}

func movePiece(to, from unsafe.Pointer, bytes int) {
	switch bytes {
	case 8:
		*(*uint64)(to) = *(*uint64)(from)
	case 4:
		*(*uint32)(to) = *(*uint32)(from)
	case 2:
		*(*uint16)(to) = *(*uint16)(from)
	default:
		*(*uint8)(to) = *(*uint8)(from)
	}
}
