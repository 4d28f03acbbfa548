// Package openfile opens the files that arguments and flags name. A pipe, such as that of a
// shell's <(…), may wait for its other end for ever: it is waited for until the run ends.
package openfile

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"
)

// waits are the kinds of files at which opening, reading or writing may wait.
const waits = os.ModeNamedPipe | os.ModeCharDevice | os.ModeSocket

// ForReading opens a file to read it. When the context is done, an opening or a read that
// still waits is an error.
func ForReading(ctx context.Context, name string) (*os.File, error) {
	return open(ctx, name, "nobody writes to this pipe", func() (*os.File, error) { return os.Open(name) }) //nolint:gosec // whoever runs it names the file
}

// ForWriting opens a file as os.OpenFile does. When the context is done, an opening or a
// write that still waits is an error.
func ForWriting(ctx context.Context, name string, flag int, mode os.FileMode) (*os.File, error) {
	return open(ctx, name, "nobody reads from this pipe", func() (*os.File, error) { return os.OpenFile(name, flag, mode) }) //nolint:gosec // whoever runs it names the file
}

func open(ctx context.Context, name, waiting string, opening func() (*os.File, error)) (*os.File, error) {
	if info, err := os.Stat(name); err != nil || info.Mode()&waits == 0 {
		return opening()
	}
	type opened struct {
		file *os.File
		err  error
	}
	done := make(chan opened, 1)
	go func() { // it ends with the other end of the pipe, or with the process
		f, err := opening()
		done <- opened{f, err}
	}()
	select {
	case o := <-done:
		if o.err == nil {
			context.AfterFunc(ctx, func() { _ = o.file.SetDeadline(time.Unix(0, 1)) })
		}
		return o.file, o.err
	case <-ctx.Done():
		return nil, &os.PathError{Op: "open", Path: name, Err: fmt.Errorf("%s: %w", waiting, ctx.Err())}
	}
}

// Read reads a whole file. One with more than limit bytes is an error.
func Read(ctx context.Context, name string, limit int64) ([]byte, error) {
	f, err := ForReading(ctx, name)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil && ctx.Err() != nil {
		err = ctx.Err() // the deadline is only the means
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", name, err)
	}
	if int64(len(content)) > limit {
		return nil, fmt.Errorf("%s has more than %d bytes", name, limit)
	}
	return content, nil
}
