package sink_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/sink"
)

func TestAppend(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "log")
	long := strings.Repeat("x", 5000)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			if err := sink.Append(t.Context(), path, []byte(long)); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	content, err := os.ReadFile(path)
	if err != nil || string(content) != strings.Repeat(long+"\n", 20) {
		t.Errorf("%d bytes, %v", len(content), err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if err := sink.Append(t.Context(), path, []byte("a\nb")); err == nil {
		t.Error("two lines are taken")
	}
	if err := sink.Append(t.Context(), filepath.Join(path, "x"), nil); err == nil {
		t.Error("no error")
	}
}
