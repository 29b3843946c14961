package io

import "sync"

// pipe is a pipe without a buffer: each write waits until its bytes are read. Writers take turns by
// mu; bytes go through data, and how many were read comes back through taken.
type pipe struct {
	mu    sync.Mutex
	data  chan []byte
	taken chan int
	once  sync.Once
	done  chan struct{}
	rerr  firstError
	werr  firstError
}

type firstError struct {
	mu  sync.Mutex
	err error
}

func (e *firstError) set(err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.err == nil {
		e.err = err
	}
}

func (e *firstError) get() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.err
}

// Pipe connects a reader and a writer.
func Pipe() (*PipeReader, *PipeWriter) {
	p := &pipe{
		data:  make(chan []byte),
		taken: make(chan int),
		done:  make(chan struct{}),
	}
	return &PipeReader{p}, &PipeWriter{p}
}

func (p *pipe) close(to *firstError, err, none error) error {
	if err == nil {
		err = none
	}
	to.set(err)
	p.once.Do(func() { close(p.done) })
	return nil
}

func (p *pipe) readError() error {
	if err := p.werr.get(); p.rerr.get() == nil && err != nil {
		return err
	}
	return ErrClosedPipe
}

func (p *pipe) writeError() error {
	if err := p.rerr.get(); p.werr.get() == nil && err != nil {
		return err
	}
	return ErrClosedPipe
}

// PipeReader is the end to read from.
type PipeReader struct{ p *pipe }

func (r *PipeReader) Read(data []byte) (n int, err error) {
	p := r.p
	select {
	case <-p.done:
		return 0, p.readError()
	default:
	}
	select {
	case b := <-p.data:
		n = copy(data, b)
		p.taken <- n
		return n, nil
	case <-p.done:
		return 0, p.readError()
	}
}

// Close makes writes fail.
func (r *PipeReader) Close() error { return r.CloseWithError(nil) }

// CloseWithError makes writes fail with err.
func (r *PipeReader) CloseWithError(err error) error {
	return r.p.close(&r.p.rerr, err, ErrClosedPipe)
}

// PipeWriter is the end to write to.
type PipeWriter struct{ p *pipe }

func (w *PipeWriter) Write(data []byte) (n int, err error) {
	p := w.p
	select {
	case <-p.done:
		return 0, p.writeError()
	default:
		p.mu.Lock()
		defer p.mu.Unlock()
	}
	for once := true; once || len(data) > 0; once = false {
		select {
		case p.data <- data:
			k := <-p.taken
			data = data[k:]
			n += k
		case <-p.done:
			return n, p.writeError()
		}
	}
	return n, nil
}

// Close ends the reader's input.
func (w *PipeWriter) Close() error { return w.CloseWithError(nil) }

// CloseWithError ends the reader's input with err.
func (w *PipeWriter) CloseWithError(err error) error { return w.p.close(&w.p.werr, err, EOF) }
