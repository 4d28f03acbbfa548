package analyzer_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// told knows of what it was told.
type told struct {
	externals    []graph.External
	observations []risk.Observation
	asked        []string
	// says is the detail of its diagnostic.
	says string
	// also is the text of a second one.
	also string
}

// Look implements analyzer.Outside.
func (o *told) Look(_ context.Context, _ *plan.Plan, changes []*plan.Change) ([]graph.External, []risk.Observation, []diagnostic.Diagnostic) {
	for _, c := range changes {
		o.asked = append(o.asked, c.Address)
	}
	said := []diagnostic.Diagnostic{diagnostic.Warnf("someone did not answer").WithDetail("%s", o.says)}
	if o.also != "" {
		said = append(said, diagnostic.Warnf("%s", o.also))
	}
	return slices.Clone(o.externals), o.observations, said
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
			observations: []risk.Observation{{Address: sharedGroup, Source: "test", State: risk.InUse, Uses: []string{"used"}, Facts: []string{"a fact"}, Missing: []risk.Gap{{Why: "a gap"}}}},
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

// What comes from outside is masked as the plan is, in every format: an object's name may
// hold what the plan marks as sensitive.
func TestOutsideSecrets(t *testing.T) {
	t.Parallel()
	const secret = "correct-horse-battery"
	const document = `{"format_version": "1.2", "resource_changes": [
{"address": "aws_security_group.g", "mode": "managed", "type": "aws_security_group", "name": "g", "change": {"actions": ["delete"], "before": {"id": "sg-1"}, "after": null}},
{"address": "aws_db_instance.d", "mode": "managed", "type": "aws_db_instance", "name": "d", "change": {"actions": ["no-op"],
 "before": {"id": "d", "user_data": "` + secret + `"}, "after": {"id": "d", "user_data": "` + secret + `"}, "before_sensitive": {"user_data": true}, "after_sensitive": {"user_data": true}}}]}`
	read := func() *plan.Plan {
		p, err := plan.Read(t.Context(), strings.NewReader(document))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	const own = "not looked up for aws_iam_role.token: access denied (iam:GetRole)"
	holding := "with " + secret + " in it"
	o := analyzer.Options{Outside: &told{
		observations: []risk.Observation{{
			Address: "aws_security_group.g", Source: "test", State: risk.InUse,
			Uses: []string{holding}, Facts: []string{holding, "bell \x07\x1b[31m and \u202ereversed"}, Missing: []risk.Gap{{Why: holding, About: []string{holding}, Actions: []string{holding}}},
		}},
		externals: []graph.External{
			{On: "aws_security_group.g", Source: "test", Kind: "load balancer", ID: secret, Place: holding, Note: holding},
			{On: "aws_security_group.g", Source: "test", Kind: "load balancer", ID: secret + "2", Place: "here", Note: "password=hunter2hunter2"},
			{On: "aws_security_group.g", Source: "test", Kind: "queue", ID: strings.Repeat("long-", 1000)},
		},
		says: holding, also: own,
	}}
	r, err := analyzer.Analyze(t.Context(), read(), o)
	if err != nil {
		t.Fatal(err)
	}
	c := r.Changes[0]
	if c.Downstream.External != 3 || len(c.Outside.Dependents) != 3 || r.Graph.External != 3 {
		t.Errorf("%+v and %+v", c.Downstream, c.Outside)
	}
	if got := c.Outside.Dependents[0]; got.ID != plan.MaskText || got.Note != plan.MaskText || got.Place != plan.MaskText {
		t.Errorf("%+v", got)
	}
	if last := r.Diagnostics[len(r.Diagnostics)-1]; last.Summary != own {
		t.Errorf("a sentence of our own is masked: %+v", last)
	}
	if got := c.Outside.Dependents[2].ID; len(got) > 310 {
		t.Errorf("an id of %d bytes is shown", len(got))
	}
	texts := map[string]string{}
	for _, f := range render.Formats() {
		var b strings.Builder
		if err := f.Write(&b, r, render.Options{Verbose: true}); err != nil {
			t.Fatal(err)
		}
		texts[f.Name] = b.String()
	}
	e, err := analyzer.Explain(t.Context(), read(), o, "aws_security_group.g")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"terminal", "markdown", "json"} {
		var b strings.Builder
		write, _ := render.Explanation(name)
		if err := write(&b, e, render.Options{}); err != nil {
			t.Fatal(err)
		}
		texts["explain "+name] = b.String()
	}
	for name, text := range texts {
		for _, never := range []string{secret, "hunter2", "\x07", "\x1b", `\u0007`, `\u001b`, "\u202e", `\u202e`} {
			if strings.Contains(text, never) {
				t.Errorf("%s shows %q:\n%s", name, never, text)
			}
		}
		if !strings.Contains(text, "reversed") {
			t.Errorf("%s lost the other facts:\n%s", name, text)
		}
	}
}

// A bucket whose content goes with it loses none if a look-up proves that it has none.
func TestOutsideEmpty(t *testing.T) {
	t.Parallel()
	const document = `{"format_version": "1.2", "resource_changes": [
{"address": "aws_s3_bucket.b", "mode": "managed", "type": "aws_s3_bucket", "name": "b", "change": {"actions": ["delete"], "before": {"id": "b", "force_destroy": true}, "after": null}}]}`
	for empty, want := range map[bool]string{true: "recreatable", false: "lost"} {
		p, err := plan.Read(t.Context(), strings.NewReader(document))
		if err != nil {
			t.Fatal(err)
		}
		seen := risk.Observation{Address: "aws_s3_bucket.b", Source: "test", State: risk.Unused, Empty: empty, Facts: []string{"there is no object in it"}}
		r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{Outside: &told{observations: []risk.Observation{seen}}})
		if err != nil {
			t.Fatal(err)
		}
		c := r.Changes[0]
		loses := slices.ContainsFunc(c.Risk.Factors, func(f risk.Factor) bool { return f.Rule == "data-loss" })
		if c.Recovery.Tier != want || loses == empty || slices.Contains(c.Outcomes, "data-loss") == empty {
			t.Errorf("empty %v: %+v, %v, %+v", empty, c.Recovery, c.Outcomes, c.Risk)
		}
	}
}
