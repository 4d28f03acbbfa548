package graph

import (
	"fmt"
	"maps"
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
	// Names says which attributes hold the name of another instance.
	Names []Name
}

// Build makes the graph of a plan. The diagnostics name addresses that can't be read;
// such an instance is a node without edges.
func Build(p *plan.Plan, o Options) (*Graph, []diagnostic.Diagnostic) {
	b := newBuilder()
	b.moves = movesOf(p)
	b.addInstances(p)
	if p.Config != nil {
		b.root.configure(p.Config.Root, o.Source)
		b.providers = p.Config.Providers
	}
	b.addBlocks()
	b.addReferences()
	addPriorState(b, p, o)
	addGraphFile(b, p, o)
	addInferred(b, p, o)
	g := b.finish()
	g.coverage = coverageOf(b, p, o)
	return g, b.diagnostics
}

// builder collects nodes and arcs.
type builder struct {
	root      *scope
	providers map[string]*plan.ProviderConfig
	nodes     []node
	byAddress map[string]NodeID
	parsed    map[NodeID]address.Instance
	arcs      []arc
	moves     moves
	reads     reads
	released  map[NodeID][]NodeID
	// members holds the instances of each configuration address.
	members map[string][]NodeID
	// known is made on first use, see knownPaths.
	known       *knownPaths
	scopes      map[string][]*scope // by configuration address
	diagnostics []diagnostic.Diagnostic
}

func newBuilder() *builder {
	return &builder{
		root: newScope(nil, "", address.Key{}), byAddress: map[string]NodeID{},
		parsed: map[NodeID]address.Instance{}, scopes: map[string][]*scope{}, reads: newReads(), released: map[NodeID][]NodeID{}, members: map[string][]NodeID{},
	}
}

func (b *builder) node(kind Kind, name string) NodeID {
	b.nodes = append(b.nodes, node{address: name, kind: kind})
	return NodeID(len(b.nodes) - 1) //nolint:gosec // a plan of 2^31 nodes does not fit in memory
}

func (b *builder) arc(from, to NodeID, source Source, exact bool) {
	b.add(arc{from: from, to: to, source: source, exact: exact})
}

func (b *builder) add(a arc) {
	if a.from != a.to && a.from != none && a.to != none {
		b.arcs = append(b.arcs, a)
	}
}

// addInstances makes a node for every resource instance that the plan names: those
// that change, those of the prior state and those planned.
func (b *builder) addInstances(p *plan.Plan) {
	type seen struct {
		mode     tfjson.ResourceMode
		existing bool
	}
	found := map[string]seen{}
	note := func(addr string, mode tfjson.ResourceMode, existing bool) {
		s := found[addr]
		found[addr] = seen{mode: mode, existing: existing || s.existing}
	}
	for _, s := range p.Prior {
		note(b.moves.instance(s.Address), s.Mode, true)
	}
	for _, a := range p.Planned {
		note(b.moves.instance(a), tfjson.ManagedResourceMode, false)
	}
	for _, c := range p.Changes {
		if c.DeposedKey == "" {
			mode := c.Mode
			if c.Doubt != "" {
				mode = tfjson.ManagedResourceMode
			}
			note(c.Address, mode, c.Action != plan.ActionCreate && c.Action != plan.ActionRead || c.Before != nil)
		}
	}
	for _, addr := range slices.SortedFunc(maps.Keys(found), address.Compare) {
		kind := Managed
		if mode := found[addr].mode; mode == tfjson.DataResourceMode || mode == "ephemeral" {
			kind = Data
		}
		id := b.node(kind, addr)
		b.nodes[id].existing = found[addr].existing
		b.byAddress[addr] = id
		b.place(id, addr)
	}
}

// place puts an instance into the block and module that its address names.
func (b *builder) place(id NodeID, addr string) {
	inst, err := address.ParseInstance(addr)
	if err != nil {
		b.diagnostics = append(b.diagnostics, diagnostic.Warnf("no edges for an instance: %v", err))
		return
	}
	b.parsed[id] = inst
	b.members[inst.Static()] = append(b.members[inst.Static()], id)
	s := b.root
	for _, step := range inst.Module {
		s = s.child(step)
	}
	blk := s.block(inst.Local())
	blk.instances = append(blk.instances, member{key: inst.Key, node: id})
}

// addBlocks makes the nodes that references meet: all instances of a block, and the
// block's body. A block without instances passes on what it refers to.
func (b *builder) addBlocks() {
	b.root.walk(func(s *scope) {
		b.scopes[s.static] = append(b.scopes[s.static], s)
		for _, local := range address.SortedKeys(s.blocks) {
			blk := s.blocks[local]
			name := address.Join(s.path, local)
			if len(blk.instances) == 1 {
				blk.every = blk.instances[0].node
			} else {
				blk.every = b.node(Group, "all of "+name)
				for _, m := range blk.instances {
					b.arc(blk.every, m.node, Configuration, false)
				}
			}
			if blk.config == nil {
				continue
			}
			blk.body = b.node(Passage, "block "+name)
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
	})
}

func (b *builder) addOutputs(s *scope) {
	kind := Passage
	if s.parent == nil {
		kind = Output
	}
	for _, o := range s.config.Outputs {
		s.outputs[o.Name] = b.node(kind, address.Join(s.path, "output."+o.Name))
	}
}

// finish makes the graph from the arcs.
func (b *builder) finish() *Graph {
	b.arcs = unique(b.arcs)
	g := &Graph{
		nodes: b.nodes, byAddress: b.byAddress, dependents: dependentsOf(len(b.nodes), b.arcs),
		dependencies: dependenciesOf(len(b.nodes), b.arcs), reads: b.reads, released: b.released,
		edgeCounts: map[Source]int{},
	}
	for id := range NodeID(len(b.nodes)) { //nolint:gosec // see node
		if b.nodes[id].kind == Managed {
			g.managed = append(g.managed, id)
		}
	}
	b.countEdges(g)
	return g
}

// countEdges counts what leaves instances. The references of a block leave each of its
// instances.
func (b *builder) countEdges(g *Graph) {
	bodies := map[NodeID]int{}
	b.root.walk(func(s *scope) {
		for _, blk := range s.blocks {
			if blk.body != none {
				bodies[blk.body] = len(blk.instances)
			}
		}
	})
	for i, e := range b.arcs {
		if b.nodes[e.to].kind == Unresolved {
			continue
		}
		if i > 0 && b.arcs[i-1].from == e.from && b.arcs[i-1].to == e.to {
			continue // another attribute of the same instance
		}
		if n, ok := bodies[e.from]; ok {
			g.edgeCounts[e.source] += n
			continue
		}
		if _, toBody := bodies[e.to]; !toBody && (b.nodes[e.from].kind == Managed || b.nodes[e.from].kind == Data) {
			g.edgeCounts[e.source]++
		}
	}
}

// describe names a node that is no instance.
func describe(s *scope, what string) string {
	if s.path == "" {
		return what
	}
	return fmt.Sprintf("%s of %s", what, s.path)
}
