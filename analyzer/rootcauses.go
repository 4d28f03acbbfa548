package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
)

// rootCauses finds the changes at the end of the chains of causes. Changes with the same
// roots share one list of names, so that a long cascade costs no list for each of its
// changes.
type rootCauses struct {
	graph  *graph.Graph
	direct map[graph.NodeID][]graph.NodeID
	// ids holds the roots of each caused change, in natural order.
	ids   map[graph.NodeID][]graph.NodeID
	names map[*graph.NodeID][]string // by a list's first element
	// order and low are what Tarjan's algorithm knows of a change, stack the changes whose
	// circle is not closed.
	order, low map[graph.NodeID]int
	stack      []graph.NodeID
}

func newRootCauses(g *graph.Graph, direct map[graph.NodeID][]graph.NodeID) *rootCauses {
	return &rootCauses{
		graph: g, direct: direct, ids: make(map[graph.NodeID][]graph.NodeID, len(direct)), names: map[*graph.NodeID][]string{},
		order: map[graph.NodeID]int{}, low: map[graph.NodeID]int{},
	}
}

// of returns the names of a change's roots; a root has none.
func (r *rootCauses) of(node graph.NodeID) []string {
	if len(r.direct[node]) == 0 {
		return nil
	}
	if _, ok := r.ids[node]; !ok {
		r.find(node)
	}
	ids := r.ids[node]
	if len(ids) == 0 {
		return nil
	}
	names, ok := r.names[&ids[0]]
	if !ok {
		names = make([]string, len(ids))
		for i, id := range ids {
			names[i] = r.graph.Address(id)
		}
		r.names[&ids[0]] = names
	}
	return names
}

// visit is a change on the way of the search, with the number of its causes looked at.
type visit struct {
	node graph.NodeID
	next int
}

// find goes through the causes behind a change without recursion: a cascade may be one
// chain of all changes. Changes in a circle have the same roots.
func (r *rootCauses) find(start graph.NodeID) {
	path := []visit{{node: start}}
	r.enter(start)
	for len(path) > 0 {
		top := &path[len(path)-1]
		causes := r.direct[top.node]
		if top.next < len(causes) {
			n := causes[top.next]
			top.next++
			switch {
			case len(r.direct[n]) == 0:
			case r.order[n] == 0:
				r.enter(n)
				path = append(path, visit{node: n})
			default:
				if _, done := r.ids[n]; !done {
					r.low[top.node] = min(r.low[top.node], r.order[n])
				}
			}
			continue
		}
		node := top.node
		path = path[:len(path)-1]
		if len(path) > 0 {
			above := path[len(path)-1].node
			r.low[above] = min(r.low[above], r.low[node])
		}
		if r.low[node] == r.order[node] {
			r.close(node)
		}
	}
}

func (r *rootCauses) enter(n graph.NodeID) {
	r.order[n] = len(r.order) + 1
	r.low[n] = r.order[n]
	r.stack = append(r.stack, n)
}

// close gives the changes of a circle, mostly one, their roots.
func (r *rootCauses) close(first graph.NodeID) {
	start := len(r.stack) - 1
	for r.stack[start] != first {
		start--
	}
	circle := r.stack[start:]
	var roots []graph.NodeID
	for _, n := range circle {
		for _, cause := range r.direct[n] {
			if len(r.direct[cause]) == 0 {
				roots = r.union(roots, []graph.NodeID{cause})
			} else {
				roots = r.union(roots, r.ids[cause]) // none yet within the circle
			}
		}
	}
	for _, n := range circle {
		r.ids[n] = roots
	}
	r.stack = r.stack[:start]
}

// union merges two lists in natural order; where one holds the other it is the result.
func (r *rootCauses) union(a, b []graph.NodeID) []graph.NodeID {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(b) == 0 || &a[0] == &b[0] {
		return a
	}
	missing := 0
	for i, j := 0, 0; j < len(b); j++ {
		k, found := slices.BinarySearchFunc(a[i:], b[j], r.graph.CompareAddress)
		if i += k; !found {
			missing++
		}
	}
	if missing == 0 {
		return a
	}
	merged := make([]graph.NodeID, 0, len(a)+missing)
	for len(a) > 0 && len(b) > 0 {
		switch order := r.graph.CompareAddress(a[0], b[0]); {
		case order < 0:
			merged, a = append(merged, a[0]), a[1:]
		case order > 0:
			merged, b = append(merged, b[0]), b[1:]
		default:
			merged, a, b = append(merged, a[0]), a[1:], b[1:]
		}
	}
	return append(append(merged, a...), b...)
}
