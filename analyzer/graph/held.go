package graph

import (
	"cmp"
	"slices"
)

// held remembers whose ids and names the arguments of changing instances hold before apply,
// of ones that are created what the plan knows of them.
type held []holding

// holding is an argument of an instance that holds the id or name of another one.
type holding struct {
	from, to NodeID
	argument string
}

// note looks at what a change begins with, including what it puts other values in the
// place of.
func (l *held) note(h *holdings, reader *knownObject, o Options) {
	if !reader.held || o.Held == nil {
		return
	}
	add := func(argument string, to owner) {
		if to.node != reader.node && o.Held(reader.kind, argument) {
			*l = append(*l, holding{from: reader.node, to: to.node, argument: argument})
		}
	}
	h.look(reader, reader.facts, o.Names, add)
	h.look(reader, reader.gone, o.Names, add)
}

func (l *held) sort() {
	slices.SortFunc(*l, func(x, y holding) int {
		return cmp.Or(cmp.Compare(x.from, y.from), cmp.Compare(x.argument, y.argument), cmp.Compare(x.to, y.to))
	})
	*l = slices.Compact(*l)
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
