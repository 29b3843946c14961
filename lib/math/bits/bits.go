// Package bits counts and moves bits.
package bits

import "errors"

// UintSize is the number of bits of a uint.
const UintSize = 64

//gopark:native CLZ
func clz(x uint64) int

//gopark:native CTZ
func ctz(x uint64) int

//gopark:native POPCNT
func popcnt(x uint64) int

//gopark:native MULHI
func mulhi(x, y uint64) uint64

//gopark:native DIV128
func div128(hi, lo, y uint64) (q, r uint64)

func LeadingZeros(x uint) int     { return clz(uint64(x)) }
func LeadingZeros8(x uint8) int   { return clz(uint64(x)) - 56 }
func LeadingZeros16(x uint16) int { return clz(uint64(x)) - 48 }
func LeadingZeros32(x uint32) int { return clz(uint64(x)) - 32 }
func LeadingZeros64(x uint64) int { return clz(x) }

func TrailingZeros(x uint) int     { return ctz(uint64(x)) }
func TrailingZeros8(x uint8) int   { return ctz(uint64(x) | 1<<8) }
func TrailingZeros16(x uint16) int { return ctz(uint64(x) | 1<<16) }
func TrailingZeros32(x uint32) int { return ctz(uint64(x) | 1<<32) }
func TrailingZeros64(x uint64) int { return ctz(x) }

func OnesCount(x uint) int     { return popcnt(uint64(x)) }
func OnesCount8(x uint8) int   { return popcnt(uint64(x)) }
func OnesCount16(x uint16) int { return popcnt(uint64(x)) }
func OnesCount32(x uint32) int { return popcnt(uint64(x)) }
func OnesCount64(x uint64) int { return popcnt(x) }

func Len(x uint) int     { return 64 - clz(uint64(x)) }
func Len8(x uint8) int   { return 64 - clz(uint64(x)) }
func Len16(x uint16) int { return 64 - clz(uint64(x)) }
func Len32(x uint32) int { return 64 - clz(uint64(x)) }
func Len64(x uint64) int { return 64 - clz(x) }

func RotateLeft(x uint, k int) uint       { return x<<(uint(k)&63) | x>>(-uint(k)&63) }
func RotateLeft8(x uint8, k int) uint8    { return x<<(uint(k)&7) | x>>(-uint(k)&7) }
func RotateLeft16(x uint16, k int) uint16 { return x<<(uint(k)&15) | x>>(-uint(k)&15) }
func RotateLeft32(x uint32, k int) uint32 { return x<<(uint(k)&31) | x>>(-uint(k)&31) }
func RotateLeft64(x uint64, k int) uint64 { return x<<(uint(k)&63) | x>>(-uint(k)&63) }

const (
	every2  = 0x5555555555555555
	every4  = 0x3333333333333333
	every8  = 0x0F0F0F0F0F0F0F0F
	every16 = 0x00FF00FF00FF00FF
	every32 = 0x0000FFFF0000FFFF
)

// swap exchanges neighbouring groups of n bits; mask has the lower ones.
func swap(x, mask uint64, n uint) uint64 { return x>>n&mask | x&mask<<n }

func Reverse(x uint) uint { return uint(Reverse64(uint64(x))) }

func Reverse64(x uint64) uint64 {
	return ReverseBytes64(swap(swap(swap(x, every2, 1), every4, 2), every8, 4))
}

func Reverse32(x uint32) uint32 { return uint32(Reverse64(uint64(x)) >> 32) }
func Reverse16(x uint16) uint16 { return uint16(Reverse64(uint64(x)) >> 48) }
func Reverse8(x uint8) uint8    { return uint8(Reverse64(uint64(x)) >> 56) }

func ReverseBytes(x uint) uint { return uint(ReverseBytes64(uint64(x))) }

func ReverseBytes64(x uint64) uint64 {
	x = swap(swap(x, every16, 8), every32, 16)
	return x>>32 | x<<32
}

func ReverseBytes32(x uint32) uint32 { return uint32(ReverseBytes64(uint64(x)) >> 32) }
func ReverseBytes16(x uint16) uint16 { return x>>8 | x<<8 }

func Add64(x, y, carry uint64) (sum, carryOut uint64) {
	sum = x + y + carry
	return sum, (x&y | (x|y)&^sum) >> 63
}

func Add32(x, y, carry uint32) (sum, carryOut uint32) {
	s := uint64(x) + uint64(y) + uint64(carry)
	return uint32(s), uint32(s >> 32)
}

func Add(x, y, carry uint) (sum, carryOut uint) {
	s, c := Add64(uint64(x), uint64(y), uint64(carry))
	return uint(s), uint(c)
}

func Sub64(x, y, borrow uint64) (diff, borrowOut uint64) {
	diff = x - y - borrow
	return diff, (^x&y | ^(x^y)&diff) >> 63
}

func Sub32(x, y, borrow uint32) (diff, borrowOut uint32) {
	d := uint64(x) - uint64(y) - uint64(borrow)
	return uint32(d), uint32(d >> 63)
}

func Sub(x, y, borrow uint) (diff, borrowOut uint) {
	d, b := Sub64(uint64(x), uint64(y), uint64(borrow))
	return uint(d), uint(b)
}

func Mul64(x, y uint64) (hi, lo uint64) { return mulhi(x, y), x * y }

func Mul32(x, y uint32) (hi, lo uint32) {
	p := uint64(x) * uint64(y)
	return uint32(p >> 32), uint32(p)
}

func Mul(x, y uint) (hi, lo uint) { return uint(mulhi(uint64(x), uint64(y))), x * y }

// runtimeError is what Go's runtime raises for the same mistakes.
type runtimeError struct{ error }

func (runtimeError) RuntimeError() {}

var (
	divideError   = runtimeError{errors.New("runtime error: integer divide by zero")}
	overflowError = runtimeError{errors.New("runtime error: integer overflow")}
)

func Div64(hi, lo, y uint64) (quo, rem uint64) {
	if y == 0 {
		panic(divideError)
	}
	if y <= hi {
		panic(overflowError)
	}
	return div128(hi, lo, y)
}

func Div32(hi, lo, y uint32) (quo, rem uint32) {
	if y != 0 && y <= hi {
		panic(overflowError)
	}
	z := uint64(hi)<<32 | uint64(lo)
	return uint32(z / uint64(y)), uint32(z % uint64(y))
}

func Div(hi, lo, y uint) (quo, rem uint) {
	q, r := Div64(uint64(hi), uint64(lo), uint64(y))
	return uint(q), uint(r)
}

func Rem64(hi, lo, y uint64) uint64 {
	_, r := Div64(hi%y, lo, y)
	return r
}

func Rem32(hi, lo, y uint32) uint32 { return uint32((uint64(hi)<<32 | uint64(lo)) % uint64(y)) }
func Rem(hi, lo, y uint) uint       { return uint(Rem64(uint64(hi), uint64(lo), uint64(y))) }
