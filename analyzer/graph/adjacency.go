package graph

import (
	"cmp"
	"iter"
	"slices"
)

// arc is one edge while the graph is built: from depends on to.
type arc struct {
	from, to  NodeID
	source    Source
	exact     bool
	attribute string
	creation  bool
}

// adjacency holds edges in compressed sparse rows: those of node n are
// edges[start[n]:start[n+1]].
type adjacency struct {
	start []int32
	edges []Edge
}

func (a *adjacency) of(id NodeID) iter.Seq[Edge] {
	return slices.Values(a.edges[a.start[id]:a.start[id+1]])
}

// unique sorts arcs and keeps one for each pair of ends and attribute: that of the
// first source, exact and firm if any is.
func unique(arcs []arc) []arc {
	slices.SortFunc(arcs, func(a, b arc) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), cmp.Compare(a.attribute, b.attribute),
			cmp.Compare(a.source, b.source), -compareBool(a.exact, b.exact), compareBool(a.creation, b.creation))
	})
	return slices.CompactFunc(arcs, func(a, b arc) bool {
		return a.from == b.from && a.to == b.to && a.attribute == b.attribute
	})
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// rows makes the adjacency in which key chooses the row and other the far end.
func rows(nodes int, arcs []arc, key, other func(arc) NodeID) adjacency {
	a := adjacency{start: make([]int32, nodes+1), edges: make([]Edge, len(arcs))}
	for _, e := range arcs {
		a.start[key(e)+1]++
	}
	for i := range nodes {
		a.start[i+1] += a.start[i]
	}
	next := slices.Clone(a.start)
	for _, e := range arcs {
		row := key(e)
		a.edges[next[row]] = Edge{Node: other(e), Source: e.source, Exact: e.exact, Attribute: e.attribute, Creation: e.creation}
		next[row]++
	}
	return a
}

// dependentsOf and dependenciesOf are the two directions of the same edges.
func dependentsOf(nodes int, arcs []arc) adjacency {
	return rows(nodes, arcs, func(e arc) NodeID { return e.to }, func(e arc) NodeID { return e.from })
}

func dependenciesOf(nodes int, arcs []arc) adjacency {
	return rows(nodes, arcs, func(e arc) NodeID { return e.from }, func(e arc) NodeID { return e.to })
}
