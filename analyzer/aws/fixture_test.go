package aws_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/aws"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/fixtures"
)

var sharedGroup = filepath.Join("..", "..", "fixtures", "aws-shared-group")

func readPlan(t *testing.T) *plan.Plan {
	t.Helper()
	f, err := os.Open(filepath.Join(sharedGroup, "plan.json"))
	if err != nil {
		t.Fatal(err)
	}
	needs, err := analyzer.Needs()
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.ReadLean(t.Context(), f, needs)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

func analyze(t *testing.T, outside analyzer.Outside) *report.Report {
	t.Helper()
	r, err := analyzer.Analyze(t.Context(), readPlan(t), analyzer.Options{Source: "plan.json", Stack: "shared", Version: "test", Outside: outside})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func changeOf(t *testing.T, r *report.Report, address string) *report.Change {
	t.Helper()
	for i := range r.Changes {
		if r.Changes[i].Address == address {
			return &r.Changes[i]
		}
	}
	t.Fatalf("the report has no %s", address)
	return nil
}

// The plan shows two instances downstream; AWS knows of nine objects more, and the report
// says so in every format.
func TestReport(t *testing.T) {
	t.Parallel()
	alone := analyze(t, nil)
	if d := changeOf(t, alone, "aws_security_group.shared").Downstream; d.Total != 2 || d.External != 0 {
		t.Errorf("without AWS: %+v", d)
	}
	s := newWire(t, filepath.Join(sharedGroup, "aws.txtar"))
	o := s.options()
	o.Recorder = aws.NewRecorder()
	live := analyze(t, newClient(t, o))
	var recording bytes.Buffer
	if _, err := o.Recorder.WriteTo(&recording); err != nil {
		t.Fatal(err)
	}
	fixtures.Golden(t, filepath.Join(sharedGroup, "aws.jsonl"), recording.Bytes())
	group, bucket := changeOf(t, live, "aws_security_group.shared"), changeOf(t, live, "aws_s3_bucket.scratch")
	if g := live.Graph; g.Sources["aws"] != 9 || g.External != 9 || g.Edges != alone.Graph.Edges+9 || g.Resources != alone.Graph.Resources {
		t.Errorf("the graph with AWS: %+v, without: %+v", g, alone.Graph)
	}
	if d := group.Downstream; d.Total != 2 || d.External != 9 || len(group.Outside.Dependents) != 9 {
		t.Errorf("with AWS: %+v and %+v", d, group.Outside)
	}
	if before := changeOf(t, alone, group.Address).Risk.Score; group.Risk.Score <= before {
		t.Errorf("the group's score went from %d to %d", before, group.Risk.Score)
	}
	if before := changeOf(t, alone, bucket.Address).Risk.Score; bucket.Outside.State != "unused" || bucket.Risk.Score >= before {
		t.Errorf("the empty bucket's score went from %d to %d: %+v", before, bucket.Risk.Score, bucket.Outside)
	}
	replayed := analyze(t, newClient(t, aws.Options{Now: present, Recording: readRecording(t, recording.Bytes())}))
	if d := replayed.Graph.Coverage.Outside.Recorded; d != "2026-03-15T10:42:07Z" {
		t.Errorf("the replay is of %q", d)
	}
	sameButForDate(t, live, replayed)
	for _, f := range render.Formats() {
		var got, again bytes.Buffer
		for out, r := range map[*bytes.Buffer]*report.Report{&got: live, &again: replayed} {
			if err := f.Write(out, r, render.Options{Verbose: true}); err != nil {
				t.Fatal(err)
			}
		}
		if !strings.Contains(again.String(), replayed.Graph.Coverage.Outside.Recorded) {
			t.Errorf("%s does not say that it is from a recording:\n%s", f.Name, again.Bytes())
		}
		if strings.Count(got.String(), "app/checkout/50dc6c495c0c9188") == 0 {
			t.Errorf("%s does not name what depends on the group from outside", f.Name)
		}
		fixtures.Golden(t, filepath.Join(sharedGroup, "golden", "aws."+f.Name), got.Bytes())
	}
}

// sameButForDate compares a report with its replay, which must say the same but that it is one.
func sameButForDate(t *testing.T, live, replayed *report.Report) {
	t.Helper()
	plain, err := json.Marshal(live)
	if err != nil {
		t.Fatal(err)
	}
	content, err := json.Marshal(replayed)
	if err != nil {
		t.Fatal(err)
	}
	var undated report.Report
	if err := json.Unmarshal(content, &undated); err != nil {
		t.Fatal(err)
	}
	undated.Graph.Coverage.Outside.Recorded = ""
	for i := range undated.Changes {
		if o := undated.Changes[i].Outside; o != nil {
			o.Recorded = ""
		}
	}
	undated.Diagnostics = slices.DeleteFunc(undated.Diagnostics, func(d diagnostic.Diagnostic) bool {
		return strings.Contains(d.Summary, "from a recording")
	})
	if len(undated.Diagnostics) == 0 {
		undated.Diagnostics = nil
	}
	if content, err = json.Marshal(&undated); err != nil || !bytes.Equal(plain, content) {
		t.Errorf("the replay differs (%v):\n%s\n%s", err, plain, content)
	}
}

// What is explained has the edges to what is outside.
func TestExplanation(t *testing.T) {
	t.Parallel()
	s := newWire(t, filepath.Join(sharedGroup, "aws.txtar"))
	e, err := analyzer.Explain(t.Context(), readPlan(t), analyzer.Options{Outside: newClient(t, s.options())}, "aws_security_group.shared")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, l := range e.Dependents {
		if l.Kind == "external" && slices.Equal(l.Sources, []string{"aws"}) && strings.HasPrefix(l.Note, "123456789012 "+region+", ") {
			found++
		}
	}
	if found != 9 || len(e.Dependents) != 11 {
		t.Errorf("%d of %d dependents are from outside: %+v", found, len(e.Dependents), e.Dependents)
	}
	for _, name := range []string{"terminal", "markdown", "json"} {
		var text strings.Builder
		write, _ := render.Explanation(name)
		if err := write(&text, e, render.Options{}); err != nil {
			t.Fatal(err)
		}
		if name != "json" && !strings.Contains(text.String(), "found in AWS") {
			t.Errorf("%s: %s", name, text.String())
		}
	}
}

// Without an answer the report is that of the plan alone, and says that nobody looked.
func TestReportNotLookedUp(t *testing.T) {
	t.Parallel()
	s := newWire(t, filepath.Join(sharedGroup, "aws.txtar"))
	s.before = refuse("", 403, "ExpiredToken")
	o := s.options()
	alone, blind := analyze(t, nil), analyze(t, newClient(t, o))
	for _, c := range blind.Changes {
		if c.Risk.Score != changeOf(t, alone, c.Address).Risk.Score {
			t.Errorf("%s: the score changed to %d", c.Address, c.Risk.Score)
		}
		if c.Disruptive && (c.Outside == nil || c.Outside.State != "not-looked-up") {
			t.Errorf("%s: %+v", c.Address, c.Outside)
		}
	}
	if len(blind.Diagnostics) <= len(alone.Diagnostics) {
		t.Error("no diagnostic says that nobody looked")
	}
	if l := blind.Graph.Coverage.Outside; l == nil || l.Asked != 2 || l.Incomplete != 2 || len(l.Missing) != 2 {
		t.Errorf("the graph's coverage says %+v", l)
	}
	for name, wants := range map[string][]string{
		"terminal": {"\n! AWS was not asked in full about 2 of 2 changes", "0 + ? outside", "2 + ? outside"},
		"markdown": {"> **Warning:** AWS was not asked in full about 2 of 2 changes", "| 2 + ? outside |"},
	} {
		var text strings.Builder
		f, _ := render.Lookup(name)
		if err := f.Write(&text, blind, render.Options{}); err != nil {
			t.Fatal(err)
		}
		for _, want := range wants {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s has no %q:\n%s", name, want, text.String())
			}
		}
	}
}
