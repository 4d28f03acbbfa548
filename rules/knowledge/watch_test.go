package knowledge_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tfblast/tfblast/rules/knowledge"
)

// Each watch is well-formed, and none stands twice.
func TestWatches(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	form := regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)*$`)
	counts := map[string]int{}
	for _, name := range table.Watched() {
		prefix, _, _ := strings.Cut(name, "_")
		watches := table.Watches(name)
		for i, w := range watches {
			counts[prefix]++
			if !form.MatchString(w.Path) {
				t.Errorf("%s: path %q", name, w.Path)
			}
			if strings.HasSuffix(w.Why, ".") || strings.Contains(w.Why, "  ") {
				t.Errorf("%s %s: %q is a sentence, want a clause", name, w.Path, w.Why)
			}
			if most := 79; w.Score < 15 || w.Score > most && (w.Outcome != "data-loss" || w.Recovery != knowledge.TierLost) && w.Outcome != "exposure" {
				t.Errorf("%s %s: an update that scores %d", name, w.Path, w.Score)
			}
			if w.Create && w.When != knowledge.WhenBecomes && w.When != knowledge.WhenAdded && w.When != knowledge.WhenAppears {
				t.Errorf("%s %s: what is created becomes something or has it, it does not %s", name, w.Path, w.When)
			}
			for _, o := range watches[:i] {
				if o.Path == w.Path && o.When == w.When && o.Value == w.Value && slices.Equal(o.With, w.With) && slices.Equal(o.Of, w.Of) && o.Same == w.Same && o.BlockedBy == w.BlockedBy {
					t.Errorf("%s %s %s %v stands twice", name, w.Path, w.When, w.Value)
				}
			}
		}
	}
	for provider, floor := range map[string]int{"aws": 270, "google": 120, "azurerm": 140, "kubernetes": 40, "cloudflare": 60, "okta": 40, "github": 40, "snowflake": 25, "mongodbatlas": 35, "datadog": 15, "vault": 12} {
		if counts[provider] < floor {
			t.Errorf("%s: %d watches, want at least %d", provider, counts[provider], floor)
		}
	}
	if !slices.IsSorted(table.Watched()) || table.Watches("acme_thing") != nil {
		t.Error("Watched is not sorted, or a type is watched that nothing is known about")
	}
}

const oneHazard = "hazard \"h\" {\n  score = 40\n  moment = \"at-apply\"\n  outcome = \"outage\"\n}\n"

func TestParseWatch(t *testing.T) {
	t.Parallel()
	table, err := knowledge.Parse(fstest.MapFS{
		"a.hcl": {Data: []byte(`watch "a_b" "c.d" {
  aliases = ["a_b_v1"]
  when    = "becomes"
  value   = 0
  rule    = "h"
  score   = 50
  with    = { e = true, "f.g" = "x" }
  why     = "it is gone"
}
`)},
		"z.hcl": {Data: []byte(oneClass + oneHazard)}, // hazards may stand in a later file
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"a_b", "a_b_v1"} {
		watches := table.Watches(name)
		if len(watches) != 1 {
			t.Fatalf("%s: %+v", name, watches)
		}
		w := watches[0]
		if w.Path != "c.d" || w.Value != int64(0) || w.Score != 50 || w.Moment != "at-apply" || w.Outcome != "outage" || len(w.With) != 2 || w.With[1].Path != "f.g" {
			t.Errorf("%s: %+v", name, w)
		}
	}
}

func TestParseWatchErrors(t *testing.T) {
	t.Parallel()
	watch := func(body string) string { return "watch \"a_b\" \"c\" {\n  why = \"y\"\n" + body + "}\n" }
	tests := []struct{ name, source, want string }{
		{"no hazard", watch("  when = \"changes\"\n  rule = \"no\"\n"), `rule = "no": no hazard of that name`},
		{"unknown when", watch("  when = \"sinks\"\n  rule = \"h\"\n"), `when = "sinks": want one of`},
		{"no value", watch("  when = \"becomes\"\n  rule = \"h\"\n"), "value goes with when"},
		{"a value too many", watch("  when = \"changes\"\n  value = 1\n  rule = \"h\"\n"), "value goes with when"},
		{"list value", watch("  when = \"becomes\"\n  value = []\n  rule = \"h\"\n"), "value: want true, false, a number or a string"},
		{"unset", watch("  when = \"lowered\"\n  unset = \"week\"\n  rule = \"h\"\n"), "unset = week: want a number"},
		{"score", watch("  when = \"changes\"\n  score = 101\n  rule = \"h\"\n"), "score = 101: want 0 to 100"},
		{"moment", watch("  when = \"changes\"\n  moment = \"soon\"\n  rule = \"h\"\n"), `moment = "soon": want one of`},
		{"outcome", watch("  when = \"changes\"\n  outcome = \"bad\"\n  rule = \"h\"\n"), `outcome = "bad": want one of`},
		{"with", watch("  when = \"changes\"\n  with = [1]\n  rule = \"h\"\n"), "with: want an object"},
		{"with a list", watch("  when = \"changes\"\n  with = { a = [] }\n  rule = \"h\"\n"), "with: a: want true, false"},
		{"recovery", watch("  when = \"changes\"\n  recovery = \"maybe\"\n  rule = \"h\"\n"), `unknown recovery tier "maybe"`},
		{"recovery without a reason", watch("  when = \"changes\"\n  recovery = \"lost\"\n  rule = \"h\"\n"), "a recovery_why says what"},
		{"a reason without recovery", watch("  when = \"changes\"\n  recovery_why = \"z\"\n  rule = \"h\"\n"), "recovery_why goes with recovery"},
		{"hazard twice", oneHazard, `hazard "h" stands twice`},
		{"one label", "watch \"a_b\" {\n  why = \"y\"\n}\n", "watch: want 2 labels, got 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := knowledge.Parse(fstest.MapFS{"a.hcl": {Data: []byte(tt.source)}, "z.hcl": {Data: []byte(oneClass + oneHazard)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}
