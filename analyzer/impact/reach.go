package impact

import "github.com/tfblast/tfblast/analyzer/graph"

// Reaches counts, for each set, its nodes and all that lies downstream of any of them,
// each once. A node of the set counts like what lies behind it; Direct counts the set's
// own. A set is sorted and holds each node once. Sets that are equal are counted once; the cost is that of Counts.
func (w *Walker) Reaches(classes []Class, sets [][]graph.NodeID) []Count {
	var sources []Source
	for _, set := range sets {
		for _, id := range set {
			sources = append(sources, Source{Node: id})
		}
	}
	h := newHubs(w, classes, sources)
	of := make([]int32, len(sets))
	for i, set := range sets {
		row := make([]graph.Arc, len(set))
		for j, id := range set {
			row[j] = graph.ArcTo(id)
		}
		of[i] = h.ofRow(row)
	}
	h.countAll()
	h.settle()
	counts := make([]Count, len(sets))
	for i := range counts {
		counts[i] = h.list[of[i]].count
	}
	return counts
}

// Direct returns the managed instances that depend on a node without another instance
// between, each once.
func (w *Walker) Direct(node graph.NodeID) []graph.NodeID {
	w.round++
	w.settled[node] = w.round
	var found []graph.NodeID
	for stack := []graph.NodeID{node}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, e := range w.graph.DependentArcs(n) {
			far := e.Node()
			if w.settled[far] == w.round {
				continue
			}
			w.settled[far] = w.round
			if w.graph.Kind(far) == graph.Managed {
				found = append(found, far)
			} else {
				stack = append(stack, far)
			}
		}
	}
	return found
}
