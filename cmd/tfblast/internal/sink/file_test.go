package sink_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/sink"
)

// long is more than any buffer on the way holds.
var long = strings.Repeat("a line of the report\n", 20_000)

func writing(text string) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.WriteString(w, text)
		return err
	}
}

func checkFile(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s: %d bytes and error %v, want %d bytes", path, len(got), err, len(want))
	}
}

// checkAlone makes sure that a folder holds these names and nothing else.
func checkAlone(t *testing.T, dir string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	if strings.Join(names, " ") != strings.Join(want, " ") {
		t.Errorf("the folder holds %q, want %q", names, want)
	}
}

func TestWriteStdout(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"", "-"} {
		var stdout bytes.Buffer
		if err := sink.Write(t.Context(), path, &stdout, writing(long)); err != nil || stdout.String() != long {
			t.Errorf("path %q: %d bytes and error %v", path, stdout.Len(), err)
		}
	}
}

// What is private is so whoever could read what was there before.
func TestWritePrivate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "answers.jsonl")
	for _, before := range []os.FileMode{0, 0o644} {
		if before != 0 {
			if err := os.Chmod(path, before); err != nil {
				t.Fatal(err)
			}
		}
		if err := sink.WritePrivate(path, writing(long)); err != nil {
			t.Fatal(err)
		}
		checkFile(t, path, long)
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("mode %v, %v", info.Mode(), err)
		}
	}
}

func TestWriteFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "report.md")
	for _, text := range []string{"first", long, ""} {
		var stdout bytes.Buffer
		if err := sink.Write(t.Context(), path, &stdout, writing(text)); err != nil || stdout.Len() > 0 {
			t.Errorf("%d bytes on standard output and error %v", stdout.Len(), err)
		}
		checkFile(t, path, text)
	}
	checkAlone(t, dir, "report.md")
}

// TestWriteIsAtomic fails half-way through a report: what was there stays.
func TestWriteIsAtomic(t *testing.T) {
	t.Parallel()
	broken := errors.New("no more")
	half := func(w io.Writer) error {
		if _, err := io.WriteString(w, long); err != nil {
			return err
		}
		return broken
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "report.md")
	if err := sink.Write(t.Context(), path, nil, half); !errors.Is(err, broken) || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v, want the cause and the file", err)
	}
	checkAlone(t, dir)
	if err := os.WriteFile(path, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := sink.Write(t.Context(), path, nil, half); !errors.Is(err, broken) {
		t.Errorf("error %v, want the cause", err)
	}
	checkFile(t, path, "old")
	checkAlone(t, dir, "report.md")
	if err := sink.Write(t.Context(), "", failingWriter{broken}, writing(long)); !errors.Is(err, broken) {
		t.Errorf("standard output: error %v, want the cause", err)
	}
	if err := sink.Write(t.Context(), "", failingWriter{broken}, writing("short")); !errors.Is(err, broken) {
		t.Errorf("standard output: error %v at the end, want the cause", err)
	}
}

type failingWriter struct{ err error }

func (w failingWriter) Write([]byte) (int, error) { return 0, w.err }

func TestWriteKeepsModeAndLink(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("modes and links are Unix's")
	}
	dir := t.TempDir()
	path, link := filepath.Join(dir, "report.md"), filepath.Join(dir, "link.md")
	if err := sink.Write(t.Context(), path, nil, writing("new")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("a new file has mode %v, want 0644 (%v)", info.Mode(), err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("report.md", link); err != nil {
		t.Fatal(err)
	}
	if err := sink.Write(t.Context(), link, nil, writing("through the link")); err != nil {
		t.Fatal(err)
	}
	checkFile(t, path, "through the link")
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link has mode %v (%v)", info.Mode(), err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file has mode %v, want 0640 (%v)", info.Mode(), err)
	}
	checkAlone(t, dir, "link.md", "report.md")
}

func TestWriteDevice(t *testing.T) {
	t.Parallel()
	if err := sink.Write(t.Context(), os.DevNull, nil, writing(long)); err != nil {
		t.Errorf("%s: %v", os.DevNull, err)
	}
	if runtime.GOOS != "windows" {
		if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
			t.Fatalf("%s is a file now (%v)", os.DevNull, err)
		}
	}
	if _, err := os.Stat("/dev/full"); err == nil {
		if err := sink.Write(t.Context(), "/dev/full", nil, writing("x")); err == nil || !strings.Contains(err.Error(), "/dev/full") {
			t.Errorf("/dev/full: error %v, want one that names it", err)
		}
	}
}

func TestWriteRefused(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for path, want := range map[string]string{
		filepath.Join(dir, "missing", "report.md"): "make it first",
		dir: "write report " + dir,
	} {
		called := false
		err := sink.Write(t.Context(), path, nil, func(io.Writer) error { called = true; return nil })
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", path, err, want)
		}
		if called {
			t.Errorf("%s: the report was made all the same", path)
		}
		if strings.Contains(err.Error(), ".tfblast-") {
			t.Errorf("error %v names a file of ours", err)
		}
	}
	checkAlone(t, dir)
}
