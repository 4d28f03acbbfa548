package graph

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// coverageOf finds the existing instances whose dependencies may be incomplete: those
// with a reference that the plan does not explain, unless the prior state lists what
// they depend on.
func coverageOf(b *builder, g *Graph, p *plan.Plan, o Options) Coverage {
	listed := priorLists(b, p, o)
	r := newResolution(b, g.dependencies)
	var c Coverage
	concerned := map[NodeID]int{}
	for id := range NodeID(len(b.nodes)) { //nolint:gosec // see node
		if n := b.nodes[id]; n.kind != Managed || !n.existing || listed[id] || drawn(b, o, id) {
			continue
		}
		open := r.unresolved(id)
		if len(open) == 0 {
			continue
		}
		c.Uncovered = append(c.Uncovered, id)
		for _, u := range open {
			concerned[u]++
		}
	}
	c.Unresolved = b.unresolvedReferences(concerned)
	c.Reasons = missingParts(b, p, o)
	return c
}

// drawn reports whether a graph that Terraform drew has the instance's resource, and so
// every dependency of it.
func drawn(b *builder, o Options, id NodeID) bool {
	if o.Drawing == nil {
		return false
	}
	static, ok := b.static(id)
	return ok && o.Drawing.Resources[static]
}

// allDrawn reports whether that holds for every existing managed instance.
func allDrawn(b *builder, o Options) bool {
	for id := range NodeID(len(b.nodes)) { //nolint:gosec // see node
		if n := b.nodes[id]; n.kind == Managed && n.existing && !drawn(b, o, id) {
			return false
		}
	}
	return true
}

const unreadReason = "a part of the plan could not be read"

// priorLists returns the instances whose dependencies the prior state is known to
// list. A state without any list, of resources that the configuration connects, has
// lost its lists on the way.
func priorLists(b *builder, p *plan.Plan, o Options) []bool {
	listed := make([]bool, len(b.nodes))
	if !priorHasDependencies(p) && (p.Config == nil || connected(b, p, o)) {
		return listed
	}
	for i, s := range p.Prior {
		if plan.ManagedMode(s.Mode) {
			listed[b.prior[i]] = true
		}
	}
	return listed
}

func priorHasDependencies(p *plan.Plan) bool {
	return slices.ContainsFunc(p.Prior, func(s *plan.StateInstance) bool { return len(s.DependsOn) > 0 })
}

// connected reports whether the configuration gives a path between two resources of
// the prior state.
func connected(b *builder, p *plan.Plan, o Options) bool {
	var static []string
	for _, s := range p.Prior {
		if inst, err := address.ParseInstance(s.Address); err == nil && plan.ManagedMode(s.Mode) {
			static = append(static, inst.Static())
		}
	}
	return b.knownPaths(p, o).connects(static)
}

// missingParts names the parts without which edges are lost.
func missingParts(b *builder, p *plan.Plan, o Options) []string {
	existing := 0
	for _, n := range b.nodes {
		if n.kind == Managed && n.existing {
			existing++
		}
	}
	if existing < 2 {
		return nil // nothing that could depend on anything
	}
	var reasons []string
	if allDrawn(b, o) {
		if p.Unread {
			reasons = append(reasons, unreadReason)
		}
		return reasons
	}
	if p.Config == nil && !priorHasDependencies(p) {
		reasons = append(reasons, "the plan holds neither its configuration nor the dependencies of its prior state")
	} else if p.HasPrior && !priorHasDependencies(p) && connected(b, p, o) {
		reasons = append(reasons, "the prior state of the plan has lost its lists of dependencies")
	} else if !p.HasPrior && !o.Fits {
		reasons = append(reasons, "the plan holds no prior state, which lists the dependencies that the configuration part leaves out")
	}
	if n := blocksMissing(b, p); n == 1 {
		reasons = append(reasons, "the configuration part of the plan lacks the block of 1 instance that stays")
	} else if n > 1 {
		reasons = append(reasons, fmt.Sprintf("the configuration part of the plan lacks the blocks of %d instances that stay", n))
	}
	if p.Unread {
		reasons = append(reasons, unreadReason)
	}
	return reasons
}

// blocksMissing counts existing instances that the plan keeps and whose block its
// configuration does not have: what they refer to was cut out.
func blocksMissing(b *builder, p *plan.Plan) int {
	if p.Config == nil {
		return 0
	}
	n := 0
	for i, u := range p.Unchanged {
		if b.lacksBlock(p, u.Instance(), b.unchanged[i]) {
			n++
		}
	}
	for i, c := range p.Changes {
		id := b.changed[i]
		if id != none && b.nodes[id].kind == Managed && b.nodes[id].existing && !c.Action.Leaving() && b.lacksBlock(p, c.Instance, id) {
			n++
		}
	}
	return n
}

// lacksBlock reports whether the configuration does not have the block of an instance.
func (b *builder) lacksBlock(p *plan.Plan, inst address.Instance, id NodeID) bool {
	if at := b.places[id]; at.block != nil {
		return at.block.config == nil || string(at.block.config.Mode) != string(inst.Mode)
	}
	return p.Config.Block(inst) == nil
}

// unresolvedReferences gathers the references by module and text.
func (b *builder) unresolvedReferences(concerned map[NodeID]int) []UnresolvedReference {
	type place struct{ text, module string }
	sums := map[place]int{}
	for _, s := range b.scopesInOrder() {
		for text, id := range s.unresolved {
			if n := concerned[id]; n > 0 {
				sums[place{text, s.module.static}] += n
			}
		}
	}
	var list []UnresolvedReference
	for at, n := range sums {
		list = append(list, UnresolvedReference{Text: at.text, Module: at.module, Instances: n})
	}
	slices.SortFunc(list, func(a, b UnresolvedReference) int {
		return cmp.Or(address.Compare(a.Module, b.Module), address.Compare(a.Text, b.Text))
	})
	return list
}
