// Package trace accepts what programs tell Go's execution tracer. The simulator records everything
// anyway: see the formats that it can write.
package trace

import (
	"context"
	"io"
)

func Start(w io.Writer) error { return nil }
func Stop()                   {}
func IsEnabled() bool         { return false }

// A Task is a logical operation.
type Task struct{}

func NewTask(pctx context.Context, taskType string) (ctx context.Context, task *Task) {
	return pctx, &Task{}
}

func (t *Task) End() {}

func Log(ctx context.Context, category, message string)              {}
func Logf(ctx context.Context, category, format string, args ...any) {}

func WithRegion(ctx context.Context, regionType string, fn func()) { fn() }

// A Region is a part of a goroutine's run.
type Region struct{}

func StartRegion(ctx context.Context, regionType string) *Region { return &Region{} }

func (r *Region) End() {}
