package knowledge_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/rules/knowledge"
)

// actingSchemas reads the attributes of the acting types in the providers' schemas.
func actingSchemas(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("testdata/acting.txt")
	if err != nil {
		t.Fatal(err)
	}
	schemas := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		if words := strings.Fields(line); len(words) > 1 && words[0] != "#" {
			schemas[words[0]] = words[1:]
		}
	}
	if len(schemas) < 400 {
		t.Fatalf("%d schemas", len(schemas))
	}
	return schemas
}

// Each type and attribute of the rows is one of the provider's.
func TestActsOnSchemas(t *testing.T) {
	t.Parallel()
	table, schemas := builtin(t), actingSchemas(t)
	used := map[string]bool{}
	for resourceType, attributes := range schemas {
		row, ok := table.ActsOn(resourceType)
		if !ok {
			t.Errorf("%s: acts on nothing", resourceType)
			continue
		}
		used[row.Type] = true
		for _, attribute := range slices.Concat(row.Through, row.Joins, row.Extent) {
			if !slices.Contains(attributes, attribute) {
				t.Errorf("%s: has no attribute %s", resourceType, attribute)
			}
		}
	}
	for _, name := range table.ActingTypes() {
		if !used[name] {
			t.Errorf("%s: the schemas have no such type", name)
		}
	}
}

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
		`acts_on "a_b" { effect = "cuts off" }`:                                           "through is missing or empty",
		`acts_on "a_b" { through = ["c"] }`:                                               "effect is missing or empty",
		`acts_on { through = ["c"] }`:                                                     "acts_on: want 1 labels, got 0",
		"acts_on \"a_b\" {\n through = [\"c\"]\n effect = \"e\"\n aliases = [\"a_b\"]\n}": `acts_on "a_b" stands twice`,
	} {
		if _, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + source + "\n")}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", source, err, want)
		}
	}
}
