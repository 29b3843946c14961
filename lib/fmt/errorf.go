package fmt

import (
	"errors"
	"slices"
)

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }
func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string   { return e.msg }
func (e *wrapErrors) Unwrap() []error { return e.errs }

// Errorf makes an error from a format; operands of %w are wrapped.
func Errorf(format string, a ...any) error {
	p := printer{wrap: true}
	p.format(format, a)
	text := string(p.buf)
	if len(p.wrapped) == 0 {
		return errors.New(text)
	}
	if len(p.wrapped) == 1 {
		w := &wrapError{msg: text}
		w.err, _ = a[p.wrapped[0]].(error)
		return w
	}
	slices.Sort(p.wrapped)
	var errs []error
	for i, n := range p.wrapped {
		if i > 0 && n == p.wrapped[i-1] {
			continue
		}
		if err, ok := a[n].(error); ok {
			errs = append(errs, err)
		}
	}
	return &wrapErrors{text, errs}
}
