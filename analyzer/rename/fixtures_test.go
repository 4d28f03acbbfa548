package rename_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/rename"
	"github.com/tfblast/tfblast/fixtures"
)

// TestFixtures writes what is found in each fixture into one table. The fixtures that
// it does not name have no pair.
func TestFixtures(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, fixture := range fixtures.All(t) {
		p, ok := readFile(t, fixture.Plan)
		if !ok {
			continue
		}
		if pairs := rename.Find(p); len(pairs) > 0 {
			fmt.Fprintf(&b, "# %s\n%s", fixture.Name, table(pairs))
		}
	}
	fixtures.Golden(t, filepath.Join("testdata", "fixtures.txt"), []byte(b.String()))
}

// table prints pairs, then the moved blocks and commands that go with them.
func table(pairs []rename.Pair) string {
	var b strings.Builder
	for _, p := range pairs {
		sure := "likely"
		if p.Certain {
			sure = "certain"
		}
		fmt.Fprintf(&b, "%s -> %s: %s, %d of %d, %s", p.From, p.To, p.Kind, p.Equal, p.Compared, sure)
		if len(p.Added) > 0 {
			fmt.Fprintf(&b, "; added: %s", strings.Join(p.Added, ", "))
		}
		if len(p.Lost) > 0 {
			fmt.Fprintf(&b, "; lost: %s", strings.Join(p.Lost, ", "))
		}
		if p.Note != "" {
			fmt.Fprintf(&b, "; %s", p.Note)
		}
		b.WriteByte('\n')
	}
	for _, block := range rename.Blocks(pairs) {
		fmt.Fprintln(&b, block)
	}
	for _, command := range rename.StateMoves(pairs) {
		fmt.Fprintln(&b, command)
	}
	return b.String()
}

// readFile reads a plan; ok is false for one that the reader refuses.
func readFile(tb testing.TB, path string) (p *plan.Plan, ok bool) {
	tb.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	p, err = plan.Read(tb.Context(), bytes.NewReader(text))
	if _, refused := errors.AsType[*plan.RefusedError](err); refused {
		return nil, false
	}
	if err != nil {
		tb.Fatalf("read %s: %v", path, err)
	}
	return p, true
}
