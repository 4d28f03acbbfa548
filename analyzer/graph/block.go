package graph

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

type resourceName struct {
	mode       address.Mode
	kind, name string
}

// resource is one resource of the configuration or the state, in all instances of its
// module.
type resource struct {
	number int
	name   resourceName
	// local is the address within the module, static the configuration address.
	local, static string
	module        *module
	// members holds the instances in the order of their IDs.
	members []NodeID
	// known is the resource's node among knownPaths, none without one.
	known NodeID
	// listed is the number of the resource in stateLists, from 1 on, 0 without one.
	listed int32
}

// block is one resource block of a module instance.
type block struct {
	resource  *resource
	config    *plan.ResourceConfig
	instances []member
	byKey     map[address.Key]NodeID
	// every stands for all instances of the block; body is what each of them refers to.
	every, body NodeID
}

type member struct {
	key  address.Key
	node NodeID
}

func nameOf(mode address.Mode, kind, name string) resourceName {
	if mode != address.Data && mode != address.Ephemeral {
		mode = address.Managed
	}
	return resourceName{mode, kind, name}
}

// resource finds or makes a resource of a module.
func (b *builder) resource(m *module, name resourceName) *resource {
	r, ok := m.resources[name]
	if !ok {
		local := address.Instance{Mode: name.mode, Type: name.kind, Name: name.name}.Local()
		r = &resource{number: len(m.resources), name: name, local: local, static: address.Join(m.static, local), module: m}
		m.resources[name] = r
		m.numbered = append(m.numbered, r)
		b.resources[r.static] = r
	}
	return r
}

// block finds or makes the block of a resource in a scope.
func (b *builder) block(s *scope, name resourceName) *block {
	return s.blockIn(b.resource(s.module, name))
}

// blockIn finds or makes the block of a resource of the scope's module.
func (s *scope) blockIn(r *resource) *block {
	for len(s.blocks) <= r.number {
		s.blocks = append(s.blocks, nil)
	}
	if s.blocks[r.number] == nil {
		s.blocks[r.number] = &block{resource: r, every: none, body: none}
	}
	return s.blocks[r.number]
}

// find finds the block of a resource in a scope, nil if there is none.
func (s *scope) find(name resourceName) *block {
	if r := s.module.resources[name]; r != nil {
		return s.blockOf(r)
	}
	return nil
}

// blockOf finds the block of a resource of the scope's module, nil if there is none.
func (s *scope) blockOf(r *resource) *block {
	if r.number < len(s.blocks) {
		return s.blocks[r.number]
	}
	return nil
}

// inOrder lists the scope's blocks in natural order of their names.
func (s *scope) inOrder() []*block {
	if len(s.module.sorted) != len(s.module.resources) {
		s.module.sorted = slices.Clone(s.module.numbered) // which mostly are in order
		slices.SortStableFunc(s.module.sorted, func(x, y *resource) int { return address.Compare(x.local, y.local) })
	}
	blocks := make([]*block, 0, len(s.blocks))
	for _, r := range s.module.sorted {
		if blk := s.blockOf(r); blk != nil {
			blocks = append(blocks, blk)
		}
	}
	return blocks
}

// instance finds the instance of a block by its key.
func (b *block) instance(key address.Key) (NodeID, bool) {
	if len(b.instances) <= fewKeys {
		for _, m := range b.instances {
			if m.key == key {
				return m.node, true
			}
		}
		return none, false
	}
	if b.byKey == nil {
		b.byKey = make(map[address.Key]NodeID, len(b.instances))
		for _, m := range slices.Backward(b.instances) {
			b.byKey[m.key] = m.node // of equal keys the first
		}
	}
	id, ok := b.byKey[key]
	return id, ok
}
