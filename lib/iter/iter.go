// Package iter has the types of iterators.
package iter

// Seq goes through values; yield returns false to stop.
type Seq[V any] func(yield func(V) bool)

// Seq2 goes through pairs.
type Seq2[K, V any] func(yield func(K, V) bool)
