package rtype

// SortEntries sorts the keys of a map, and its values with them, in the order in which fmt prints
// them: numbers and strings by <, NaN before other floats, false before true, pointers and channels
// by address, structs and arrays by their parts, interfaces by type, then by value.
func SortEntries(keys, values []any) {
	if len(keys) < 2 {
		return
	}
	k2, v2 := make([]any, len(keys)), make([]any, len(keys))
	mergeSort(keys, values, k2, v2)
}

func mergeSort(k, v, k2, v2 []any) {
	n := len(k)
	if n < 2 {
		return
	}
	mid := n / 2
	mergeSort(k[:mid], v[:mid], k2[:mid], v2[:mid])
	mergeSort(k[mid:], v[mid:], k2[mid:], v2[mid:])
	i, j := 0, mid
	for at := range n {
		from := i
		if i >= mid || j < n && Compare(k[j], k[i]) < 0 {
			from = j
			j++
		} else {
			i++
		}
		k2[at], v2[at] = k[from], v[from]
	}
	copy(k, k2)
	copy(v, v2)
}

func order[T int | int64 | uint64 | string](a, b T) int {
	if a < b {
		return -1
	}
	if a > b {
		return 1
	}
	return 0
}

func floatOrder(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == b:
		return 0
	case a == a:
		return 1
	case b == b:
		return -1
	}
	return 0
}

// Compare orders two keys of a map.
func Compare(a, b any) int {
	if a == nil || b == nil {
		return order(Of(a), Of(b))
	}
	t := Of(a)
	if tb := Of(b); t != tb {
		return order(t, tb)
	}
	switch k := KindOf(t); k {
	case Bool, IntKind, Int8, Int16, Int32, Int64:
		return order(Int(a), Int(b))
	case StringKind:
		return order(String(a), String(b))
	case Float32, Float64:
		return floatOrder(Float(a), Float(b))
	case Complex64, Complex128:
		x, y := Complex(a), Complex(b)
		if c := floatOrder(real(x), real(y)); c != 0 {
			return c
		}
		return floatOrder(imag(x), imag(y))
	case Struct, Array:
		for i := range NumField(t) {
			if c := Compare(Index(a, i), Index(b, i)); c != 0 {
				return c
			}
		}
		return 0
	}
	return order(uint64(Int(a)), uint64(Int(b)))
}
