package graph

import (
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

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
}

// Build makes the graph of a plan. The diagnostics name addresses that can't be read;
// such an instance is a node without edges.
func Build(p *plan.Plan, o Options) (*Graph, []diagnostic.Diagnostic) {
	if p.Lean {
		o.Names = p.Needs.Names // those by which the plan was read
	}
	b := newBuilder()
	b.moves = movesOf(p)
	b.addInstances(p)
	holdings := findHoldings(b, p, o)
	if p.Config != nil {
		b.configure(p.Config.Root, o.Source)
		b.providers = p.Config.Providers
	}
	b.addBlocks()
	b.addReferences()
	b.reads.settle(len(b.nodes))
	addPriorState(b, p, o)
	addGraphFile(b, p, o)
	addInferred(b, o, holdings)
	g := b.finish()
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
	places     []placement
	arcs       arcs
	attributes attributes
	moves      moves
	reads      reads
	released   map[NodeID][]NodeID
	held       held
	// resources and modules are those of the configuration and of the instances, by
	// configuration address.
	resources map[string]*resource
	modules   map[string]*module
	// known is made on first use, see knownPaths.
	known *knownPaths
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

// instances are the nodes that are instances, with what finds them; they do not change any
// more once all are there.
type instances struct {
	nodes []node
	index index
}

func (b *builder) instances() instances {
	return instances{slices.Clip(b.nodes), b.index}
}

func (i instances) find(addr string) (NodeID, bool) {
	id := i.index.find(i.nodes, addr)
	return id, id != none
}

// static is the configuration address of an instance, false if its address can't be read.
func (b *builder) static(id NodeID) (string, bool) {
	if int(id) >= len(b.places) || b.places[id].block == nil {
		return "", false
	}
	return b.places[id].block.resource.static, true
}

// named is an instance that the plan names, before its node has its place among others.
type named struct {
	node
	entry entry
}

// entry is the plan's entry of an instance, whose address it has parsed already; both are
// nil for an instance without one.
type entry struct {
	change    *plan.Change
	unchanged *plan.Unchanged
}

// addInstances makes a node for every resource instance that the plan names: those
// that change, those of the prior state and those planned. Their IDs are in natural
// order of the addresses.
func (b *builder) addInstances(p *plan.Plan) {
	var entries []entry
	note := func(addr string, mode tfjson.ResourceMode, existing bool, e entry) {
		id := b.index.find(b.nodes, addr)
		if id == none {
			id = b.node(Managed, formName, nil, addr)
			b.index.put(b.nodes, id)
			entries = append(entries, entry{})
		}
		n := &b.nodes[id]
		n.kind = Managed
		if mode == tfjson.DataResourceMode || mode == "ephemeral" {
			n.kind = Data
		}
		n.existing = n.existing || existing
		if e != (entry{}) {
			entries[id] = e
		}
	}
	for _, s := range p.Prior {
		note(b.moves.instance(s.Address), s.Mode, true, entry{})
	}
	for _, a := range p.Planned {
		note(b.moves.instance(a), tfjson.ManagedResourceMode, false, entry{})
	}
	for _, u := range p.Unchanged {
		note(u.Address, tfjson.ManagedResourceMode, true, entry{unchanged: u})
	}
	for _, c := range p.Changes {
		if c.DeposedKey == "" {
			mode := c.Mode
			if c.Doubt != "" {
				mode = tfjson.ManagedResourceMode
			}
			note(c.Address, mode, c.Action != plan.ActionCreate && c.Action != plan.ActionRead || c.Before != nil, entry{change: c})
		}
	}
	b.places = make([]placement, len(b.nodes))
	for id, e := range b.sortInstances(entries) {
		b.place(NodeID(id), e)
	}
}

// sortInstances puts the nodes, of which all are instances, in natural order, and the
// entries likewise.
func (b *builder) sortInstances(entries []entry) []entry {
	order := make([]named, len(b.nodes))
	for id, n := range b.nodes {
		order[id] = named{n, entries[id]}
	}
	byAddress := func(x, y named) int { return address.Compare(x.name, y.name) }
	if !slices.IsSortedFunc(order, byAddress) {
		slices.SortFunc(order, byAddress)
	}
	for id, n := range order {
		b.nodes[id], entries[id] = n.node, n.entry
	}
	b.index.rebuild(b.nodes)
	return entries
}

// place puts an instance into the block and module that its address names. A change
// whose address could not be read has no module.
func (b *builder) place(id NodeID, e entry) {
	var inst address.Instance
	switch c := e.change; {
	case e.unchanged != nil:
		inst = e.unchanged.Instance()
	case c != nil && len(c.Instance.Module) > 0:
		inst = c.Instance
	default:
		var err error
		if inst, err = address.ParseInstance(b.nodes[id].name); err != nil {
			b.diagnostics = append(b.diagnostics, diagnostic.Warnf("no edges for an instance: %v", err))
			return
		}
	}
	s := b.root
	for _, step := range inst.Module {
		s = b.child(s, step)
	}
	blk := b.block(s, nameOf(inst.Mode, inst.Type, inst.Name))
	blk.instances = append(blk.instances, member{key: inst.Key, node: id})
	blk.resource.members = append(blk.resource.members, id)
	b.places[id] = placement{s, blk}
	b.nodes[id].path = s.number
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

// finish makes the graph from the arcs.
func (b *builder) finish() *Graph {
	renumbered := b.attributes.sort()
	for i, e := range b.arcs.edges {
		b.arcs.edges[i] = newArc(e.Node(), renumbered[e.attribute()], e.Source(), e.Exact(), e.Creation())
	}
	b.reads.renumber(renumbered)
	g := &Graph{
		nodes: b.nodes, paths: b.paths, index: b.index, attributes: b.attributes, dependencies: dependenciesOf(len(b.nodes), b.arcs),
		reads: b.reads, released: b.released, held: b.held, edgeCounts: map[Source]int{},
	}
	b.arcs = arcs{}
	g.dependencies.sort()
	g.dependents = g.dependencies.reversed()
	for id := range NodeID(len(b.nodes)) { //nolint:gosec // see node
		if b.nodes[id].kind == Managed {
			g.managed = append(g.managed, id)
		}
	}
	b.countEdges(g)
	return g
}
