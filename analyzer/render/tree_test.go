package render_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// oneChange is a report with one change and that downstream.
func oneChange(d report.Downstream) *report.Report {
	r := baseReport()
	r.Summary.Actions["delete"] = 1
	r.Changes = []report.Change{{Rank: 1, Address: "a.root", Action: "delete", Disruptive: true, Risk: rated(70), Downstream: d}}
	return r
}

// drawn returns the lines of the terminal's tree, without their indent.
func drawn(t *testing.T, d report.Downstream) string {
	t.Helper()
	var lines []string
	for line := range strings.SplitSeq(write(t, "terminal", oneChange(d), render.Options{}), "\n") {
		if strings.ContainsAny(line, "├└") {
			lines = append(lines, strings.TrimPrefix(line, strings.Repeat(" ", 16)))
		}
	}
	return strings.Join(lines, "\n")
}

func TestTree(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name string
		d    report.Downstream
		want string
	}{
		{"nothing", report.Downstream{}, ""},
		{"via without an entry, and a cycle", report.Downstream{Total: 3, Unchanged: 3, Resources: []report.Affected{
			{Address: "a.x", Via: "a.y", Distance: 1, Action: "no-op"},
			{Address: "a.y", Via: "a.x", Distance: 2, Action: "no-op"},
			{Address: "a.z", Via: "a.z", Distance: 2, Action: "no-op"},
		}}, "├─ ! a.x  unchanged\n│  └─ ! a.y  unchanged\n└─ ! a.z  unchanged"},
		{
			"two instances stay two lines",
			report.Downstream{Total: 2, Unchanged: 2, Resources: instances("a.web", "a.root", 2)},
			"├─ ! a.web[0]  unchanged\n└─ ! a.web[1]  unchanged",
		},
		{"keys of a map are grouped, by action", report.Downstream{Total: 4, Unchanged: 3, Changing: 1, Resources: []report.Affected{
			{Address: `a.web["x[1]"]`, Via: "a.root", Distance: 1, Action: "no-op"},
			{Address: `a.web["y"]`, Via: "a.root", Distance: 1, Action: "update"},
			{Address: `a.web["z"]`, Via: "a.root", Distance: 1, Action: "no-op"},
			{Address: `a.web["[\"q"]`, Via: "a.root", Distance: 1, Action: "no-op"},
		}}, "├─ ! a.web[…]  3 unchanged\n└─ ~ a.web[\"y\"]  updated"},
		{"one with dependents stands alone", report.Downstream{Total: 5, Unchanged: 5, Resources: append(
			instances("a.web", "a.root", 4), report.Affected{Address: "a.dns", Via: "a.web[1]", Distance: 2, Action: "no-op"},
		)}, "├─ ! a.web[…]  3 unchanged\n└─ ! a.web[1]  unchanged\n   └─ ! a.dns  unchanged"},
		{
			"truncated",
			report.Downstream{Total: 30, Unchanged: 20, Changing: 10, Truncated: true, Resources: instances("a.web", "a.root", 2)},
			"├─ ! a.web[0]  unchanged\n├─ ! a.web[1]  unchanged\n└─ … and 28 more, 18 of them unchanged",
		},
	} {
		if got := drawn(t, tc.d); got != tc.want {
			t.Errorf("%s:\n%s\nwant:\n%s", tc.name, got, tc.want)
		}
	}
}

// TestTreeLimit holds a large tree to twelve lines, unchanged dependents first.
func TestTreeLimit(t *testing.T) {
	t.Parallel()
	d := report.Downstream{Total: 41, Unchanged: 1, Leaving: 40}
	for i := range 40 {
		d.Resources = append(d.Resources, report.Affected{Address: fmt.Sprintf("a.n%d", i), Via: "a.root", Distance: 1, Action: "delete"})
	}
	d.Resources = append(d.Resources, report.Affected{Address: "a.stays", Via: "a.n39", Distance: 2, Action: "no-op"})
	got := drawn(t, d)
	if n := strings.Count(got, "\n") + 1; n != 12 {
		t.Errorf("%d lines:\n%s", n, got)
	}
	for _, want := range []string{"a.n39  deleted", "! a.stays  unchanged", "… and 30 more"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

func TestTreeDepth(t *testing.T) {
	t.Parallel()
	d := chain("a.root", 12)
	got := drawn(t, d)
	if n := strings.Count(got, "\n") + 1; n != 12 {
		t.Errorf("a chain of 12 takes %d lines:\n%s", n, got)
	}
	if deepest := strings.Repeat("   ", 7); strings.Contains(got, deepest) {
		t.Errorf("deeper than seven levels:\n%s", got)
	}
}

func TestSelection(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name       string
		report     *report.Report
		options    render.Options
		with, lack []string
	}{
		{"harmless changes are summed up", criticalReport(), render.Options{}, []string{"+ 60 harmless: 58 updates, 2 moves"}, []string{"jobs[7]"}},
		{"verbose lists them", criticalReport(), render.Options{Verbose: true, Top: 100}, []string{"aws_sqs_queue.jobs[7]", "unknown attribute in prior state"}, []string{"harmless"}},
		{"nothing but harmless ones are listed", noiseReport(), render.Options{}, []string{"aws_sqs_queue.jobs[2]", "nothing is destroyed or replaced"}, []string{"harmless"}},
		{"min-level", criticalReport(), render.Options{MinLevel: risk.LevelHigh}, []string{"63 changes below high left out"}, []string{"bastion", "harmless"}},
		{"top", manyReport(), render.Options{Top: 3}, []string{"and 297 more (--top 300 lists them)", " 3 module"}, []string{" 4 module"}},
		{"default top", manyReport(), render.Options{}, []string{"and 280 more", "\n 5 module"}, []string{"\n 6 module"}},
		{"the first disruptive change is explained", lowDisruption(), render.Options{}, []string{" 2 a.deleted\n", "It goes."}, []string{" 1 a.updated\n"}},
	} {
		got := write(t, "terminal", tc.report, tc.options)
		for _, want := range tc.with {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in:\n%s", tc.name, want, got)
			}
		}
		for _, lack := range tc.lack {
			if strings.Contains(got, lack) {
				t.Errorf("%s: %q in:\n%s", tc.name, lack, got)
			}
		}
	}
}

func lowDisruption() *report.Report {
	r := baseReport()
	r.Changes = []report.Change{
		{Rank: 1, Address: "a.updated", Action: "update", Why: "It stays.", Risk: rated(20)},
		{Rank: 2, Address: "a.deleted", Action: "delete", Disruptive: true, Why: "It goes.", Risk: rated(15)},
	}
	return r
}
