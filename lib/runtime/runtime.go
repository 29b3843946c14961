// Package runtime is what a Go program can ask of its runtime system. Here the runtime is the
// kernel; what this package does itself is print the end of a program that panics.
package runtime

const (
	GOOS     = "linux"
	GOARCH   = "amd64"
	Compiler = "gc"
)

// MemProfileRate is there to be set; no heap profile is made.
var MemProfileRate int = 512 * 1024

//gopark:native GOSCHED
func Gosched()

//gopark:native GOEXIT
func Goexit()

//gopark:native GOMAXPROCS
func GOMAXPROCS(n int) int

//gopark:native NUMCPU
func NumCPU() int

//gopark:native NUMGOROUTINE
func NumGoroutine() int

//gopark:native LOCKOSTHREAD
func LockOSThread()

//gopark:native UNLOCKOSTHREAD
func UnlockOSThread()

//gopark:native GOID
func goid() int64

//gopark:native KEEPALIVE
func keepAlive(p uintptr)

// KeepAlive marks x as reachable up to this call.
func KeepAlive(x any) {}

// SetDefaultGOMAXPROCS goes back to the number that the machine suggests.
func SetDefaultGOMAXPROCS() { GOMAXPROCS(NumCPU()) }

// NumCgoCall counts calls into C; declared ones are not counted.
func NumCgoCall() int64 { return 0 }

// Version is the release whose runtime is simulated by default.
func Version() string { return "go1.26" }

// GOROOT is empty: there is no installation.
func GOROOT() string { return "" }

// Breakpoint does nothing: there is no debugger.
func Breakpoint() {}

// SetBlockProfileRate and SetMutexProfileFraction are accepted: the wait ledger counts all.
func SetBlockProfileRate(rate int) {}

// SetMutexProfileFraction returns the earlier value, which is always 0.
func SetMutexProfileFraction(rate int) int { return 0 }
