package graph

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// knownPaths answers whether the configuration gives a path between two resources. It
// is the graph of the same configuration with one instance each.
type knownPaths struct {
	ids   map[string]NodeID
	out   adjacency
	nodes int
	// The walk from one resource goes on only as far as questions about it need.
	from    NodeID
	stack   []NodeID
	reached []int32
	round   int32
}

// knownPaths makes the graph of the configuration once, for all who ask.
func (b *builder) knownPaths(p *plan.Plan, o Options) *knownPaths {
	if b.known == nil {
		if b.knownLater == nil {
			b.knownLater = func() *knownPaths { return newKnownPaths(p, o) }
		}
		b.known = b.knownLater()
		for static, r := range b.resources {
			r.known = none
			if id, ok := b.known.ids[static]; ok {
				r.known = id
			}
		}
	}
	return b.known
}

func newKnownPaths(p *plan.Plan, o Options) *knownPaths {
	k := &knownPaths{ids: map[string]NodeID{}, from: none}
	if p.Config == nil {
		return k
	}
	b := newBuilder()
	b.configure(p.Config.Root, o.Source)
	b.providers = p.Config.Providers
	for _, s := range b.scopesInOrder() {
		for _, blk := range s.inOrder() {
			id := b.node(Managed, formAll, s, blk.resource.local)
			blk.instances = []member{{node: id}}
			k.ids[blk.resource.static] = id
		}
	}
	b.reserve()
	b.reads.unasked = true
	b.addBlocks()
	b.addReferences()
	k.nodes = len(b.nodes)
	k.out = dependenciesOf(k.nodes, b.arcs, adjacency{})
	k.reached = make([]int32, k.nodes)
	return k
}

// path reports whether one resource reaches another. Questions about the same origin
// share one walk if they come in a row.
func (k *knownPaths) path(from, to *resource) bool {
	if from.known == none || to.known == none {
		return false
	}
	if k.from != from.known {
		k.from = from.known
		k.round++
		k.stack = append(k.stack[:0], k.from)
	}
	for len(k.stack) > 0 && k.reached[to.known] != k.round {
		n := k.stack[len(k.stack)-1]
		k.stack = k.stack[:len(k.stack)-1]
		for _, e := range k.out.row(n) {
			if far := e.Node(); k.reached[far] != k.round {
				k.reached[far] = k.round
				k.stack = append(k.stack, far)
			}
		}
	}
	return k.reached[to.known] == k.round
}

// connects reports whether the configuration gives a path from any of the addresses to
// another. Each node is looked at once.
func (k *knownPaths) connects(statics []string) bool {
	ends, reached := make([]bool, k.nodes), make([]bool, k.nodes)
	var starts []NodeID
	for _, static := range statics {
		if id, ok := k.ids[static]; ok && !ends[id] {
			ends[id] = true
			starts = append(starts, id)
		}
	}
	for stack := starts; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, e := range k.out.row(n) {
			switch far := e.Node(); {
			case ends[far]:
				return true
			case !reached[far]:
				reached[far] = true
				stack = append(stack, far)
			}
		}
	}
	return false
}

// resolution knows which nodes reach an unresolved reference without passing through
// another managed instance.
type resolution struct {
	builder *builder
	out     adjacency
	// leads is true for the nodes from which an unresolved reference is reached so.
	leads []bool
	// open lists, by node, the unresolved nodes found; filled on demand.
	open map[NodeID][]NodeID
}

// newResolution looks at the given dependencies of all nodes.
func newResolution(b *builder, out adjacency) *resolution {
	r := &resolution{builder: b, out: out, leads: make([]bool, len(b.nodes)), open: map[NodeID][]NodeID{}}
	var stack []NodeID
	for id := range NodeID(len(b.nodes)) { //nolint:gosec // see node
		if b.nodes[id].kind == Unresolved {
			r.leads[id] = true
			stack = append(stack, id)
		}
	}
	if len(stack) == 0 {
		return r
	}
	dependents := out.reversed(adjacency{})
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, e := range dependents.row(n) {
			if far := e.Node(); !r.leads[far] && b.nodes[far].kind != Managed { // which has dependencies of its own
				r.leads[far] = true
				stack = append(stack, far)
			}
		}
	}
	return r
}

// complete reports whether everything that the instance refers to is resolved. An
// instance without a block in the configuration refers to nothing that is known.
func (r *resolution) complete(instance NodeID) bool {
	block := false
	for _, e := range r.out.row(instance) {
		if r.leads[e.Node()] {
			return false
		}
		block = block || e.Exact() && r.builder.nodes[e.Node()].kind == Passage
	}
	return block
}

// unresolved lists the unresolved nodes behind an instance, in the order of their IDs.
// Instances of a block share one answer: that of the block's body.
func (r *resolution) unresolved(instance NodeID) []NodeID {
	var found []NodeID
	for _, e := range r.out.row(instance) {
		if r.leads[e.Node()] {
			found = append(found, r.behind(e.Node())...)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func (r *resolution) behind(start NodeID) []NodeID {
	if found, ok := r.open[start]; ok {
		return found
	}
	var found []NodeID
	seen := map[NodeID]bool{start: true}
	for stack := []NodeID{start}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if r.builder.nodes[n].kind == Unresolved {
			found = append(found, n)
			continue
		}
		for _, e := range r.out.row(n) {
			if far := e.Node(); r.leads[far] && !seen[far] {
				seen[far] = true
				stack = append(stack, far)
			}
		}
	}
	r.open[start] = found
	return found
}
