package main

import (
	"fmt"
	"unsafe"
)

type header struct {
	kind  uint8
	flags uint16
	size  int32
	name  string
	next  *header
}

func caught(what string, f func()) {
	defer func() { fmt.Println(what, recover()) }()
	f()
}

func bytesOf[T any](p *T) []byte {
	return unsafe.Slice((*byte)(unsafe.Pointer(p)), unsafe.Sizeof(*p))
}

func main() {
	h := header{1, 0x203, 0x4050607, "n", nil}
	for _, b := range bytesOf(&h)[:8] {
		fmt.Print(b, " ")
	}
	fmt.Println(unsafe.Sizeof(h), unsafe.Offsetof(h.name), unsafe.Alignof(h.flags))
	size := (*int32)(unsafe.Add(unsafe.Pointer(&h), unsafe.Offsetof(h.size)))
	*size++
	fmt.Printf("%#x\n", h.size)

	a := [...]uint32{1, 2, 3, 4}
	s := unsafe.Slice(&a[1], 2)
	s[1] = 30
	fmt.Println(s, len(s), cap(s), a, unsafe.SliceData(s) == &a[1])
	p := unsafe.Pointer(&a[0])
	p = unsafe.Pointer(uintptr(p) + 3*unsafe.Sizeof(a[0]))
	fmt.Println(*(*uint32)(p), *(*[2]uint16)(p))

	text := []byte("immutable")
	view := unsafe.String(unsafe.SliceData(text), len(text))
	text[0] = 'I'
	fmt.Println(view, unsafe.String(unsafe.StringData(view), 5))
	f := 1.5
	fmt.Printf("%#x\n", *(*uint64)(unsafe.Pointer(&f)))

	var none *int
	n, big := -1, uint64(1)<<63
	var empty *struct{}
	fmt.Println(unsafe.Slice(none, 0) == nil, unsafe.String(nil, 0) == "")
	caught("negative", func() { _ = unsafe.Slice(new(int), n) })
	caught("large", func() { _ = unsafe.Slice(new(int), big) })
	caught("too large", func() { _ = unsafe.Slice(new(int64), big>>3) })
	caught("nil", func() { _ = unsafe.Slice(none, 1) })
	caught("nil of nothing", func() { _ = unsafe.Slice(empty, 1) })
	caught("string", func() { _ = unsafe.String(new(byte), n) })
	caught("nil string", func() { _ = unsafe.String(nil, len(text)) })
	fmt.Println(len(unsafe.Slice(new(struct{}), 1<<40)))
}
