package slices

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

func pdqsort[E any](s []E, less func(a, b E) bool, a, b, limit int) {
	balanced, partitioned := true, true
	for b-a > insertionMax {
		n := b - a
		if limit == 0 {
			heapSort(s, less, a, b)
			return
		}
		if !balanced {
			breakPatterns(s, a, b)
			limit--
		}
		pivot, hint := choosePivot(s, less, a, b)
		if hint == decreasing {
			reverseRange(s, a, b)
			pivot = b - 1 - (pivot - a)
			hint = increasing
		}
		if balanced && partitioned && hint == increasing && almostSorted(s, less, a, b) {
			return
		}
		if a > 0 && !less(s[a-1], s[pivot]) {
			a = partitionEqual(s, less, a, b, pivot)
			continue
		}
		var mid int
		mid, partitioned = partition(s, less, a, b, pivot)
		balanced = min(mid-a, b-mid) >= n/8
		if mid-a < b-mid {
			pdqsort(s, less, a, mid, limit)
			a = mid + 1
		} else {
			pdqsort(s, less, mid+1, b, limit)
			b = mid
		}
	}
	insertionSort(s, less, a, b)
}

func insertionSort[E any](s []E, less func(a, b E) bool, a, b int) {
	for i := a + 1; i < b; i++ {
		for j := i; j > a && less(s[j], s[j-1]); j-- {
			s[j], s[j-1] = s[j-1], s[j]
		}
	}
}

func siftDown[E any](s []E, less func(a, b E) bool, root, n, first int) {
	for {
		child := 2*root + 1
		if child >= n {
			return
		}
		if child+1 < n && less(s[first+child], s[first+child+1]) {
			child++
		}
		if !less(s[first+root], s[first+child]) {
			return
		}
		s[first+root], s[first+child] = s[first+child], s[first+root]
		root = child
	}
}

func heapSort[E any](s []E, less func(a, b E) bool, a, b int) {
	n := b - a
	for i := (n - 1) / 2; i >= 0; i-- {
		siftDown(s, less, i, n, a)
	}
	for i := n - 1; i >= 0; i-- {
		s[a], s[a+i] = s[a+i], s[a]
		siftDown(s, less, 0, i, a)
	}
}

// partition moves what is less than the pivot in front of it. sorted: nothing had to be moved.
func partition[E any](s []E, less func(a, b E) bool, a, b, pivot int) (mid int, sorted bool) {
	s[a], s[pivot] = s[pivot], s[a]
	i, j := a+1, b-1
	for sorted = true; ; sorted = false {
		for i <= j && less(s[i], s[a]) {
			i++
		}
		for i <= j && !less(s[j], s[a]) {
			j--
		}
		if i > j {
			break
		}
		s[i], s[j] = s[j], s[i]
		i++
		j--
	}
	s[j], s[a] = s[a], s[j]
	return j, sorted
}

// partitionEqual moves what equals the pivot to the front; nothing is less than it.
func partitionEqual[E any](s []E, less func(a, b E) bool, a, b, pivot int) int {
	s[a], s[pivot] = s[pivot], s[a]
	i, j := a+1, b-1
	for {
		for i <= j && !less(s[a], s[i]) {
			i++
		}
		for i <= j && less(s[a], s[j]) {
			j--
		}
		if i > j {
			return i
		}
		s[i], s[j] = s[j], s[i]
		i++
		j--
	}
}

// almostSorted repairs a few pairs in the wrong order, and reports whether that sorted the range.
func almostSorted[E any](s []E, less func(a, b E) bool, a, b int) bool {
	i := a + 1
	for range partialSteps {
		for i < b && !less(s[i], s[i-1]) {
			i++
		}
		if i == b {
			return true
		}
		if b-a < partialShiftMin {
			return false
		}
		s[i], s[i-1] = s[i-1], s[i]
		if i-a >= 2 {
			for j := i - 1; j >= 1 && less(s[j], s[j-1]); j-- {
				s[j], s[j-1] = s[j-1], s[j]
			}
		}
		if b-i >= 2 {
			for j := i + 1; j < b && less(s[j], s[j-1]); j++ {
				s[j], s[j-1] = s[j-1], s[j]
			}
		}
	}
	return false
}

// breakPatterns moves three elements to places that a xorshift generator chooses.
func breakPatterns[E any](s []E, a, b int) {
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
		s[middle-1+i], s[a+other] = s[a+other], s[middle-1+i]
	}
}

// choosePivot takes the median of three elements, or of three medians in a long range.
func choosePivot[E any](s []E, less func(a, b E) bool, a, b int) (pivot int, hint orderHint) {
	n := b - a
	swaps := 0
	i, j, k := a+n/4, a+n/4*2, a+n/4*3
	if n >= 8 {
		if n >= nintherMin {
			i = median(s, less, i-1, i, i+1, &swaps)
			j = median(s, less, j-1, j, j+1, &swaps)
			k = median(s, less, k-1, k, k+1, &swaps)
		}
		j = median(s, less, i, j, k, &swaps)
	}
	switch swaps {
	case 0:
		return j, increasing
	case allSwapped:
		return j, decreasing
	}
	return j, unknown
}

func median[E any](s []E, less func(a, b E) bool, a, b, c int, swaps *int) int {
	if less(s[b], s[a]) {
		*swaps++
		a, b = b, a
	}
	if less(s[c], s[b]) {
		*swaps++
		b = c
	}
	if less(s[b], s[a]) {
		*swaps++
		b = a
	}
	return b
}

func reverseRange[E any](s []E, a, b int) {
	for i, j := a, b-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}
