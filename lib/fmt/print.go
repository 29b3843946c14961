// Package fmt formats values.
package fmt

import (
	"internal/rtype"
	"io"
	"os"
)

// State is what a Formatter prints to.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// Formatter is implemented by values that format themselves for every verb.
type Formatter interface {
	Format(f State, verb rune)
}

// Stringer is implemented by values that have a text.
type Stringer interface {
	String() string
}

// GoStringer is implemented by values that print themselves for %#v.
type GoStringer interface {
	GoString() string
}

// FormatString gives the format directive that state and verb stand for.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		b = appendInt(b, w)
	}
	if p, ok := state.Precision(); ok {
		b = appendInt(append(b, '.'), p)
	}
	return string(append(b, string(verb)...))
}

// Fprintf formats to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	var p printer
	p.format(format, a)
	return w.Write(p.buf)
}

// Printf formats to standard output.
func Printf(format string, a ...any) (n int, err error) { return Fprintf(os.Stdout, format, a...) }

// Sprintf formats to a string.
func Sprintf(format string, a ...any) string {
	var p printer
	p.format(format, a)
	return string(p.buf)
}

// Appendf formats to the end of b.
func Appendf(b []byte, format string, a ...any) []byte {
	var p printer
	p.format(format, a)
	return append(b, p.buf...)
}

// Fprint writes its operands, with spaces between those that are both not strings.
func Fprint(w io.Writer, a ...any) (n int, err error) {
	var p printer
	p.print(a)
	return w.Write(p.buf)
}

// Print is Fprint to standard output.
func Print(a ...any) (n int, err error) { return Fprint(os.Stdout, a...) }

// Sprint is Fprint to a string.
func Sprint(a ...any) string {
	var p printer
	p.print(a)
	return string(p.buf)
}

// Append is Fprint to the end of b.
func Append(b []byte, a ...any) []byte {
	var p printer
	p.print(a)
	return append(b, p.buf...)
}

// Fprintln writes its operands with spaces between them and a newline behind.
func Fprintln(w io.Writer, a ...any) (n int, err error) {
	var p printer
	p.println(a)
	return w.Write(p.buf)
}

// Println is Fprintln to standard output.
func Println(a ...any) (n int, err error) { return Fprintln(os.Stdout, a...) }

// Sprintln is Fprintln to a string.
func Sprintln(a ...any) string {
	var p printer
	p.println(a)
	return string(p.buf)
}

// Appendln is Fprintln to the end of b.
func Appendln(b []byte, a ...any) []byte {
	var p printer
	p.println(a)
	return append(b, p.buf...)
}

// printer is one formatting in progress.
type printer struct {
	buf []byte
	spec
	wrap     bool  // Errorf: %w is allowed
	wrapped  []int // the operands of %w
	arg      int   // number of the operand in work
	erroring bool  // a bad verb is being reported: no methods are called
}

func (p *printer) Write(b []byte) (n int, err error) {
	p.buf = append(p.buf, b...)
	return len(b), nil
}

// WriteString appends s.
func (p *printer) WriteString(s string) (n int, err error) {
	p.buf = append(p.buf, s...)
	return len(s), nil
}

func (p *printer) Width() (wid int, ok bool)      { return p.wid, p.hasWid }
func (p *printer) Precision() (prec int, ok bool) { return p.prec, p.hasPrec }

func (p *printer) Flag(c int) bool {
	switch c {
	case '-':
		return p.minus
	case '+':
		return p.plus || p.plusV
	case '#':
		return p.sharp || p.sharpV
	case ' ':
		return p.space
	case '0':
		return p.zero
	}
	return false
}

func (p *printer) print(a []any) {
	wasString := false
	for i, v := range a {
		isString := v != nil && rtype.KindOf(rtype.Of(v)) == rtype.StringKind
		if i > 0 && !isString && !wasString {
			p.buf = append(p.buf, ' ')
		}
		p.arg = i
		p.value(v, 'v')
		wasString = isString
	}
}

func (p *printer) println(a []any) {
	for i, v := range a {
		if i > 0 {
			p.buf = append(p.buf, ' ')
		}
		p.arg = i
		p.value(v, 'v')
	}
	p.buf = append(p.buf, '\n')
}
