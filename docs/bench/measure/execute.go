//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// A result is what one run took. The peak is in bytes; the kernel counts into it what
// this program held when it started the command, some 5 MB.
type result struct {
	wall, cpu time.Duration
	peak      int64
}

// execute runs a command of sh in a process group of its own and throws its output
// away. After the limit the group is killed and the error is the context's; the result
// then holds what was used so far.
func execute(ctx context.Context, command string, limit time.Duration) (result, error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, "sh", "-c", "exec "+command) //nolint:gosec // running commands is its purpose
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = time.Second
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	start := time.Now() //nolint:forbidigo // time is what it measures
	err := cmd.Run()
	r := result{wall: time.Since(start)}
	if state := cmd.ProcessState; state != nil {
		r.cpu = state.UserTime() + state.SystemTime()
		if usage, ok := state.SysUsage().(*syscall.Rusage); ok {
			r.peak = peakBytes(usage.Maxrss)
		}
	}
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	if err != nil {
		first, _, _ := bytes.Cut(complaint.Bytes(), []byte("\n"))
		return r, fmt.Errorf("%w: %s", err, first)
	}
	return r, nil
}

// peakBytes turns ru_maxrss into bytes: macOS has bytes, the others kilobytes.
func peakBytes[T int32 | int64](maxrss T) int64 {
	if runtime.GOOS == "darwin" {
		return int64(maxrss)
	}
	return int64(maxrss) * 1024
}
