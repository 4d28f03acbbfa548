package impact_test

import (
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
)

// cost is what a path is measured by: first the edges of the prior state, then the
// managed instances on it.
type cost struct{ prior, hops int }

func (c cost) less(other cost) bool {
	return c.prior < other.prior || c.prior == other.prior && c.hops < other.hops
}

// naiveCosts finds the cheapest path to every node by trying all edges until nothing
// gets cheaper.
func naiveCosts(g *graph.Graph, source graph.NodeID, exactOnly bool) map[graph.NodeID]cost {
	best := map[graph.NodeID]cost{source: {}}
	for changed := true; changed; {
		changed = false
		for _, n := range slices.Collect(maps.Keys(best)) {
			for e := range g.Dependents(n) {
				c := best[n]
				if e.Source == graph.PriorState {
					c.prior++
				}
				if g.Kind(e.Node) == graph.Managed {
					c.hops++
				}
				if old, ok := best[e.Node]; e.Node != source && (e.Exact || !exactOnly) && (!ok || c.less(old)) {
					best[e.Node], changed = c, true
				}
			}
		}
	}
	return best
}

// The walker is fast because it is clever; the search above is neither.
func TestDownstreamEqualsNaiveSearch(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 5))
	reached := 0
	for range 40 {
		g, _ := graph.Build(randomPlan(t, random), graph.Options{})
		w := impact.NewWalker(g)
		for source := range graph.NodeID(g.Len()) {
			d := w.Downstream(source)
			reached += len(d.Resources)
			checkDownstream(t, g, source, d)
			if again := w.Downstream(source); !reflect.DeepEqual(d, again) {
				t.Fatalf("a second walk from %s gives another result:\n%v\n%v", g.Address(source), d, again)
			}
		}
		if t.Failed() {
			return
		}
	}
	if reached < 5_000 {
		t.Errorf("only %d instances were reached: the plans are too plain", reached)
	}
}

func checkDownstream(t *testing.T, g *graph.Graph, source graph.NodeID, d impact.Downstream) {
	t.Helper()
	best, exact := naiveCosts(g, source, false), naiveCosts(g, source, true)
	kinds := map[graph.Kind]int{}
	for n := range best {
		if n != source {
			kinds[g.Kind(n)]++
		}
	}
	if len(d.Resources) != kinds[graph.Managed] || d.Data != kinds[graph.Data] || d.Outputs != kinds[graph.Output] {
		t.Errorf("from %s: %d resources, %d data, %d outputs; want %v", g.Address(source), len(d.Resources), d.Data, d.Outputs, kinds)
	}
	for i, r := range d.Resources {
		name := g.Address(source) + " to " + g.Address(r.Node)
		want, ok := best[r.Node]
		if !ok || r.Distance != want.hops {
			t.Errorf("%s: distance %d, want %d (reached: %v)", name, r.Distance, want.hops, ok)
		}
		if via := best[r.Via].hops; via != r.Distance-1 || r.Via != source && g.Kind(r.Via) != graph.Managed {
			t.Errorf("%s: via %s, which is at distance %d", name, g.Address(r.Via), via)
		}
		if _, ok := exact[r.Node]; ok != r.Exact {
			t.Errorf("%s: exact %v, want %v", name, r.Exact, ok)
		}
		if i > 0 {
			before := d.Resources[i-1]
			if before.Distance > r.Distance || before.Distance == r.Distance && g.CompareAddress(before.Node, r.Node) >= 0 {
				t.Errorf("%s: not in order", name)
			}
		}
	}
}

func TestUnion(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(13, 17))
	for range 60 {
		g, _ := graph.Build(randomPlan(t, random), graph.Options{})
		w := impact.NewWalker(g)
		var sources []graph.NodeID
		for _, id := range g.Managed() {
			if random.IntN(4) == 0 {
				sources = append(sources, id)
			}
		}
		want := map[graph.NodeID]bool{}
		for _, source := range sources {
			for e := range g.Dependents(source) {
				for n := range naiveCosts(g, e.Node, false) {
					if g.Kind(n) == graph.Managed {
						want[n] = true
					}
				}
			}
		}
		got := w.Union(sources)
		if !slices.IsSortedFunc(got, g.CompareAddress) {
			t.Errorf("union is not in order: %v", got)
		}
		if sorted := slices.Sorted(slices.Values(got)); !slices.Equal(sorted, slices.Sorted(maps.Keys(want))) {
			t.Fatalf("union of %v: got %v, want %v", sources, got, want)
		}
		if again := w.Union(sources); !slices.Equal(got, again) {
			t.Fatalf("a second union differs: %v, %v", got, again)
		}
	}
}

// What a report counts adds up, whatever the plan does.
func TestCountsAddUp(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(19, 23))
	total, isNew := 0, 0
	for range 40 {
		r, err := analyzer.Analyze(t.Context(), randomPlan(t, random), analyzer.Options{MaxDownstream: 1000})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Changes {
			d := c.Downstream
			total, isNew = total+d.Total, isNew+d.New
			if d.Total != d.Unchanged+d.Changing+d.Leaving || d.Direct > d.Total || d.Truncated || len(d.Resources) != d.Total+d.New {
				t.Errorf("%s: downstream does not add up: %+v", c.Address, d)
			}
		}
	}
	if total == 0 || isNew == 0 {
		t.Errorf("%d existing and %d new instances downstream: the plans are too plain", total, isNew)
	}
}

// A circle is walked once, and its start is not downstream of itself.
func TestCircle(t *testing.T) {
	t.Parallel()
	b := &planBuilder{}
	noop := func() []string { return []string{"no-op"} }
	b.add("t.r0", []string{"t.r1"}, []string{""}, noop, nil)
	b.add("t.r1", []string{"t.r0"}, []string{""}, noop, nil)
	g, _ := graph.Build(b.read(t), graph.Options{})
	w := impact.NewWalker(g)
	first, _ := g.Lookup("t.r0")
	second, _ := g.Lookup("t.r1")
	want := []impact.Reached{{Node: second, Distance: 1, Via: first, Exact: true, Firm: true}}
	if d := w.Downstream(first); !slices.Equal(d.Resources, want) {
		t.Errorf("downstream is %+v, want %+v", d.Resources, want)
	}
	if got, want := w.Union([]graph.NodeID{first}), []graph.NodeID{first, second}; !slices.Equal(got, want) {
		t.Errorf("union is %v, want %v", got, want)
	}
}

func BenchmarkBuild(b *testing.B) {
	p := layeredPlan(b, 10_000)
	for b.Loop() {
		graph.Build(p, graph.Options{})
	}
}

// BenchmarkDownstream finds what is downstream of each of the lowest instances.
func BenchmarkDownstream(b *testing.B) {
	g, _ := graph.Build(layeredPlan(b, 10_000), graph.Options{})
	w := impact.NewWalker(g)
	if n := len(g.Managed()); n != 10_000 {
		b.Fatalf("%d instances, want 10000", n)
	}
	reached, walks := 0, 0
	for b.Loop() {
		d := w.Downstream(g.Managed()[walks%1000])
		reached += len(d.Resources)
		walks++
	}
	b.ReportMetric(float64(reached)/float64(walks), "reached/op")
}
