package graph

import (
	"cmp"
	"slices"
	"strings"
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
	// bodies holds the block's body of each instance.
	bodies map[NodeID]NodeID
	// byArgument holds, by body or instance and by the argument's first name, what the
	// argument refers to.
	byArgument map[readKey][]Read
}

type readKey struct {
	node     NodeID
	argument string
}

func newReads() reads {
	return reads{bodies: map[NodeID]NodeID{}, byArgument: map[readKey][]Read{}}
}

func (r reads) note(from NodeID, argument string, to NodeID, attribute string) {
	if to == none {
		return
	}
	first, _, _ := strings.Cut(argument, ".")
	key := readKey{from, first}
	r.byArgument[key] = append(r.byArgument[key], Read{Node: to, Attribute: attribute})
}

// Reads returns the instances that an argument of an instance reads, through modules
// and over all instances where the plan does not tell which; sorted, each once. The
// argument is the first name of its path, or for_each, count or depends_on.
func (g *Graph) Reads(instance NodeID, argument string) []Read {
	uses := slices.Clone(g.reads.byArgument[readKey{instance, argument}])
	if body, ok := g.reads.bodies[instance]; ok {
		uses = append(uses, g.reads.byArgument[readKey{body, argument}]...)
	}
	found := g.instancesBehind(uses)
	slices.SortFunc(found, func(a, b Read) int {
		return cmp.Or(cmp.Compare(a.Node, b.Node), cmp.Compare(a.Attribute, b.Attribute))
	})
	return slices.Compact(found)
}

// ReadsUnresolved reports whether an argument of an instance refers to something that
// the plan does not explain.
func (g *Graph) ReadsUnresolved(instance NodeID, argument string) bool {
	uses := slices.Clone(g.reads.byArgument[readKey{instance, argument}])
	if body, ok := g.reads.bodies[instance]; ok {
		uses = append(uses, g.reads.byArgument[readKey{body, argument}]...)
	}
	unresolved := false
	g.behind(uses, func(r Read) { unresolved = unresolved || g.nodes[r.Node].kind == Unresolved })
	return unresolved
}

// Dependencies returns the instances on which an instance depends directly, sorted.
func (g *Graph) Dependencies(instance NodeID) []NodeID {
	var edges []Read
	for e := range g.dependencies.of(instance) {
		edges = append(edges, Read{Node: e.Node, Attribute: e.Attribute})
	}
	var found []NodeID
	for _, r := range g.instancesBehind(edges) {
		found = append(found, r.Node)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// instancesBehind follows what is no instance and keeps the attribute that the last
// edge reads.
func (g *Graph) instancesBehind(start []Read) []Read {
	var found []Read
	g.behind(start, func(r Read) {
		if g.nodes[r.Node].kind != Unresolved {
			found = append(found, r)
		}
	})
	return found
}

// behind visits the instances and unresolved references behind the start.
func (g *Graph) behind(start []Read, visit func(Read)) {
	stack := slices.Clone(start)
	seen := map[Read]bool{}
	for len(stack) > 0 {
		r := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[r] {
			continue
		}
		seen[r] = true
		kind := g.nodes[r.Node].kind
		if kind == Managed || kind == Data || kind == Unresolved {
			visit(r)
			continue
		}
		for e := range g.dependencies.of(r.Node) {
			next := Read{Node: e.Node, Attribute: e.Attribute}
			if kind == Group {
				next.Attribute = r.Attribute
			}
			stack = append(stack, next)
		}
	}
}
