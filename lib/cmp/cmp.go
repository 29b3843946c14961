// Package cmp compares ordered values.
package cmp

// Ordered are the types with <.
type Ordered interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 |
		~uint | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uintptr |
		~float32 | ~float64 | ~string
}

// Less is <, with NaN less than anything else.
func Less[T Ordered](x, y T) bool { return x != x && y == y || x < y }

// Compare gives -1, 0 or 1; NaN equals NaN and is less than anything else.
func Compare[T Ordered](x, y T) int {
	switch {
	case x < y:
		return -1
	case x > y:
		return 1
	case x == y:
		return 0
	case y == y:
		return -1
	case x == x:
		return 1
	}
	return 0
}

// Or gives the first of its arguments that is not zero.
func Or[T comparable](vals ...T) T {
	var zero T
	for _, v := range vals {
		if v != zero {
			return v
		}
	}
	return zero
}
