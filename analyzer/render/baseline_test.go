package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

// newsReport is criticalReport beside an earlier report that lacks a change, has a milder
// one, one with other values and one with another action, and has others that are gone.
func newsReport(gone ...string) *report.Report {
	old, r := criticalReport(), criticalReport()
	for i := range r.Changes {
		r.Changes[i].Meaning = fmt.Sprintf("%016x", 1<<32*(i+1))
		old.Changes[i].Meaning = r.Changes[i].Meaning
	}
	old.Changes[2].Meaning, old.Changes[3].Meaning = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"
	old.Changes[3].Action = "create"
	old.Changes[0].Action, old.Changes[0].Risk = "update", rated(12)
	old.Changes = append(old.Changes[:1], old.Changes[2:]...)
	old.Summary.Level, old.Summary.Score = 1, 12
	for i, s := range gone {
		old.Changes = append(old.Changes, hostileChange(100+i, s))
	}
	r.Baseline = report.Compare(report.Digest(old), r)
	r.Baseline.Source = "old.json"
	return r
}

func TestBaselineText(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		delta report.Delta
		want  string
	}{
		"nothing":  {report.Delta{}, "no changes, then and now. The plan was info 0."},
		"all":      {report.Delta{New: 1, Worse: 2, Changed: 6, Gone: 3, Same: 4, NotCompared: 5, NewFindings: 1, Level: 4, Score: 81}, "1 new, 2 worse, 6 changed, 3 gone, 4 unchanged, 5 not compared, 1 new finding. The plan was critical 81."},
		"the same": {report.Delta{Same: 4, Level: 1, Score: 10}, "4 unchanged. The plan was low 10."},
		"levels":   {report.Delta{Same: 4, LevelsOnly: true}, "4 unchanged. The plan was info 0. One of the two reports is of an earlier version, which keeps no more than levels and actions: what is unchanged may have other values."},
		"partial":  {report.Delta{Gone: 1, Partial: true}, "1 gone. The plan was info 0. One of the two reports is not complete: what is gone may be hidden only."},
	} {
		r := emptyReport()
		r.Baseline = &test.delta
		if got := write(t, "markdown", r, render.Options{}); !strings.Contains(got, "\n**Since the last report:** "+test.want+"\n") {
			t.Errorf("%s: want %q in\n%s", name, test.want, got)
		}
		if got := write(t, "terminal", r, render.Options{Width: 120}); !strings.Contains(strings.Join(strings.Fields(got), " "), "Since the last report "+test.want) {
			t.Errorf("%s: want %q in\n%s", name, test.want, got)
		}
	}
}

// Of many changes the first ten of a kind are named, and the others counted.
func TestBaselineNamesTheFirst(t *testing.T) {
	t.Parallel()
	r := manyReport()
	r.Baseline = report.Compare(report.Digest(emptyReport()), r)
	for _, format := range []string{"terminal", "markdown"} {
		text := write(t, format, r, render.Options{})
		_, text, _ = strings.Cut(text, "Since the last report")
		text, _, _ = strings.Cut(text, "\n\n|") // the table
		if !strings.Contains(text, "300 new") || !strings.Contains(text, "… and 290 more") {
			t.Errorf("%s:\n%s", format, text)
		}
	}
}

func TestBaselineIsInert(t *testing.T) {
	t.Parallel()
	r := newsReport(hostileStrings()...)
	for i, s := range hostileStrings() {
		changed := hostileChange(500+i, s)
		changed.Baseline = report.BaselineChanged
		r.Changes = append([]report.Change{changed}, r.Changes...)
		r.Baseline.ChangedChanges = append([]report.PastChange{{Address: s, Action: s}}, r.Baseline.ChangedChanges...)
	}
	for i := range r.Baseline.GoneChanges {
		r.Baseline.GoneChanges[i].Deposed = &r.Baseline.GoneChanges[i].Address
	}
	for _, format := range []string{"terminal", "markdown"} {
		for len(r.Baseline.GoneChanges) > 0 {
			checkLines(t, write(t, format, r, render.Options{}))
			r.Baseline.GoneChanges = r.Baseline.GoneChanges[1:] // the next ones are named
		}
		r = newsReport(hostileStrings()...)
	}
}
