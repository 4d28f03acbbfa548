package impact

import (
	"cmp"
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
)

// Nearest returns the first instances of what Downstream lists, at most limit of them,
// without Exact and Firm, which take walks of their own. Where the way to them does not
// use edges of the prior state the walk ends with the distance of the last one. The list
// is the caller's to read until the next call only.
func (w *Walker) Nearest(source graph.NodeID, limit int) []Reached {
	row := w.graph.DependentArcs(source)
	shared := !w.components([]graph.NodeID{source}).circular(source)
	if shared && w.last.valid && limit == w.last.limit && slices.Equal(row, w.last.row) {
		for i, r := range w.last.found { // the same list, but for what is said of the source
			if r.Via == w.last.source {
				w.last.found[i].Via = source
			}
		}
		w.last.source = source
		return w.last.found
	}
	found, ok := w.within(source, limit, w.last.found[:0])
	if !ok {
		found = w.pick(source, limit, found[:0])
	}
	w.last = nearest{valid: shared, source: source, limit: limit, row: row, found: found}
	return found
}

// nearest is the last answer of Nearest: instances of one resource mostly have the same.
type nearest struct {
	valid  bool
	source graph.NodeID
	limit  int
	row    []graph.Arc
	found  []Reached
}

// within walks level by level until there are enough instances. It gives up at an edge
// of the prior state: what lies behind it may be nearer than it seems to be, over a path
// that is counted before.
func (w *Walker) within(source graph.NodeID, limit int, found []Reached) ([]Reached, bool) {
	w.round++
	w.settled[source] = w.round
	w.level, w.wave = append(w.level[:0], step{node: source, via: source}), w.wave[:0]
	for distance := 1; len(w.level) > 0; distance++ {
		for i := 0; i < len(w.level); i++ { // grows while it is read
			s := w.level[i]
			if w.graph.Kind(s.node) == graph.Managed {
				s.via = s.node
			}
			for _, e := range w.graph.DependentArcs(s.node) {
				far := e.Node()
				if w.settled[far] == w.round {
					continue
				}
				if e.Source() == graph.PriorState {
					return found, false
				}
				w.settled[far] = w.round
				if w.graph.Kind(far) == graph.Managed {
					w.wave = append(w.wave, step{node: far, via: s.via, distance: distance})
				} else {
					w.level = append(w.level, step{node: far, via: s.via})
				}
			}
		}
		w.level, w.wave = w.wave, w.level[:0]
		first := len(found)
		for _, s := range w.level {
			found = append(found, Reached{Node: s.node, Distance: s.distance, Via: s.via})
		}
		slices.SortFunc(found[first:], func(a, b Reached) int { return cmp.Compare(a.Node, b.Node) })
		if len(found) >= limit {
			return found[:limit], true
		}
	}
	return found, true
}

// pick walks everything and picks the nearest.
func (w *Walker) pick(source graph.NodeID, limit int, found []Reached) []Reached {
	w.round++
	w.distances = w.distances[:0]
	w.walk(source, func(s step) {
		if w.graph.Kind(s.node) != graph.Managed {
			return
		}
		found = append(found, Reached{Node: s.node, Distance: s.distance, AtLeast: s.atLeast, Via: s.via})
		for len(w.distances) <= s.distance {
			w.distances = append(w.distances, 0)
		}
		w.distances[s.distance]++
	})
	last, n := 0, 0
	for ; last < len(w.distances) && n < limit; last++ {
		n += w.distances[last]
	}
	found = slices.DeleteFunc(found, func(r Reached) bool { return r.Distance >= last })
	slices.SortFunc(found, func(a, b Reached) int { return cmp.Or(a.Distance-b.Distance, cmp.Compare(a.Node, b.Node)) })
	return found[:min(limit, len(found))]
}
