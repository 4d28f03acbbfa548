package bench_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/docs/bench/internal/generate"
)

// What is left out of a plan that is read lean is nothing that its report needs, whatever
// share of it changes.
func TestLeanReports(t *testing.T) {
	t.Parallel()
	needs, err := analyzer.Needs()
	if err != nil {
		t.Fatal(err)
	}
	for _, shape := range []generate.Shape{generate.Layered, generate.Chain, generate.Star, generate.Web} {
		for seed := range uint64(3) {
			t.Run(fmt.Sprint(shape, seed), func(t *testing.T) {
				t.Parallel()
				var text bytes.Buffer
				mix := generate.Mix{Update: 2, Replace: float64(seed), Create: 5, Delete: 5}
				if err := generate.Write(&text, generate.Options{Instances: 600, Shape: shape, Seed: seed, Mix: mix}); err != nil {
					t.Fatal(err)
				}
				whole, err := plan.Read(t.Context(), bytes.NewReader(text.Bytes()))
				if err != nil {
					t.Fatal(err)
				}
				lean, err := plan.ReadLean(t.Context(), bytes.NewReader(text.Bytes()), needs)
				if err != nil {
					t.Fatal(err)
				}
				if len(lean.Unchanged) < 300 || len(lean.Changes)+len(lean.Unchanged) != len(whole.Changes) {
					t.Errorf("%d changes and %d unchanged, of %d", len(lean.Changes), len(lean.Unchanged), len(whole.Changes))
				}
				if diff := cmp.Diff(jsonReport(t, whole), jsonReport(t, lean)); diff != "" {
					t.Errorf("the report of the lean plan differs:\n%s", diff)
				}
			})
		}
	}
}

func jsonReport(t *testing.T, p *plan.Plan) string {
	t.Helper()
	r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{Values: analyzer.ValuesAll})
	if err != nil {
		t.Fatal(err)
	}
	format, ok := render.Lookup("json")
	if !ok {
		t.Fatal("no JSON format")
	}
	var out bytes.Buffer
	if err := format.Write(&out, r, render.Options{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
