package graph

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// Options says what the graph may use beside the plan.
type Options struct {
	// Source is the configuration's source, nil if there is none.
	Source *config.Tree
	// Fits says that the source was found to fit the plan (CompareSource).
	Fits bool
	// Drawing is a graph that Terraform drew of the same configuration, nil without one.
	Drawing *Drawing
	// NoInferred leaves out edges that rest on values only.
	NoInferred bool
	// Names says which attributes hold the name of another instance. A lean plan was read
	// by names of its own, which stand.
	Names []Name
	// Held says of which top-level attributes of changing instances of a type Graph.Held is
	// asked; nil for none.
	Held func(resourceType, argument string) bool
	// Leading are the types of which Graph.Holds is asked, of unchanged instances as well.
	Leading map[string]bool
	// Outside is true if Graph.Known is asked.
	Outside bool
}

// Build makes the graph of a plan. The diagnostics name addresses that can't be read;
// such an instance is a node without edges.
func Build(p *plan.Plan, o Options) (*Graph, []diagnostic.Diagnostic) {
	if p.Lean {
		o.Names = p.Needs.Names // those by which the plan was read
	}
	b := newBuilder()
	b.moves = movesOf(p)
	if p.Config != nil && priorHasDependencies(p) {
		b.knownLater = beside(func() *knownPaths { return newKnownPaths(p, o) })
	}
	b.addInstances(p)
	instances := slices.Clip(b.nodes)
	values := beside(func() *holdings { return holdingsOf(p, o, instances, b.changed, b.unchanged) })
	if p.Config != nil {
		b.configure(p.Config.Root, o.Source)
		b.providers = p.Config.Providers
	}
	b.reserve()
	b.addBlocks()
	b.addReferences()
	b.reads.settle(len(b.nodes))
	addPriorState(b, p, o)
	addGraphFile(b, p, o)
	known := values()
	addInferred(b, o, known)
	g := b.finish()
	if o.Outside {
		g.known = known
	}
	g.coverage = coverageOf(b, g, p, o)
	return g, b.diagnostics
}

// builder collects nodes and arcs.
type builder struct {
	root      *scope
	providers map[string]*plan.ProviderConfig
	nodes     []node
	index     index
	// places says for each instance where it belongs.
	places []placement
	// prior, unchanged and changed hold the nodes of the plan's entries of these names, none
	// for a deposed object.
	prior, unchanged, changed []NodeID
	// lists holds the numbers of the entries of the prior state whose list of dependencies is
	// another one than that of the entry before.
	lists []int32
	// nearby is what place looked at last.
	nearby nearby
	arcs   arcs
	// out and in are the rows of the arcs up to now, where somebody asked for them.
	out, in    adjacency
	attributes attributes
	moves      moves
	reads      reads
	released   map[NodeID][]NodeID
	held       held
	// resources and modules are those of the configuration and of the instances, by
	// configuration address.
	resources map[string]*resource
	modules   map[string]*module
	// known is made on first use, see knownPaths; knownLater makes it, unless it is nil.
	known      *knownPaths
	knownLater func() *knownPaths
	// order holds the scopes as scopesInOrder lists them, paths their addresses by number.
	order       []*scope
	paths       []string
	diagnostics []diagnostic.Diagnostic
}

// placement is the module instance and block of an instance; of one whose address can't
// be read both are nil.
type placement struct {
	scope *scope
	block *block
}

func newBuilder() *builder {
	b := &builder{
		index: newIndex(), attributes: newAttributes(), released: map[NodeID][]NodeID{},
		resources: map[string]*resource{}, modules: map[string]*module{},
	}
	b.root = b.newScope(nil, "", address.Key{})
	b.modules[""] = b.root.module
	return b
}

func (b *builder) node(kind Kind, form form, s *scope, name string) NodeID {
	n := node{name: name, kind: kind, form: form}
	if s != nil {
		n.path = s.number
	}
	b.nodes = append(b.nodes, n)
	return NodeID(len(b.nodes) - 1) //nolint:gosec // a plan of 2^31 nodes does not fit in memory
}

func (b *builder) arc(from, to NodeID, source Source, exact bool) {
	if from != to && from != none && to != none {
		b.arcs.add(from, newArc(to, 0, source, exact, false))
	}
}

func (b *builder) add(a arc) {
	if a.from != a.to && a.from != none && a.to != none {
		b.arcs.add(a.from, newArc(a.to, b.attributes.number(a.attribute), a.source, a.exact, a.creation))
	}
}

// instance finds the node of an instance by its address.
func (b *builder) instance(addr string) (NodeID, bool) {
	id := b.index.find(b.nodes, addr)
	return id, id != none
}

// static is the configuration address of an instance, false if its address can't be read.
func (b *builder) static(id NodeID) (string, bool) {
	if int(id) >= len(b.places) || b.places[id].block == nil {
		return "", false
	}
	return b.places[id].block.resource.static, true
}

// addBlocks makes the nodes that references meet: all instances of a block, and the
// block's body. A block without instances passes on what it refers to.
func (b *builder) addBlocks() {
	for _, s := range b.scopesInOrder() {
		for _, blk := range s.inOrder() {
			if len(blk.instances) == 1 {
				blk.every = blk.instances[0].node
			} else {
				blk.every = b.node(Group, formAll, s, blk.resource.local)
				for _, m := range blk.instances {
					b.arc(blk.every, m.node, Configuration, false)
				}
			}
			if blk.config == nil {
				continue
			}
			blk.body = b.node(Passage, formBlock, s, blk.resource.local)
			if len(blk.instances) == 0 {
				b.arc(blk.every, blk.body, Configuration, true)
			}
			for _, m := range blk.instances {
				b.arc(m.node, blk.body, Configuration, true)
			}
		}
		if s.config != nil {
			b.addOutputs(s)
		}
	}
}

func (b *builder) addOutputs(s *scope) {
	kind := Passage
	if s.parent == nil {
		kind = Output
	}
	s.outputs = make([]NodeID, len(s.config.Outputs))
	for i, o := range s.config.Outputs {
		s.outputs[i] = b.node(kind, formOutput, s, o.Name)
	}
}

// outgoing makes the rows of what each node depends on, in no order. They serve until
// there are more arcs or nodes.
func (b *builder) outgoing() adjacency {
	if len(b.out.start) != len(b.nodes)+1 || len(b.out.edges) != len(b.arcs.edges) {
		b.out = dependenciesOf(len(b.nodes), b.arcs, b.out)
	}
	return b.out
}

// finish makes the graph from the arcs.
func (b *builder) finish() *Graph {
	renumbered := b.attributes.sort()
	out := b.outgoing()
	b.arcs = arcs{}
	for i, e := range out.edges {
		out.edges[i] = newArc(e.Node(), renumbered[e.attribute()], e.Source(), e.Exact(), e.Creation())
	}
	b.reads.renumber(renumbered)
	g := &Graph{
		nodes: b.nodes, paths: b.paths, index: b.index, attributes: b.attributes, dependencies: out,
		reads: b.reads, released: b.released, held: b.held, edgeCounts: map[Source]int{},
	}
	g.dependencies.sort()
	g.dependents = g.dependencies.reversed(b.in)
	b.in = adjacency{}
	for id := range NodeID(len(b.nodes)) { //nolint:gosec // see node
		if b.nodes[id].kind == Managed {
			g.managed = append(g.managed, id)
		}
	}
	b.countEdges(g)
	return g
}
