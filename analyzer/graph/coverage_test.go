package graph_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/report"
)

func TestCoverage(t *testing.T) {
	t.Parallel()
	behindInput := map[string]call{"m": {
		inputs: map[string]string{"in": "local.net"}, count: "var.n",
		module: module{blocks: uses(map[string]string{"t.b": "var.in", "t.c": "local.own"})},
	}}
	tests := []struct {
		name       string
		plan       testPlan
		unresolved []graph.UnresolvedReference
		uncovered  string
		reasons    int
	}{
		{
			name: "local value, and the prior state lists dependencies",
			plan: testPlan{exist: map[string]string{"t.a": "", "t.b": "t.a"}, config: module{blocks: uses(map[string]string{"t.a": "", "t.b": "local.a"})}},
		},
		{
			name: "local value and no prior state of its instance",
			plan: testPlan{
				exist: map[string]string{"t.a": "", "t.c": "t.a"}, actions: map[string]string{"t.b": "update"},
				config: module{blocks: uses(map[string]string{"t.a": "", "t.b": "local.a", "t.c": "t.a.id t.a"})},
			},
			unresolved: []graph.UnresolvedReference{{Text: "local.a", Instances: 1}},
			uncovered:  "t.b",
		},
		{
			name: "local value of an instance that does not exist yet",
			plan: testPlan{
				exist: map[string]string{"t.a": "", "t.c": "t.a"}, actions: map[string]string{"t.b": "create"},
				config: module{blocks: uses(map[string]string{"t.a": "", "t.b": "local.a", "t.c": "t.a.id t.a"})},
			},
		},
		{
			name: "prior state that has lost its lists",
			plan: testPlan{exist: each("t.a", "t.b", "t.c"), config: module{blocks: uses(map[string]string{"t.a": "", "t.b": "t.a.id t.a local.x", "t.c": "t.b.id t.b"})}},
			// t.c has no reference of its own that is open: what it depends on has.
			unresolved: []graph.UnresolvedReference{{Text: "local.x", Instances: 1}},
			uncovered:  "t.b", reasons: 1,
		},
		{
			name: "prior state in which nothing depends on anything",
			plan: testPlan{exist: each("t.a", "t.b"), config: module{blocks: uses(map[string]string{"t.a": "", "t.b": "local.x"})}},
		},
		{
			name: "no prior state: local values behind module inputs and in modules",
			plan: testPlan{
				actions: map[string]string{"t.a": "update", "module.m[0].t.b": "update", "module.m[1].t.b": "update", "module.m[0].t.c": "update"},
				config:  module{blocks: uses(map[string]string{"t.a": "local.net"}), calls: behindInput},
			},
			unresolved: []graph.UnresolvedReference{{Text: "local.net", Instances: 3}, {Text: "local.own", Module: "module.m", Instances: 1}},
			uncovered:  "module.m[0].t.b module.m[0].t.c module.m[1].t.b t.a",
		},
		{
			name: "a reference to a block that the plan lacks",
			plan: testPlan{
				exist: map[string]string{"t.a": "", "t.c": "t.a"}, actions: map[string]string{"t.b": "update"},
				config: module{blocks: uses(map[string]string{"t.a": "", "t.b": "t.cut_out.id t.cut_out", "t.c": ""})},
			},
			unresolved: []graph.UnresolvedReference{{Text: "t.cut_out.id", Instances: 1}},
			uncovered:  "t.b",
		},
		{
			name:    "neither configuration nor dependencies",
			plan:    testPlan{exist: each("t.a", "t.b"), noConfig: true},
			reasons: 1,
		},
		{
			name: "a single instance depends on nothing",
			plan: testPlan{exist: each("t.a"), noConfig: true},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			g := test.plan.build(t)
			c := g.Coverage()
			var uncovered []string
			for _, id := range c.Uncovered {
				uncovered = append(uncovered, g.Address(id))
			}
			if got := strings.Join(uncovered, " "); got != test.uncovered {
				t.Errorf("uncovered: %q, want %q", got, test.uncovered)
			}
			if diff := cmp.Diff(test.unresolved, c.Unresolved); diff != "" {
				t.Errorf("unresolved (-want +got):\n%s", diff)
			}
			if len(c.Reasons) != test.reasons {
				t.Errorf("reasons: %q, want %d", c.Reasons, test.reasons)
			}
			if complete := test.uncovered == "" && test.reasons == 0; c.Complete() != complete {
				t.Errorf("complete is %v", c.Complete())
			}
		})
	}
}

// A count says whether it may be too low, too high, or is what it is.
func TestBoundsInReports(t *testing.T) {
	t.Parallel()
	chain := module{blocks: uses(map[string]string{"t.a": "", "t.b": "t.a.id t.a", "t.c": "local.x", "t.d": ""})}
	tests := []struct {
		name         string
		plan         testPlan
		total        int
		lower, upper bool
	}{
		{"exact", testPlan{
			exist: map[string]string{"t.a": "", "t.b": "t.a", "t.c": "", "t.d": ""}, config: chain,
		}, 1, false, false},
		{"something else may depend on it", testPlan{
			exist: map[string]string{"t.a": "", "t.b": "t.a"}, actions: map[string]string{"t.c": "update"}, config: chain,
		}, 1, true, false},
		{"only what is reached anyway is uncovered", testPlan{
			exist: map[string]string{"t.a": "", "t.d": "t.a"}, actions: map[string]string{"t.b": "update"},
			config: module{blocks: uses(map[string]string{"t.a": "", "t.b": "t.a.id t.a local.x", "t.d": "t.a.id t.a"})},
		}, 2, false, false},
		{"all instances for want of a key", testPlan{
			exist:  map[string]string{"t.a": "", "t.n[0]": "t.a", "t.n[1]": "t.a", "t.sh[0]": "t.a t.n", "t.sh[1]": "t.a t.n"},
			config: module{blocks: uses(map[string]string{"t.a": "", "t.n": "t.a.id t.a", "t.sh": "t.n count.index"})},
		}, 4, false, true},
		{"all instances of a module that has one", testPlan{
			exist: map[string]string{"t.a": "", "module.m[0].t.x": "t.a", "t.z": "t.a module.m.t.x"},
			config: module{blocks: uses(map[string]string{"t.a": "", "t.z": "module.m"}), calls: map[string]call{"m": {
				count: "var.n", inputs: map[string]string{"in": "t.a.id t.a"},
				module: module{blocks: uses(map[string]string{"t.x": "var.in"}), outputs: map[string]string{"x": "t.x.id t.x"}},
			}}},
		}, 2, false, false},
		{"prior state only", testPlan{
			exist: map[string]string{"t.a": "", "t.b": "t.a"}, noConfig: true,
		}, 1, false, true},
		{"both", testPlan{
			exist: map[string]string{"t.a": "", "t.d": "t.a"}, actions: map[string]string{"t.c": "update"}, config: chain,
		}, 1, true, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if test.plan.actions == nil {
				test.plan.actions = map[string]string{}
			}
			test.plan.actions["t.a"] = "replace"
			r, err := analyzer.Analyze(t.Context(), test.plan.read(t), analyzer.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range r.Changes {
				if c.Address == "t.a" {
					checkBounds(t, c.Downstream, test.total, test.lower, test.upper)
					return
				}
			}
			t.Error("t.a is not in the report")
		})
	}
}

func checkBounds(t *testing.T, d report.Downstream, total int, lower, upper bool) {
	t.Helper()
	if d.Total != total || d.LowerBound != lower || d.UpperBound != upper {
		t.Errorf("total %d, lower bound %v, upper bound %v; want %d, %v, %v", d.Total, d.LowerBound, d.UpperBound, total, lower, upper)
	}
}
