package render_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// What a policy changed stands in every format, and what it lowers in every headline.
func TestEffectsInEveryFormat(t *testing.T) {
	t.Parallel()
	r := &report.Report{
		Summary: report.Summary{Actions: map[string]int{"delete": 1}, Levels: map[string]int{}},
		Changes: []report.Change{{Rank: 1, Address: "a.b", Action: "delete", Disruptive: true}},
		Findings: []risk.Finding{
			{Rule: "state-lost", Summary: "all goes", Ignored: &risk.Ignored{Reason: "meant so"}},
		},
		Policy: []report.PolicyEffect{
			{File: "team.hcl", Line: 3, Changed: "takes the points of rule x from a.b", Lowers: true},
			{File: "team.hcl", Line: 4, Changed: "ignores the finding state-lost", Ignores: true},
			{File: "team.hcl", Line: 5, Changed: "the ignore of c.d expired"},
		},
		Owners: map[string][]string{"team-data": {"a.b"}},
	}
	for _, f := range render.Formats() {
		text := strings.ReplaceAll(write(t, f.Name, r, render.Options{Width: 300}), "`", "") // Markdown marks names
		for i := range r.Policy {
			e := &r.Policy[i]
			if lowers := e.Lowers || e.Ignores; f.Name == "gitlab" && !lowers {
				continue // an issue is something to look at
			}
			if !strings.Contains(text, e.Changed) {
				t.Errorf("%s lacks %q:\n%s", f.Name, e.Changed, text)
			}
		}
		if f.Name != "gitlab" && !strings.Contains(text, "team-data") {
			t.Errorf("%s lacks the owner:\n%s", f.Name, text)
		}
		switch f.Name {
		case "terminal", "markdown", "github":
			const want = "1 finding ignored by the policy · scores lowered by 1 line of the policy"
			if !strings.Contains(text, want) {
				t.Errorf("the headline of %s lacks %q:\n%s", f.Name, want, text)
			}
		}
	}
}

// Without a policy no format speaks of one.
func TestNoPolicyNoWord(t *testing.T) {
	t.Parallel()
	r := &report.Report{
		Summary: report.Summary{Actions: map[string]int{"delete": 1}, Levels: map[string]int{}},
		Changes: []report.Change{{Rank: 1, Address: "a.b", Action: "delete", Disruptive: true}},
	}
	for _, f := range render.Formats() {
		if text := write(t, f.Name, r, render.Options{Width: 300}); strings.Contains(strings.ToLower(text), "policy") {
			t.Errorf("%s speaks of a policy:\n%s", f.Name, text)
		}
	}
}

// A tool that shows ten notices gets one of the policy, however many effects there are, with
// those that lower something first.
func TestManyEffects(t *testing.T) {
	t.Parallel()
	r := &report.Report{Summary: report.Summary{Actions: map[string]int{}, Levels: map[string]int{}}}
	for i := range 30 {
		r.Policy = append(r.Policy, report.PolicyEffect{File: "a.hcl", Line: i + 1, Changed: fmt.Sprintf("raises n%d", i)})
	}
	r.Policy = append(r.Policy, report.PolicyEffect{File: "a.hcl", Line: 99, Changed: "takes points away", Lowers: true})
	text := write(t, "github", r, render.Options{})
	if n := strings.Count(text, "::notice"); n != 2 || !strings.Contains(text, "takes points away") || !strings.Contains(text, "and 11 more") {
		t.Errorf("%d notices:\n%s", n, text)
	}
	var issues []struct {
		Location struct{ Path string }
	}
	if err := json.Unmarshal([]byte(write(t, "gitlab", r, render.Options{})), &issues); err != nil || len(issues) != 1 || issues[0].Location.Path != "a.hcl" {
		t.Errorf("gitlab: %v, %v", issues, err)
	}
}

// An explanation has the effects about its instance.
func TestExplanationHasEffects(t *testing.T) {
	t.Parallel()
	e := &report.Explanation{
		Graph:  report.Graph{Coverage: report.Coverage{Complete: true}},
		Policy: []report.PolicyEffect{{File: "team.hcl", Line: 3, Changed: "key counts 0 times in a.b", Lowers: true}},
	}
	for _, format := range []string{"terminal", "markdown", "json"} {
		f, _ := render.Explanation(format)
		var out bytes.Buffer
		if err := f(&out, e, render.Options{Width: 100}); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(strings.ReplaceAll(out.String(), "`", ""), "key counts 0 times in a.b") {
			t.Errorf("%s lacks the effect:\n%s", format, &out)
		}
	}
}
