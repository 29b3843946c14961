package sort

// Stable sorting by exchanges only: short blocks by insertion, then merging of neighbours in place.
// Two sorted neighbours are merged by finding, by bisection, a part at the end of the first and an
// equally long one at the start of the second that have to change sides, rotating what lies
// between, and merging the two halves (Kim and Kutzner's SymMerge).

const stableBlock = 20

func stable(data Interface, n int) {
	for a := 0; a < n; a += stableBlock {
		insertionSort(data, a, min(a+stableBlock, n))
	}
	for size := stableBlock; size < n; size *= 2 {
		for a := 0; a+size < n; a += 2 * size {
			merge(data, a, a+size, min(a+2*size, n))
		}
	}
}

func merge(data Interface, a, m, b int) {
	if a >= m || m >= b {
		return
	}
	if m-a == 1 || b-m == 1 {
		mergeOne(data, a, m, b)
		return
	}
	mid := int(uint(a+b) >> 1)
	total := mid + m
	lo, hi := a, m
	if m > mid {
		lo, hi = total-b, mid
	}
	last := total - 1
	for lo < hi {
		c := int(uint(lo+hi) >> 1)
		if !data.Less(last-c, c) {
			lo = c + 1
		} else {
			hi = c
		}
	}
	end := total - lo
	rotate(data, lo, m, end)
	merge(data, a, lo, mid)
	merge(data, mid, end, b)
}

// mergeOne merges when one side is a single element.
func mergeOne(data Interface, a, m, b int) {
	if m-a == 1 {
		k := m + Search(b-m, func(i int) bool { return !data.Less(m+i, a) })
		for i := a; i < k-1; i++ {
			data.Swap(i, i+1)
		}
		return
	}
	k := a + Search(m-a, func(i int) bool { return data.Less(m, a+i) })
	for i := m; i > k; i-- {
		data.Swap(i, i-1)
	}
}

// rotate exchanges [a, m) and [m, b).
func rotate(data Interface, a, m, b int) {
	flip(data, a, m)
	flip(data, m, b)
	flip(data, a, b)
}

func flip(data Interface, a, b int) {
	for i, j := a, b-1; i < j; i, j = i+1, j-1 {
		data.Swap(i, j)
	}
}
