package analyzer_test

import (
	"bytes"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/fixtures"
	"github.com/tfblast/tfblast/rules/policy"
)

func settings(t *testing.T, source string) *policy.Settings {
	t.Helper()
	p, diags := policy.Load([]policy.File{{Name: "policy.hcl", Content: []byte(source)}})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	return p.Settings(policy.Scope{Now: now})
}

// busy has something to say of nearly every plan.
const busy = `
rule "disruptive" {
  when    = change.disruptive || length(change.changed) > 3
  level   = "medium"
  message = "${change.address}: ${join(", ", change.outcomes)}, ${downstream.total} behind it, ${recovery.why}"
}
rule "on-findings" {
  when    = finding.score > 10
  level   = "high"
  message = "${finding.rule} about ${length(finding.addresses)}"
}
rule "on-the-plan" {
  when    = plan.affected > 2 || plan.errored || !plan.complete
  level   = "low"
  message = "${plan.affected} of ${plan.resources}, ${plan.level}"
}
ignore {
  address = "*a"
  reason  = "ends with a"
}
ignore {
  rule   = "reach"
  reason = "reach does not matter"
}
override "*" {
  class  = "key"
  reason = "everything is secret"
}
weights {
  key = 1.2
}
owners "even" {
  match = ["*0*", "*2*", "module.*"]
}
owners "all" {
  match = ["*"]
}
`

// Under a policy a report keeps to the schema and to what holds of every report, and the
// same policy gives the same report.
func TestPolicyOnFixtures(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t, filepath.Join("..", "docs", "report.schema.json"))
	for _, f := range fixtures.All(t) {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			r := analyzeWith(t, f, func(o *analyzer.Options) { o.Policy = settings(t, busy) })
			if r == nil {
				return
			}
			checkInvariants(t, r)
			checkOwners(t, r)
			var first, second bytes.Buffer
			again := analyzeWith(t, f, func(o *analyzer.Options) { o.Policy = settings(t, busy) })
			for _, format := range render.Formats() {
				first.Reset()
				second.Reset()
				if err := format.Write(&first, r, render.Options{Verbose: true}); err != nil {
					t.Fatal(err)
				}
				if err := format.Write(&second, again, render.Options{Verbose: true}); err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(first.Bytes(), second.Bytes()) {
					t.Errorf("%s: another report the second time", format.Name)
				}
				if format.Name == "json" {
					validate(t, schema, first.Bytes())
				}
			}
			score := 0
			for i := range r.Changes {
				c := &r.Changes[i]
				if (c.Ignored != nil) != strings.HasSuffix(c.Address, "a") {
					t.Errorf("%s: ignored is %v", c.Address, c.Ignored)
				}
				if c.Ignored == nil {
					score = max(score, c.Risk.Score)
				}
			}
			for _, finding := range r.Findings {
				if finding.Ignored == nil {
					score = max(score, finding.Score)
				}
			}
			if score != r.Summary.Score {
				t.Errorf("the plan's score is %d, the highest that counts %d", r.Summary.Score, score)
			}
		})
	}
}

// checkOwners compares the owners section with the addresses that the report names.
func checkOwners(t *testing.T, r *report.Report) {
	t.Helper()
	all := r.Owners["all"]
	for i := range r.Changes {
		c := &r.Changes[i]
		if !slices.Contains(all, c.Address) || !slices.Contains(c.Owners, "all") {
			t.Errorf("%s has no owner", c.Address)
		}
		if (c.Downstream.Total > 0) != slices.Contains(c.Downstream.Owners, "all") {
			t.Errorf("%s: %d downstream, owned by %v", c.Address, c.Downstream.Total, c.Downstream.Owners)
		}
		for _, d := range c.Downstream.Resources {
			isNew := d.Action == "create"
			if c.Disruptive && c.Deposed == nil && !isNew && !slices.Contains(all, d.Address) {
				t.Errorf("%s, downstream of %s, has no owner", d.Address, c.Address)
			}
		}
	}
	for team, addresses := range r.Owners {
		if !slices.Equal(slices.Compact(slices.Clone(addresses)), addresses) {
			t.Errorf("%s: an address twice", team)
		}
	}
}

// A policy that says nothing changes nothing.
func TestEmptyPolicy(t *testing.T) {
	t.Parallel()
	for _, f := range fixtures.All(t) {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			want := analyze(t, f)
			got := analyzeWith(t, f, func(o *analyzer.Options) { o.Policy = settings(t, "") })
			if want == nil {
				return
			}
			if len(got.Policy) != 1 || got.Policy[0].File != "policy.hcl" {
				t.Errorf("%+v", got.Policy)
			}
			got.Policy = nil
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-without +with an empty policy:\n%s", diff)
			}
		})
	}
}

// The owners of what is affected are there even where the list of dependents is cut.
func TestOwnersBeyondTheList(t *testing.T) {
	t.Parallel()
	source := `
owners "team-data" {
  match = ["*aws_db_*"]
}`
	for _, f := range fixtures.All(t) {
		if f.Name != "aws-three-tier-vpc-cidr" {
			continue
		}
		long := analyzeWith(t, f, func(o *analyzer.Options) { o.Policy = settings(t, source) })
		short := analyzeWith(t, f, func(o *analyzer.Options) { o.Policy, o.MaxDownstream = settings(t, source), 1 })
		if len(long.Owners["team-data"]) == 0 || !maps.EqualFunc(long.Owners, short.Owners, slices.Equal) {
			t.Errorf("%v and %v", long.Owners, short.Owners)
		}
		found := false
		for i := range long.Changes {
			found = found || len(long.Changes[i].Downstream.Owners) > 0
			if !slices.Equal(long.Changes[i].Downstream.Owners, short.Changes[i].Downstream.Owners) {
				t.Errorf("%s: %v and %v", long.Changes[i].Address, long.Changes[i].Downstream.Owners, short.Changes[i].Downstream.Owners)
			}
		}
		if !found {
			t.Error("nothing downstream has an owner")
		}
		return
	}
	t.Error("the fixture is gone")
}

// Reports of several plans keep what the policy did to each.
func TestMergePolicy(t *testing.T) {
	t.Parallel()
	one := &report.Report{
		Plan: report.Plan{Stack: "a"}, Policy: []report.PolicyEffect{{File: "p", Changed: "x"}}, Owners: map[string][]string{"team": {"a.b", "c.d"}},
		Gates: []report.Gate{{Name: "policy fail_on", Why: "y"}}, Summary: report.Summary{Ignored: 1},
	}
	two := &report.Report{
		Plan: report.Plan{Stack: "b"}, Policy: []report.PolicyEffect{{File: "p", Changed: "x"}}, Owners: map[string][]string{"team": {"a.a", "c.d"}, "other": {"e.f"}},
		Summary: report.Summary{Ignored: 2},
	}
	m := report.Merge([]*report.Report{one, two})
	want := map[string][]string{"team": {"a.a", "a.b", "c.d"}, "other": {"e.f"}}
	if !cmp.Equal(m.Owners, want) || m.Summary.Ignored != 3 || m.Gates[0].Stack != "a" || m.Policy[0].Stack != "a" || m.Policy[1].Stack != "b" {
		t.Errorf("%+v", m)
	}
	if !slices.Equal(one.Owners["team"], []string{"a.b", "c.d"}) {
		t.Error("the report of one plan was changed")
	}
}
