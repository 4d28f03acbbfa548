// Package impact counts what lies downstream of a change in the dependency graph.
package impact

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
)

// Reached is one managed instance downstream of another.
type Reached struct {
	Node graph.NodeID
	// Distance counts the managed instances along the path, 1 for a direct dependent.
	Distance int
	// AtLeast is true if the path uses an edge of the prior state, which lists what is
	// reached through others too: the distance may be longer.
	AtLeast bool
	// Via is the managed instance before this one on one shortest path.
	Via graph.NodeID
	// Exact is true if a path leads here that rests on exact edges only, Firm if one does
	// without an edge that is read at creation only.
	Exact, Firm bool
}

// Downstream is what depends on one instance, directly or through others.
type Downstream struct {
	// Resources holds the managed instances, nearest first, then in natural order.
	Resources []Reached
	// Data counts instances of data sources, Outputs root module outputs.
	Data, Outputs int
}

// Walker finds what lies downstream of nodes of one graph. It keeps working memory
// between calls and is not safe for use by several goroutines.
type Walker struct {
	graph *graph.Graph
	// round marks nodes as settled in the present walk without clearing the slices.
	round   int32
	settled []int32
	exact   []int32
	firm    []int32
	// last, level, wave and distances are for Nearest.
	last        nearest
	level, wave []step
	distances   []int
	// condensed is made on first use, see components.
	condensed *condensed
}

type step struct {
	node     graph.NodeID
	via      graph.NodeID
	distance int
	// atLeast is true behind an edge of the prior state.
	atLeast bool
}

// NewWalker returns a walker over g. Its memory is linear in the nodes of g.
func NewWalker(g *graph.Graph) *Walker {
	return &Walker{graph: g, settled: make([]int32, g.Len())}
}

// components returns the strongly connected components of what is reached from the
// nodes. Nearly always all nodes that will be asked about are known at first.
func (w *Walker) components(nodes []graph.NodeID) *condensed {
	switch {
	case w.condensed == nil:
		w.condensed = condense(w.graph, anyEdge, nodes)
	case !w.condensed.covers(nodes):
		all := make([]graph.NodeID, w.graph.Len())
		for id := range all {
			all[id] = graph.NodeID(id)
		}
		w.condensed = condense(w.graph, anyEdge, all)
	}
	return w.condensed
}

// Downstream returns everything from which the node is reached along dependency
// edges. A path over configuration edges is preferred to one that uses an edge of the
// prior state: those stand for whole resources and for what is reached through others.
func (w *Walker) Downstream(source graph.NodeID) Downstream {
	w.round++
	var d Downstream
	w.walk(source, func(s step) {
		switch w.graph.Kind(s.node) {
		case graph.Managed:
			d.Resources = append(d.Resources, Reached{Node: s.node, Distance: s.distance, AtLeast: s.atLeast, Via: s.via})
		case graph.Data:
			d.Data++
		case graph.Output:
			d.Outputs++
		case graph.Passage, graph.Group, graph.Unresolved:
		}
	})
	if w.exact == nil {
		w.exact, w.firm = make([]int32, w.graph.Len()), make([]int32, w.graph.Len())
	}
	w.mark(w.exact, source, exactEdge)
	w.mark(w.firm, source, firmEdge)
	for i, r := range d.Resources {
		d.Resources[i].Exact = w.exact[r.Node] == w.round
		d.Resources[i].Firm = w.firm[r.Node] == w.round
	}
	slices.SortFunc(d.Resources, func(a, b Reached) int {
		if a.Distance != b.Distance {
			return a.Distance - b.Distance
		}
		return w.graph.CompareAddress(a.Node, b.Node)
	})
	return d
}

// walk visits each node downstream of the source once, over the fewest prior-state
// edges and then the fewest managed instances. The time is linear in nodes and edges:
// a layer holds what is reached over the same number of prior-state edges, a bucket
// within it what has the same distance.
func (w *Walker) walk(source graph.NodeID, visit func(step)) {
	layer := []step{{node: source, via: source}}
	for len(layer) > 0 {
		layer = w.walkLayer(source, layer, visit)
	}
}

// walkLayer settles everything that is reached from the seeds over configuration
// edges and returns the seeds of the next layer.
func (w *Walker) walkLayer(source graph.NodeID, seeds []step, visit func(step)) []step {
	var next []step
	buckets := [][]step{}
	put := func(s step) {
		for len(buckets) <= s.distance {
			buckets = append(buckets, nil)
		}
		buckets[s.distance] = append(buckets[s.distance], s)
	}
	for _, s := range seeds {
		put(s)
	}
	for d := 0; d < len(buckets); d++ {
		for i := 0; i < len(buckets[d]); i++ { // grows while it is read
			s := buckets[d][i]
			if w.settled[s.node] == w.round {
				continue
			}
			w.settled[s.node] = w.round
			if s.node != source {
				visit(s)
			}
			for _, e := range w.graph.DependentArcs(s.node) {
				far := e.Node()
				if w.settled[far] == w.round {
					continue
				}
				to := step{node: far, via: s.via, distance: s.distance, atLeast: s.atLeast}
				if w.graph.Kind(s.node) == graph.Managed {
					to.via = s.node
				}
				if w.graph.Kind(far) == graph.Managed {
					to.distance++
				}
				if e.Source() == graph.PriorState {
					to.atLeast = true
					next = append(next, to)
				} else {
					put(to)
				}
			}
		}
		buckets[d] = nil
	}
	return next
}

// mark marks what is reached over edges that are all of one kind.
func (w *Walker) mark(marks []int32, source graph.NodeID, kind edgeKind) {
	stack := []graph.NodeID{source}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, e := range w.graph.DependentArcs(n) {
			if far := e.Node(); marks[far] != w.round && kind.has(e) {
				marks[far] = w.round
				stack = append(stack, far)
			}
		}
	}
}

// Union returns the managed instances downstream of any of the sources, in natural
// order; sources themselves are in it only if they lie downstream of another or on a
// circle.
func (w *Walker) Union(sources []graph.NodeID) []graph.NodeID {
	w.round++
	var reached []graph.NodeID
	stack := slices.Clone(sources)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, e := range w.graph.DependentArcs(n) {
			far := e.Node()
			if w.settled[far] == w.round {
				continue
			}
			w.settled[far] = w.round
			stack = append(stack, far)
			if w.graph.Kind(far) == graph.Managed {
				reached = append(reached, far)
			}
		}
	}
	slices.SortFunc(reached, w.graph.CompareAddress)
	return reached
}
