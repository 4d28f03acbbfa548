package analyzer_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// told knows of what it was told.
type told struct {
	externals    []graph.External
	observations []risk.Observation
	asked        []string
}

// Look implements analyzer.Outside.
func (o *told) Look(_ context.Context, changes []*plan.Change) ([]graph.External, []risk.Observation, []diagnostic.Diagnostic) {
	for _, c := range changes {
		o.asked = append(o.asked, c.Address)
	}
	return o.externals, o.observations, []diagnostic.Diagnostic{diagnostic.Warnf("someone did not answer")}
}

func lookOutside(t *testing.T, o *told, options analyzer.Options) map[string]report.Change {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "fixtures", "aws-shared-group", "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	needs, err := analyzer.Needs()
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.ReadLean(t.Context(), f, needs)
	if err != nil {
		t.Fatal(err)
	}
	options.Outside = o
	r, err := analyzer.Analyze(t.Context(), p, options)
	if err != nil {
		t.Fatal(err)
	}
	if last := r.Diagnostics[len(r.Diagnostics)-1]; last.Summary != "someone did not answer" {
		t.Errorf("the diagnostic of who was asked is not in the report: %+v", r.Diagnostics)
	}
	changes := map[string]report.Change{}
	for _, c := range r.Changes {
		changes[c.Address] = c
	}
	return changes
}

const (
	sharedGroup = "aws_security_group.shared"
)

func TestOutside(t *testing.T) {
	t.Parallel()
	for _, options := range []analyzer.Options{{}, {NoInferred: true}} {
		o := &told{
			observations: []risk.Observation{{Address: sharedGroup, Source: "test", State: risk.InUse, Uses: []string{"used"}, Facts: []string{"a fact"}, Missing: []string{"a gap"}}},
			externals: []graph.External{
				{On: sharedGroup, Source: "test", Kind: "load balancer", ID: "app/x", Place: "here", Identifiers: []string{"app/x"}},
				{On: sharedGroup, Source: "test", Kind: "load balancer", ID: "app/x", Place: "there", Identifiers: []string{"app/x"}},
				// What the graph has as a dependent is not outside.
				{On: sharedGroup, Source: "test", Kind: "instance", ID: "eni-1", Identifiers: []string{"eni-1", "i-09d6d75216a934456"}},
				// Nor is what the group itself depends on.
				{On: sharedGroup, Source: "test", Kind: "VPC", ID: "vpc-04ccb84f2023992ee", Identifiers: []string{"vpc-04ccb84f2023992ee"}},
				// An instance of the state that the plan does not connect stays, under its address.
				{On: sharedGroup, Source: "test", Kind: "bucket", ID: "b", Identifiers: []string{"arn:aws:s3:::acme-worker-scratch"}},
				{On: "aws_nothing.here", Source: "test", Kind: "load balancer", ID: "app/y"},
			},
		}
		c := lookOutside(t, o, options)[sharedGroup]
		if c.Downstream.External != 3 || len(c.Outside.Dependents) != 3 || c.Downstream.Total != 2 {
			t.Fatalf("%+v and %+v", c.Downstream, c.Outside)
		}
		if got := c.Outside.Dependents[2].ID; got != "aws_s3_bucket.scratch" {
			t.Errorf("an instance of the state is called %s", got)
		}
		if len(c.Outside.Facts) != 2 || c.Outside.Facts[0] != "used" || len(c.Outside.Missing) != 1 {
			t.Errorf("%+v", c.Outside)
		}
		if len(o.asked) != 2 {
			t.Errorf("asked about %v, want what is destroyed", o.asked)
		}
	}
}

// Names are told apart by type: an id that is only a name is no proof.
func TestOutsideNames(t *testing.T) {
	t.Parallel()
	o := &told{externals: []graph.External{
		{On: sharedGroup, Source: "test", Kind: "repository", ID: "acme-worker-scratch", Identifiers: []string{"acme-worker-scratch"}},
		{On: sharedGroup, Source: "test", Kind: "role", ID: "x", Type: "aws_iam_role", Called: "acme-worker-scratch"},
	}}
	if c := lookOutside(t, o, analyzer.Options{})[sharedGroup]; c.Downstream.External != 2 {
		t.Errorf("%+v", c.Downstream)
	}
}
