package sort

import "math/bits"

// Pattern-defeating quicksort (Orson Peters), with the constants of Go's library. Quicksort whose
// pivot is a median; short ranges by insertion; a range that looks sorted is tried by a few
// insertions, a descending one is reversed first; many elements equal to the pivot are split off;
// after badly balanced splits some elements are moved at random, and when that happened too often
// heap sort takes over. It is not stable: which of several equal elements comes first follows
// from the order of the exchanges, so that order must be Go's, step by step.

const (
	insertionMax    = 12
	nintherMin      = 50
	partialSteps    = 5
	partialShiftMin = 50
	allSwapped      = 4 * 3
)

// hint is what the search for a pivot learned about the order of the range.
type orderHint int

const (
	unknown orderHint = iota
	increasing
	decreasing
)

func pdqsort(data Interface, a, b, limit int) {
	balanced, partitioned := true, true
	for b-a > insertionMax {
		n := b - a
		if limit == 0 {
			heapSort(data, a, b)
			return
		}
		if !balanced {
			breakPatterns(data, a, b)
			limit--
		}
		pivot, hint := choosePivot(data, a, b)
		if hint == decreasing {
			reverseRange(data, a, b)
			pivot = b - 1 - (pivot - a)
			hint = increasing
		}
		if balanced && partitioned && hint == increasing && almostSorted(data, a, b) {
			return
		}
		if a > 0 && !data.Less(a-1, pivot) {
			a = partitionEqual(data, a, b, pivot)
			continue
		}
		var mid int
		mid, partitioned = partition(data, a, b, pivot)
		balanced = min(mid-a, b-mid) >= n/8
		if mid-a < b-mid {
			pdqsort(data, a, mid, limit)
			a = mid + 1
		} else {
			pdqsort(data, mid+1, b, limit)
			b = mid
		}
	}
	insertionSort(data, a, b)
}

func insertionSort(data Interface, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && data.Less(j, j-1); j-- {
			data.Swap(j, j-1)
		}
	}
}

func siftDown(data Interface, root, n, first int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && data.Less(first+child, first+child+1) {
			child++
		}
		if !data.Less(first+root, first+child) {
			return
		}
		data.Swap(first+root, first+child)
		root = child
	}
}

func heapSort(data Interface, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDown(data, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		data.Swap(a, a+i)
		siftDown(data, 0, i, a)
	}
}

// partition moves what is less than the pivot in front of it. sorted: nothing had to be moved.
func partition(data Interface, a, b, pivot int) (mid int, sorted bool) {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	for sorted = true; ; sorted = false {
		for i <= j && data.Less(i, a) {
			i++
		}
		for i <= j && !data.Less(j, a) {
			j--
		}
		if i > j {
			break
		}
		data.Swap(i, j)
		i++
		j--
	}
	data.Swap(j, a)
	return j, sorted
}

// partitionEqual moves what equals the pivot to the front; nothing is less than it.
func partitionEqual(data Interface, a, b, pivot int) int {
	data.Swap(a, pivot)
	i, j := a+1, b-1
	for {
		for i <= j && !data.Less(a, i) {
			i++
		}
		for i <= j && data.Less(a, j) {
			j--
		}
		if i > j {
			return i
		}
		data.Swap(i, j)
		i++
		j--
	}
}

// almostSorted repairs a few pairs in the wrong order, and reports whether that sorted the range.
func almostSorted(data Interface, a, b int) bool {
	i := a + 1
	for range partialSteps {
		for i < b && !data.Less(i, i-1) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < partialShiftMin {
			return false
		}
		data.Swap(i, i-1)
		if i-a >= 2 {
			for j := i - 1; j >= 1 && data.Less(j, j-1); j-- {
				data.Swap(j, j-1)
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && data.Less(j, j-1); j++ {
				data.Swap(j, j-1)
			}
		}
	}
	return false
}

// breakPatterns moves three elements to places that a xorshift generator chooses.
func breakPatterns(data Interface, a, b int) {
	n := b - a
	if n < 8 {
		return
	}
	random := uint64(n)
	mask := uint(1)<<bits.Len(uint(n)) - 1
	middle := a + n/4*2
	for i := range 3 {
		random ^= random << 13
		random ^= random >> 7
		random ^= random << 17
		other := int(uint(random) & mask)
		if other >= n {
			other -= n
		}
		data.Swap(middle-1+i, a+other)
	}
}

// choosePivot takes the median of three elements, or of three medians in a long range.
func choosePivot(data Interface, a, b int) (pivot int, hint orderHint) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= nintherMin {
			i = median(data, i-1, i, i+1, &swaps)
			j = median(data, j-1, j, j+1, &swaps)
			k = median(data, k-1, k, k+1, &swaps)
		}
		j = median(data, i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, increasing
	case allSwapped:
		return j, decreasing
	}
	return j, unknown
}

func median(data Interface, a, b, c int, swaps *int) int {
	if data.Less(b, a) {
		*swaps++
		a, b = b, a
	}
	if data.Less(c, b) {
		*swaps++
		b = c
	}
	if data.Less(b, a) {
		*swaps++
		b = a
	}
	return b
}

func reverseRange(data Interface, a, b int) {
	for i, j := a, b-1; i < j; i, j = i+1, j-1 {
		data.Swap(i, j)
	}
}
