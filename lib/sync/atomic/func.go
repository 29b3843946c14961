// Package atomic has operations on words that no other M can see half done. Each is one native of
// the kernel; the kernel charges what it costs.
package atomic

import "unsafe"

//gopark:native LOAD32
func load32(p *uint32) uint32

//gopark:native STORE32
func store32(p *uint32, v uint32)

//gopark:native ADD32
func add32(p *uint32, d uint32) uint32

//gopark:native SWAP32
func swap32(p *uint32, v uint32) uint32

//gopark:native CAS32
func cas32(p *uint32, old, new uint32) bool

//gopark:native AND32
func and32(p *uint32, m uint32) uint32

//gopark:native OR32
func or32(p *uint32, m uint32) uint32

// Signed 32-bit words go through the unsigned natives: a value in a frame is extended by its sign.
func u32(p *int32) *uint32 { return (*uint32)(unsafe.Pointer(p)) }

func LoadInt32(addr *int32) (val int32) { return int32(load32(u32(addr))) }
func StoreInt32(addr *int32, val int32) { store32(u32(addr), uint32(val)) }
func AddInt32(addr *int32, delta int32) (new int32) {
	return int32(add32(u32(addr), uint32(delta)))
}
func SwapInt32(addr *int32, new int32) (old int32) {
	return int32(swap32(u32(addr), uint32(new)))
}
func CompareAndSwapInt32(addr *int32, old, new int32) (swapped bool) {
	return cas32(u32(addr), uint32(old), uint32(new))
}
func AndInt32(addr *int32, mask int32) (old int32) {
	return int32(and32(u32(addr), uint32(mask)))
}
func OrInt32(addr *int32, mask int32) (old int32) {
	return int32(or32(u32(addr), uint32(mask)))
}

//gopark:native LOAD32
func LoadUint32(addr *uint32) (val uint32)

//gopark:native STORE32
func StoreUint32(addr *uint32, val uint32)

//gopark:native ADD32
func AddUint32(addr *uint32, delta uint32) (new uint32)

//gopark:native SWAP32
func SwapUint32(addr *uint32, new uint32) (old uint32)

//gopark:native CAS32
func CompareAndSwapUint32(addr *uint32, old, new uint32) (swapped bool)

//gopark:native AND32
func AndUint32(addr *uint32, mask uint32) (old uint32)

//gopark:native OR32
func OrUint32(addr *uint32, mask uint32) (old uint32)

//gopark:native LOAD64
func LoadInt64(addr *int64) (val int64)

//gopark:native STORE64
func StoreInt64(addr *int64, val int64)

//gopark:native ADD64
func AddInt64(addr *int64, delta int64) (new int64)

//gopark:native SWAP64
func SwapInt64(addr *int64, new int64) (old int64)

//gopark:native CAS64
func CompareAndSwapInt64(addr *int64, old, new int64) (swapped bool)

//gopark:native AND64
func AndInt64(addr *int64, mask int64) (old int64)

//gopark:native OR64
func OrInt64(addr *int64, mask int64) (old int64)

//gopark:native LOAD64
func LoadUint64(addr *uint64) (val uint64)

//gopark:native STORE64
func StoreUint64(addr *uint64, val uint64)

//gopark:native ADD64
func AddUint64(addr *uint64, delta uint64) (new uint64)

//gopark:native SWAP64
func SwapUint64(addr *uint64, new uint64) (old uint64)

//gopark:native CAS64
func CompareAndSwapUint64(addr *uint64, old, new uint64) (swapped bool)

//gopark:native AND64
func AndUint64(addr *uint64, mask uint64) (old uint64)

//gopark:native OR64
func OrUint64(addr *uint64, mask uint64) (old uint64)

//gopark:native LOAD64
func LoadUintptr(addr *uintptr) (val uintptr)

//gopark:native STORE64
func StoreUintptr(addr *uintptr, val uintptr)

//gopark:native ADD64
func AddUintptr(addr *uintptr, delta uintptr) (new uintptr)

//gopark:native SWAP64
func SwapUintptr(addr *uintptr, new uintptr) (old uintptr)

//gopark:native CAS64
func CompareAndSwapUintptr(addr *uintptr, old, new uintptr) (swapped bool)

//gopark:native AND64
func AndUintptr(addr *uintptr, mask uintptr) (old uintptr)

//gopark:native OR64
func OrUintptr(addr *uintptr, mask uintptr) (old uintptr)

//gopark:native LOAD64
func LoadPointer(addr *unsafe.Pointer) (val unsafe.Pointer)

//gopark:native STORE64
func StorePointer(addr *unsafe.Pointer, val unsafe.Pointer)

//gopark:native SWAP64
func SwapPointer(addr *unsafe.Pointer, new unsafe.Pointer) (old unsafe.Pointer)

//gopark:native CAS64
func CompareAndSwapPointer(addr *unsafe.Pointer, old, new unsafe.Pointer) (swapped bool)
