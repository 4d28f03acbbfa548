package impact

import "github.com/tfblast/tfblast/analyzer/graph"

// pass is one way of counting: over all edges, exact ones or firm ones.
type pass struct {
	kind  edgeKind
	graph *condensed
	// tags holds for each component of one node its class, and whether it is uncovered.
	tags []uint8
	// several holds the sums of the others.
	several map[int32]*weights
}

const (
	uncoveredTag uint8 = 1 << 7
	severalTag   uint8 = 1 << 6
)

// weights counts the nodes of a component by class; the last is the number of uncovered
// ones.
type weights [classes + 1]int32

func newPass(h *hubs, c *condensed, kind edgeKind) *pass {
	p := &pass{kind: kind, graph: c, tags: make([]uint8, len(c.start)-1), several: map[int32]*weights{}}
	for id, of := range c.of {
		if of == unreached {
			continue
		}
		class := h.classes[id]
		if c.size == nil || c.size[of] == 1 {
			p.tags[of] = uint8(class)
			if h.uncovered.has(graph.NodeID(id)) {
				p.tags[of] |= uncoveredTag
			}
			continue
		}
		w := p.several[of]
		if w == nil {
			w = &weights{}
			p.several[of], p.tags[of] = w, severalTag
		}
		if int(class) < classes {
			w[class]++
		}
		if h.uncovered.has(graph.NodeID(id)) {
			w[classes]++
		}
	}
	return p
}

// block counts for as many hubs at a time as there are lanes. It keeps working memory
// between runs.
type block struct {
	hubs    *hubs
	masks   []mask
	tallies [classes + 1]tally
	spread  *spread
}

func newBlock(h *hubs) *block {
	b := &block{hubs: h, masks: make([]mask, h.any.count)}
	b.spread = newSpread(h, b.masks)
	return b
}

// run counts the hubs of one block.
func (b *block) run(hubs []int32, passes []*pass) {
	for _, p := range passes {
		b.count(hubs, p)
	}
	b.spread.run(hubs)
}

// count carries the lanes of the hubs through the components in their order and adds up
// what they reach.
func (b *block) count(hubs []int32, p *pass) {
	c := p.graph
	masks := b.masks[:len(p.tags)]
	clear(masks)
	first := int32(len(masks)) //nolint:gosec // a graph's length
	for lane, at := range hubs {
		for _, e := range b.hubs.list[at].row {
			if p.kind.has(e) {
				to := c.of[e.Node()]
				masks[to].set(lane)
				first = min(first, to)
			}
		}
	}
	for i := range b.tallies {
		b.tallies[i].reset()
	}
	for at := int(first); at < len(masks); at++ {
		m := &masks[at]
		if m.empty() {
			continue
		}
		b.tally(p, int32(at), m) //nolint:gosec // a graph's length
		for _, to := range c.to[c.start[at]:c.start[at+1]] {
			masks[to].or(m)
		}
	}
	for lane, at := range hubs {
		b.collect(&b.hubs.list[at], p, lane)
	}
}

// tally adds what a component counts for the lanes that reach it.
func (b *block) tally(p *pass, at int32, m *mask) {
	tag := p.tags[at]
	if tag == severalTag {
		for i, n := range p.several[at] {
			b.tallies[i].addTimes(m, n)
		}
		return
	}
	if tag&uncoveredTag != 0 {
		b.tallies[classes].add(m)
	}
	switch class := Class(tag &^ uncoveredTag); p.kind {
	case anyEdge:
		if class != Passed {
			b.tallies[class].add(m)
		}
	case exactEdge: // only their sum is asked for
		if class.Exists() {
			b.tallies[Unchanged].add(m)
		}
	case firmEdge:
		if class == Unchanged {
			b.tallies[Unchanged].add(m)
		}
	}
}

// collect takes the sums of one lane. A hub's own source is not downstream of itself.
func (b *block) collect(hub *hub, p *pass, lane int) {
	var n [classes + 1]int
	for i := range n {
		n[i] = b.tallies[i].of(lane)
	}
	itself := hub.exclude != none && b.masks[p.graph.of[hub.exclude]].has(lane)
	if class := b.hubs.classOf(hub.exclude); itself && class != Passed {
		if p.kind == exactEdge && class.Exists() {
			class = Unchanged // only the sum counts
		}
		n[class]--
	}
	switch p.kind {
	case anyEdge:
		for class := range Passed {
			hub.count.Add(class, n[class])
		}
		hub.count.Uncovered = n[classes]
		if itself && b.hubs.uncovered.has(hub.exclude) {
			hub.count.Uncovered--
		}
		b.release(hub, p, lane)
	case exactEdge:
		hub.exactCount = n[Unchanged] + n[Changing] + n[Leaving]
	case firmEdge:
		hub.count.Firm = n[Unchanged]
	}
}

func (h *hubs) classOf(id graph.NodeID) Class {
	if id == none {
		return Passed
	}
	return h.classes[id]
}

// release counts the released instances that the lane does not reach.
func (b *block) release(hub *hub, p *pass, lane int) {
	if hub.exclude == none {
		return
	}
	for _, id := range b.hubs.graph.Released(hub.exclude) {
		if of := p.graph.of[id]; id == hub.exclude || of == unreached || !b.masks[of].has(lane) {
			hub.count.Released++
		}
	}
}
