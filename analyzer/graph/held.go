package graph

import (
	"cmp"
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// held remembers whose ids and names the arguments of changing instances hold before apply,
// of ones that are created what the plan knows of them.
type held []holding

// holding is an argument of an instance that holds the id or name of another one.
type holding struct {
	from, to NodeID
	argument string
}

// heldBy looks at what changes begin with, including what they put other values in the
// place of.
func heldBy(h *holdings, o Options) held {
	var found held
	if o.Held == nil {
		return found
	}
	for i := range h.objects.changed {
		reader, object := &h.objects.changed[i], int32(i)
		if !reader.held {
			found = h.leading(found, object, o)
			continue
		}
		for _, facts := range [][]plan.Fact{reader.facts, reader.gone} {
			h.look(object, facts, func(path string, to NodeID) {
				if argument := firstName(path); to != reader.node && (o.Held(reader.kind, argument) || o.Leading[reader.kind]) {
					found = append(found, holding{from: reader.node, to: to, argument: argument})
				}
			})
		}
	}
	for i := range h.objects.nodes {
		found = h.leading(found, int32(len(h.objects.changed)+i), o) //nolint:gosec // at most two for a node
	}
	slices.SortFunc(found, func(x, y holding) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.argument, y.argument), cmp.Compare(x.to, y.to))
	})
	return slices.Compact(found)
}

// leading adds what an object holds that the plan leaves as it is, if its type is asked for.
func (h *holdings) leading(found held, object int32, o Options) held {
	if len(o.Leading) == 0 || !o.Leading[h.objects.kind(object)] {
		return found
	}
	from := h.objects.node(object)
	h.look(object, h.objects.facts(object), func(path string, to NodeID) {
		if to != from {
			found = append(found, holding{from: from, to: to, argument: firstName(path)})
		}
	})
	return found
}

// look visits the owners of the ids and names that facts of an object are about.
func (h *holdings) look(object int32, facts []plan.Fact, visit func(path string, to NodeID)) {
	finder := h.objects.finder
	for rest := facts; len(rest) > 0; {
		f, n := rest[0], 1
		switch f.Kind {
		case plan.Mention:
			if to := h.ids.owner(f.Hash); to != noOwner {
				visit(finder.PathText(f.Path), h.objects.node(to))
			}
		case plan.HeldName:
			n = sameValue(rest, h.names.rules)
			if to, _, ok := h.names.owner(rest[:n], object); ok {
				visit(finder.RulePath(f), to)
			}
		case plan.Identity, plan.MaskedIdentity, plan.OwnName, plan.Scope:
		}
		rest = rest[n:]
	}
}

// Held returns the instances whose unique ids or names an argument of a changing instance
// holds before apply, of one that is created after it; sorted. It knows the arguments that Options.Held asks for.
func (g *Graph) Held(instance NodeID, argument string) []NodeID {
	at, _ := slices.BinarySearchFunc(g.held, holding{from: instance, argument: argument}, func(x, y holding) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.argument, y.argument))
	})
	var found []NodeID
	for ; at < len(g.held) && g.held[at].from == instance && g.held[at].argument == argument; at++ {
		found = append(found, g.held[at].to)
	}
	return found
}

// Holds reports whether an instance holds the unique id or name of another one, in any of
// its arguments. It knows changing instances of the types that Options.Held asks for, and
// all instances of Options.Leading.
func (g *Graph) Holds(instance, other NodeID) bool {
	at, _ := slices.BinarySearchFunc(g.held, instance, func(x holding, id NodeID) int { return cmp.Compare(x.from, id) })
	for ; at < len(g.held) && g.held[at].from == instance; at++ {
		if g.held[at].to == other {
			return true
		}
	}
	return false
}

// Referred returns up to limit managed instances that an argument of an instance refers
// to, without those behind data sources, sorted; any says whether it refers to anything.
// It is Reads for arguments that may refer to all instances of a large resource.
func (g *Graph) Referred(instance NodeID, argument string, limit int) (found []NodeID, anything bool) {
	uses := g.uses(instance, argument)
	start := make([]NodeID, len(uses))
	for i, u := range uses {
		start[i] = u.node
	}
	return g.nearestDependencies(start, limit), len(uses) > 0
}

// DirectDependencies returns up to limit managed instances on which an instance depends
// directly, sorted.
func (g *Graph) DirectDependencies(instance NodeID, limit int) []NodeID {
	var start []NodeID
	for _, e := range g.dependencies.row(instance) {
		start = append(start, e.Node())
	}
	return g.nearestDependencies(start, limit)
}

func (g *Graph) nearestDependencies(stack []NodeID, limit int) []NodeID {
	var found []NodeID
	seen := map[NodeID]bool{}
	for len(stack) > 0 && len(found) < limit {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		switch g.nodes[n].kind {
		case Managed:
			found = append(found, n)
		case Passage, Group, Output:
			row := g.dependencies.row(n)
			if g.nodes[n].kind == Group { // leads to instances only
				row = row[:min(len(row), limit)]
			}
			for _, e := range row {
				stack = append(stack, e.Node())
			}
		case Data, Unresolved:
		}
	}
	slices.Sort(found)
	return found
}

// DependsDirectly reports whether an instance depends on another one without a third
// between. Groups are not looked through one by one.
func (g *Graph) DependsDirectly(instance, on NodeID) bool {
	dependents := g.dependents.row(on)
	seen := map[NodeID]bool{}
	for stack := []NodeID{instance}; len(stack) > 0; {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if seen[n] {
			continue
		}
		seen[n] = true
		if _, found := slices.BinarySearchFunc(dependents, n, func(e Arc, n NodeID) int { return cmp.Compare(e.Node(), n) }); found {
			return true
		}
		if g.nodes[n].kind == Group {
			continue
		}
		for _, e := range g.dependencies.row(n) {
			if kind := g.nodes[e.Node()].kind; kind == Passage || kind == Group {
				stack = append(stack, e.Node())
			}
		}
	}
	return false
}
