package sync

import "unsafe"

// A Pool keeps values for reuse: one to be taken first, the others on a stack without a lock. (Go
// keeps both for each P, and drops what two collections found unused.)
type Pool struct {
	noCopy noCopy
	first  unsafe.Pointer // *poolItem
	top    unsafe.Pointer // *poolItem
	New    func() any
}

type poolItem struct {
	value any
	next  unsafe.Pointer
}

// Put adds x.
func (p *Pool) Put(x any) {
	if x == nil {
		return
	}
	item := &poolItem{value: x}
	if casPointer(&p.first, nil, unsafe.Pointer(item)) {
		return
	}
	for {
		top := loadPointer(&p.top)
		item.next = top
		if casPointer(&p.top, top, unsafe.Pointer(item)) {
			return
		}
	}
}

// Get takes a value out, or makes a new one, or returns nil if there is no way to.
func (p *Pool) Get() any {
	first := loadPointer(&p.first)
	if first != nil && casPointer(&p.first, first, nil) {
		return (*poolItem)(first).value
	}
	for {
		top := loadPointer(&p.top)
		if top == nil {
			break
		}
		if casPointer(&p.top, top, (*poolItem)(top).next) {
			return (*poolItem)(top).value
		}
	}
	if p.New != nil {
		return p.New()
	}
	return nil
}
