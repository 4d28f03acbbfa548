package render_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

func TestVerdict(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		edit func(*report.Report)
		want []string
	}{
		{"no changes", func(r *report.Report) { r.Summary.Resources = 3 }, []string{"INFO 0  No changes. All 3 resources stay as they are."}},
		{"nothing at all", func(*report.Report) {}, []string{"No changes. The plan holds no resources."}},
		{"actions in order", func(r *report.Report) {
			r.Summary.Actions = map[string]int{"create": 2, "replace": 1, "no-op": 9, "delete": 1, "zap": 1, "forget": 1}
		}, []string{"1 replace, 1 delete, 1 × unknown action \"zap\", 1 forget, 2 creates"}},
		{"lower bound", func(r *report.Report) {
			r.Summary.LowerBound, r.Summary.Affected, r.Summary.Resources = true, 2, 9
			r.Summary.Actions["delete"] = 1
		}, []string{"at least 2 of 9 resources affected", "as far as this plan shows"}},
		{"lower bound without disruption", func(r *report.Report) {
			r.Summary.LowerBound = true
			r.Summary.Actions["update"] = 1
		}, []string{"nothing destroyed or replaced that this plan shows", "as far as this plan shows"}},
		{"errored", func(r *report.Report) { r.Plan.Errored = true }, []string{"! Planning failed half-way", "No changes were planned before the error."}},
		{"incomplete", func(r *report.Report) { r.Plan.Complete = new(false) }, []string{"! The plan is incomplete"}},
		{"not applyable", func(r *report.Report) {
			r.Plan.Applyable = new(false)
			r.Changes = []report.Change{{Action: "update"}}
		}, []string{"! This plan can't be applied"}},
		{"both bounds", func(r *report.Report) {
			r.Changes = []report.Change{{Action: "update", Downstream: report.Downstream{Total: 7, LowerBound: true, UpperBound: true}}}
		}, []string{"about 7"}},
		{"upper bound", func(r *report.Report) {
			r.Changes = []report.Change{{Action: "update", Downstream: report.Downstream{Total: 7, UpperBound: true}}}
		}, []string{"≤ 7"}},
		{"failed gate", func(r *report.Report) { r.Gates = []report.Gate{{Name: "max-delete", Why: "2 of 1"}} }, []string{"✗ failed     max-delete: 2 of 1"}},
	} {
		r := baseReport()
		tc.edit(r)
		got := write(t, "terminal", r, render.Options{Width: 120})
		for _, want := range tc.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in:\n%s", tc.name, want, got)
			}
			if name, body, _ := strings.Cut(want, "! "); name == "" && !strings.Contains(write(t, "markdown", r, render.Options{}), body) {
				t.Errorf("%s: the markdown report does not say %q", tc.name, body)
			}
		}
	}
}

// TestSensitiveIsNeverShown gives a value to a path that is marked sensitive: the
// renderer keeps it back even then.
func TestSensitiveIsNeverShown(t *testing.T) {
	t.Parallel()
	r := baseReport()
	r.Changes = []report.Change{{
		Rank: 1, Address: "a.b", Action: "update", Risk: rated(90), Changed: []string{"password"}, Sensitive: []string{"password"},
		Values: []report.Value{{Path: "password", Before: new("hunter2hunter2"), After: new("hunter3hunter3")}},
	}}
	for _, format := range [...]string{"terminal", "markdown"} {
		got := write(t, format, r, render.Options{Verbose: true})
		if strings.Contains(got, "hunter") || !strings.Contains(got, "(sensitive)") {
			t.Errorf("%s:\n%s", format, got)
		}
	}
}

// What begins with a name or an address, or stands behind a stack, is no sentence to be put
// right.
func TestSentence(t *testing.T) {
	t.Parallel()
	r := &report.Report{Plans: []report.Plan{{Stack: "a"}, {Stack: "my app"}}}
	for text, want := range map[string]string{
		"module.vpc.aws_vpc.this[0] goes with what is in it": "module.vpc.aws_vpc.this[0] goes with what is in it.",
		"terraform_data.größe stays":                         "terraform_data.größe stays.",
		"the plan is old.":                                   "The plan is old.",
		"unreadable":                                         "Unreadable.",
		"":                                                   ".",
	} {
		if got := render.Told(r, "", text); got != want {
			t.Errorf("told(%q) = %q, want %q", text, got, want)
		}
	}
	if got := render.Told(r, "my app", "the plan is old"); got != "my app: the plan is old." {
		t.Errorf("behind a stack: %q", got)
	}
	if got := render.Told(&report.Report{}, "my app", "the plan is old"); got != "The plan is old." {
		t.Errorf("of one plan: %q", got)
	}
}
