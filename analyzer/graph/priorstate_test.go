package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/graph"
)

func TestPriorState(t *testing.T) {
	t.Parallel()
	local := module{blocks: uses(map[string]string{"t.a": "", "t.b": "local.a", "t.c": "t.b.id t.b"})}
	keyed := func(reference string) module {
		return module{blocks: uses(map[string]string{"t.s": "", "t.one": reference})}
	}
	runGraphCases(t, []graphCase{
		{"no configuration", testPlan{
			exist: map[string]string{"t.a": "", "t.b": "t.a", "t.c": "t.a t.b"}, noConfig: true,
		}, map[string]string{"t.a": "t.b t.c", "t.b": "t.c", "t.c": ""}},
		{"what stands behind a local value", testPlan{
			exist: map[string]string{"t.a": "", "t.b": "t.a", "t.c": "t.a t.b"}, config: local,
		}, map[string]string{"t.a": "t.b t.c"}},
		{"a local value and no list", testPlan{
			exist: each("t.a", "t.b", "t.c"), config: local,
		}, map[string]string{"t.a": "", "t.b": "t.c"}},
		{"resolved references and a path: the finer edge stands", testPlan{
			exist:  map[string]string{`t.s["a"]`: "", `t.s["b"]`: "", "t.one": "t.s"},
			config: keyed(`t.s["b"].id t.s["b"] t.s`),
		}, map[string]string{`t.s["a"]`: "", `t.s["b"]`: "t.one"}},
		{"a local value beside it: all instances", testPlan{
			exist:  map[string]string{`t.s["a"]`: "", `t.s["b"]`: "", "t.one": "t.s"},
			config: keyed(`t.s["b"].id t.s["b"] t.s local.x`),
		}, map[string]string{`t.s["a"]`: "t.one", `t.s["b"]`: "t.one"}},
		{"no path: all instances", testPlan{
			exist:  map[string]string{`t.s["a"]`: "", `t.s["b"]`: "", "t.one": "t.s"},
			config: keyed("var.x"),
		}, map[string]string{`t.s["a"]`: "t.one", `t.s["b"]`: "t.one"}},
		{"a local value behind a data source", testPlan{
			exist:  map[string]string{"t.a": "", "data.d.x": "", "t.c": "data.d.x t.a"},
			config: module{blocks: uses(map[string]string{"t.a": "", "data.d.x": "local.a", "t.c": "data.d.x.id data.d.x"})},
		}, map[string]string{"t.a": "t.c", "data.d.x": "t.c"}},
		{"a local value behind a module input", testPlan{
			exist: map[string]string{"t.a": "", "module.m.t.b": "t.a"},
			config: module{blocks: uses(map[string]string{"t.a": ""}), calls: map[string]call{"m": {
				inputs: map[string]string{"in": "local.a"}, module: module{blocks: uses(map[string]string{"t.b": "var.in"})},
			}}},
		}, map[string]string{"t.a": "module.m.t.b"}},
		{"a resource gone from configuration keeps its edges", testPlan{
			exist: map[string]string{"t.a": "", "t.old": "t.a", "t.older": "t.a t.old"}, actions: map[string]string{"t.old": "delete", "t.older": "delete"},
			config: module{blocks: uses(map[string]string{"t.a": ""})},
		}, map[string]string{"t.a": "t.old t.older", "t.old": "t.older", "t.older": ""}},
		{"a module gone from configuration keeps its edges", testPlan{
			exist:   map[string]string{"t.a": "", "module.m[0].t.b": "t.a", "t.c": "module.m.t.b t.a"},
			actions: map[string]string{"module.m[0].t.b": "delete"},
			config:  module{blocks: uses(map[string]string{"t.a": "", "t.c": ""})},
		}, map[string]string{"t.a": "module.m[0].t.b t.c", "module.m[0].t.b": "t.c"}},
		{"an entry of which nothing is left", testPlan{
			exist: map[string]string{"t.a": "", "t.b": "t.gone t.a"}, noConfig: true,
		}, map[string]string{"t.a": "t.b"}},
		{"entries with instance keys, as hand-made states have them", testPlan{
			exist: map[string]string{"t.a[0]": "", "t.a[1]": "", "t.b": "t.a[1]"}, noConfig: true,
		}, map[string]string{"t.a[0]": "t.b", "t.a[1]": "t.b"}},
		{"all instances of a module", testPlan{
			exist: map[string]string{`module.m["x"].t.a`: "", `module.m["y"].t.a`: "", "t.b": "module.m.t.a"}, noConfig: true,
		}, map[string]string{`module.m["x"].t.a`: "t.b", `module.m["y"].t.a`: "t.b"}},
	})
}

func TestMoves(t *testing.T) {
	t.Parallel()
	renamed := module{blocks: uses(map[string]string{"t.new": "", "t.b": ""})}
	runGraphCases(t, []graphCase{
		{"a list under the old name", testPlan{
			exist: map[string]string{"t.new": "", "t.b": "t.old"}, config: renamed,
			actions: map[string]string{"t.new": "no-op"}, moved: map[string]string{"t.new": "t.old"},
		}, map[string]string{"t.new": "t.b"}},
		{"a state under the old name", testPlan{
			exist: map[string]string{"t.a": "", "t.old": "t.a"}, config: module{blocks: uses(map[string]string{"t.a": "", "t.new": ""})},
			actions: map[string]string{"t.new": "update"}, moved: map[string]string{"t.new": "t.old"},
		}, map[string]string{"t.a": "t.new"}},
		{"one that moved away beside one that stays", testPlan{
			exist: map[string]string{"t.s[0]": "", "t.single": "", "t.b": "t.s"}, noConfig: true,
			actions: map[string]string{"t.single": "no-op"}, moved: map[string]string{"t.single": "t.s[1]"},
		}, map[string]string{"t.s[0]": "t.b", "t.single": "t.b"}},
		{"a module under another name", testPlan{
			exist: map[string]string{"module.new.t.a": "", "module.new.t.b": "module.old.t.a"}, noConfig: true,
			actions: map[string]string{"module.new.t.a": "no-op", "module.new.t.b": "no-op"},
			moved:   map[string]string{"module.new.t.a": "module.old.t.a", "module.new.t.b": "module.old.t.b"},
		}, map[string]string{"module.new.t.a": "module.new.t.b"}},
		{"the old name is taken by another", testPlan{
			exist: map[string]string{"t.was_a": "", "t.b": "t.a"}, noConfig: true,
			actions: map[string]string{"t.was_a": "no-op", "t.a": "create"}, moved: map[string]string{"t.was_a": "t.a"},
		}, map[string]string{"t.was_a": "t.b", "t.a": "t.b"}},
	})
}

// Entries that follow from others are left out, if that changes nothing.
func TestImpliedEntriesAreDropped(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		exist  map[string]string
		direct map[string]string // what has a prior-state edge to it
	}{
		{"in a row", map[string]string{"t.a": "", "t.b": "t.a", "t.c": "t.a t.b"}, map[string]string{"t.a": "t.b", "t.b": "t.c"}},
		{"by another instance's entry only", map[string]string{
			"t.a": "", "t.b": "t.a", "t.c[0]": "t.a t.b", "t.c[1]": "t.a",
		}, map[string]string{"t.a": "t.b t.c[1]", "t.b": "t.c[0]"}},
		{"by an entry with a shorter list", map[string]string{
			"t.r": "", "t.s": "", "t.p": "t.r t.s", "t.q": "t.p", "t.x": "t.p t.q",
		}, map[string]string{"t.p": "t.q", "t.q": "t.x"}},
		{"a circle", map[string]string{"t.a": "", "t.b": "t.a t.c", "t.c": "t.a t.b"}, map[string]string{"t.a": "t.b t.c", "t.b": "t.c", "t.c": "t.b"}},
		{"itself", map[string]string{"t.a": "", "t.b": "t.a t.b"}, map[string]string{"t.a": "t.b"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			g := testPlan{exist: test.exist, noConfig: true}.build(t)
			for source, want := range test.direct {
				id, _ := g.Lookup(source)
				var direct []string
				for e := range g.Dependents(id) {
					if g.Kind(e.Node) == graph.Managed {
						direct = append(direct, g.Address(e.Node))
					}
				}
				if got := strings.Join(direct, " "); got != want {
					t.Errorf("direct dependents of %s: %s, want %s", source, got, want)
				}
			}
		})
	}
}

// Whatever the lists say, with the entries that are dropped the same is reached as
// with all of them.
func TestDroppingEntriesLosesNothing(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(7, 11))
	for round := range 400 {
		p, lists := randomLists(random, round%2 == 0)
		g := p.build(t)
		for source := range p.exist {
			if got, want := downstream(t, g, source), naiveDownstream(lists, source); got != want {
				t.Fatalf("round %d: downstream of %s is %q, want %q in %v", round, source, got, want, p.exist)
			}
		}
	}
}

// randomLists makes instances with random prior dependencies, without circles if
// asked. lists holds by instance the instances that its entries mean.
func randomLists(random *rand.Rand, acyclic bool) (p testPlan, lists map[string][]string) {
	resources := 3 + random.IntN(7)
	instances := make([][]string, resources)
	for r := range resources {
		for i := range 1 + random.IntN(3) {
			instances[r] = append(instances[r], fmt.Sprintf("t.r%d[%d]", r, i))
		}
	}
	p, lists = testPlan{exist: map[string]string{}, noConfig: true}, map[string][]string{}
	for r := range resources {
		for _, instance := range instances[r] {
			var entries []string
			for to := range resources {
				if to == r || acyclic && to > r || random.IntN(3) > 0 {
					continue
				}
				entries = append(entries, fmt.Sprintf("t.r%d", to))
				lists[instance] = append(lists[instance], instances[to]...)
			}
			p.exist[instance] = strings.Join(entries, " ")
		}
	}
	return p, lists
}

// naiveDownstream finds by repetition what depends on an instance.
func naiveDownstream(lists map[string][]string, source string) string {
	reached := []string{}
	for grown := true; grown; {
		grown = false
		for from, list := range lists {
			if slices.Contains(reached, from) || !slices.ContainsFunc(list, func(to string) bool {
				return to == source || slices.Contains(reached, to)
			}) {
				continue
			}
			reached, grown = append(reached, from), true
		}
	}
	return inOrder(reached)
}
