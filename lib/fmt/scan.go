package fmt

import (
	"errors"
	"io"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ScanState is what a Scanner reads from.
type ScanState interface {
	ReadRune() (r rune, size int, err error)
	UnreadRune() error
	SkipSpace()
	Token(skipSpace bool, f func(rune) bool) (token []byte, err error)
	Width() (wid int, ok bool)
	Read(buf []byte) (n int, err error)
}

// Scanner is implemented by values that read themselves.
type Scanner interface {
	Scan(state ScanState, verb rune) error
}

// Scan reads words from standard input into pointers; newlines count as space.
func Scan(a ...any) (n int, err error) { return Fscan(os.Stdin, a...) }

// Scanln is Scan up to the end of the line.
func Scanln(a ...any) (n int, err error) { return Fscanln(os.Stdin, a...) }

// Scanf reads by a format.
func Scanf(format string, a ...any) (n int, err error) { return Fscanf(os.Stdin, format, a...) }

func Sscan(str string, a ...any) (n int, err error) { return Fscan(strings.NewReader(str), a...) }

func Sscanln(str string, a ...any) (n int, err error) {
	return Fscanln(strings.NewReader(str), a...)
}

func Sscanf(str string, format string, a ...any) (n int, err error) {
	return Fscanf(strings.NewReader(str), format, a...)
}

func Fscan(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r, true, false)
	defer s.catch(&err)
	return s.words(a)
}

func Fscanln(r io.Reader, a ...any) (n int, err error) {
	s := newScan(r, false, true)
	defer s.catch(&err)
	return s.words(a)
}

func Fscanf(r io.Reader, format string, a ...any) (n int, err error) {
	s := newScan(r, false, false)
	defer s.catch(&err)
	return s.format(format, a)
}

// scan is one scanning in progress.
type scan struct {
	rs        io.RuneScanner
	newlineIs bool // newlines are space
	lineEnds  bool // a newline ends the input
	width     int  // runes that the verb may still read
	hasWidth  bool
	wid       int
	count     int
	atEOF     bool
	token     []byte
}

// failure is the panic that ends a scan.
type failure struct{ err error }

const unlimited = 1 << 30

func newScan(r io.Reader, newlineIsSpace, lineEnds bool) *scan {
	rs, ok := r.(io.RuneScanner)
	if !ok {
		rs = &byRune{r: r}
	}
	return &scan{rs: rs, newlineIs: newlineIsSpace, lineEnds: lineEnds, width: unlimited}
}

func (s *scan) fail(text string) { panic(failure{errors.New(text)}) }

func (s *scan) catch(err *error) {
	switch e := recover().(type) {
	case nil:
	case failure:
		*err = e.err
	default:
		panic(e)
	}
}

const eof = -1

// ReadRune reads a rune within the width.
func (s *scan) ReadRune() (r rune, size int, err error) {
	if s.atEOF || s.width <= 0 {
		return 0, 0, io.EOF
	}
	r, size, err = s.rs.ReadRune()
	if err == nil {
		s.count++
		s.width--
		if s.lineEnds && r == '\n' {
			s.atEOF = true
		}
	} else if err == io.EOF {
		s.atEOF = true
	}
	return r, size, err
}

func (s *scan) UnreadRune() error {
	s.rs.UnreadRune()
	s.atEOF = false
	s.count--
	s.width++
	return nil
}

// Read is there for the interface; ReadRune is to be used.
func (s *scan) Read(buf []byte) (n int, err error) {
	return 0, errors.New("ScanState's Read should not be called. Use ReadRune")
}

func (s *scan) Width() (wid int, ok bool) { return s.wid, s.hasWidth }

func (s *scan) get() rune {
	r, _, err := s.ReadRune()
	if err == io.EOF {
		return eof
	}
	if err != nil {
		panic(failure{err})
	}
	return r
}

func (s *scan) peekOK(f func(rune) bool) bool {
	r := s.get()
	if r == eof {
		return false
	}
	s.UnreadRune()
	return f(r)
}

// SkipSpace skips space; a newline is an error where it does not count as space.
func (s *scan) SkipSpace() {
	for {
		r := s.get()
		switch {
		case r == eof:
			return
		case r == '\r' && s.peekOK(func(r rune) bool { return r == '\n' }):
		case r == '\n' && s.newlineIs:
		case r == '\n':
			s.fail("unexpected newline")
		case !unicode.IsSpace(r):
			s.UnreadRune()
			return
		}
	}
}

// Token reads the runes that satisfy f; all but space if f is nil.
func (s *scan) Token(skipSpace bool, f func(rune) bool) (token []byte, err error) {
	defer s.catch(&err)
	if f == nil {
		f = func(r rune) bool { return !unicode.IsSpace(r) }
	}
	if skipSpace {
		s.SkipSpace()
	}
	return []byte(s.while(f)), nil
}

func (s *scan) while(f func(rune) bool) string {
	var b []byte
	for {
		r := s.get()
		if r == eof {
			return string(b)
		}
		if !f(r) {
			s.UnreadRune()
			return string(b)
		}
		b = utf8.AppendRune(b, r)
	}
}

func (s *scan) words(a []any) (n int, err error) {
	defer s.catch(&err)
	for _, arg := range a {
		s.one('v', arg)
		n++
	}
	if s.lineEnds {
		for {
			r := s.get()
			if r == '\n' || r == eof {
				break
			}
			if !unicode.IsSpace(r) {
				s.fail("expected newline")
			}
		}
	}
	return n, nil
}

// byRune reads runes from a reader that only has bytes, without reading ahead.
type byRune struct {
	r       io.Reader
	last    rune
	size    int
	pending bool
}

func (b *byRune) ReadRune() (r rune, size int, err error) {
	if b.pending {
		b.pending = false
		return b.last, b.size, nil
	}
	var buf [utf8.UTFMax]byte
	n := 0
	for n == 0 || !utf8.FullRune(buf[:n]) {
		k, err := io.ReadFull(b.r, buf[n:n+1])
		if k == 0 {
			if n > 0 {
				break
			}
			return 0, 0, err
		}
		n++
	}
	b.last, b.size = utf8.DecodeRune(buf[:n])
	return b.last, b.size, nil
}

func (b *byRune) UnreadRune() error {
	b.pending = true
	return nil
}
