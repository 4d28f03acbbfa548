package graph

import (
	"cmp"
	"slices"
)

// Link is a direct dependency between an instance and another node: no other instance
// lies between them.
type Link struct {
	// Node is the other end: an instance, a root module output or an unresolved reference.
	Node NodeID
	// Sources says where the edges of the paths were found, sorted. A path counts under
	// the last source that it needs.
	Sources []Source
	// Attributes are the attributes of the dependency that are read, sorted; empty where
	// the edges carry none.
	Attributes []string
	// Through names what the shortest path passes through, from the dependent to the
	// dependency, without the dependent's own block.
	Through []string
	// Exact is true if a path is made of exact edges only, Creation if all paths are read
	// only at creation.
	Exact, Creation bool
}

// DependencyLinks returns what an instance depends on directly, in natural order.
func (g *Graph) DependencyLinks(instance NodeID) []Link {
	return g.links(instance, &g.dependencies, true)
}

// DependentLinks returns what depends directly on an instance, in natural order.
func (g *Graph) DependentLinks(instance NodeID) []Link {
	return g.links(instance, &g.dependents, false)
}

// trail is one way from an instance over nodes that are none.
type trail struct {
	node      NodeID
	source    Source
	attribute string
	// open is true while the attribute is still to come: behind a group the next edge
	// towards the dependent says it.
	open            bool
	exact, creation bool
	through         []NodeID
}

// trailKey is what makes two trails to a node worth following both.
type trailKey struct {
	node            NodeID
	source          Source
	attribute       string
	open            bool
	exact, creation bool
}

// links follows edges up to the next instances, the shortest trails first.
func (g *Graph) links(from NodeID, edges *adjacency, down bool) []Link {
	found := map[NodeID]*Link{}
	seen := map[trailKey]bool{}
	queue := []trail{{node: from, open: true, exact: true}}
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		for e := range g.edges(edges, t.node) {
			next := g.extend(t, e, down)
			key := trailKey{next.node, next.source, next.attribute, next.open, next.exact, next.creation}
			if next.node == from || seen[key] {
				continue
			}
			seen[key] = true
			if g.ends(e.Node) {
				g.note(found, next, down, from)
				continue
			}
			queue = append(queue, next)
		}
	}
	list := make([]Link, 0, len(found))
	for _, l := range found {
		slices.Sort(l.Sources)
		slices.Sort(l.Attributes)
		list = append(list, *l)
	}
	slices.SortFunc(list, func(a, b Link) int { return cmp.Or(g.CompareAddress(a.Node, b.Node), cmp.Compare(a.Node, b.Node)) })
	return list
}

// ends reports whether a trail stops at a node.
func (g *Graph) ends(id NodeID) bool {
	switch g.nodes[id].kind {
	case Managed, Data, Output, Unresolved:
		return true
	case Passage, Group:
	}
	return false
}

func (g *Graph) extend(t trail, e Edge, down bool) trail {
	next := trail{
		node: e.Node, source: max(t.source, e.Source), attribute: t.attribute,
		exact: t.exact && e.Exact, creation: t.creation || e.Creation, through: t.through,
	}
	if g.nodes[t.node].kind == Passage || g.nodes[t.node].kind == Group {
		next.through = append(slices.Clip(t.through), t.node)
	}
	group := g.nodes[t.node].kind == Group
	switch {
	case down && !group: // the last edge before the dependency, or before its group, says it
		next.attribute = e.Attribute
	case !down && t.open:
		next.attribute, next.open = e.Attribute, g.nodes[e.Node].kind == Group
	}
	return next
}

// note adds a trail that reached an end to the links.
func (g *Graph) note(found map[NodeID]*Link, t trail, down bool, from NodeID) {
	l := found[t.node]
	if l == nil {
		l = &Link{Node: t.node, Through: g.passages(t, down, from), Creation: true}
		found[t.node] = l
	}
	if !slices.Contains(l.Sources, t.source) {
		l.Sources = append(l.Sources, t.source)
	}
	if t.attribute != "" && !slices.Contains(l.Attributes, t.attribute) {
		l.Attributes = append(l.Attributes, t.attribute)
	}
	l.Exact, l.Creation = l.Exact || t.exact, l.Creation && t.creation
}

// passages names what a trail passed through, seen from the dependent.
func (g *Graph) passages(t trail, down bool, from NodeID) []string {
	dependent := from
	if !down {
		dependent = t.node
	}
	body, hasBody := g.reads.body(dependent)
	var names []string
	for _, id := range t.through {
		if !hasBody || id != body {
			names = append(names, g.Address(id))
		}
	}
	if !down {
		slices.Reverse(names)
	}
	return names
}
