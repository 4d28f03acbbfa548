package knowledge_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/rules/knowledge"
)

func TestActsOnRows(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	names := table.ActingTypes()
	if !slices.IsSorted(names) || len(names) < 220 {
		t.Errorf("%d acting types, sorted %v", len(names), slices.IsSorted(names))
	}
	for _, name := range names {
		row, _ := table.ActsOn(name)
		verb, _, _ := strings.Cut(row.Effect, " ")
		if !strings.HasSuffix(verb, "s") || strings.HasSuffix(row.Effect, ".") {
			t.Errorf("%s: effect %q: want a verb in the third person", name, row.Effect)
		}
		if row.Outage && !row.Travels {
			t.Errorf("%s: an outage that does not travel", name)
		}
		for _, onward := range row.Onward {
			if _, ok := table.ActsOn(onward); !ok {
				t.Errorf("%s: leads on to %s, which acts on nothing", name, onward)
			}
		}
	}
}

func TestActsOnLookup(t *testing.T) {
	t.Parallel()
	table, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + `
acts_on "foo_link" {
  aliases = ["foo_join"]
  through = ["disk_id"]
  effect  = "cuts off"
}

acts_on "foo_*_member" {
  through = ["member"]
  travels = true
  effect  = "takes permissions from"
}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"foo_link": "disk_id", "foo_join": "disk_id", "foo_disk_member": "member", "foo_a_b_member": "member",
		"foo_member": "", "foo__member": "", "foo_links": "", "bar_disk_member": "", "foo_disk_members": "",
	} {
		row, ok := table.ActsOn(name)
		if ok != (want != "") || ok && row.Through[0] != want {
			t.Errorf("%s: %+v, want %q", name, row, want)
		}
	}
	for source, want := range map[string]string{
		`acts_on "a_b" { effect = "cuts off" }`:                                           "through and by are missing or empty",
		`acts_on "a_b" { through = ["c"] }`:                                               "effect is missing or empty",
		`acts_on { through = ["c"] }`:                                                     "acts_on: want 1 labels, got 0",
		"acts_on \"a_b\" {\n through = [\"c\"]\n effect = \"e\"\n aliases = [\"a_b\"]\n}": `acts_on "a_b" stands twice`,
	} {
		if _, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + source + "\n")}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", source, err, want)
		}
	}
}
