// Command rand-tables writes the tables of lib/internal/randutil: the constants that seed the
// generator of math/rand, and the ziggurats of Marsaglia and Tsang (2000) for normal and
// exponential numbers. Run it from the project's root: go run ./scripts/rand-tables/main.go
//
// The constants are found from the generator's output alone. It is an additive lagged Fibonacci
// generator, x[n] = x[n-607] + x[n-273] modulo 2^64; after 607 numbers its state is these
// numbers, so the recurrence run backwards gives the state that the seed led to; and that is the
// constants exclusive-or numbers which the documented congruential generator 48271*x mod (2^31-1)
// makes.
package main

import (
	"bytes"
	"fmt"
	"go/format"
	"math"
	"math/rand"
	"os"
	"strings"
)

const (
	length = 607
	tap    = 273
)

// state recovers the vector that seed leads to, in the order in which Go keeps it.
func state(seed int64) (vec [length]uint64) {
	src := rand.NewSource(seed).(rand.Source64)
	x := make([]uint64, 2*length)
	for i := range length {
		x[length+i] = src.Uint64()
	}
	for n := 2*length - 1; n >= length; n-- {
		x[n-length] = x[n] - x[n-tap]
	}
	// The generator goes down from position length-tap-1, and replaces what it used.
	at := length - tap
	for i := range length {
		at--
		if at < 0 {
			at += length
		}
		vec[at] = x[i]
	}
	return vec
}

func congruential(x int32) int32 {
	return int32(int64(x) * 48271 % (1<<31 - 1))
}

func cooked() (out [length]uint64) {
	vec := state(1)
	x := int32(1)
	for i := -20; i < length; i++ {
		x = congruential(x)
		if i >= 0 {
			u := uint64(int64(x) << 40)
			x = congruential(x)
			u ^= uint64(int64(x) << 20)
			x = congruential(x)
			u ^= uint64(int64(x))
			out[i] = vec[i] ^ u
		}
	}
	return out
}

// ziggurat makes the tables of n layers with rightmost edge r and area v under density f with
// inverse g.
func ziggurat(n int, m, r, v float64, f, g func(float64) float64) (k []uint32, w, y []float32) {
	k, w, y = make([]uint32, n), make([]float32, n), make([]float32, n)
	q := v / f(r)
	k[0], k[1] = uint32(r/q*m), 0
	w[0], w[n-1] = float32(q/m), float32(r/m)
	y[0], y[n-1] = 1, float32(f(r))
	last := r
	for i := n - 2; i >= 1; i-- {
		r = g(v/r + f(r))
		k[i+1] = uint32(r / last * m)
		last = r
		y[i] = float32(f(r))
		w[i] = float32(r / m)
	}
	return k, w, y
}

func digits(b *strings.Builder, v uint64, n int) {
	for n--; n >= 0; n-- {
		b.WriteByte(byte(' ' + v>>(6*n)&63))
	}
}

func literal(s string) string {
	var parts []string
	for len(s) > 80 {
		parts = append(parts, "`"+s[:80]+"`")
		s = s[80:]
	}
	return strings.Join(append(parts, "`"+s+"`"), " +\n\t")
}

func constant(out *bytes.Buffer, name, doc string, n, width int, at func(i int) uint64) {
	var b strings.Builder
	for i := range n {
		digits(&b, at(i), width)
	}
	fmt.Fprintf(out, "// %s %s.\nconst %s = %s\n\n", name, doc, name, literal(b.String()))
}

func main() {
	const header = "// Made by scripts/rand-tables. Do not edit.\n\npackage randutil\n\n"
	out := bytes.NewBufferString(header)
	seeds := cooked()
	constant(out, "cooked", "are the constants of math/rand, 11 digits each", length, 11,
		func(i int) uint64 { return seeds[i] })
	tables := func(name string, k []uint32, w, y []float32) {
		constant(out, "k"+name, "are limits, 6 digits each", len(k), 6,
			func(i int) uint64 { return uint64(k[i]) })
		constant(out, "w"+name, "are float32 factors, 6 digits each", len(k), 6,
			func(i int) uint64 { return uint64(math.Float32bits(w[i])) })
		constant(out, "f"+name, "are float32 densities, 6 digits each", len(k), 6,
			func(i int) uint64 { return uint64(math.Float32bits(y[i])) })
	}
	tables(names("Normal", 128, 1<<31, 3.442619855899, 9.91256303526217e-3,
		func(x float64) float64 { return math.Exp(-0.5 * x * x) },
		func(y float64) float64 { return math.Sqrt(-2 * math.Log(y)) }))
	tables(names("Exp", 256, 1<<32, 7.69711747013104972, 3.949659822581572e-3,
		func(x float64) float64 { return math.Exp(-x) },
		func(y float64) float64 { return -math.Log(y) }))
	text, err := format.Source(out.Bytes())
	if err != nil {
		panic(err)
	}
	if err := os.WriteFile("lib/internal/randutil/tables.go", text, 0o644); err != nil {
		panic(err)
	}
}

func names(name string, n int, m, r, v float64, f, g func(float64) float64) (
	string, []uint32, []float32, []float32) {
	k, w, y := ziggurat(n, m, r, v, f, g)
	return name, k, w, y
}
