package graph

import (
	"cmp"
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// addPriorState adds the dependencies that the prior state lists and the configuration
// does not explain. The state lists whole resources, those reached through others too,
// and sees what the plan's configuration leaves out: local values,
// replace_triggered_by, preconditions, dynamic blocks, blocks that are gone.
func addPriorState(b *builder, p *plan.Plan, o Options) {
	deps := priorDependencies(b, p)
	changing := changingInstances(b, p)
	known := b.knownPaths(p, o)
	resolved := newResolution(b)
	everyOf := b.everyByStatic()

	added := map[string]map[string]bool{} // by configuration address
	for _, d := range deps {
		complete := resolved.complete(d.node)
		for _, to := range d.dependsOn {
			if everyOf(to, d.module) == none {
				continue // nothing is left of it, before or after
			}
			if complete && known.path(d.static, to) {
				continue // the finer edges of the configuration stand
			}
			if o.Fits && complete && changing[d.node] {
				b.release(d, to)
				continue
			}
			if added[d.static] == nil {
				added[d.static] = map[string]bool{}
			}
			added[d.static][to] = true
		}
	}
	mayDrop := !circular(added)
	for _, d := range deps {
		entries := slices.DeleteFunc(slices.Clone(d.dependsOn), func(to string) bool { return !added[d.static][to] })
		if mayDrop {
			entries = directEntries(entries, added)
		}
		for _, to := range entries {
			b.arc(d.node, everyOf(to, d.module), PriorState, false)
		}
	}
}

// changingInstances returns the instances that the plan updates or replaces. Only their
// entries in the state may be of the past: those of others are of the present.
func changingInstances(b *builder, p *plan.Plan) map[NodeID]bool {
	changing := map[NodeID]bool{}
	for _, c := range p.Changes {
		if id, ok := b.byAddress[c.Address]; ok && (c.Action == plan.ActionUpdate || c.Action == plan.ActionReplace) {
			changing[id] = true
		}
	}
	return changing
}

// release notes that an instance no longer depends on any instance of a resource.
func (b *builder) release(d dependency, static string) {
	for _, id := range b.members[static] {
		b.released[id] = append(b.released[id], d.node)
	}
}

// dependency is what the prior state says of one instance.
type dependency struct {
	node      NodeID
	static    string
	module    address.Module
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
		d := dependency{node: id, static: inst.Static(), module: inst.Module}
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
// configuration address as an instance in the given module sees them, none if there are
// none. Of a module that both lie in, only the same instance counts: what one instance
// of a module call refers to lies in that instance or above it. A call whose own inputs
// refer to itself is the exception.
func (b *builder) everyByStatic() func(static string, from address.Module) NodeID {
	nodes := map[[2]string]NodeID{}
	return func(static string, from address.Module) NodeID {
		found := b.members[static]
		if len(found) == 0 {
			return none
		}
		shared := b.sharedModule(b.parsed[found[0]].Module, from)
		key := [2]string{static, shared.String()}
		if id, ok := nodes[key]; ok {
			return id
		}
		found = slices.DeleteFunc(slices.Clone(found), func(id NodeID) bool {
			return b.parsed[id].Module[:len(shared)].String() != key[1]
		})
		id := none
		switch len(found) {
		case 0:
		case 1:
			id = found[0]
		default:
			id = b.node(Group, "all of "+static)
			for _, m := range found {
				b.arc(id, m, PriorState, false)
			}
		}
		nodes[key] = id
		return id
	}
}

// sharedModule is the part of from's path that an instance in module lies in as well,
// up to a call that refers to itself.
func (b *builder) sharedModule(module, from address.Module) address.Module {
	n := 0
	s := b.root
	for n < min(len(module), len(from)) && module[n].Name == from[n].Name {
		s = s.child(from[n])
		if s.call != nil && refersToItself(s.call) {
			break
		}
		n++
	}
	return from[:n]
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

// directEntries returns the entries of one instance's list that no other entry of it has
// in its turn. The state lists what is reached through others too, and a report reads
// better with the direct ones alone. Lists that go round in a circle must be left as
// they are: there each of two entries could be dropped for the other.
func directEntries(entries []string, added map[string]map[string]bool) []string {
	// What depends on much comes first, so that few lists have to be gone through. It
	// leaves an entry too many where a list lacks what its own entries depend on.
	slices.SortFunc(entries, func(a, b string) int {
		return cmp.Or(len(added[b])-len(added[a]), address.Compare(a, b))
	})
	implied := map[string]bool{}
	var direct []string
	for _, to := range entries {
		if implied[to] {
			continue
		}
		direct = append(direct, to)
		for further := range added[to] {
			implied[further] = true
		}
	}
	// An entry may stand before the one that implies it.
	return slices.DeleteFunc(direct, func(to string) bool { return implied[to] })
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
