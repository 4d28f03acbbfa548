package render_test

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"charm.land/lipgloss/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

// hotSpots and explanation are documents with the given text wherever a plan's may stand.
func hotSpots(text string) *report.HotSpots {
	h := &report.HotSpots{
		SchemaVersion: "1", Tool: report.Tool{Name: "tfblast", Version: "test"}, Plan: report.Plan{Source: text, Stack: text},
		Graph:     report.Graph{Resources: 40, Edges: 7, Coverage: report.Coverage{Unresolved: []report.Unresolved{{Reference: text, In: text, Resources: 2}}}},
		Truncated: true,
	}
	for i := range 12 {
		h.HotSpots = append(h.HotSpots, report.HotSpot{
			Rank: i + 1, Address: text, Type: text, Class: "data-store", Total: 1200 - i, Direct: 11, Depth: 3, LowerBound: i%2 == 0, UpperBound: i%3 == 0,
		})
	}
	return h
}

func explanation(text string) *report.Explanation {
	change := hostileChange(0, text)
	link := report.Link{
		Address: text, Kind: "managed", Action: text, Sources: []string{"inferred", text}, Attributes: []string{text, "id"},
		Through: []string{text, text}, AllInstances: true, Creation: true,
	}
	return &report.Explanation{
		SchemaVersion: "1", Plan: report.Plan{Source: text}, Changes: []report.Change{change},
		Graph:        report.Graph{Coverage: report.Coverage{Reasons: []string{text}}},
		Dependencies: []report.Link{link, {Address: text, Kind: "unresolved", Sources: []string{"configuration"}}},
		Dependents:   []report.Link{link}, Cascade: []report.Caused{{Address: text, Action: text, Rank: 2}},
		Farthest: [][]string{{text, text, text}}, Commands: []report.Command{{Line: text, Why: text}},
	}
}

// documents writes both in a format.
func documents(t *testing.T, format, text string, o render.Options) string {
	t.Helper()
	var out strings.Builder
	hot, ok := render.HotSpots(format)
	if !ok {
		t.Fatalf("no hot spots as %s", format)
	}
	explain, ok := render.Explanation(format)
	if !ok {
		t.Fatalf("no explanation as %s", format)
	}
	if err := hot(&out, hotSpots(text), o); err != nil {
		t.Fatal(err)
	}
	if err := explain(&out, explanation(text), o); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestDocumentsLetNothingHostileThrough(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"terminal", "markdown", "json"} {
		for _, text := range hostileStrings() {
			for _, width := range []int{0, 40} {
				checkLines(t, documents(t, format, text, render.Options{Width: width}))
			}
		}
	}
}

// Lines keep to the width, but for commands: those are to be copied.
func TestDocumentWidths(t *testing.T) {
	t.Parallel()
	text := `module.a["` + strings.Repeat("long key ", 20) + `"].aws_subnet.this["` + strings.Repeat("x", 120) + `"]`
	for _, width := range []int{40, 59, 60, 80, 120} {
		for line := range strings.SplitSeq(documents(t, "terminal", text, render.Options{Width: width}), "\n") {
			if w := lipgloss.Width(line); w > width && line != "   "+text {
				t.Errorf("at %d: %d columns: %q", width, w, line)
			}
		}
	}
}

func TestHotSpotsText(t *testing.T) {
	t.Parallel()
	h := hotSpots("aws_db_instance.orders")
	h.HotSpots, h.Graph.Coverage = h.HotSpots[:2], report.Coverage{Complete: true}
	h.HotSpots[1].Address, h.HotSpots[1].Class = `module.app["a"].aws_subnet.this`, "network-core"
	want := `What would break most if it went, of 40 resources:
aws_db_instance.orders

#  class         resource                              downstream  direct  depth
1  data-store    aws_db_instance.orders                about 1200      11      3
2  network-core  module.app["a"].aws_subnet.this             1199      11      3
… and 38 more; --top N lists more of them.

Graph: 7 edges between 40 resources, none known to be missing.
`
	h.Plan.Stack = ""
	if diff := cmp.Diff(want, hotSpotsAs(t, "terminal", h)); diff != "" {
		t.Errorf("terminal (-want +got):\n%s", diff)
	}
	want = "**What would break most if it went, of 40 resources:**\n\n" +
		"| # | Class | Resource | Downstream | Direct | Depth |\n|--:|:------|:---------|-----------:|-------:|------:|\n" +
		"| 1 | `data-store` | `aws_db_instance.orders` | about 1200 | 11 | 3 |\n" +
		"| 2 | `network-core` | `module.app[\"a\"].aws_subnet.this` | 1199 | 11 | 3 |\n\n" +
		"Graph: 7 edges between 40 resources, none known to be missing.\n"
	if diff := cmp.Diff(want, hotSpotsAs(t, "markdown", h)); diff != "" {
		t.Errorf("markdown (-want +got):\n%s", diff)
	}
	h.HotSpots, h.Truncated = nil, false
	if got := hotSpotsAs(t, "terminal", h); !strings.HasPrefix(got, "There is no managed resource") {
		t.Errorf("an empty state: %s", got)
	}
}

func hotSpotsAs(t *testing.T, format string, h *report.HotSpots) string {
	t.Helper()
	var out strings.Builder
	write, _ := render.HotSpots(format)
	if err := write(&out, h, render.Options{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestDocumentFormats(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"sarif", "", "JSON"} {
		_, hot := render.HotSpots(name)
		_, explain := render.Explanation(name)
		if hot || explain {
			t.Errorf("a document as %q", name)
		}
	}
	broken := fmt.Errorf("disk full")
	for _, name := range []string{"terminal", "markdown", "json"} {
		hot, _ := render.HotSpots(name)
		explain, _ := render.Explanation(name)
		if err := hot(failing{broken}, hotSpots("x"), render.Options{}); err == nil {
			t.Errorf("hot spots as %s: a failed write is no error", name)
		}
		if err := explain(failing{broken}, explanation("x"), render.Options{}); err == nil {
			t.Errorf("explanation as %s: a failed write is no error", name)
		}
	}
}

type failing struct{ err error }

var _ io.Writer = failing{}

func (f failing) Write([]byte) (int, error) { return 0, f.err }

// A report of what nobody has planned says so in its first line.
func TestWhatIfIsSaid(t *testing.T) {
	t.Parallel()
	r := criticalReport()
	r.WhatIf = &report.WhatIf{Action: "delete", Addresses: []string{"a.b", "a.c"}}
	want := "What if: no plan, but what would break if 2 resources were deleted and all else stayed as it is."
	for format, line := range map[string]string{"terminal": want, "markdown": "**" + want + "**"} {
		if got, _, _ := strings.Cut(write(t, format, r, render.Options{Width: 120}), "\n"); got != line {
			t.Errorf("%s begins with %q, want %q", format, got, line)
		}
	}
}
