// Package debug has the runtime's knobs. Those of the collector are accepted; memory is the
// simulator's matter.
package debug

import (
	"os"
	"runtime"
	"time"
)

//gopark:native SETMAXTHREADS
func SetMaxThreads(threads int) int

var (
	gcPercent         = 100
	memoryLimit int64 = 1<<63 - 1
	maxStack          = 1_000_000_000
)

// SetGCPercent gives the percentage before.
func SetGCPercent(percent int) int {
	old := gcPercent
	gcPercent = max(percent, -1)
	return old
}

// SetMemoryLimit gives the limit before; a negative one changes nothing.
func SetMemoryLimit(limit int64) int64 {
	old := memoryLimit
	if limit >= 0 {
		memoryLimit = limit
	}
	return old
}

// SetMaxStack gives the limit before.
func SetMaxStack(bytes int) int {
	old := maxStack
	maxStack = bytes
	return old
}

// SetPanicOnFault and SetTraceback are accepted.
func SetPanicOnFault(enabled bool) bool { return false }

func SetTraceback(level string) {}

// FreeOSMemory collects garbage.
func FreeOSMemory() { runtime.GC() }

// Stack is the calling goroutine's stack.
func Stack() []byte {
	buf := make([]byte, 4096)
	return buf[:runtime.Stack(buf, false)]
}

// PrintStack writes it to standard error.
func PrintStack() { os.Stderr.Write(Stack()) }

// GCStats are statistics of the collector.
type GCStats struct {
	LastGC         time.Time
	NumGC          int64
	PauseTotal     time.Duration
	Pause          []time.Duration
	PauseEnd       []time.Time
	PauseQuantiles []time.Duration
}

// ReadGCStats tells nothing.
func ReadGCStats(stats *GCStats) { *stats = GCStats{} }

// Module is a module of the program.
type Module struct {
	Path, Version, Sum string
	Replace            *Module
}

// BuildSetting is a setting of the build.
type BuildSetting struct{ Key, Value string }

// BuildInfo tells how the program was built.
type BuildInfo struct {
	GoVersion string
	Path      string
	Main      Module
	Deps      []*Module
	Settings  []BuildSetting
}

// ReadBuildInfo tells the release.
func ReadBuildInfo() (info *BuildInfo, ok bool) {
	return &BuildInfo{GoVersion: runtime.Version(), Path: "command-line-arguments"}, true
}
