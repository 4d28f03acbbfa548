package planfile

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Too many files are refused, not cut off; those of folders below count as well.
func TestDirectoryLimit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const n = 10
	for i := range n - 1 {
		path := filepath.Join(dir, fmt.Sprintf("sub%d", i%2), fmt.Sprintf("%d.json", i))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	const entries = n - 1 + 2 // and the folders
	if plans, _, err := inDirectory(dir, entries); err != nil || len(plans) != n-1 {
		t.Errorf("%d plans and error %v", len(plans), err)
	}
	if plans, _, err := inDirectory(dir, entries-1); err == nil || !strings.Contains(err.Error(), "more than 10 files and folders") || plans != nil {
		t.Errorf("%d plans and error %v", len(plans), err)
	}
}
