// Package syscall has the one system call that programs use to block for a known time, and the
// types that signals and errors need.
package syscall

// Timespec is a time in seconds and nanoseconds.
type Timespec struct {
	Sec  int64
	Nsec int64
}

// NsecToTimespec splits nanoseconds.
func NsecToTimespec(nsec int64) Timespec { return Timespec{nsec / 1e9, nsec % 1e9} }

// TimespecToNsec joins them again.
func TimespecToNsec(ts Timespec) int64 { return ts.Sec*1e9 + ts.Nsec }

// Nano is TimespecToNsec.
func (ts *Timespec) Nano() int64 { return TimespecToNsec(*ts) }

// Nanosleep blocks the thread, not just the goroutine.
func Nanosleep(time *Timespec, leftover *Timespec) (err error) {
	block(int(time.Nano()))
	return nil
}

//gopark:syscall n*1ns
func block(n int) {}

// Errno is the number of a system call's error.
type Errno uintptr

const (
	ENOENT Errno = 2
	EINTR  Errno = 4
	EAGAIN Errno = 11
	EINVAL Errno = 22
	ENOSYS Errno = 38
)

func (e Errno) Error() string {
	switch e {
	case ENOENT:
		return "no such file or directory"
	case EINTR:
		return "interrupted system call"
	case EAGAIN:
		return "resource temporarily unavailable"
	case EINVAL:
		return "invalid argument"
	}
	return "function not implemented"
}

// Signal is the number of a signal.
type Signal int

const (
	SIGHUP  Signal = 1
	SIGINT  Signal = 2
	SIGQUIT Signal = 3
	SIGKILL Signal = 9
	SIGUSR1 Signal = 10
	SIGUSR2 Signal = 12
	SIGTERM Signal = 15
)

// Signal marks it as an os.Signal.
func (s Signal) Signal() {}

func (s Signal) String() string {
	switch s {
	case SIGHUP:
		return "hangup"
	case SIGINT:
		return "interrupt"
	case SIGQUIT:
		return "quit"
	case SIGKILL:
		return "killed"
	case SIGUSR1:
		return "user defined signal 1"
	case SIGUSR2:
		return "user defined signal 2"
	}
	return "terminated"
}

// Getpid is the number of the process.
func Getpid() int { return 1 }
