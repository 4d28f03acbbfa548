package impact

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/tfblast/tfblast/analyzer/graph"
)

// Source is a change whose downstream is counted.
type Source struct {
	Node graph.NodeID
	// Touch says what an in-place update changes, nil for an action that reaches all.
	Touch *Touch
}

// Touch says which edges an in-place update goes over from the changed instance.
type Touch struct {
	// Attributes are the names that change, Whole is true if edges that carry no attribute
	// are gone over as well.
	Attributes []string
	Whole      bool
}

func (t *Touch) reads(attribute string) bool {
	if attribute == "" {
		return t.Whole
	}
	return slices.Contains(t.Attributes, attribute)
}

// Count is what lies downstream of one source, in instances; the source itself is not
// in it.
type Count struct {
	Unchanged, Changing, Leaving, New, Data, Outputs int
	// Firm counts the unchanged ones that are reached without an edge that is read at
	// creation only.
	Firm int
	// Touched counts the existing ones that an update reaches; all if it has no Touch.
	// TouchedFirm is Firm of those.
	Touched, TouchedFirm int
	// Uncovered counts those whose own dependencies may be incomplete.
	Uncovered int
	// Released counts the instances that no longer depend on the source (graph.Released)
	// and are not reached otherwise.
	Released int
	// Exact is true if a path of exact edges leads to every existing one.
	Exact bool
	// Direct counts the existing ones at distance 1, Depth is the largest distance of one.
	Direct, Depth int
}

// Total counts the existing managed instances.
func (c *Count) Total() int { return c.Unchanged + c.Changing + c.Leaving }

// Add counts n more of a class.
func (c *Count) Add(class Class, n int) {
	switch class {
	case Unchanged:
		c.Unchanged += n
	case Changing:
		c.Changing += n
	case Leaving:
		c.Leaving += n
	case New:
		c.New += n
	case Data:
		c.Data += n
	case Output:
		c.Outputs += n
	case Passed:
	}
}

// Counts counts what lies downstream of each source. classes holds the class of every
// node (see ClassesOf). What Downstream finds one by one, this counts for all sources in
// passes over the graph that serve many of them at once; memory is linear in nodes and
// edges, time in sources times edges over the number of bits in a mask.
func (w *Walker) Counts(classes []Class, sources []Source) []Count {
	h := newHubs(w, classes, sources)
	of := make([]int32, len(sources))
	for i, s := range sources {
		of[i] = h.of(s.Node, len(w.graph.Released(s.Node)) > 0)
	}
	touched := h.touches(sources)
	h.countAll()
	h.settle()
	counts := make([]Count, len(sources))
	for i, s := range sources {
		c := h.list[of[i]].count
		c.Touched, c.TouchedFirm = c.Total(), c.Firm
		switch t := touched[i]; {
		case s.Touch == nil || t == touchesAll:
		case t == touchesNone:
			c.Touched, c.TouchedFirm = 0, 0
		case t == touchesAlone:
			c.Touched, c.TouchedFirm = 0, 0
			for n := range w.Touched(s.Node, s.Touch.reads) {
				if classes[n].Exists() {
					c.Touched++
				}
				if classes[n] == Unchanged {
					c.TouchedFirm++ // or creation only: rather one too many
				}
			}
		default:
			total := h.list[t].count
			c.Touched, c.TouchedFirm = total.Total(), total.Firm
		}
		counts[i] = c
	}
	return counts
}

// What touches may say instead of a hub.
const (
	touchesAll int32 = -1 - iota
	touchesNone
	// touchesAlone: the source lies on a circle, and a path through itself does not count.
	touchesAlone
)

// touches makes the hubs of what updates touch.
func (h *hubs) touches(sources []Source) []int32 {
	type key struct {
		hub   int32
		names string
	}
	known := map[key]int32{}
	touched := make([]int32, len(sources))
	for i, s := range sources {
		touched[i] = touchesAll
		if s.Touch == nil {
			continue
		}
		if h.circular(s.Node) {
			touched[i] = touchesAlone
			continue
		}
		k := key{hub: h.ofRow(h.graph.DependentArcs(s.Node)), names: strings.Join(s.Touch.Attributes, "\x00")}
		if s.Touch.Whole {
			k.names += "\x00\x00"
		}
		t, ok := known[k]
		if !ok {
			t = h.touched(s)
			known[k] = t
		}
		touched[i] = t
	}
	return touched
}

// touched makes the hub of the nodes at which an update's effect begins: the readers of
// what changes, through the nodes that stand for all instances.
func (h *hubs) touched(s Source) int32 {
	var row []graph.Arc
	all := true
	readers, seen := []graph.NodeID{s.Node}, map[graph.NodeID]bool{}
	for len(readers) > 0 {
		n := readers[len(readers)-1]
		readers = readers[:len(readers)-1]
		for _, e := range h.graph.DependentArcs(n) {
			switch {
			case h.graph.Kind(e.Node()) == graph.Group:
				if !seen[e.Node()] {
					seen[e.Node()] = true
					readers = append(readers, e.Node())
				}
			case s.Touch.reads(h.graph.Attribute(e)):
				row = append(row, e)
			default:
				all = false
			}
		}
	}
	if all {
		return touchesAll
	}
	if len(row) == 0 {
		return touchesNone
	}
	slices.Sort(row)
	return h.ofRow(slices.Compact(row))
}

// covers marks the nodes whose dependencies may be incomplete.
type covers []bool

func newCovers(g *graph.Graph) covers {
	uncovered := g.Coverage().Uncovered
	if len(uncovered) == 0 {
		return nil
	}
	c := make(covers, g.Len())
	for _, id := range uncovered {
		c[id] = true
	}
	return c
}

func (c covers) has(id graph.NodeID) bool { return c != nil && c[id] }

// countAll counts the hubs in blocks, as many at a time as there are cores.
func (h *hubs) countAll() {
	pending := h.pending()
	if len(pending) == 0 {
		return
	}
	passes := []*pass{newPass(h, h.any, anyEdge)}
	inexact, creation := h.flags()
	if inexact {
		passes = append(passes, newPass(h, condense(h.graph, exactEdge, h.roots(pending)), exactEdge))
	}
	if creation {
		passes = append(passes, newPass(h, condense(h.graph, firmEdge, h.roots(pending)), firmEdge))
	}
	blocks := slices.Collect(slices.Chunk(pending, lanes))
	work := make(chan []int32, len(blocks))
	for _, block := range blocks {
		work <- block
	}
	close(work)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(blocks)) {
		workers.Go(func() {
			b := newBlock(h)
			for block := range work {
				b.run(block, passes)
			}
		})
	}
	workers.Wait()
	for _, at := range pending {
		hub := &h.list[at]
		if !inexact {
			hub.exactCount = hub.count.Total()
		}
		if !creation {
			hub.count.Firm = hub.count.Unchanged
		}
		hub.count.Exact = hub.exactCount == hub.count.Total()
		hub.done = true
	}
}

// flags reports whether any edge that is gone over is not exact or read at creation only.
func (h *hubs) flags() (inexact, creation bool) {
	for id, of := range h.any.of {
		if of == unreached {
			continue
		}
		for _, e := range h.graph.DependentArcs(graph.NodeID(id)) {
			inexact, creation = inexact || !e.Exact(), creation || e.Creation()
		}
	}
	return inexact, creation
}
