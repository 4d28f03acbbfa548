package knowledge_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/rules/knowledge"
)

func TestNames(t *testing.T) {
	t.Parallel()
	table, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + `
name "foo_db" "identifier" {
  within  = ["region"]
  until   = ":"
  held_by = ["foo_role.db", "foo_alarm.dimensions.Db"]
}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	want := []knowledge.Name{{
		Type: "foo_db", Attribute: "identifier", Within: []string{"region"}, Until: ":",
		HeldBy: []knowledge.Holder{{Type: "foo_role", Path: "db"}, {Type: "foo_alarm", Path: "dimensions.Db"}},
	}}
	if diff := cmp.Diff(want, table.Names()); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

func TestNamesRefused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, block, want string }{
		{"no holder", `name "a" "b" {}`, "held_by is missing or empty"},
		{"a holder without attribute", `name "a" "b" { held_by = ["c"] }`, `"c": want TYPE.ATTRIBUTE`},
		{"a holder without type", `name "a" "b" { held_by = [".c"] }`, `".c": want TYPE.ATTRIBUTE`},
		{"a holder twice", `name "a" "b" { held_by = ["c.d", "c.d"] }`, `"c.d" stands twice`},
		{"a name twice", "name \"a\" \"b\" { held_by = [\"c.d\"] }\nname \"a\" \"b\" { held_by = [\"e.f\"] }", `name "a" "b" stands twice`},
		{"one label", `name "a" { held_by = ["c.d"] }`, "want 2 labels, got 1"},
		{"an unknown attribute", "name \"a\" \"b\" {\n  held_by = [\"c.d\"]\n  scope = 1\n}", `unknown attribute "scope"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + tt.block)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got error %v, want it to say %q", err, tt.want)
			}
		})
	}
}

// A holder that is known for two names of one type would be no use: a value names one.
func TestBuiltinNames(t *testing.T) {
	t.Parallel()
	table, err := knowledge.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	names := table.Names()
	if len(names) < 30 {
		t.Errorf("%d names, want 30 or more", len(names))
	}
	held := map[string]string{}
	for _, n := range names {
		for _, h := range n.HeldBy {
			key := n.Type + " in " + h.Type + "." + h.Path
			if other, twice := held[key]; twice {
				t.Errorf("%s: %s and %s", key, other, n.Attribute)
			}
			held[key] = n.Attribute
			if h.Type == n.Type && h.Path == n.Attribute {
				t.Errorf("%s.%s holds its own name", h.Type, h.Path)
			}
		}
	}
}
