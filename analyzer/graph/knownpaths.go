package graph

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// knownPaths answers whether the configuration gives a path between two configuration
// addresses. It is the graph of the same configuration with one instance each.
type knownPaths struct {
	ids   map[string]NodeID
	out   adjacency
	nodes int
	// reached caches what is reached from an address.
	reached map[string][]bool
}

// knownPaths makes the graph of the configuration once, for all who ask.
func (b *builder) knownPaths(p *plan.Plan, o Options) *knownPaths {
	if b.known == nil {
		b.known = newKnownPaths(p, o)
	}
	return b.known
}

func newKnownPaths(p *plan.Plan, o Options) *knownPaths {
	k := &knownPaths{ids: map[string]NodeID{}, reached: map[string][]bool{}}
	if p.Config == nil {
		return k
	}
	b := newBuilder()
	b.root.configure(p.Config.Root, o.Source)
	b.providers = p.Config.Providers
	b.root.walk(func(s *scope) {
		for _, local := range address.SortedKeys(s.blocks) {
			id := b.node(Managed, address.Join(s.static, local))
			s.blocks[local].instances = []member{{node: id}}
			k.ids[b.nodes[id].address] = id
		}
	})
	b.addBlocks()
	b.addReferences()
	k.nodes = len(b.nodes)
	k.out = dependenciesOf(k.nodes, unique(b.arcs))
	return k
}

func (k *knownPaths) path(from, to string) bool {
	start, ok := k.ids[from]
	end, found := k.ids[to]
	if !ok || !found {
		return false
	}
	reached, ok := k.reached[from]
	if !ok {
		reached = make([]bool, k.nodes)
		for stack := []NodeID{start}; len(stack) > 0; {
			n := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for e := range k.out.of(n) {
				if !reached[e.Node] {
					reached[e.Node] = true
					stack = append(stack, e.Node)
				}
			}
		}
		k.reached[from] = reached
	}
	return reached[end]
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
		for e := range k.out.of(n) {
			switch {
			case ends[e.Node]:
				return true
			case !reached[e.Node]:
				reached[e.Node] = true
				stack = append(stack, e.Node)
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
	// open lists, by node, the unresolved nodes found; filled on demand.
	open map[NodeID][]NodeID
}

func newResolution(b *builder) *resolution {
	arcs := unique(slices.Clone(b.arcs))
	return &resolution{builder: b, out: dependenciesOf(len(b.nodes), arcs), open: map[NodeID][]NodeID{}}
}

// complete reports whether everything that the instance refers to is resolved. An
// instance without a block in the configuration refers to nothing that is known.
func (r *resolution) complete(instance NodeID) bool {
	return r.hasBlock(instance) && len(r.unresolved(instance)) == 0
}

func (r *resolution) hasBlock(instance NodeID) bool {
	for e := range r.out.of(instance) {
		if e.Exact && r.builder.nodes[e.Node].kind == Passage {
			return true
		}
	}
	return false
}

// unresolved lists the unresolved nodes behind an instance, in the order of their IDs.
// Instances of a block share one answer: that of the block's body.
func (r *resolution) unresolved(instance NodeID) []NodeID {
	var found []NodeID
	for e := range r.out.of(instance) {
		found = append(found, r.behind(e.Node)...)
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
		switch r.builder.nodes[n].kind {
		case Unresolved:
			found = append(found, n)
			continue
		case Managed:
			continue // has dependencies of its own
		case Passage, Group, Data, Output:
		}
		for e := range r.out.of(n) {
			if !seen[e.Node] {
				seen[e.Node] = true
				stack = append(stack, e.Node)
			}
		}
	}
	r.open[start] = found
	return found
}
