package impact

import "github.com/tfblast/tfblast/analyzer/graph"

// TouchedBy lists the managed instances that any of the updates reaches, as Touched finds
// them; all downstream of a source without a Touch. The sources
// themselves may be among them.
func (w *Walker) TouchedBy(updates []Source) []graph.NodeID {
	var first, touched []graph.NodeID
	for _, s := range updates {
		changed := func(string) bool { return true }
		if s.Touch != nil {
			changed = s.Touch.reads
		}
		first = append(first, w.readers(s.Node, changed)...)
	}
	for _, n := range first {
		if w.graph.Kind(n) == graph.Managed {
			touched = append(touched, n)
		}
	}
	return append(touched, w.Union(first)...)
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
	for _, n := range w.readers(source, changed) {
		enter(n)
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

// readers lists what reads an attribute of the source for which changed is true, through
// the nodes that stand for all instances.
func (w *Walker) readers(source graph.NodeID, changed func(attribute string) bool) []graph.NodeID {
	var found []graph.NodeID
	stack := []graph.NodeID{source}
	groups := map[graph.NodeID]bool{}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for e := range w.graph.Dependents(n) {
			if w.graph.Kind(e.Node) == graph.Group {
				if !groups[e.Node] {
					groups[e.Node] = true
					stack = append(stack, e.Node)
				}
				continue
			}
			if changed(e.Attribute) {
				found = append(found, e.Node)
			}
		}
	}
	return found
}
