package graph_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// The graph does not depend on the order in which the parts of a plan list instances.
func TestBuildOrder(t *testing.T) {
	t.Parallel()
	instances, groups := 0, 0
	for seed := range uint64(200) {
		random := rand.New(rand.NewPCG(seed, 15))
		p := newRandomConfig(random, false).plan().read(t)
		want := listing(p)
		instances = max(instances, strings.Count(want, "instance"))
		groups += strings.Count(want, "all of")
		shuffle(random, p.Changes)
		shuffle(random, p.Prior)
		shuffle(random, p.Planned)
		if got := listing(p); got != want {
			t.Fatalf("seed %d: in another order\n%s\nwant\n%s", seed, got, want)
		}
	}
	if instances < 10 || groups == 0 {
		t.Errorf("at most %d instances, %d groups", instances, groups)
	}
}

func shuffle[T any](random *rand.Rand, list []T) {
	random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// listing writes the nodes of a plan's graph that anything depends on, and the edges to
// them. Of what is no instance the order is not looked at.
func listing(p *plan.Plan) string {
	g, _ := graph.Build(p, graph.Options{})
	var others []string
	var b strings.Builder
	for id := range graph.NodeID(g.Len()) {
		var edges []string
		for e := range g.Dependents(id) {
			edges = append(edges, fmt.Sprintln(" ", g.Address(e.Node), e.Source, e.Exact, e.Attribute, e.Creation))
		}
		slices.Sort(edges)
		text := fmt.Sprintln(g.Address(id), g.Existing(id)) + strings.Join(edges, "")
		switch {
		case g.Kind(id) == graph.Managed || g.Kind(id) == graph.Data:
			b.WriteString("instance " + text)
		case len(edges) > 0:
			others = append(others, text)
		}
	}
	slices.Sort(others)
	return b.String() + strings.Join(others, "")
}
