package impact

import (
	"maps"
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
)

// TouchedBy lists the managed instances that an update reaches, as Touched finds them, in
// the order of their IDs; all downstream of a source without a Touch.
func (w *Walker) TouchedBy(s Source) []graph.NodeID {
	changed := func(string) bool { return true }
	if s.Touch != nil {
		changed = s.Touch.reads
	}
	return slices.Sorted(maps.Keys(w.Touched(s.Node, changed)))
}

// Touched returns the managed instances that an in-place update of the source reaches:
// the dependents that read an attribute for which changed is true, and everything
// downstream of them. An edge that carries no attribute is asked about as "". The nodes
// are those of Downstream, in the order of their IDs.
func (w *Walker) Touched(source graph.NodeID, changed func(attribute string) bool) map[graph.NodeID]bool {
	w.round++
	touched := map[graph.NodeID]bool{}
	var stack []graph.NodeID
	enter := func(n graph.NodeID) {
		if w.settled[n] == w.round || n == source {
			return
		}
		w.settled[n] = w.round
		if w.graph.Kind(n) == graph.Managed {
			touched[n] = true
		}
		stack = append(stack, n)
	}
	// The first step looks at attributes, through the nodes that stand for all instances.
	readers := []graph.NodeID{source}
	groups := map[graph.NodeID]bool{}
	for len(readers) > 0 {
		n := readers[len(readers)-1]
		readers = readers[:len(readers)-1]
		for e := range w.graph.Dependents(n) {
			if w.graph.Kind(e.Node) == graph.Group {
				if !groups[e.Node] {
					groups[e.Node] = true
					readers = append(readers, e.Node)
				}
				continue
			}
			if changed(e.Attribute) {
				enter(e.Node)
			}
		}
	}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for e := range w.graph.Dependents(n) {
			enter(e.Node)
		}
	}
	return touched
}
