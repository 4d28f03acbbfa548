package analyzer_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
)

// readFile reads a plan or a state below fixtures.
func readFile(tb testing.TB, path ...string) *plan.Plan {
	tb.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{"..", "fixtures"}, path...)...))
	if err != nil {
		tb.Fatal(err)
	}
	p, err := plan.ReadState(tb.Context(), bytes.NewReader(text))
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// source loads the configuration of a folder below fixtures.
func source(tb testing.TB, folder string) *config.Tree {
	tb.Helper()
	tree, _, err := config.Load(os.DirFS(filepath.Join("..", "fixtures")), folder)
	if err != nil {
		tb.Fatal(err)
	}
	return tree
}

func whatIf(tb testing.TB, p *plan.Plan, o analyzer.Options, action plan.Action, addresses ...string) *report.Report {
	tb.Helper()
	r, err := analyzer.WhatIf(tb.Context(), p, o, addresses, action)
	if err != nil {
		tb.Fatal(err)
	}
	return r
}

// outline lists the changes with what is downstream, in natural order of the report.
func outline(r *report.Report) []string {
	var lines []string
	for _, c := range r.Changes {
		line := c.Action + " " + c.Address + ":"
		for _, d := range c.Downstream.Resources {
			line += " " + d.Address + "(" + d.Action + ")"
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return lines
}

func TestWhatIfSelects(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, file string
		addresses  []string
		want       []string
	}{
		{"an instance", "state.json", []string{`terraform_data.subnet["a"]`}, []string{`terraform_data.subnet["a"]`}},
		{"all instances", "terraform.tfstate", []string{"terraform_data.subnet"}, []string{`terraform_data.subnet["a"]`, `terraform_data.subnet["b"]`}},
		{"all of a count", "terraform.tfstate", []string{"terraform_data.server"}, []string{"terraform_data.server[0]", "terraform_data.server[1]"}},
		{"a module instance", "state.json", []string{`module.app["blue"]`}, []string{`module.app["blue"].terraform_data.listener`, `module.app["blue"].terraform_data.record`}},
		{"a resource in all module instances", "state.json", []string{"module.app.terraform_data.record"}, []string{`module.app["blue"].terraform_data.record`, `module.app["green"].terraform_data.record`}},
		{"several, one twice", "state.json", []string{"terraform_data.log", "terraform_data.db", "terraform_data.db"}, []string{"terraform_data.db", "terraform_data.log"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			r := whatIf(t, readFile(t, "states", "shop", test.file), analyzer.Options{}, plan.ActionReplace, test.addresses...)
			if diff := cmp.Diff(&report.WhatIf{Action: "replace", Addresses: test.want}, r.WhatIf); diff != "" {
				t.Errorf("what if (-want +got):\n%s", diff)
			}
			if r.Summary.Actions["replace"] != len(test.want) || r.Summary.Resources != 11 || len(r.Changes) != len(test.want) || r.Plan.Fingerprint != "" {
				t.Errorf("summary %+v, %d changes, fingerprint %q", r.Summary, len(r.Changes), r.Plan.Fingerprint)
			}
		})
	}
}

func TestWhatIfActions(t *testing.T) {
	t.Parallel()
	p := readFile(t, "states", "shop", "state.json")
	for action, why := range map[plan.Action]string{
		plan.ActionReplace: "replaced, destroy first", plan.ActionDelete: "destroyed", plan.ActionUpdate: "changed in place",
	} {
		r := whatIf(t, p, analyzer.Options{}, action, "terraform_data.network")
		c := r.Changes[0]
		if len(r.Changes) != 1 || c.Action != string(action) || !strings.Contains(c.Why, why) {
			t.Errorf("%s: %d changes, action %s, why %q", action, len(r.Changes), c.Action, c.Why)
		}
		d := c.Downstream
		if d.Total != 9 || d.Unchanged != 9 || d.Touched != 9 || d.Depth == 0 || !d.UpperBound || d.LowerBound {
			t.Errorf("%s: downstream %+v", action, d)
		}
		if (c.Order == string(plan.DestroyBeforeCreate)) != (action == plan.ActionReplace) {
			t.Errorf("%s: order %q", action, c.Order)
		}
	}
	for _, action := range []plan.Action{plan.ActionNoOp, plan.ActionCreate, plan.ActionForget, "x", ""} {
		if _, err := analyzer.WhatIf(t.Context(), p, analyzer.Options{}, []string{"terraform_data.network"}, action); err == nil {
			t.Errorf("action %q is no error", action)
		}
	}
}

// Of a plan, what it does itself is left out, and what it creates does not exist.
func TestWhatIfOfPlan(t *testing.T) {
	t.Parallel()
	p := readFile(t, "count-index-shift", "plan.json")
	before, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	fingerprint := p.Fingerprint()
	var existing, leaving string
	for _, c := range p.Changes {
		switch c.Action { //nolint:exhaustive // two examples
		case plan.ActionNoOp:
			existing = c.Address
		case plan.ActionDelete:
			leaving = c.Address
		}
	}
	if leaving == "" {
		t.Fatal("the fixture deletes nothing")
	}
	r := whatIf(t, p, analyzer.Options{}, plan.ActionReplace, leaving)
	if len(r.Changes) != 1 || r.Changes[0].Address != leaving || r.Changes[0].Action != "replace" {
		t.Errorf("changes are %v (beside %s), want the replace of %s alone", outline(r), existing, leaving)
	}
	after, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(before, after) || p.Fingerprint() != fingerprint {
		t.Error("the plan was changed")
	}
	first := readFile(t, "first-create", "plan.json")
	_, err = analyzer.WhatIf(t.Context(), first, analyzer.Options{}, []string{first.Changes[0].Address}, plan.ActionDelete)
	if err == nil || !strings.Contains(err.Error(), "there is none at all") {
		t.Errorf("a resource that is not there yet: error %v", err)
	}
}

// Moves of a plan count as made: the instance is found under its new name, and so is what
// depends on it by its old one.
func TestWhatIfAfterMoves(t *testing.T) {
	t.Parallel()
	p := readFile(t, "moved", "plan.json")
	moves := 0
	for _, c := range p.Changes {
		if !c.Moved() {
			continue
		}
		moves++
		r := whatIf(t, p, analyzer.Options{}, plan.ActionDelete, c.Address)
		if len(r.Changes) != 1 || r.Changes[0].Moved || r.Summary.Moved != 0 {
			t.Errorf("%s: changes %v", c.Address, outline(r))
		}
	}
	if moves == 0 {
		t.Fatal("the fixture moves nothing")
	}
	r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	h, err := analyzer.HotSpots(t.Context(), p, analyzer.Options{}, 0)
	if err != nil {
		t.Fatal(err)
	}
	totals := map[string]int{}
	for _, s := range h.HotSpots {
		totals[s.Address] = s.Total
	}
	for _, c := range r.Changes {
		if c.Moved && totals[c.Address] != c.Downstream.Total {
			t.Errorf("%s: %d downstream, in the plan's report %d", c.Address, totals[c.Address], c.Downstream.Total)
		}
	}
}

// A raw state under old names, with the configuration's moved blocks: terraform plans these
// moves and nothing else.
func TestWhatIfMovesOfConfiguration(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"state.json", "terraform.tfstate"} {
		p := readFile(t, "states", "renamed", file)
		o := analyzer.Options{Config: source(t, "states/renamed")}
		r := whatIf(t, p, o, plan.ActionReplace, "terraform_data.network", `terraform_data.server["a"]`, "module.site")
		want := []string{
			`replace module.site["main"].terraform_data.target:`,
			`replace terraform_data.network: terraform_data.server["a"](replace) terraform_data.server["b"](no-op) module.site["main"].terraform_data.target(replace)`,
			`replace terraform_data.server["a"]: module.site["main"].terraform_data.target(replace)`,
		}
		if diff := cmp.Diff(want, outline(r)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", file, diff)
		}
		if _, err := analyzer.WhatIf(t.Context(), p, o, []string{"terraform_data.net"}, plan.ActionReplace); err == nil {
			t.Error("the old name is no error")
		}
		// Without configuration the names are those of the state.
		whatIf(t, p, analyzer.Options{}, plan.ActionReplace, "terraform_data.net", "terraform_data.node[1]", "module.web")
	}
}

// The configuration shows single instances where the state lists whole resources.
func TestWhatIfConfigurationOfState(t *testing.T) {
	t.Parallel()
	p := readFile(t, "states", "shop", "terraform.tfstate")
	alone := whatIf(t, p, analyzer.Options{}, plan.ActionReplace, `terraform_data.subnet["b"]`)
	with := whatIf(t, p, analyzer.Options{Config: source(t, "states/shop")}, plan.ActionReplace, `terraform_data.subnet["b"]`)
	if a, b := alone.Changes[0].Downstream.Total, with.Changes[0].Downstream.Total; a != 7 || b != 6 {
		t.Errorf("%d downstream without, %d with the configuration; want 7 and, as the database is on the other subnet, 6", a, b)
	}
	if !with.Graph.Coverage.Complete {
		t.Errorf("coverage %+v", with.Graph.Coverage)
	}
}

func TestWhatIfUnknownAddress(t *testing.T) {
	t.Parallel()
	p := readFile(t, "states", "shop", "state.json")
	for wanted, near := range map[string]string{
		"terraform_data.netwrok":       "; the nearest: terraform_data.network, ",
		`terraform_data.subnet["c"]`:   `; the nearest: terraform_data.subnet["a"], terraform_data.subnet["b"], `,
		"terraform_data.server[2]":     "; the nearest: terraform_data.server[0], terraform_data.server[1], ",
		"module.ap":                    "the nearest: ",
		`module.app["red"]`:            "the nearest: ",
		"data.terraform_data.network":  "the nearest: ",
		"":                             "the nearest: ",
		"terraform_data":               "the nearest: ",
		"terraform_data.subnet[a]":     `the nearest: terraform_data.subnet["a"]`,
		"module.app.terraform_data.db": "the nearest: ",
	} {
		_, err := analyzer.WhatIf(t.Context(), p, analyzer.Options{}, []string{"terraform_data.log", wanted}, plan.ActionReplace)
		if err == nil || !strings.Contains(err.Error(), wanted+" names no managed instance that exists") || !strings.Contains(err.Error(), near) {
			t.Errorf("%s: error %v, want %q", wanted, err, near)
		}
	}
}

func TestHotSpots(t *testing.T) {
	t.Parallel()
	p := readFile(t, "states", "shop", "state.json")
	h, err := analyzer.HotSpots(t.Context(), p, analyzer.Options{}, 3)
	if err != nil {
		t.Fatal(err)
	}
	want := []report.HotSpot{
		{Rank: 1, Address: "terraform_data.network", Type: "terraform_data", Class: "glue", Total: 9, Direct: 2, Depth: 5, UpperBound: true},
		{Rank: 2, Address: `terraform_data.subnet["a"]`, Type: "terraform_data", Class: "glue", Total: 7, Direct: 1, Depth: 4, UpperBound: true},
		{Rank: 3, Address: `terraform_data.subnet["b"]`, Type: "terraform_data", Class: "glue", Total: 7, Direct: 1, Depth: 4, UpperBound: true},
	}
	if diff := cmp.Diff(want, h.HotSpots); diff != "" || !h.Truncated || h.Graph.Resources != 11 {
		t.Errorf("truncated %v, %d resources (-want +got):\n%s", h.Truncated, h.Graph.Resources, diff)
	}
	all, err := analyzer.HotSpots(t.Context(), p, analyzer.Options{}, 0)
	if err != nil || len(all.HotSpots) != 11 || all.Truncated {
		t.Errorf("%d of 11 listed, truncated %v, error %v", len(all.HotSpots), all.Truncated, err)
	}
}

// At equal numbers the class decides: of two that nothing depends on, the database.
func TestHotSpotsByClass(t *testing.T) {
	t.Parallel()
	h, err := analyzer.HotSpots(t.Context(), readFile(t, "aws-three-tier-vpc-cidr", "plan.json"), analyzer.Options{}, 1000)
	if err != nil {
		t.Fatal(err)
	}
	rank := map[string]int{}
	for i, s := range h.HotSpots {
		if s.Rank != i+1 || i > 0 && h.HotSpots[i-1].Total < s.Total {
			t.Errorf("%s: rank %d at place %d", s.Address, s.Rank, i+1)
		}
		rank[s.Class] = max(rank[s.Class], s.Rank)
	}
	if h.HotSpots[0].Class != "network-core" || rank["observability"] < rank["data-store"] {
		t.Errorf("first %s, last ranks by class %v", h.HotSpots[0].Class, rank)
	}
	empty, err := analyzer.HotSpots(t.Context(), readFile(t, "first-create", "plan.json"), analyzer.Options{}, 0)
	if err != nil || len(empty.HotSpots) != 0 {
		t.Errorf("hot spots where nothing exists: %v, error %v", empty, err)
	}
}
