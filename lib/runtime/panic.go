package runtime

import "unsafe"

// How a program ends that nobody recovers. The kernel calls fatalpanic on top of the panicking
// goroutine's stack, when its deferred calls have run. Go's runtime prints the whole chain of
// panics in flight, the oldest first, each further one indented by a tab; errors and Stringers are
// turned into text before anything is printed, because these methods are ordinary code that may
// panic again. A value that a deferred function recovered and raised again is printed once.

//gopark:native PANICCOUNT
func panicCount() int

//gopark:native PANICVALUE
func panicValue(i int) any

//gopark:native PANICRECOVERED
func panicRecovered(i int) bool

//gopark:native PANICGOEXIT
func panicGoexit(i int) bool

//gopark:native DIE
func die()

//gopark:native TYPENAME
func typeName(t int) string

//gopark:native PANICREPEATS
func panicRepeats(i int) bool

//gopark:native TYPEOF
func typeOf(v any) int

//gopark:native TYPEKIND
func typeKind(t int) int

//gopark:native VALUEINT
func valueInt(v any) int64

//gopark:native VALUEFLOAT
func valueFloat(v any) float64

//gopark:native VALUECOMPLEX
func valueComplex(v any) complex128

//gopark:native VALUESTRING
func valueString(v any) string

//gopark:native PRINTHEX
func printHex(v uint64)

//gopark:native CALLERPC
func callerpc(skip int) uint64

// inFlight is one panic of the chain.
type inFlight struct {
	text                          string
	value                         any
	isText                        bool
	recovered, goexit, repanicked bool
}

const nilDereference = "runtime error: invalid memory address or nil pointer dereference"

func fatalpanic(v any) {
	n := panicCount()
	chain := make([]inFlight, n)
	for i := range chain {
		chain[i].value = panicValue(i)
		chain[i].recovered = panicRecovered(i)
		chain[i].goexit = panicGoexit(i)
	}
	if n == 0 {
		chain = append(chain, inFlight{value: v})
	}
	// The signal of a nil dereference is forgotten only when no panic is left in flight.
	signal := false
	for i := range chain {
		if e, isErr := chain[i].value.(rtError); isErr && string(e) == nilDereference {
			signal = true
		}
	}
	preparePanics(chain)
	printPanics(chain, len(chain)-1)
	if signal {
		print("[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=")
		printHex(callerpc(1))
		print("]\n")
	}
	die()
}

func preparePanics(chain []inFlight) {
	defer panicWhilePrinting()
	for i := len(chain) - 1; i >= 0; i-- {
		p := &chain[i]
		if i > 0 && (panicRepeats(i) || sameError(chain[i-1].value, p.value)) {
			chain[i-1].repanicked = true
			continue
		}
		switch v := p.value.(type) {
		case error:
			p.text, p.isText = v.Error(), true
		case stringer:
			p.text, p.isText = v.String(), true
		}
	}
}

func panicWhilePrinting() {
	const text = "panic while printing panic value"
	switch r := recover().(type) {
	case nil:
	case string:
		throw(text + ": " + r)
	default:
		throw(text + ": type " + typeName(typeOf(r)))
	}
}

// sameError reports whether both are the same run-time error without any details: such a one is a
// variable or a constant in Go's runtime; here each is a string of its own.
func sameError(a, b any) bool {
	x, ok := a.(rtError)
	return ok && !hasDetails(string(x)) && a == b
}

// hasDetails reports whether Go makes an object for each error with such a text.
func hasDetails(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] == '[' || i > 5 && text[i-5:i] == " type" {
			return true
		}
	}
	return len(text) > 9 && text[:9] == "interface"
}

func printPanics(chain []inFlight, last int) {
	p := &chain[last]
	if last > 0 {
		printPanics(chain, last-1)
		if chain[last-1].repanicked {
			return
		}
		if !chain[last-1].goexit {
			print("\t")
		}
	}
	if p.goexit {
		return
	}
	print("panic: ")
	if p.isText {
		printIndented(p.text)
	} else {
		printPanicValue(p.value)
	}
	if p.recovered && p.repanicked {
		print(" [recovered, repanicked]")
	} else if p.recovered {
		print(" [recovered]")
	}
	print("\n")
}

// printIndented keeps the lines of a text behind the tab of their panic.
func printIndented(s string) {
	start := 0
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' {
			print(s[start : i+1])
			print("\t")
			start = i + 1
		}
	}
	print(s[start:])
}

// The kinds of types, numbered as in package reflect.
const (
	kindBool       = 1
	kindInt        = 2
	kindInt64      = 6
	kindUint       = 7
	kindUintptr    = 12
	kindFloat32    = 13
	kindFloat64    = 14
	kindComplex64  = 15
	kindComplex128 = 16
	kindString     = 24
)

// printPanicValue prints basic values as print does, with the name of their type around unless
// it is the predeclared one, and anything else as type and address.
func printPanicValue(v any) {
	if v == nil {
		print("nil")
		return
	}
	t := typeOf(v)
	kind, name := typeKind(t), typeName(t)
	plain := isPredeclared(name)
	switch {
	case kind == kindString && plain:
		printIndented(valueString(v))
	case kind == kindString:
		print(name, `("`)
		printIndented(valueString(v))
		print(`")`)
	case kind == kindComplex64 || kind == kindComplex128:
		if !plain {
			print(name)
		}
		print(valueComplex(v))
	case kind >= kindBool && kind <= kindFloat64:
		if !plain {
			print(name, "(")
		}
		printNumber(v, kind)
		if !plain {
			print(")")
		}
	default:
		print("(", name, ") ")
		printHex((*(*[2]uint64)(unsafe.Pointer(&v)))[1])
	}
}

func printNumber(v any, kind int) {
	switch {
	case kind == kindBool:
		print(valueInt(v) != 0)
	case kind >= kindInt && kind <= kindInt64:
		print(valueInt(v))
	case kind >= kindUint && kind <= kindUintptr:
		print(uint64(valueInt(v)))
	default:
		print(valueFloat(v))
	}
}

func isPredeclared(name string) bool {
	for i := 0; i < len(name); i++ {
		if name[i] == '.' {
			return false
		}
	}
	return true
}
