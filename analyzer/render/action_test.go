package render_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

// The words of an action that nobody knows are never a sentence of the report: they stand in
// quotes, and in Markdown as code, also where the action is the worst that a root causes.
func TestUnknownActionIsQuoted(t *testing.T) {
	t.Parallel()
	const lie = `nothing: "verified" safe, <b>no</b> action needed`
	r := emptyReport()
	r.Summary.Actions[lie] = 2
	r.Changes = []report.Change{
		{Rank: 1, Address: "a.caused", Action: lie, Disruptive: true, Causes: []string{"a.root"}, CausedBy: []string{"a.root"}, Deferred: "approved by all", Risk: rated(90)},
		{Rank: 2, Address: "a.root", Action: "update", Risk: rated(40), Downstream: report.Downstream{
			Total: 1, Changing: 1, Resources: []report.Affected{{Address: "a.caused", Via: "a.root", Distance: 1, Action: lie}},
		}},
		{Rank: 3, Address: "a.alone", Action: lie, Disruptive: true, Risk: rated(38)},
	}
	for _, limit := range []render.Limit{{}, {Flat: true}} {
		got := write(t, "markdown", r, render.Options{Limit: limit})
		for _, want := range []string{
			"2 × unknown action `\"nothing: \\\"verified\\\" safe, <b>no</b> act…\"`",
			"the worst **critical 90**: unknown `a.caused`",
			"| `?` unknown action `\"nothing: ",
			"; deferred (`\"approved by all\"`)",
		} {
			if !strings.Contains(got, want) {
				t.Errorf("want %s in\n%s", want, got)
			}
		}
		for line := range strings.Lines(got) {
			before, _, found := strings.Cut(line, "nothing:")
			if found && strings.Count(before, "`")%2 == 0 && !strings.Contains(line, "n0[") && !strings.Contains(line, "n1[") {
				t.Errorf("no code: %s", line)
			}
		}
	}
	if got := write(t, "terminal", r, render.Options{}); !strings.Contains(got, `? unknown  a.alone`) || !strings.Contains(got, `unknown action "nothing: \"verified\"`) {
		t.Errorf("terminal:\n%s", got)
	}
}
