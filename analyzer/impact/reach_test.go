package impact_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
)

// reachOf counts a set and what walks from its nodes find, each once.
func reachOf(g *graph.Graph, w *impact.Walker, classes []impact.Class, set []graph.NodeID) (c impact.Count) {
	exact, firm := map[graph.NodeID]bool{}, map[graph.NodeID]bool{}
	for _, id := range set {
		exact[id], firm[id] = true, true
		for _, r := range w.Downstream(id).Resources {
			exact[r.Node], firm[r.Node] = exact[r.Node] || r.Exact, firm[r.Node] || r.Firm
		}
	}
	c.Exact = true
	for id := range exact {
		c.Add(classes[id], 1)
		if classes[id] == impact.Unchanged && firm[id] {
			c.Firm++
		}
		c.Exact = c.Exact && (exact[id] || !classes[id].Exists())
		if slices.Contains(g.Coverage().Uncovered, id) {
			c.Uncovered++
		}
	}
	return c
}

// Counting many sets at once gives what walks from each node of a set give together.
func TestReachesEqualWalks(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(53, 59))
	several, overlapping := 0, 0
	for range 150 {
		g, _ := graph.Build(randomPlan(t, random), graph.Options{})
		classes := randomClasses(g, random)
		var sets [][]graph.NodeID
		for range 20 {
			var set []graph.NodeID
			for range 1 + random.IntN(4) {
				set = append(set, g.Managed()[random.IntN(len(g.Managed()))])
			}
			slices.Sort(set)
			sets = append(sets, slices.Compact(set))
		}
		w := impact.NewWalker(g)
		alone := 0
		for i, got := range impact.NewWalker(g).Reaches(classes, sets) {
			want := reachOf(g, w, classes, sets[i])
			want.Data, want.Outputs = got.Data, got.Outputs // not in the walks' lists
			want.Direct, want.Depth = got.Direct, got.Depth
			if got != want {
				t.Fatalf("%v:\ngot  %+v\nwant %+v", sets[i], got, want)
			}
			alone = 0
			for _, id := range sets[i] {
				alone += len(w.Downstream(id).Resources)
			}
			if len(sets[i]) > 1 {
				several++
			}
			if alone > got.Total() {
				overlapping++
			}
		}
	}
	if several < 500 || overlapping < 200 {
		t.Errorf("%d sets of several, %d that overlap: too plain", several, overlapping)
	}
}

// Direct is what Downstream lists at distance 1.
func TestDirectEqualsDownstream(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(61, 67))
	found := 0
	for range 100 {
		g, _ := graph.Build(randomPlan(t, random), graph.Options{})
		w := impact.NewWalker(g)
		for _, id := range g.Managed() {
			got := w.Direct(id)
			slices.Sort(got)
			for _, r := range w.Downstream(id).Resources {
				if r.Distance == 1 && !r.AtLeast && !slices.Contains(got, r.Node) {
					t.Fatalf("%s is no direct dependent of %s", g.Address(r.Node), g.Address(id))
				}
			}
			found += len(got)
		}
	}
	if found < 500 {
		t.Errorf("%d direct dependents: too plain", found)
	}
}

// What the graph says of two instances at once is what it lists of one.
func TestDirectDependenciesAgree(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(71, 73))
	direct, other := 0, 0
	for range 60 {
		g, _ := graph.Build(randomPlan(t, random), graph.Options{})
		for _, id := range g.Managed() {
			all := slices.DeleteFunc(g.Dependencies(id), func(n graph.NodeID) bool { return g.Kind(n) != graph.Managed })
			if got := g.DirectDependencies(id, g.Len()); !slices.Equal(got, all) {
				t.Fatalf("%s: %v, want %v", g.Address(id), got, all)
			}
			if got := g.DirectDependencies(id, 1); len(got) != min(1, len(all)) {
				t.Fatalf("%s: %d, want at most one of %d", g.Address(id), len(got), len(all))
			}
			for _, on := range g.Managed() {
				if got, want := g.DependsDirectly(id, on), slices.Contains(all, on); got != want {
					t.Fatalf("%s on %s: %v", g.Address(id), g.Address(on), got)
				} else if want {
					direct++
				} else {
					other++
				}
			}
		}
	}
	if direct < 500 || other < 500 {
		t.Errorf("%d direct, %d others: too plain", direct, other)
	}
}
