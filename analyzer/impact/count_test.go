package impact_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
)

// countOne counts what a walk from one source finds.
func countOne(g *graph.Graph, w *impact.Walker, classes []impact.Class, s impact.Source) impact.Count {
	d := w.Downstream(s.Node)
	c := impact.Count{Data: d.Data, Outputs: d.Outputs, Exact: true}
	touched := func(graph.NodeID) bool { return true }
	if s.Touch != nil {
		set := w.Touched(s.Node, func(attribute string) bool {
			return attribute == "" && s.Touch.Whole || attribute != "" && slices.Contains(s.Touch.Attributes, attribute)
		})
		touched = func(n graph.NodeID) bool { return set[n] }
	}
	for _, r := range d.Resources {
		if slices.Contains(g.Coverage().Uncovered, r.Node) {
			c.Uncovered++
		}
		if classes[r.Node] == impact.New {
			c.New++
			continue
		}
		switch classes[r.Node] {
		case impact.Unchanged:
			c.Unchanged++
			if r.Firm {
				c.Firm++
			}
		case impact.Changing:
			c.Changing++
		case impact.Leaving:
			c.Leaving++
		case impact.New, impact.Data, impact.Output, impact.Passed:
		}
		if touched(r.Node) {
			c.Touched++
			if classes[r.Node] == impact.Unchanged && r.Firm {
				c.TouchedFirm++
			}
		}
		if r.Distance == 1 {
			c.Direct++
		}
		c.Exact = c.Exact && r.Exact
		c.Depth = max(c.Depth, r.Distance)
	}
	return c
}

func randomClasses(g *graph.Graph, random *rand.Rand) []impact.Class {
	return impact.ClassesOf(g, func(graph.NodeID) impact.Class {
		return []impact.Class{impact.Unchanged, impact.Unchanged, impact.Changing, impact.Leaving, impact.New}[random.IntN(5)]
	})
}

func randomTouch(random *rand.Rand) *impact.Touch {
	switch random.IntN(4) {
	case 0:
		return &impact.Touch{Attributes: []string{"id"}}
	case 1:
		return &impact.Touch{Attributes: []string{"id"}, Whole: true}
	case 2:
		return &impact.Touch{Whole: true}
	}
	return nil
}

// Counting for all sources at once gives what walks give one by one, also on circles.
func TestCountsEqualWalks(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(29, 31))
	var sum impact.Count
	inexact, touched := 0, 0
	for range 150 {
		g, _ := graph.Build(randomPlan(t, random), graph.Options{})
		classes := randomClasses(g, random)
		var sources []impact.Source
		for id := range graph.NodeID(g.Len()) {
			sources = append(sources, impact.Source{Node: id, Touch: randomTouch(random)})
		}
		w := impact.NewWalker(g)
		for i, got := range impact.NewWalker(g).Counts(classes, sources) {
			want := countOne(g, w, classes, sources[i])
			if got != want {
				t.Fatalf("from %s (touch %v):\ngot  %+v\nwant %+v", g.Address(sources[i].Node), sources[i].Touch, got, want)
			}
			sum.Uncovered += got.Uncovered
			sum.Depth = max(sum.Depth, got.Depth)
			if !got.Exact {
				inexact++
			}
			if got.Touched != got.Total() {
				touched++
			}
		}
	}
	if sum.Uncovered == 0 || sum.Depth < 4 || inexact == 0 || touched == 0 {
		t.Errorf("the plans are too plain: %+v, %d inexact, %d touched in part", sum, inexact, touched)
	}
}

// What is counted for a few sources does not depend on which the walker counted for before.
func TestCountsOfFewSources(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(53, 59))
	reached, inexact := 0, 0
	for range 150 {
		g, _ := graph.Build(randomPlan(t, random), graph.Options{})
		classes := randomClasses(g, random)
		w, counter := impact.NewWalker(g), impact.NewWalker(g)
		for range 3 {
			var sources []impact.Source
			for range 1 + random.IntN(3) {
				sources = append(sources, impact.Source{Node: graph.NodeID(random.IntN(g.Len())), Touch: randomTouch(random)})
			}
			for i, got := range counter.Counts(classes, sources) {
				if want := countOne(g, w, classes, sources[i]); got != want {
					t.Fatalf("from %s (touch %v):\ngot  %+v\nwant %+v", g.Address(sources[i].Node), sources[i].Touch, got, want)
				}
				reached += got.Total()
				if !got.Exact {
					inexact++
				}
			}
		}
	}
	if reached < 1_000 || inexact < 50 {
		t.Errorf("%d reached, %d inexact: the plans are too plain", reached, inexact)
	}
}

// More sources than one pass counts for, in a graph with deep lists of the state.
func TestCountsOfManySources(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(37, 41))
	g, _ := graph.Build(layeredPlan(t, 2_000), graph.Options{})
	classes := randomClasses(g, random)
	var sources []impact.Source
	for _, id := range g.Managed() {
		sources = append(sources, impact.Source{Node: id, Touch: randomTouch(random)})
	}
	w := impact.NewWalker(g)
	deepest := 0
	for i, got := range impact.NewWalker(g).Counts(classes, sources) {
		if want := countOne(g, w, classes, sources[i]); got != want {
			t.Fatalf("from %s:\ngot  %+v\nwant %+v", g.Address(sources[i].Node), got, want)
		}
		deepest = max(deepest, got.Depth)
	}
	if deepest < 5 || len(sources) < 1_000 {
		t.Errorf("%d sources, depth %d: the plan is too plain", len(sources), deepest)
	}
}

// The nearest are the first of all, whatever was asked for before.
func TestNearestEqualsDownstream(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(43, 47))
	listed, cut := 0, 0
	for range 100 {
		g, _ := graph.Build(randomPlan(t, random), graph.Options{})
		w, near := impact.NewWalker(g), impact.NewWalker(g)
		for range 3 * g.Len() {
			source, limit := graph.NodeID(random.IntN(g.Len())), 1+random.IntN(8)
			if random.IntN(2) == 0 {
				limit = 3 // often the same as before
			}
			want := w.Downstream(source).Resources
			if len(want) > limit {
				want, cut = want[:limit], cut+1
			}
			for i := range want {
				want[i].Exact, want[i].Firm = false, false
			}
			if got := near.Nearest(source, limit); !slices.Equal(got, want) {
				t.Fatalf("from %s, at most %d:\ngot  %v\nwant %v", g.Address(source), limit, got, want)
			}
			listed += len(want)
		}
	}
	if listed < 5_000 || cut < 500 {
		t.Errorf("%d listed, %d lists cut: the plans are too plain", listed, cut)
	}
}

// What several updates touch together is what each of them touches, and nothing else but
// the sources themselves.
func TestTouchedByEqualsWalks(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 11))
		g, _ := graph.Build(randomPlan(t, random), graph.Options{})
		w := impact.NewWalker(g)
		var updates []impact.Source
		want := map[graph.NodeID]bool{}
		for range 1 + random.IntN(4) {
			managed := g.Managed()
			s := impact.Source{Node: managed[random.IntN(len(managed))], Touch: randomTouch(random)}
			updates = append(updates, s)
			for n := range w.Touched(s.Node, func(attribute string) bool {
				return s.Touch == nil || attribute == "" && s.Touch.Whole || attribute != "" && slices.Contains(s.Touch.Attributes, attribute)
			}) {
				want[n] = true
			}
		}
		got := map[graph.NodeID]bool{}
		for _, n := range w.TouchedBy(updates) {
			got[n] = true
		}
		for _, s := range updates {
			got[s.Node], want[s.Node] = true, true
		}
		if !maps.Equal(got, want) {
			t.Fatalf("seed %d: %v touch %v, want %v", seed, updates, got, want)
		}
	}
}
