//go:build unix

package policyfile_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/policyfile"
)

// repository makes a repository with a policy at its top, and enters a folder below.
func repository(t *testing.T) string {
	t.Helper()
	top := t.TempDir()
	below := filepath.Join(top, "below")
	for _, folder := range []string{filepath.Join(top, ".git"), below} {
		if err := os.Mkdir(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{filepath.Join(top, ".git", "HEAD"), filepath.Join(top, policyfile.Name)} {
		if err := os.WriteFile(name, []byte("# empty\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(below)
	return top
}

// A policy above that another user may have put there is not read in silence.
func TestOwnersOfWhatLiesAbove(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can give files away")
	}
	for _, foreign := range []string{"", ".git", policyfile.Name} {
		t.Run("foreign "+foreign, func(t *testing.T) {
			top := repository(t)
			if foreign != "" {
				if err := os.Chown(filepath.Join(top, foreign), 12345, 12345); err != nil {
					t.Fatal(err)
				}
			}
			files, err := policyfile.Query{}.Read(t.Context())
			if foreign == "" {
				if err != nil || len(files) != 1 {
					t.Errorf("%v, %v", files, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), "belongs to another user") {
				t.Errorf("read %v, %v", files, err)
			}
			// By its name it is meant.
			named := policyfile.Query{Names: []string{filepath.Join("..", policyfile.Name)}}
			if files, err := named.Read(t.Context()); err != nil || len(files) != 1 {
				t.Errorf("by name: %v, %v", files, err)
			}
		})
	}
}

// A pipe is refused before anything waits for its writer.
func TestPipe(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := policyfile.Query{Names: []string{name}}.Read(t.Context())
	if err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("%v", err)
	}
}

// No more is read of a file than a policy may have.
func TestLargeFile(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "large.hcl")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(1 << 40); err != nil {
		t.Skip("no sparse files here")
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = policyfile.Query{Names: []string{name}}.Read(t.Context())
	if err == nil || !strings.Contains(err.Error(), "more than 524288 bytes") {
		t.Errorf("%v", err)
	}
}
