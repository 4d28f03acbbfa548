package graph

// External is an object outside the state that depends on an instance of the plan, as a
// look-up outside of the plan found it.
type External struct {
	// On is the address of the instance that it depends on.
	On string
	// Source is where the dependency was found: aws. Edges are counted under it.
	Source string
	// Kind is what it is, in the words of its service, such as "network interface".
	Kind string
	// ID is how its service calls it: an ARN, an id or a name. Kind and ID together name
	// the object.
	ID string
	// Place is where it is, such as an account and a region.
	Place string
	// Note says more of it in a few words, or is empty.
	Note string
	// Identifiers are ids and ARNs of it, or of what it is a part of. If an instance of the
	// state is known by one of them, it is that instance and not outside. Only identifiers
	// that are unique by their form are told apart so; names are not.
	Identifiers []string
	// Type is the resource type that manages such objects and Called how an instance of it
	// would be called there, for objects that have no unique identifier; else both are empty.
	Type, Called string
}

// Name is how reports call the object.
func (e External) Name() string { return e.Kind + " " + e.ID }

// Known finds the instance of the state that an object is, or is a part of; false if the
// state holds no such instance, as far as its identifiers tell, and for a graph that was
// built without Options.Outside.
func (g *Graph) Known(e External) (NodeID, bool) {
	if g.known == nil {
		return none, false
	}
	objects := g.known.objects
	for _, text := range e.Identifiers {
		if owner := g.known.ids.owner(objects.finder.Hash(text)); owner != noOwner {
			return objects.node(owner), true
		}
	}
	if e.Type == "" || e.Called == "" {
		return none, false
	}
	return g.known.names.called(e.Type, objects.finder.Hash(e.Called))
}

// called finds an instance of a type by its name, whichever attribute holds it.
func (n *nameIndex) called(owner string, name uint64) (NodeID, bool) {
	for key := range n.numbers {
		if key.owner != owner {
			continue
		}
		if first := n.first(n.hash(key.owner, key.attribute, name)); first != 0 {
			return n.objects.node(n.entries[first-1].object), true
		}
	}
	return none, false
}

// Upstream visits the managed instances on which an instance depends, directly or through
// others, each once.
func (g *Graph) Upstream(id NodeID, visit func(NodeID)) {
	seen := map[NodeID]bool{id: true}
	for stack := []NodeID{id}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if n != id && g.nodes[n].kind == Managed {
			visit(n)
		}
		for _, e := range g.dependencies.row(n) {
			if !seen[e.Node()] {
				seen[e.Node()] = true
				stack = append(stack, e.Node())
			}
		}
	}
}
