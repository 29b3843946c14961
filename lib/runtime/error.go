package runtime

// Error marks errors that the runtime itself raised.
type Error interface {
	error
	RuntimeError()
}

// rtError is the type of every run-time panic that the kernel raises; the text is complete.
type rtError string

func (e rtError) Error() string { return string(e) }
func (e rtError) RuntimeError() {}

// PanicNilError is what recover returns after panic(nil).
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) Error() string { return "panic called with nil argument" }
func (*PanicNilError) RuntimeError() {}

// TypeAssertionError is the type that Go gives failed assertions. The kernel raises rtError.
type TypeAssertionError struct {
	text string
}

func (e *TypeAssertionError) Error() string { return e.text }
func (*TypeAssertionError) RuntimeError()   {}

type stringer interface{ String() string }

//gopark:native FATAL
func throw(s string)
