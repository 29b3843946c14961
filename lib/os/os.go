// Package os is the little of the operating system that a simulated program sees: its arguments,
// its standard streams and its exit. There are no files and no environment.
package os

import (
	"errors"
	"io"
)

//gopark:native EXIT
func exit(code int)

//gopark:native WRITE
func write(fd int, b []byte)

//gopark:native ARGC
func argc() int

//gopark:native ARGV
func argv(i int) string

// Args are the program's name and its arguments.
var Args = arguments()

func arguments() []string {
	args := make([]string, argc())
	for i := range args {
		args[i] = argv(i)
	}
	return args
}

// Exit ends the program at once.
func Exit(code int) { exit(code) }

var (
	ErrInvalid    = errors.New("invalid argument")
	ErrPermission = errors.New("permission denied")
	ErrExist      = errors.New("file already exists")
	ErrNotExist   = errors.New("file does not exist")
	ErrClosed     = errors.New("file already closed")

	// ErrNoFiles is the reason of every failed operation on a file.
	ErrNoFiles = errors.New("gopark has no file system")
)

// A PathError is a failed operation on a file.
type PathError struct {
	Op   string
	Path string
	Err  error
}

func (e *PathError) Error() string { return e.Op + " " + e.Path + ": " + e.Err.Error() }
func (e *PathError) Unwrap() error { return e.Err }

// IsNotExist, IsExist and IsPermission look for the errors of these names.
func IsNotExist(err error) bool { return errors.Is(err, ErrNotExist) }

func IsExist(err error) bool { return errors.Is(err, ErrExist) }

func IsPermission(err error) bool { return errors.Is(err, ErrPermission) }

const (
	O_RDONLY = 0
	O_WRONLY = 1
	O_RDWR   = 2
	O_APPEND = 0x400
	O_CREATE = 0x40
	O_EXCL   = 0x80
	O_SYNC   = 0x101000
	O_TRUNC  = 0x200

	PathSeparator     = '/'
	PathListSeparator = ':'
	DevNull           = "/dev/null"
)

// FileMode is a file's mode.
type FileMode uint32

// ModePerm are the permission bits.
const ModePerm FileMode = 0o777

// File is one of the three standard streams.
type File struct {
	fd     int
	name   string
	closed bool
}

var (
	Stdin  = &File{fd: 0, name: "/dev/stdin"}
	Stdout = &File{fd: 1, name: "/dev/stdout"}
	Stderr = &File{fd: 2, name: "/dev/stderr"}
)

func (f *File) check(op string) error {
	if f == nil {
		return ErrInvalid
	}
	if f.closed {
		return &PathError{op, f.name, ErrClosed}
	}
	return nil
}

// Write writes b by one system call.
func (f *File) Write(b []byte) (n int, err error) {
	if err := f.check("write"); err != nil {
		return 0, err
	}
	if f.fd == 0 {
		return 0, &PathError{"write", f.name, errors.New("bad file descriptor")}
	}
	if len(b) > 0 {
		write(f.fd, b)
	}
	return len(b), nil
}

// WriteString writes s.
func (f *File) WriteString(s string) (n int, err error) { return f.Write([]byte(s)) }

// Read finds that standard input is empty.
func (f *File) Read(b []byte) (n int, err error) {
	if err := f.check("read"); err != nil {
		return 0, err
	}
	if f.fd != 0 {
		return 0, &PathError{"read", f.name, errors.New("bad file descriptor")}
	}
	if len(b) == 0 {
		return 0, nil
	}
	return 0, io.EOF
}

// Close closes the stream.
func (f *File) Close() error {
	if err := f.check("close"); err != nil {
		return err
	}
	f.closed = true
	return nil
}

// Sync does nothing: writes are not buffered.
func (f *File) Sync() error { return f.check("sync") }

// Name is the stream's name, Fd its number.
func (f *File) Name() string { return f.name }

func (f *File) Fd() uintptr { return uintptr(f.fd) }
