package graph

import "slices"

// every finds the node of all instances of a resource as an instance in a given module
// sees them. Of a module that both lie in, only the same instance counts: what one
// instance of a module call refers to lies in that instance or above it. A call whose
// own inputs refer to itself is the exception.
type every struct {
	builder *builder
	nodes   map[everyKey]NodeID
	// some caches whether there are any instances.
	some map[everyKey]bool
}

type everyKey struct {
	resource *resource
	shared   *scope
}

func newEvery(b *builder) *every {
	return &every{builder: b, nodes: map[everyKey]NodeID{}, some: map[everyKey]bool{}}
}

// any reports whether there are such instances.
func (v *every) any(r *resource, from *scope) bool {
	shared := shared(r.module, from)
	if shared.parent == nil {
		return len(r.members) > 0
	}
	if shared.module == r.module {
		blk := shared.blockOf(r)
		return blk != nil && len(blk.instances) > 0
	}
	key := everyKey{r, shared}
	some, ok := v.some[key]
	if !ok {
		some = len(members(r, shared)) > 0
		v.some[key] = some
	}
	return some
}

// of returns the node, none if there are no such instances.
func (v *every) of(r *resource, from *scope) NodeID {
	if r == nil || len(r.members) == 0 {
		return none
	}
	if from == nil {
		from = v.builder.root
	}
	key := everyKey{r, shared(r.module, from)}
	id, ok := v.nodes[key]
	if !ok {
		id = v.make(key)
		v.nodes[key] = id
	}
	return id
}

func (v *every) make(key everyKey) NodeID {
	found := members(key.resource, key.shared)
	switch len(found) {
	case 0:
		return none
	case 1:
		return found[0]
	}
	id := v.builder.node(Group, formAll, nil, key.resource.static)
	for _, m := range found {
		v.builder.arc(id, m, PriorState, false)
	}
	return id
}

// members lists the instances of a resource that lie in a module instance, in the order
// of their IDs.
func members(r *resource, in *scope) []NodeID {
	if in.parent == nil {
		return r.members
	}
	var names []string
	for m := r.module; m != in.module; m = m.parent {
		names = append(names, m.name)
	}
	scopes := []*scope{in}
	for _, name := range slices.Backward(names) {
		var below []*scope
		for _, s := range scopes {
			below = append(below, s.instances(name)...)
		}
		scopes = below
	}
	var found []NodeID
	for _, s := range scopes {
		if blk := s.blockOf(r); blk != nil {
			for _, m := range blk.instances {
				found = append(found, m.node)
			}
		}
	}
	slices.Sort(found)
	return found
}

// shared is the module instance around from that lies in the same modules as m, up to a
// call that refers to itself.
func shared(m *module, from *scope) *scope {
	for m.depth > from.depth {
		m = m.parent
	}
	for from.depth > m.depth {
		from = from.parent
	}
	for from.module != m {
		from, m = from.parent, m.parent
	}
	for s := from; s.parent != nil; s = s.parent {
		if s.refersToItself() {
			from = s.parent
		}
	}
	return from
}

// refersToItself reports whether the call of a module instance does.
func (s *scope) refersToItself() bool {
	if s.itself == unasked {
		s.itself = no
		if s.call != nil && refersToItself(s.call) {
			s.itself = yes
		}
	}
	return s.itself == yes
}
