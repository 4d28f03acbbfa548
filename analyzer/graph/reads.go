package graph

import (
	"cmp"
	"slices"
)

// Read is one instance that an argument of another one reads.
type Read struct {
	// Node is an instance of a managed resource or of a data source.
	Node NodeID
	// Attribute is the attribute that is read, empty where that can't be told.
	Attribute string
}

// reads remembers which argument refers to which node.
type reads struct {
	// bodies holds the block's body of each instance, none for one without.
	bodies []NodeID
	noted  []use
	// start holds where the uses of each body or instance begin in noted, once settled.
	start []int32
	// arguments numbers the first names of arguments.
	arguments map[string]uint32
	// unasked is true where nobody will ask, so that nothing is noted.
	unasked bool
}

// use is one reference: an argument of from refers to the node to and reads its attribute.
type use struct {
	from, to            NodeID
	argument, attribute uint32
}

func (r *reads) note(from NodeID, argument string, to NodeID, attribute uint32) {
	if to == none || r.unasked {
		return
	}
	first := firstName(argument)
	n, ok := r.arguments[first]
	if !ok {
		if r.arguments == nil {
			r.arguments = map[string]uint32{}
		}
		n = uint32(len(r.arguments)) //nolint:gosec // fewer than references
		r.arguments[first] = n
	}
	r.noted = append(r.noted, use{from: from, to: to, argument: n, attribute: attribute})
}

// settle groups what was noted by its origin, in the order of noting.
func (r *reads) settle(nodes int) {
	r.start = make([]int32, nodes+1)
	for _, u := range r.noted {
		r.start[u.from+1]++
	}
	for i := range nodes {
		r.start[i+1] += r.start[i]
	}
	if slices.IsSortedFunc(r.noted, func(x, y use) int { return cmp.Compare(x.from, y.from) }) {
		return
	}
	grouped := make([]use, len(r.noted))
	next := slices.Clone(r.start[:nodes])
	for _, u := range r.noted {
		grouped[next[u.from]] = u
		next[u.from]++
	}
	r.noted = grouped
}

func (r *reads) renumber(attributes []uint32) {
	for i, u := range r.noted {
		r.noted[i].attribute = attributes[u.attribute]
	}
}

// body returns the body of an instance's block.
func (r *reads) body(instance NodeID) (NodeID, bool) {
	if int(instance) >= len(r.bodies) || r.bodies[instance] == none {
		return none, false
	}
	return r.bodies[instance], true
}

// argument is the number of an argument by its first name, -1 for one that refers to nothing.
func (r *reads) argument(name string) int32 {
	n, ok := r.arguments[name]
	if !ok {
		return noArgument
	}
	return int32(n) //nolint:gosec // fewer than references
}

const noArgument = -1

// row lists what a body or instance refers to. A node that was made later refers to
// nothing by an argument.
func (r *reads) row(from NodeID) []use {
	if int(from)+1 >= len(r.start) {
		return nil
	}
	return r.noted[r.start[from]:r.start[from+1]]
}

// each visits what an argument of a body or instance refers to.
func (r *reads) each(from NodeID, argument string, visit func(use)) {
	n, ok := r.arguments[argument]
	if !ok {
		return
	}
	for _, u := range r.row(from) {
		if u.argument == n {
			visit(u)
		}
	}
}

// uses lists what an argument of an instance refers to: its own references, then those
// of its block.
func (g *Graph) uses(instance NodeID, argument string) []numbered {
	var list []numbered
	note := func(u use) { list = append(list, numbered{u.to, u.attribute}) }
	g.reads.each(instance, argument, note)
	if body, ok := g.reads.body(instance); ok {
		g.reads.each(body, argument, note)
	}
	return list
}

// numbered is a Read with the number of its attribute; numbers are in the order of names.
type numbered struct {
	node      NodeID
	attribute uint32
}

// Reads returns the instances that an argument of an instance reads, through modules
// and over all instances where the plan does not tell which; sorted, each once. The
// argument is the first name of its path, or for_each, count or depends_on.
func (g *Graph) Reads(instance NodeID, argument string) []Read {
	var found []numbered
	g.behind(g.uses(instance, argument), func(r numbered) {
		if g.nodes[r.node].kind != Unresolved {
			found = append(found, r)
		}
	})
	slices.SortFunc(found, func(a, b numbered) int {
		return cmp.Or(cmp.Compare(a.node, b.node), cmp.Compare(a.attribute, b.attribute))
	})
	found = slices.Compact(found)
	if len(found) == 0 {
		return nil
	}
	list := make([]Read, len(found))
	for i, r := range found {
		list[i] = Read{Node: r.node, Attribute: g.attributes.names[r.attribute]}
	}
	return list
}

// ReadsUnresolved reports whether an argument of an instance refers to something that
// the plan does not explain.
func (g *Graph) ReadsUnresolved(instance NodeID, argument string) bool {
	unresolved := false
	g.behind(g.uses(instance, argument), func(r numbered) { unresolved = unresolved || g.nodes[r.node].kind == Unresolved })
	return unresolved
}

// Dependencies returns the instances on which an instance depends directly, sorted.
func (g *Graph) Dependencies(instance NodeID) []NodeID {
	var edges []numbered
	for _, e := range g.dependencies.row(instance) {
		edges = append(edges, numbered{node: e.Node()})
	}
	var found []NodeID
	g.behind(edges, func(r numbered) {
		if g.nodes[r.node].kind != Unresolved {
			found = append(found, r.node)
		}
	})
	slices.Sort(found)
	return slices.Compact(found)
}

// behind follows what is no instance, keeps the attribute that the last edge reads, and
// visits the instances and unresolved references behind the start.
func (g *Graph) behind(stack []numbered, visit func(numbered)) {
	seen := make(map[numbered]bool, len(stack))
	for len(stack) > 0 {
		r := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[r] {
			continue
		}
		seen[r] = true
		kind := g.nodes[r.node].kind
		if kind == Managed || kind == Data || kind == Unresolved {
			visit(r)
			continue
		}
		for _, e := range g.dependencies.row(r.node) {
			next := numbered{node: e.Node(), attribute: e.attribute()}
			if kind == Group {
				next.attribute = r.attribute
			}
			stack = append(stack, next)
		}
	}
}
