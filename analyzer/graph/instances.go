package graph

import (
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// addInstances makes a node for every resource instance that the plan names: those
// that change, those of the prior state and those planned. Their IDs are in natural
// order of the addresses.
func (b *builder) addInstances(p *plan.Plan) {
	n := max(len(p.Prior), len(p.Planned), len(p.Unchanged)+len(p.Changes))
	b.nodes = make([]node, 0, n)
	b.index.reserve(n)
	b.prior, b.unchanged, b.changed = make([]NodeID, len(p.Prior)), make([]NodeID, len(p.Unchanged)), make([]NodeID, len(p.Changes))
	next := NodeID(0) // the parts of a plan list instances in about the same order
	note := func(addr string, mode tfjson.ResourceMode, existing bool) NodeID {
		id := next
		if int(id) >= len(b.nodes) || b.nodes[id].name != addr {
			id = b.index.find(b.nodes, addr)
		}
		if id == none {
			id = b.node(Managed, formName, nil, addr)
			b.index.put(b.nodes, id)
		}
		n := &b.nodes[id]
		n.kind = Managed
		if mode == tfjson.DataResourceMode || mode == "ephemeral" {
			n.kind = Data
		}
		n.existing = n.existing || existing
		next = id + 1
		return id
	}
	for i, s := range p.Prior {
		b.prior[i] = note(b.moves.instance(s.Address), s.Mode, true)
		if i == 0 || !sameList(s.DependsOn, p.Prior[i-1].DependsOn) {
			b.lists = append(b.lists, int32(i))
		}
	}
	next = 0
	for _, a := range p.Planned {
		note(b.moves.instance(a), tfjson.ManagedResourceMode, false)
	}
	next = 0
	for i, u := range p.Unchanged {
		b.unchanged[i] = note(u.Address, tfjson.ManagedResourceMode, true)
	}
	entries := make([]entry, len(b.nodes), len(b.nodes)+len(p.Changes))
	for i, id := range b.unchanged {
		entries[id] = entry(i + 1)
	}
	for i, c := range p.Changes {
		b.changed[i] = none
		if c.DeposedKey == "" {
			mode := c.Mode
			if c.Doubt != "" {
				mode = tfjson.ManagedResourceMode
			}
			id := note(c.Address, mode, c.Action != plan.ActionCreate && c.Action != plan.ActionRead || c.Before != nil)
			if int(id) == len(entries) {
				entries = append(entries, 0)
			}
			b.changed[i], entries[id] = id, -entry(i+1)
		}
	}
	b.sortInstances(entries)
	b.places = make([]placement, len(b.nodes))
	b.nearby.members = make([]member, 0, len(b.nodes))
	for id, e := range entries {
		b.place(p, NodeID(id), e)
	}
	b.nearby = nearby{}
}

// entry is the number of the plan's entry of an instance, from 1 on: positive among those
// unchanged, negative among the changes, 0 for an instance without one.
type entry int32

// sortInstances puts the nodes, of which all are instances, in natural order, and what
// goes by their IDs likewise.
func (b *builder) sortInstances(entries []entry) {
	order := make([]NodeID, len(b.nodes))
	for id := range order {
		order[id] = NodeID(id)
	}
	byAddress := func(x, y NodeID) int { return address.Compare(b.nodes[x].name, b.nodes[y].name) }
	if slices.IsSortedFunc(order, byAddress) {
		return
	}
	slices.SortStableFunc(order, byAddress) // which is the faster one where most stand in order
	rank := make([]NodeID, len(order))
	for to, id := range order {
		rank[id] = NodeID(to)
	}
	b.index.renumber(rank)
	for _, ids := range [][]NodeID{b.prior, b.unchanged, b.changed} {
		for i, id := range ids {
			if id != none {
				ids[i] = rank[id]
			}
		}
	}
	for start := range order { // each circle of places once
		at := NodeID(start)
		n, e := b.nodes[at], entries[at]
		for from := order[at]; from != NodeID(start); from = order[at] {
			b.nodes[at], entries[at] = b.nodes[from], entries[from]
			order[at], at = at, from
		}
		b.nodes[at], entries[at], order[at] = n, e, at
	}
}

// nearby is where the last instance was placed: the next one mostly goes there, too.
type nearby struct {
	resource *plan.UnchangedResource
	at       placement
	module   address.Module
	scope    *scope
	// members has room for all instances, so that those of a block stand in it side by side;
	// the last of them, run in number, are all of the last block.
	members []member
	run     int
}

// place puts an instance into the block and module that its address names. A change
// whose address could not be read has no module.
func (b *builder) place(p *plan.Plan, id NodeID, e entry) {
	if e > 0 {
		u := p.Unchanged[e-1]
		if u.Resource != b.nearby.resource {
			b.nearby.resource = u.Resource
			inst := u.Instance()
			s := b.scopeOf(inst.Module)
			b.settle(id, placement{s, b.block(s, nameOf(inst.Mode, inst.Type, inst.Name))}, inst.Key)
			return
		}
		b.settle(id, b.nearby.at, u.Key())
		return
	}
	var inst address.Instance
	if e < 0 && len(p.Changes[-e-1].Instance.Module) > 0 {
		inst = p.Changes[-e-1].Instance
	} else {
		var err error
		if inst, err = address.ParseInstance(b.nodes[id].name); err != nil {
			b.diagnostics = append(b.diagnostics, diagnostic.Warnf("no edges for an instance: %v", err))
			return
		}
	}
	b.nearby.resource = nil
	s := b.scopeOf(inst.Module)
	b.settle(id, placement{s, b.block(s, nameOf(inst.Mode, inst.Type, inst.Name))}, inst.Key)
}

// settle adds an instance to its block.
func (b *builder) settle(id NodeID, at placement, key address.Key) {
	near, blk, m := &b.nearby, at.block, member{key: key, node: id}
	if near.at.block != blk {
		near.at, near.run = at, 0
	}
	if near.run == len(blk.instances) {
		near.members = append(near.members, m)
		near.run++
		end := len(near.members)
		blk.instances = near.members[end-near.run : end : end]
	} else {
		blk.instances = append(blk.instances, m)
	}
	blk.resource.members = append(blk.resource.members, id)
	b.places[id] = at
	b.nodes[id].path = at.scope.number
}

// scopeOf finds or makes the scope of a module instance.
func (b *builder) scopeOf(path address.Module) *scope {
	if b.nearby.scope != nil && slices.Equal(b.nearby.module, path) {
		return b.nearby.scope
	}
	s := b.root
	for _, step := range path {
		s = b.child(s, step)
	}
	b.nearby.module, b.nearby.scope = path, s
	return s
}
