package sarif_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/sarif"
)

// changes is a report of a configuration whose main.tf holds a.one in lines 1 to 5 and a.two,
// with count, in lines 7 to 9; a module beside it holds a.three.
func changes() *report.Report {
	place := func(file string, from, to int) *report.Location {
		return &report.Location{File: file, Line: from, EndLine: to}
	}
	return &report.Report{Changes: []report.Change{
		{Address: "a.one", Location: place("main.tf", 1, 5)},
		{Address: "a.two[0]", Location: place("main.tf", 7, 9)},
		{Address: "a.two[1]", Location: place("main.tf", 7, 9)},
		{Address: `module.m["k"].a.three`, Location: place("../modules/m/main.tf", 1, 3)},
	}}
}

// fitted fits runs to a report whose root module is in folder, in a tree of these files, and
// lists the rules beside each change.
func fitted(r *report.Report, runs []sarif.Run, folder string, files ...string) []string {
	o := sarif.Options{Exists: func(path string) bool { return slices.Contains(files, path) }}
	if folder != "" {
		o.Folders = map[string]string{"": folder}
	}
	sarif.Fit(r, runs, o)
	list := make([]string, len(r.Changes))
	for i := range r.Changes {
		var rules []string
		for _, other := range r.Changes[i].Others {
			rules = append(rules, other.Rule)
		}
		list[i] = strings.Join(rules, " ")
	}
	return list
}

// at is a result of rule N in a place.
func at(file string, line int, addresses ...string) sarif.Place {
	return sarif.Place{File: file, Line: line, Addresses: addresses}
}

func runOf(places ...sarif.Place) []sarif.Run {
	run := sarif.Run{Tool: "T"}
	for i, p := range places {
		run.Results = append(run.Results, sarif.Result{Rule: fmt.Sprint("r", i), Level: "error", Places: []sarif.Place{p}})
	}
	return []sarif.Run{run}
}

func TestFit(t *testing.T) {
	t.Parallel()
	const folder, main, module = "/r/live", "/r/live/main.tf", "/r/modules/m/main.tf"
	tree := []string{main, module}
	for _, test := range []struct {
		name   string
		folder string
		tree   []string
		places []sarif.Place
		want   [4]string
		// problem is in the one diagnostic that there must be.
		problem string
	}{
		{name: "from the folder", places: []sarif.Place{at("main.tf", 1), at("main.tf", 5), at("main.tf", 6), at("main.tf", 8)}, want: [4]string{"r0 r1", "r3", "r3", ""}},
		{name: "from the repository", places: []sarif.Place{at("live/main.tf", 3), at("modules/m/main.tf", 3), at("modules/m/main.tf", 4)}, want: [4]string{"r0", "", "", "r1"}},
		{name: "from far above", places: []sarif.Place{at("r/live/main.tf", 3)}, want: [4]string{"r0", "", "", ""}},
		{name: "upward", places: []sarif.Place{at("main.tf", 2), at("../modules/m/main.tf", 2)}, want: [4]string{"r0", "", "", "r1"}},
		{name: "absolute", places: []sarif.Place{at(main, 2), at("/else/live/main.tf", 2)}, want: [4]string{"r0", "", "", ""}},
		{name: "base", places: []sarif.Place{{File: "main.tf", Base: "/r/modules/m", Line: 2}}, want: [4]string{"", "", "", "r0"}},
		{name: "base of another machine", places: []sarif.Place{{File: "live/main.tf", Base: "/src", Line: 2}}, want: [4]string{"r0", "", "", ""}},
		{name: "whole file", places: []sarif.Place{at("main.tf", 0)}},
		{
			name: "the module's own folder is no base", tree: []string{module}, places: []sarif.Place{at("main.tf", 2)},
			problem: "none of its files is found",
		},
		{name: "another configuration", places: []sarif.Place{at("other/main.tf", 2)}, problem: "none of its files is found"},
		{
			name: "one of two", tree: append([]string{"/r/main.tf"}, tree...), places: []sarif.Place{at("main.tf", 2)},
			problem: "one of several folders",
		},
		{
			name: "the better of two", tree: append([]string{"/r/main.tf"}, tree...), places: []sarif.Place{at("main.tf", 2), at("live/main.tf", 2)},
			want: [4]string{"r1", "", "", ""},
		},
		{name: "address", places: []sarif.Place{at("", 0, "a.two"), at("", 0, "a.two[1]"), at("", 0, "module.m.a.three"), at("", 0, "a")}, want: [4]string{"", "r0", "r0 r1", "r2"}},
		{name: "address in a plan", places: []sarif.Place{at("plan.json", 0, "a.one")}, want: [4]string{"r0", "", "", ""}, problem: "none of its files is found"},
		{name: "address in the folder", places: []sarif.Place{at("main.tf", 99, "a.one")}, want: [4]string{"r0", "", "", ""}},
		{
			name: "address elsewhere", tree: append([]string{"/r/other/main.tf"}, tree...),
			places: []sarif.Place{at("live/main.tf", 99, "a.two"), at("other/main.tf", 2, "a.one")}, want: [4]string{"", "r0", "r0", ""},
		},
		{name: "no source", folder: "-", places: []sarif.Place{at("main.tf", 2, "a.one"), at("", 0, "a.one")}, want: [4]string{"r1", "", "", ""}, problem: "where the changes' blocks stand"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := changes()
			in, files := folder, tree
			if test.folder == "-" {
				in = ""
				for i := range r.Changes {
					r.Changes[i].Location = nil
				}
			}
			if test.tree != nil {
				files = test.tree
			}
			got := fitted(r, runOf(test.places...), in, files...)
			if diff := cmp.Diff(test.want[:], got); diff != "" {
				t.Errorf("rules by change (-want +got):\n%s", diff)
			}
			said := ""
			for _, d := range r.Diagnostics {
				if d.Detail == "" {
					t.Errorf("no remedy: %s", d.Summary)
				}
				said += d.Summary
			}
			if !strings.Contains(said, test.problem) || test.problem == "" && said != "" {
				t.Errorf("diagnostics %q, want %q", said, test.problem)
			}
			unplaced := 0
			for i := range test.places {
				if !strings.Contains(strings.Join(got, " ")+" ", fmt.Sprint("r", i, " ")) {
					unplaced++
				}
			}
			want := []report.OtherTool{{Tool: "T", Results: len(test.places), Unplaced: unplaced}}
			if diff := cmp.Diff(want, r.OtherTools); diff != "" {
				t.Errorf("counts (-want +got):\n%s", diff)
			}
		})
	}
}

// Two stacks may use the same names: a result is about the one whose file it names.
func TestFitStacks(t *testing.T) {
	t.Parallel()
	r := &report.Report{Changes: []report.Change{
		{Stack: "a", Address: "x.y", Location: &report.Location{File: "main.tf", Line: 1, EndLine: 3}},
		{Stack: "b", Address: "x.y", Location: &report.Location{File: "main.tf", Line: 1, EndLine: 3}},
	}}
	files := []string{"/r/a/main.tf", "/r/b/main.tf"}
	sarif.Fit(r, runOf(at("b/main.tf", 2, "x.y")), sarif.Options{
		Folders: map[string]string{"a": "/r/a", "b": "/r/b"}, Exists: func(p string) bool { return slices.Contains(files, p) },
	})
	if len(r.Changes[0].Others) != 0 || len(r.Changes[1].Others) != 1 {
		t.Errorf("others %v, %v", r.Changes[0].Others, r.Changes[1].Others)
	}
}

func TestFitOrder(t *testing.T) {
	t.Parallel()
	run := sarif.Run{Tool: "T", Suppressed: 2}
	for _, result := range []sarif.Result{
		{Rule: "note", Level: "note"},
		{Rule: "error", Level: "error"},
		{Rule: "error", Level: "error"},
		{Rule: "nine", Level: "note", Severity: 9},
		{Rule: "ten", Level: "note", Severity: 10},
	} {
		result.Places = []sarif.Place{at("main.tf", 2)}
		run.Results = append(run.Results, result)
	}
	for i := range 60 {
		run.Results = append(run.Results, sarif.Result{Rule: fmt.Sprint("z", i), Level: "none", Places: []sarif.Place{at("main.tf", 2)}})
	}
	r := changes()
	list := strings.Fields(fitted(r, []sarif.Run{run, {Tool: "T", Suppressed: 1}, {Tool: "S"}}, "/r", "/r/main.tf")[0])
	if got := strings.Join(list[:4], " "); got != "ten nine error note" {
		t.Errorf("the order is %s", got)
	}
	if c := r.Changes[0]; len(c.Others) != 50 || c.OthersOmitted != 14 {
		t.Errorf("%d results, %d left out", len(c.Others), c.OthersOmitted)
	}
	want := []report.OtherTool{{Tool: "S"}, {Tool: "T", Results: 65, Suppressed: 3}}
	if diff := cmp.Diff(want, r.OtherTools); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}
