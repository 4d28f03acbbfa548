package knowledge_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/rules/knowledge"
)

func TestDowntimeRows(t *testing.T) {
	t.Parallel()
	table, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + `
downtime "foo_db" {
  from    = 0
  to      = 30
  why     = "it takes a while"
  aliases = ["foo_cache"]
}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"foo_db", "foo_cache"} {
		want := knowledge.Downtime{Type: name, To: 30, Why: "it takes a while"}
		if got, ok := table.Downtime(name); !ok || got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	if got, ok := table.Downtime("foo_bar"); ok {
		t.Errorf("a type without a row has %+v", got)
	}
}

func TestCreateFirstRows(t *testing.T) {
	t.Parallel()
	table, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(oneClass + `
unique {
  attributes = ["name"]
}
name "foo_db" "db_id" {
  within  = ["region"]
  held_by = ["foo_role.db"]
}
name "foo_job" "family" {
  until   = ":"
  held_by = ["foo_role.job"]
}
create_first "foo_db" {
  unique = ["alias"]
}
create_first "foo_db" {
  refused    = "it is attached once"
  while_same = ["server"]
  with       = { shared = false }
}
create_first "foo_api" {
  names_repeat = true
  safe         = "both answer"
}
create_first "bar_*" {
  refused = "there is one"
  outcome = "outage"
}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	names := map[string][]knowledge.UniqueName{
		"foo_db":  {{Attribute: "db_id", Within: []string{"region"}}, {Attribute: "alias"}, {Attribute: "name"}},
		"foo_job": {{Attribute: "name"}},
		"foo_api": nil,
		"other":   {{Attribute: "name"}},
	}
	for name, want := range names {
		if diff := cmp.Diff(want, table.UniqueNames(name)); diff != "" {
			t.Errorf("unique names of %s (-want +got):\n%s", name, diff)
		}
	}
	rows := map[string][]knowledge.CreateFirst{
		"foo_db": {
			{Type: "foo_db", Unique: []string{"alias"}},
			{Type: "foo_db", Refused: "it is attached once", WhileSame: []string{"server"}, With: []knowledge.Setting{{Path: "shared", Value: false}}, Outcome: "stuck"},
		},
		"foo_api": {{Type: "foo_api", NamesRepeat: true, Safe: "both answer"}},
		"bar_baz": {{Type: "bar_*", Refused: "there is one", Outcome: "outage"}},
		"other":   nil,
	}
	for name, want := range rows {
		if diff := cmp.Diff(want, table.CreateFirst(name)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestDowntimeRefused(t *testing.T) {
	t.Parallel()
	row := func(from, to string) string {
		return "downtime \"a\" {\n from = " + from + "\n to = " + to + "\n why = \"b\"\n}"
	}
	tests := []struct{ name, block, want string }{
		{"no reason", "downtime \"a\" {\n from = 1\n to = 2\n}", "why is missing"},
		{"no end", "downtime \"a\" {\n from = 1\n why = \"b\"\n}", "to: want a whole number"},
		{"the wrong way round", row("5", "2"), "want 0 <= from <= to"},
		{"below nothing", row("-1", "2"), "want 0 <= from <= to"},
		{"no time at all", row("0", "0"), "1 <= to"},
		{"for ever", row("1", "100000"), "to <= 43200"},
		{"a fraction", row("1", "2.5"), "want a whole number"},
		{"a downtime twice", row("1", "2") + "\n" + row("1", "2"), `downtime "a" stands twice`},
		{"an empty row", `create_first "a" {}`, "want safe, refused, unique or names_repeat"},
		{"safe and refused", "create_first \"a\" {\n safe = \"b\"\n refused = \"c\"\n}", "either safe or refused"},
		{"while of nothing", "create_first \"a\" {\n safe = \"b\"\n while_same = [\"c\"]\n}", "go with refused"},
		{"with of nothing", "create_first \"a\" {\n safe = \"b\"\n with = { c = true }\n}", "go with refused"},
		{"an unknown outcome", "create_first \"a\" {\n refused = \"b\"\n outcome = \"mess\"\n}", `outcome = "mess"`},
		{"an unknown attribute", "create_first \"a\" {\n refused = \"b\"\n because = \"c\"\n}", `unknown attribute "because"`},
		{"a unique with a label", `unique "a" { attributes = ["b"] }`, "want 0 labels"},
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

// A downtime is of a type whose destroy can be an outage, and what is known of the three
// clouds' data stores that answer, clusters, caches and servers has one.
func TestBuiltinDowntimes(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	rows := 0
	for _, name := range table.Types() {
		known := table.Lookup(name)
		d, ok := table.Downtime(name)
		if !ok {
			cloud, _, _ := strings.Cut(name, "_")
			serves := slices.Contains([]string{"cluster", "cache", "server"}, known.Class.Name)
			if serves && slices.Contains([]string{"aws", "google", "azurerm"}, cloud) && !slices.Contains(withoutDowntime, name) {
				t.Errorf("%s, %s, has no downtime", name, known.Class.Noun)
			}
			continue
		}
		rows++
		if known.Class.Outcome != "outage" {
			t.Errorf("%s has a downtime, and its destroy comes to %q", name, known.Class.Outcome)
		}
		if known.Routine {
			t.Errorf("%s has a downtime, and its replace is everyday business", name)
		}
		if strings.HasSuffix(d.Why, ".") || strings.ToLower(d.Why[:1]) != d.Why[:1] && !slices.ContainsFunc([]string{"RDS", "SQS", "S3", "Route 53", "Cloud SQL", "Azure"}, func(s string) bool { return strings.HasPrefix(d.Why, s) }) {
			t.Errorf("%s: %q is no clause", name, d.Why)
		}
	}
	if rows < 350 {
		t.Errorf("%d types have a downtime, want 350 or more", rows)
	}
}

// withoutDowntime are types whose time nothing is documented of.
var withoutDowntime = []string{"azurerm_arc_kubernetes_cluster", "azurerm_kubernetes_cluster_extension", "azurerm_kubernetes_flux_configuration"}

// No type is both safe to create first and always refused, and no two rows say the same.
func TestBuiltinCreateFirst(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	rows := 0
	for _, name := range table.Types() {
		safe, always := 0, 0
		list := table.CreateFirst(name)
		for i, row := range list {
			rows++
			if row.Safe != "" {
				safe++
			}
			if row.Refused != "" && len(row.WhileSame) == 0 {
				always++
			}
			if slices.ContainsFunc(list[:i], func(o knowledge.CreateFirst) bool { return cmp.Equal(o, row) }) {
				t.Errorf("%s: a row stands twice: %+v", name, row)
			}
		}
		if safe+always > 1 {
			t.Errorf("%s: %d rows say that it is safe, %d that it is always refused", name, safe, always)
		}
	}
	if rows < 150 {
		t.Errorf("%d rows, want 150 or more", rows)
	}
}
