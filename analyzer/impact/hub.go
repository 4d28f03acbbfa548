package impact

import (
	"hash/maphash"
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
)

// hub is what several sources may have in common: the edges that lead on from them.
// Sources with equal edges have the same downstream but for themselves, and a hub with
// one way on adds one step to the hub behind it.
type hub struct {
	// row holds the edges; they are the graph's own, or made for what an update touches.
	row []graph.Arc
	// exclude is a source on a circle, which then has its hub alone and is not downstream
	// of itself; none for other hubs.
	exclude graph.NodeID
	// next is the hub behind the single node to which the row leads, noHub for a hub that
	// is counted by itself. exact and firm say whether such an edge leads there.
	next        int32
	exact, firm bool
	done        bool
	count       Count
	exactCount  int // of existing instances over exact edges
}

const (
	none  graph.NodeID = -1
	noHub int32        = -1
)

// hubs finds and counts the hubs of sources.
type hubs struct {
	graph   *graph.Graph
	classes []Class
	any     *condensed
	// uncovered marks the nodes whose own dependencies may be incomplete.
	uncovered covers
	list      []hub
	seed      maphash.Seed
	// byRow holds the hubs whose rows have a hash.
	byRow map[uint64][]int32
}

func newHubs(w *Walker, classes []Class, sources []Source) *hubs {
	nodes := make([]graph.NodeID, len(sources))
	for i, s := range sources {
		nodes[i] = s.Node
	}
	return &hubs{
		graph: w.graph, classes: classes, any: w.components(nodes), uncovered: newCovers(w.graph),
		seed: maphash.MakeSeed(), byRow: map[uint64][]int32{},
	}
}

// circular reports whether a node lies on a circle.
func (h *hubs) circular(id graph.NodeID) bool { return h.any.circular(id) }

// of returns the hub of a node; alone keeps it from being shared or passed on.
func (h *hubs) of(id graph.NodeID, alone bool) int32 {
	row := h.graph.DependentArcs(id)
	if alone || h.circular(id) {
		h.list = append(h.list, hub{row: row, exclude: id, next: noHub})
		return int32(len(h.list) - 1) //nolint:gosec // not more than sources and nodes
	}
	return h.ofRow(row)
}

// ofRow finds or makes the hub of a row, and those behind it as far as there is one way
// on. The row must not lead to its own source.
func (h *hubs) ofRow(row []graph.Arc) int32 {
	first, last := noHub, noHub
	for {
		at, known := h.find(row)
		if first == noHub {
			first = at
		}
		if last != noHub {
			h.list[last].next = at
		}
		target, single := singleTarget(row)
		if known || !single || h.circular(target) {
			return first
		}
		for _, e := range row {
			h.list[at].exact = h.list[at].exact || e.Exact()
			h.list[at].firm = h.list[at].firm || !e.Creation()
		}
		last, row = at, h.graph.DependentArcs(target)
	}
}

// find returns the hub of a row, a new one if the row was not seen before.
func (h *hubs) find(row []graph.Arc) (at int32, known bool) {
	var hash maphash.Hash
	hash.SetSeed(h.seed)
	for _, e := range row {
		maphash.WriteComparable(&hash, e)
	}
	key := hash.Sum64()
	for _, at := range h.byRow[key] {
		if slices.Equal(h.list[at].row, row) {
			return at, true
		}
	}
	at = int32(len(h.list)) //nolint:gosec // not more than sources and nodes
	h.list = append(h.list, hub{row: row, exclude: none, next: noHub})
	h.byRow[key] = append(h.byRow[key], at)
	return at, false
}

// singleTarget returns the node to which all edges of a row lead.
func singleTarget(row []graph.Arc) (graph.NodeID, bool) {
	if len(row) == 0 || row[0].Node() != row[len(row)-1].Node() { // rows are sorted
		return none, false
	}
	return row[0].Node(), true
}

// pending lists the hubs that are counted by themselves and are not yet.
func (h *hubs) pending() []int32 {
	var list []int32
	for at := range h.list {
		switch hub := &h.list[at]; {
		case hub.next != noHub || hub.done:
		case len(hub.row) == 0:
			hub.done, hub.count.Exact = true, true
			if hub.exclude != none {
				hub.count.Released = len(h.graph.Released(hub.exclude))
			}
		default:
			list = append(list, int32(at))
		}
	}
	return list
}

// roots lists the nodes at which the counting of hubs begins.
func (h *hubs) roots(pending []int32) []graph.NodeID {
	var roots []graph.NodeID
	for _, at := range pending {
		hub := &h.list[at]
		for _, e := range hub.row {
			roots = append(roots, e.Node())
		}
		if hub.exclude != none {
			roots = append(roots, hub.exclude)
		}
	}
	return roots
}

// settle counts the hubs with one way on from what lies behind them.
func (h *hubs) settle() {
	var path []int32
	for at := range int32(len(h.list)) { //nolint:gosec // see of
		for ; !h.list[at].done; at = h.list[at].next {
			path = append(path, at)
		}
		for _, at := range slices.Backward(path) {
			h.step(&h.list[at], &h.list[h.list[at].next])
		}
		path = path[:0]
	}
}

// step counts a hub: the node that it leads to and what lies behind that.
func (h *hubs) step(hub, next *hub) {
	target := hub.row[0].Node()
	class := h.classes[target]
	c := next.count
	c.Add(class, 1)
	if h.uncovered.has(target) {
		c.Uncovered++
	}
	if h.graph.Kind(target) == graph.Managed {
		c.Direct = 0
		if class.Exists() {
			c.Direct = 1
		}
		if c.Depth > 0 || class.Exists() {
			c.Depth++
		}
	}
	if !hub.firm {
		c.Firm = 0
	} else if class == Unchanged {
		c.Firm++
	}
	hub.exactCount = 0
	if hub.exact {
		hub.exactCount = next.exactCount
		if class.Exists() {
			hub.exactCount++
		}
	}
	c.Exact = hub.exactCount == c.Total()
	hub.count, hub.done = c, true
}
