package graph

import (
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// addPriorState adds the dependencies that the prior state lists and the configuration
// does not explain. The state lists whole resources, those reached through others too,
// and sees what the plan's configuration leaves out: local values,
// replace_triggered_by, preconditions, dynamic blocks, blocks that are gone.
func addPriorState(b *builder, p *plan.Plan) {
	deps := priorDependencies(b, p)
	known := newKnownPaths(p)
	resolved := newResolution(b)
	everyOf := b.everyByStatic()

	added := map[string]map[string]bool{} // by configuration address
	for _, d := range deps {
		for _, to := range d.dependsOn {
			if everyOf(to) == none {
				continue // nothing is left of it, before or after
			}
			if resolved.complete(d.node) && known.path(d.static, to) {
				continue // the finer edges of the configuration stand
			}
			if added[d.static] == nil {
				added[d.static] = map[string]bool{}
			}
			added[d.static][to] = true
		}
	}
	implied := impliedDependencies(added)
	for _, d := range deps {
		for _, to := range d.dependsOn {
			if added[d.static][to] && !implied[[2]string{d.static, to}] {
				b.arc(d.node, everyOf(to), PriorState, false)
			}
		}
	}
}

// dependency is what the prior state says of one instance.
type dependency struct {
	node      NodeID
	static    string
	dependsOn []string // present configuration addresses
}

func priorDependencies(b *builder, p *plan.Plan) []dependency {
	var deps []dependency
	for _, s := range p.Prior {
		id, ok := b.byAddress[b.moves.instance(s.Address)]
		if !ok || len(s.DependsOn) == 0 {
			continue
		}
		inst, ok := b.parsed[id]
		if !ok {
			continue
		}
		d := dependency{node: id, static: inst.Static()}
		for _, on := range s.DependsOn {
			// The addresses have no keys, but hand-made states and old versions do.
			if parsed, err := address.ParseInstance(on); err == nil {
				on = parsed.Static()
			}
			d.dependsOn = append(append(d.dependsOn, on), b.moves.statics[on]...)
		}
		slices.SortFunc(d.dependsOn, address.Compare)
		d.dependsOn = slices.Compact(d.dependsOn)
		deps = append(deps, d)
	}
	return deps
}

// everyByStatic returns a function that finds the node of all instances of a
// configuration address, over all instances of its modules, none if there are none.
func (b *builder) everyByStatic() func(static string) NodeID {
	members := map[string][]NodeID{}
	for id := range NodeID(len(b.nodes)) { //nolint:gosec // see node
		if inst, ok := b.parsed[id]; ok {
			members[inst.Static()] = append(members[inst.Static()], id)
		}
	}
	nodes := map[string]NodeID{}
	return func(static string) NodeID {
		if id, ok := nodes[static]; ok {
			return id
		}
		id := none
		switch found := members[static]; {
		case len(found) == 1:
			id = found[0]
		case len(found) > 1:
			id = b.node(Passage, "all of "+static)
			for _, m := range found {
				b.arc(id, m, PriorState, false)
			}
		}
		nodes[static] = id
		return id
	}
}

// impliedDependencies returns the pairs x, a that follow from x, b and b, a: the state
// lists what is reached through others too, and a report reads better with the direct
// ones alone. Nothing is dropped where lists contradict each other in a circle.
func impliedDependencies(added map[string]map[string]bool) map[[2]string]bool {
	implied := map[[2]string]bool{}
	for x, list := range added {
		for middle := range list {
			for a := range added[middle] {
				if list[a] {
					implied[[2]string{x, a}] = true
				}
			}
		}
	}
	return implied
}

// circular reports whether a path leads from any address back to it.
func circular(lists map[string]map[string]bool) bool {
	waiting := map[string]int{} // how many of an address's own entries are open
	dependents := map[string][]string{}
	for x, list := range lists {
		waiting[x] += len(list)
		for a := range list {
			waiting[a] += 0
			dependents[a] = append(dependents[a], x)
		}
	}
	var free []string
	for x, n := range waiting {
		if n == 0 {
			free = append(free, x)
		}
	}
	done := 0
	for ; done < len(free); done++ {
		for _, x := range dependents[free[done]] {
			if waiting[x]--; waiting[x] == 0 {
				free = append(free, x)
			}
		}
	}
	return done < len(waiting)
}

// knownPaths answers whether the configuration gives a path between two configuration
// addresses. It is the graph of the same configuration with one instance each.
type knownPaths struct {
	ids   map[string]NodeID
	out   adjacency
	nodes int
	// reached caches what is reached from an address.
	reached map[string][]bool
}

func newKnownPaths(p *plan.Plan) *knownPaths {
	k := &knownPaths{ids: map[string]NodeID{}, reached: map[string][]bool{}}
	if p.Config == nil {
		return k
	}
	b := newBuilder()
	b.root.configure(p.Config.Root)
	b.providers = p.Config.Providers
	b.root.walk(func(s *scope) {
		for _, local := range sortedKeys(s.blocks) {
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
		case Passage, Data, Output:
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

// managedMode reports whether a state's resource is counted.
func managedMode(mode tfjson.ResourceMode) bool {
	return mode != tfjson.DataResourceMode && mode != "ephemeral"
}
