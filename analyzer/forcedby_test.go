package analyzer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// forcedPlan is a plan with one replace, t.app, whose change is given, beside t.net and
// data.t.d, which app reads.
func forcedPlan(app, net, read, drift, expressions string) string {
	return fmt.Sprintf(`{"format_version":"1.2","resource_drift":[%s],"resource_changes":[
		{"address":"t.net","mode":"managed","type":"t","name":"net","change":%s},
		{"address":"data.t.d","mode":"data","type":"t","name":"d","change":%s},
		{"address":"t.app","mode":"managed","type":"t","name":"app",%s}],
	"configuration":{"root_module":{"resources":[
		{"address":"t.net","mode":"managed","type":"t","name":"net"},
		{"address":"data.t.d","mode":"data","type":"t","name":"d"},
		{"address":"t.app","mode":"managed","type":"t","name":"app","expressions":{%s}}]}}}`, drift, net, read, app, expressions)
}

const (
	quiet    = `{"actions":["no-op"],"before":{"id":"n-1","zone":"z"},"after":{"id":"n-1","zone":"z"}}`
	replaced = `{"actions":["delete","create"],"before":{"id":"n-1","zone":"z","size":1},"after":{"size":2},"after_unknown":{"id":true,"zone":true},"replace_paths":[["size"]]}`
	unread   = `{"actions":["no-op"],"before":{},"after":{}}`
	reread   = `{"actions":["read"],"before":null,"after":{},"after_unknown":{"x":true}}`
	netID    = `"a":{"references":["t.net.id","t.net"]}`
	netZone  = `"a":{"references":["t.net.zone","t.net"]}`
	dataX    = `"a":{"references":["data.t.d.x","data.t.d"]}`
	constant = `"a":{"constant_value":"v"}`
)

// change is the change of a replace that the argument a forces.
func change(before, after, unknown, rest string) string {
	return fmt.Sprintf(`"change":{"actions":["delete","create"],"before":{%s},"after":{%s},"after_unknown":{%s},"replace_paths":[["a"]]%s}`, before, after, unknown, rest)
}

func TestForcedBy(t *testing.T) {
	t.Parallel()
	by := func(path, origin, address string) []report.Origin {
		o := report.Origin{Path: path, Origin: origin}
		if address != "" {
			o.By = &address
		}
		return []report.Origin{o}
	}
	driftedA := `{"address":"t.app","mode":"managed","type":"t","name":"app","change":{"actions":["update"],"before":{"a":"v","b":1},"after":{"a":"w","b":1}}}`
	driftedB := `{"address":"t.app","mode":"managed","type":"t","name":"app","change":{"actions":["update"],"before":{"a":"v","b":1},"after":{"a":"v","b":2}}}`
	tests := []struct {
		name, app, net, read, drift, expressions, certainty string
		want                                                []report.Origin
	}{
		{"written", change(`"a":"w"`, `"a":"v"`, ``, ``), quiet, unread, ``, constant, "certain", by("a", "author", "")},
		{"another object is made anew", change(`"a":"n-1"`, ``, `"a":true`, ``), replaced, unread, ``, netID, "certain", by("a", "upstream", "t.net")},
		{"another attribute of it", change(`"a":"z"`, ``, `"a":true`, ``), replaced, unread, ``, netZone, "possible", by("a", "upstream", "t.net")},
		{"data is read again", change(`"a":"n-1"`, ``, `"a":true`, ``), quiet, reread, ``, dataX, "possible", by("a", "upstream", "data.t.d")},
		{"changed outside, and set back", change(`"a":"w"`, `"a":"v"`, ``, ``), quiet, unread, driftedA, constant, "certain", by("a", "drift", "")},
		{"changed outside, and another value written", change(`"a":"w"`, `"a":"x"`, ``, ``), quiet, unread, driftedA, constant, "certain", by("a", "author", "")},
		{"another attribute was changed outside", change(`"a":"w"`, `"a":"v"`, ``, ``), quiet, unread, driftedB, constant, "certain", by("a", "author", "")},
		{"no value before, none written", change(`"a":null`, `"a":"v"`, ``, ``), quiet, unread, ``, ``, "certain", by("a", "default", "")},
		{"no value before, one written", change(`"a":null`, `"a":"v"`, ``, ``), quiet, unread, ``, constant, "certain", by("a", "author", "")},
		{"hidden", change(`"a":"secret-one"`, `"a":"secret-two"`, ``, `,"after_sensitive":{"a":true}`), quiet, unread, ``, constant, "certain", by("a", "sensitive", "")},
		{"nothing differs there", change(`"a":"v"`, `"a":"v"`, ``, ``), quiet, unread, ``, constant, "certain", by("a", "unexplained", "")},
		{"unknown, nobody knows why", change(`"a":"v"`, ``, `"a":true`, ``), quiet, unread, ``, constant, "possible", by("a", "unexplained", "")},
		{"no path", `"change":{"actions":["delete","create"],"before":{},"after":{}}`, quiet, unread, ``, ``, "certain", by("", "unexplained", "")},
		{
			"asked for", `"action_reason":"replace_by_request","change":{"actions":["delete","create"],"before":{},"after":{}}`,
			quiet, unread, ``, ``, "certain", by("", "requested", ""),
		},
		{
			"tainted", `"action_reason":"replace_because_tainted","change":{"actions":["delete","create"],"before":{},"after":{}}`,
			quiet, unread, ``, ``, "certain", by("", "tainted", ""),
		},
		{
			"triggered", `"action_reason":"replace_by_triggers","change":{"actions":["delete","create"],"before":{"a":"n-1"},"after":{"a":"n-1"}}`,
			replaced, unread, ``, netID, "certain", by("", "trigger", "t.net"),
		},
		{"an update", `"change":{"actions":["update"],"before":{"a":"w"},"after":{"a":"v"}}`, quiet, unread, ``, constant, "certain", nil},
		{"an update by what is not known", `"change":{"actions":["update"],"before":{"a":"w"},"after":{},"after_unknown":{"a":true}}`, quiet, reread, ``, dataX, "possible", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, err := plan.Read(t.Context(), strings.NewReader(forcedPlan(tt.app, tt.net, tt.read, tt.drift, tt.expressions)))
			if err != nil {
				t.Fatal(err)
			}
			r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Changes {
				if c.Address != "t.app" {
					continue
				}
				if diff := cmp.Diff(tt.want, c.ForcedBy); diff != "" {
					t.Errorf("forced_by (-want +got):\n%s", diff)
				}
				// The finding about drift names what drift forces too.
				forced := slices.ContainsFunc(c.ForcedBy, func(o report.Origin) bool { return o.Origin == rules.OriginDrift })
				named := slices.ContainsFunc(r.Findings, func(f risk.Finding) bool {
					return f.Rule == "drift-reverted" && slices.Contains(f.Addresses, c.Address)
				})
				if forced && !named {
					t.Error("forced by drift, and no finding says so")
				}
				if c.Certainty != tt.certainty {
					t.Errorf("certainty %s, want %s", c.Certainty, tt.certainty)
				}
				return
			}
			t.Error("the plan has no such change")
		})
	}
}

// With --values none nothing of an instance is printed, in commands neither.
func TestNoChecksWithoutValues(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		values analyzer.ValuesPolicy
		want   int
	}{{analyzer.ValuesSafe, 1}, {analyzer.ValuesNone, 0}} {
		p := readFile(t, "aws-three-tier-rds-encrypt", "plan.json")
		r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{Values: tt.values})
		if err != nil {
			t.Fatal(err)
		}
		if got := len(r.Changes[0].Recovery.Check); got != tt.want {
			t.Errorf("values %s: %d checks of %s, want %d", tt.values, got, r.Changes[0].Address, tt.want)
		}
	}
}
