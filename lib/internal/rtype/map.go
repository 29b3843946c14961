package rtype

import "unsafe"

//gopark:native MAPITER
func mapIter(v any) unsafe.Pointer

//gopark:native MAPNEXT
func mapNext(it unsafe.Pointer) (k, v any, ok bool)

// Entries gives the keys and the values of a map, in no particular order.
func Entries(m any) (keys, values []any) {
	n := Len(m)
	if n == 0 {
		return nil, nil
	}
	keys = make([]any, 0, n)
	values = make([]any, 0, n)
	it := mapIter(m)
	for {
		k, v, ok := mapNext(it)
		if !ok {
			return keys, values
		}
		keys = append(keys, k)
		values = append(values, v)
	}
}
