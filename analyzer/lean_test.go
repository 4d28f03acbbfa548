package analyzer_test

import (
	"bytes"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/fixtures"
)

// What is left out of a lean plan is what no report needs.
func TestLeanPlanGivesTheSameReport(t *testing.T) {
	t.Parallel()
	needs, err := analyzer.Needs()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fixtures.All(t) {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(f.Plan)
			if err != nil {
				t.Fatal(err)
			}
			whole, wholeErr := plan.Read(t.Context(), bytes.NewReader(text))
			lean, leanErr := plan.ReadLean(t.Context(), bytes.NewReader(text), needs)
			if wholeErr != nil || leanErr != nil {
				if wholeErr == nil || leanErr == nil || wholeErr.Error() != leanErr.Error() {
					t.Fatalf("errors differ: %v, lean: %v", wholeErr, leanErr)
				}
				return
			}
			want, got := reportOf(t, whole), reportOf(t, lean)
			if want != got {
				t.Errorf("the report of the lean plan differs:\n%s", cmp.Diff(want, got))
			}
		})
	}
}

func reportOf(t *testing.T, p *plan.Plan) string {
	t.Helper()
	r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{Now: now, Values: analyzer.ValuesAll, MaxDownstream: 1000})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	for _, format := range render.Formats() {
		if err := format.Write(&out, r, render.Options{}); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

// A plan that was read for less than the analysis needs is no plan to analyse.
func TestLeanPlanForOtherNeeds(t *testing.T) {
	t.Parallel()
	p, err := plan.ReadLean(t.Context(), bytes.NewReader([]byte(`{"format_version":"1.2","resource_changes":[]}`)), plan.Needs{})
	if err != nil {
		t.Fatal(err)
	}
	if r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{}); err == nil {
		t.Errorf("a report of %d changes, want an error", len(r.Changes))
	}
}
