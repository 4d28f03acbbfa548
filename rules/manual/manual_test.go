package manual_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
	"github.com/tfblast/tfblast/rules/manual"
)

func builtin(t *testing.T) *knowledge.Table {
	t.Helper()
	table, err := knowledge.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// docs/rules holds what the rules say, and nothing else.
func TestPagesAreFresh(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "..", "docs", "rules")
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, entry := range entries {
		text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
		if err != nil {
			t.Fatal(err)
		}
		got[entry.Name()] = string(text)
	}
	if diff := cmp.Diff(manual.Pages(builtin(t)), got); diff != "" {
		t.Errorf("docs/rules is stale (-rules +folder); to write it again: go generate ./rules/manual\n%s", diff)
	}
}

func TestEveryRuleHasAPage(t *testing.T) {
	t.Parallel()
	pages := manual.Pages(builtin(t))
	for _, r := range rules.All() {
		text := pages[r.ID+".md"]
		for _, want := range []string{"# " + r.ID + ": ", "## Example", "## What to do", "- <https://"} {
			if !strings.Contains(text, want) {
				t.Errorf("page of %s holds no %q", r.ID, want)
			}
		}
		if !strings.Contains(pages["README.md"], "["+"`"+r.ID+"`]("+r.ID+".md)") {
			t.Errorf("the index does not list %s", r.ID)
		}
	}
}

// Every circumstance of the tables is found under its name, once for each type.
func TestSettings(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	want := 0
	for _, name := range table.Types() {
		want += len(table.Lookup(name).Circumstances)
	}
	got := 0
	for _, s := range manual.Settings(table) {
		got += len(s.Uses)
		for _, u := range s.Uses {
			if u.Rule != s.Name || !strings.HasPrefix(u.Test(), u.Attribute) {
				t.Errorf("%s: %+v", s.Name, u)
			}
		}
	}
	if got != want || got == 0 {
		t.Errorf("%d uses, want %d", got, want)
	}
}
