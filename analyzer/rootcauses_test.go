package analyzer

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// naiveRoots follows every chain of causes from one change.
func naiveRoots(direct map[graph.NodeID][]graph.NodeID, node graph.NodeID) []graph.NodeID {
	seen, roots := map[graph.NodeID]bool{node: true}, []graph.NodeID(nil)
	for stack := slices.Clone(direct[node]); len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		if len(direct[n]) == 0 {
			roots = append(roots, n)
		}
		stack = append(stack, direct[n]...)
	}
	slices.Sort(roots)
	return roots
}

// Sharing the roots of a cascade gives what following each chain gives, circles too.
func TestRootCausesEqualNaiveSearch(t *testing.T) {
	t.Parallel()
	const n = 30
	p := &plan.Plan{}
	for i := range n {
		p.Changes = append(p.Changes, &plan.Change{Address: fmt.Sprintf("t.r[%d]", i), Mode: "managed", Action: plan.ActionUpdate})
	}
	g, _ := graph.Build(p, graph.Options{})
	random := rand.New(rand.NewPCG(53, 59))
	found := 0
	for round := range 300 {
		direct := map[graph.NodeID][]graph.NodeID{}
		for range random.IntN(3 * n) {
			from, to := graph.NodeID(random.IntN(n)), graph.NodeID(random.IntN(n))
			if round%2 == 0 && from < to {
				from, to = to, from // without circles
			}
			if from != to && from%4 != 0 && !slices.Contains(direct[from], to) {
				direct[from] = append(direct[from], to)
			}
		}
		r := newRootCauses(g, direct)
		for _, i := range random.Perm(n) {
			var want []string
			for _, id := range naiveRoots(direct, graph.NodeID(i)) {
				want = append(want, g.Address(id))
			}
			if got := r.of(graph.NodeID(i)); !slices.Equal(got, want) {
				t.Fatalf("roots of %d in %v: got %v, want %v", i, direct, got, want)
			}
			found += len(want)
		}
	}
	if found < 5_000 {
		t.Errorf("only %d roots were found: the causes are too plain", found)
	}
}
