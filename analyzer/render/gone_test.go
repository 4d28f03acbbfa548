package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// lostReport has an update with a row and, at level info, one change of each other action,
// the cascade of a root, and a forgotten object.
func lostReport() *report.Report {
	r := emptyReport()
	r.Changes = append(r.Changes, report.Change{Rank: 1, Address: "aws_vpc.root", Action: "update", Risk: rated(30, risk.Factor{Rule: "opened", Points: 15, Why: "it opens tcp 443"})})
	for i, action := range []string{"replace", "delete", "forget", "melt", "create", "update", "read", "no-op"} {
		r.Changes = append(r.Changes, report.Change{Rank: i + 2, Address: "x." + action + "_info", Action: action, Risk: rated(5)})
	}
	for i := range 30 {
		r.Changes = append(r.Changes, report.Change{
			Rank: i + 10, Address: fmt.Sprintf("x.caused[%d]", i), Action: "delete", Risk: rated(4), CausedBy: []string{"aws_vpc.root"}, Causes: []string{"aws_vpc.root"},
		})
	}
	return settle(r)
}

// Whatever is destroyed, replaced or forgotten has its name in the reports that people read,
// whatever its level is and whatever caused it.
func TestLostIsNamed(t *testing.T) {
	t.Parallel()
	r := lostReport()
	flat, _ := render.LimitOf("bitbucket")
	for name, text := range map[string]string{
		"terminal": write(t, "terminal", r, render.Options{}),
		"markdown": write(t, "markdown", r, render.Options{}),
		"flat":     write(t, "markdown", r, render.Options{Limit: flat}),
	} {
		for _, action := range []string{"replace", "delete", "forget", "melt"} {
			if !strings.Contains(text, "x."+action+"_info") {
				t.Errorf("%s: %s is not named", name, action)
			}
		}
		for _, action := range []string{"create", "update", "read", "no-op"} {
			if strings.Contains(text, "x."+action+"_info") {
				t.Errorf("%s: %s is named", name, action)
			}
		}
		if !strings.Contains(text, "Also replaced, deleted, forgotten and of unknown action (") {
			t.Errorf("%s: no heading in\n%s", name, text)
		}
		if strings.Contains(text, "8 harmless") {
			t.Errorf("%s: what is lost is called harmless", name)
		}
	}
	if text := write(t, "markdown", r, render.Options{}); !strings.Contains(text, "`x.caused[8]`, `[9]`, ") || !strings.Contains(text, "`[29]`") {
		t.Errorf("the cascade is not named:\n%s", text)
	}
	if text := write(t, "terminal", r, render.Options{Width: 120}); !strings.Contains(text, "x.caused[0], [1], ") || !strings.Contains(text, "and 18 more") {
		t.Errorf("the cascade is not named:\n%s", text)
	}
}

// Of thousands the lines are bounded and say how many more there are.
func TestLostIsBounded(t *testing.T) {
	t.Parallel()
	r := emptyReport()
	for i := range 3000 {
		r.Changes = append(r.Changes, report.Change{Rank: i + 1, Address: fmt.Sprintf("x.gone%d", i), Action: "delete", Risk: rated(5)})
	}
	r.Changes = append(r.Changes, report.Change{Rank: 3001, Address: "x.low", Action: "update", Risk: rated(20)})
	for format, more := range map[string]string{"terminal": "… and 2960 more", "markdown": "… and 2800 more"} {
		if text := write(t, format, settle(r), render.Options{}); !strings.Contains(text, more) || !strings.Contains(text, "Also deleted (3000)") {
			t.Errorf("%s does not say %q", format, more)
		}
	}
}

// A change below medium with a reason tells it in its row and is explained in Markdown.
func TestReasonInMarkdown(t *testing.T) {
	t.Parallel()
	text := write(t, "markdown", lostReport(), render.Options{})
	if !strings.Contains(text, "`aws_vpc.root`<br>it opens tcp 443 (`opened`)") {
		t.Error("the row has no reason")
	}
	if !strings.Contains(text, "<details><summary>1 · 🔵 <b>low 30</b> · <code>aws_vpc.root</code></summary>") {
		t.Error("it is not explained")
	}
}
