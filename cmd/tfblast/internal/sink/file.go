// Package sink writes finished reports to where they were asked for.
package sink

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
)

// Write writes a report to a file, or to stdout where the path is "" or "-". A file is
// put in place only when it is whole: a reader never finds half a report. A symbolic
// link stays, the file that it points to is replaced. Directories are not made. A pipe is
// waited for until the context is done.
func Write(ctx context.Context, path string, stdout io.Writer, write func(io.Writer) error) error {
	if path == "" || path == "-" {
		return buffered(stdout, write)
	}
	return toFile(ctx, path, 0, write)
}

// WritePrivate writes a file as Write does, for the user alone, whoever could read what was
// there before.
func WritePrivate(path string, write func(io.Writer) error) error { return toFile(context.Background(), path, 0o600, write) }

// toFile writes a file of a mode; 0 stands for that of what is there, else for one that all can
// read.
func toFile(ctx context.Context, path string, mode os.FileMode, write func(io.Writer) error) error {
	info, err := os.Stat(path)
	if err == nil && !info.Mode().IsRegular() {
		return writeThrough(ctx, path, write) // a device or a pipe can't be replaced
	}
	target := path
	if info != nil { // else /dev/stdout, a link to the redirected file, would be replaced
		if target, err = filepath.EvalSymlinks(path); err != nil {
			return fmt.Errorf("write report %s: %w", path, err)
		}
	}
	f, err := os.CreateTemp(filepath.Dir(target), ".tfblast-*")
	if errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("write report %s: there is no folder %s: make it first", path, filepath.Dir(target))
	}
	if err != nil {
		return fmt.Errorf("write report %s: %w", path, err)
	}
	defer os.Remove(f.Name()) //nolint:errcheck // gone after the rename
	if err := buffered(f, write); err != nil {
		f.Close() //nolint:errcheck // the first error counts
		return fmt.Errorf("write report %s: %w", path, err)
	}
	switch {
	case mode == 0 && info != nil:
		mode = info.Mode().Perm()
	case mode == 0:
		mode = 0o644
	}
	if err := f.Chmod(mode); err != nil {
		f.Close() //nolint:errcheck // the first error counts
		return fmt.Errorf("write report %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write report %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), target); err != nil {
		return fmt.Errorf("write report %s: %w", path, err)
	}
	return nil
}

func writeThrough(ctx context.Context, path string, write func(io.Writer) error) error {
	f, err := openfile.ForWriting(ctx, path, os.O_WRONLY, 0)
	if err != nil {
		return fmt.Errorf("write report %s: %w", path, err)
	}
	if err := buffered(f, write); err != nil {
		f.Close() //nolint:errcheck // the first error counts
		return fmt.Errorf("write report %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("write report %s: %w", path, err)
	}
	return nil
}

func buffered(w io.Writer, write func(io.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := write(b); err != nil {
		return err
	}
	return b.Flush()
}
