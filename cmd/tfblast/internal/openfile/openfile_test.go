//go:build unix

package openfile_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/sink"
)

func pipe(t *testing.T) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// A pipe without another end is waited for no longer than the run lasts.
func TestOpeningEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, open := range map[string]func(path string) error{
		"nobody writes to this pipe": func(path string) error { _, err := openfile.Read(ctx, path, 10); return err },
		"nobody reads from this pipe": func(path string) error {
			_, err := openfile.ForWriting(ctx, path, os.O_WRONLY, 0)
			return err
		},
	} {
		path := pipe(t)
		err := open(path)
		if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), name) || strings.Count(err.Error(), path) != 1 {
			t.Errorf("error %v, want %s", err, name)
		}
	}
	if err := sink.Append(ctx, pipe(t), []byte("line")); !errors.Is(err, context.Canceled) {
		t.Errorf("append: %v", err)
	}
}

// A read ends as well if the other end is there and silent.
func TestReadingEnds(t *testing.T) {
	t.Parallel()
	path := pipe(t)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		f, err := os.OpenFile(path, os.O_WRONLY, 0) // returns once somebody reads
		if err != nil {
			t.Error(err)
		}
		cancel()
		<-t.Context().Done()
		_ = f.Close()
	}()
	if content, err := openfile.Read(ctx, path, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("%q, %v", content, err)
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	file, fifo := filepath.Join(t.TempDir(), "file"), pipe(t)
	if err := os.WriteFile(file, []byte("0123456789"), 0o600); err != nil {
		t.Fatal(err)
	}
	go func() {
		if err := os.WriteFile(fifo, []byte("0123456789"), 0); err != nil {
			t.Error(err)
		}
	}()
	for _, path := range []string{file, fifo} {
		if content, err := openfile.Read(t.Context(), path, 10); err != nil || string(content) != "0123456789" {
			t.Errorf("%q, %v", content, err)
		}
	}
	for path, want := range map[string]string{file: "more than 9 bytes", "/dev/zero": "more than 9 bytes", file + "x": "no such file"} {
		if content, err := openfile.Read(t.Context(), path, 9); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %q, %v, want %s", path, content, err, want)
		}
	}
}
