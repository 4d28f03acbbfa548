package graph

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// addPriorState adds the dependencies that the prior state lists and the configuration
// does not explain. The state lists whole resources, those reached through others too,
// and sees what the plan's configuration leaves out: local values,
// replace_triggered_by, preconditions, dynamic blocks, blocks that are gone.
func addPriorState(b *builder, p *plan.Plan, o Options) {
	s := stateLists{builder: b}
	s.read(p)
	if len(s.lists) == 0 {
		return
	}
	s.sort()
	known := b.knownPaths(p, o)
	resolved := newResolution(b, b.outgoing())
	all := newEvery(b)
	changing := changingInstances(b, p, o)
	s.added = make([][]int32, len(s.resources))
	for _, i := range s.grouped() {
		d := s.lists[i]
		for n, id := range d.nodes {
			complete := resolved.complete(id)
			if n > 0 && !o.Fits && complete == resolved.complete(d.nodes[n-1]) {
				continue // nothing tells it from the one before
			}
			for _, to := range s.entries[d.first:d.end] {
				switch target := s.resources[to]; {
				case !all.any(target, d.scope): // nothing is left of it, before or after
				case complete && known.path(s.resources[d.resource], target): // the finer edges of the configuration stand
				case o.Fits && complete && changing[id]:
					b.release(id, target)
				default:
					s.add(d.resource, to)
				}
			}
		}
	}
	if len(s.seen) > 0 {
		s.addArcs(all)
	}
}

// changingInstances returns the instances that the plan updates or replaces. Only their
// entries in the state may be of the past: those of others are of the present. Without
// source nobody asks.
func changingInstances(b *builder, p *plan.Plan, o Options) map[NodeID]bool {
	changing := map[NodeID]bool{}
	if !o.Fits {
		return changing
	}
	for _, c := range p.Changes {
		if id, ok := b.instance(c.Address); ok && (c.Action == plan.ActionUpdate || c.Action == plan.ActionReplace) {
			changing[id] = true
		}
	}
	return changing
}

// release notes that an instance no longer depends on any instance of a resource.
func (b *builder) release(dependent NodeID, on *resource) {
	for _, id := range on.members {
		b.released[id] = append(b.released[id], dependent)
	}
}

func refersToItself(call *plan.ModuleCall) bool {
	itself := func(u plan.Use) bool {
		return (u.Reference.Kind == address.RefModule || u.Reference.Kind == address.RefOutput) && u.Reference.Name == call.Name
	}
	for _, uses := range call.Inputs {
		if slices.ContainsFunc(uses, itself) {
			return true
		}
	}
	return slices.ContainsFunc(call.Repetition, itself) || slices.ContainsFunc(call.DependsOn, itself)
}
