package planfile_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

func TestHold(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "plan")
	for content, binary := range map[string]bool{"{}": false, "PK\x03\x04zip": true, "": false} {
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		for _, p := range []planfile.Plan{{Name: file, Folder: dir}, {Name: planfile.Stdin, Folder: "."}} {
			held, err := planfile.Opener{Stdin: strings.NewReader(content)}.Hold(t.Context(), p)
			if err != nil {
				t.Fatal(err)
			}
			if want := fmt.Sprintf("sha256:%x", sha256.Sum256([]byte(content))); held.Digest != want || held.Binary != binary {
				t.Errorf("%q: digest %s, binary %t", content, held.Digest, held.Binary)
			}
			if held.Plan.Name != held.Path || held.Plan.Folder != p.Folder || !filepath.IsAbs(held.Path) {
				t.Errorf("plan %+v at %s", held.Plan, held.Path)
			}
			info, err := os.Stat(held.Path)
			if err != nil || info.Mode().Perm() != 0o600 {
				t.Errorf("the copy: %v, %v", info, err)
			}
			if folder, err := os.Stat(filepath.Dir(held.Path)); err != nil || folder.Mode().Perm() != 0o700 {
				t.Errorf("its folder: %v, %v", folder, err)
			}
			if err := os.WriteFile(file, []byte("another"), 0o644); err != nil {
				t.Fatal(err)
			}
			if got, err := os.ReadFile(held.Path); err != nil || string(got) != content {
				t.Errorf("the copy holds %q, %v", got, err)
			}
			if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
			if err := held.Unchanged(); err != nil {
				t.Error(err)
			}
			if err := os.WriteFile(held.Path, []byte(content+" "), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := held.Unchanged(); err == nil {
				t.Error("a changed copy is taken for the same")
			}
			if err := held.Close(); err != nil {
				t.Error(err)
			}
			if _, err := os.Stat(filepath.Dir(held.Path)); !os.IsNotExist(err) {
				t.Errorf("after Close: %v", err)
			}
		}
	}
}

func TestHoldRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, want := range map[string]string{dir: "directory", filepath.Join(dir, "none.json"): "no such file", planfile.Stdin: "standard input"} {
		if _, err := (planfile.Opener{}).Hold(t.Context(), planfile.Plan{Name: name}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (planfile.Opener{Stdin: strings.NewReader("{}")}).Hold(done, planfile.Plan{Name: planfile.Stdin}); err == nil {
		t.Error("a run that is over is not stopped")
	}
}
