// Package rtype looks at values and types at run time: what package reflect is to Go's library,
// over the kernel's natives. Types are numbers; equal types have equal numbers; 0 is no type.
package rtype

// Kinds, numbered as in package reflect.
const (
	Invalid = iota
	Bool
	IntKind
	Int8
	Int16
	Int32
	Int64
	Uint
	Uint8
	Uint16
	Uint32
	Uint64
	Uintptr
	Float32
	Float64
	Complex64
	Complex128
	Array
	Chan
	Func
	Interface
	Map
	Pointer
	Slice
	StringKind
	Struct
	UnsafePointer
)

const (
	flagDirect     = 1
	flagComparable = 2
	flagNamed      = 8
)

// Of is the type of what v holds; 0 for nil.
//
//gopark:native TYPEOF
func Of(v any) int

// KindOf is the kind of a type.
//
//gopark:native TYPEKIND
func KindOf(t int) int

// Name is the type as %T prints it.
//
//gopark:native TYPENAME
func Name(t int) string

// Elem is the element type of an array, chan, map, pointer or slice.
//
//gopark:native TYPEELEM
func Elem(t int) int

// Key is the key type of a map.
//
//gopark:native TYPEKEY
func Key(t int) int

// NumField is the number of fields of a struct, or the length of an array.
//
//gopark:native TYPELEN
func NumField(t int) int

// Field tells a field of a struct; flags: 1 embedded, 2 exported.
//
//gopark:native TYPEFIELD
func Field(t, i int) (name string, typ int, flags int)

//gopark:native TYPEFLAGS
func flagsOf(t int) int

// Implements reports whether type t has all methods of interface type iface.
//
//gopark:native TYPEIMPLEMENTS
func Implements(t, iface int) bool

// Int gives a bool, an integer, or the address of something pointer-like.
//
//gopark:native VALUEINT
func Int(v any) int64

// Float gives a float.
//
//gopark:native VALUEFLOAT
func Float(v any) float64

// Complex gives a complex number.
//
//gopark:native VALUECOMPLEX
func Complex(v any) complex128

// String gives the text of a value of any string type.
//
//gopark:native VALUESTRING
func String(v any) string

// Len is the length of a string, slice, array, map or chan.
//
//gopark:native VALUELEN
func Len(v any) int

// Cap is the capacity of a slice, array or chan.
//
//gopark:native VALUECAP
func Cap(v any) int

// Index is an element of a slice or array, or a field of a struct; where that is of an interface
// type, what it holds.
//
//gopark:native VALUEINDEX
func Index(v any, i int) any

// Deref is what a pointer points to.
//
//gopark:native VALUEELEM
func Deref(v any) any

// Bytes gives the bytes of a slice or array of bytes.
//
//gopark:native VALUEBYTES
func Bytes(v any) []byte

// SliceAddr is the address of a slice's first element.
//
//gopark:native SLICEADDR
func SliceAddr(v any) uint64

// Named reports whether a type has a name.
func Named(t int) bool { return flagsOf(t)&flagNamed != 0 }

// Comparable reports whether == is defined for a type.
func Comparable(t int) bool { return flagsOf(t)&flagComparable != 0 }
