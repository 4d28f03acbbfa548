package graph

import "slices"

// knownEdges are the edges of all other sources than values.
type knownEdges struct {
	builder *builder
	out     adjacency
	// dependents are the same edges from the other end, made on first use.
	dependents adjacency
	// own and body hold what the arguments of the last instance and body lead to.
	own, body behindArguments
	// above and below hold for each node the number of the last walk that came by, towards
	// dependencies and towards dependents.
	above, below []int32
	round        int32
	stack        []NodeID
}

// behindArguments holds the managed instances to which arguments of one body or instance
// lead, in order: those of one argument after the other.
type behindArguments struct {
	of        NodeID
	arguments []behindArgument
	nodes     []NodeID
}

type behindArgument struct {
	argument   int32
	first, end int
}

func newKnownEdges(b *builder) *knownEdges {
	return &knownEdges{
		builder: b, out: b.outgoing(), own: behindArguments{of: none}, body: behindArguments{of: none},
		above: make([]int32, len(b.nodes)), below: make([]int32, len(b.nodes)),
	}
}

// reads reports whether an argument's own references lead to an instance.
func (k *knownEdges) reads(from NodeID, argument int32, to NodeID) bool {
	if argument == noArgument || k.builder.nodes[to].kind != Managed {
		return false
	}
	if k.lead(&k.own, from, argument, to) {
		return true
	}
	body, ok := k.builder.reads.body(from)
	return ok && k.lead(&k.body, body, argument, to)
}

// lead reports whether an argument of a body or instance leads to a managed instance. Most
// references name it or all instances of its block; the others are followed once for all
// instances of a block that come in a row.
func (k *knownEdges) lead(cache *behindArguments, from NodeID, argument int32, to NodeID) bool {
	refers := false
	for _, u := range k.builder.reads.row(from) {
		if int32(u.argument) == argument { //nolint:gosec // fewer than references
			if u.to == to || k.builder.isAllOf(u.to, to) {
				return true
			}
			refers = true
		}
	}
	if !refers {
		return false
	}
	if cache.of != from {
		cache.of, cache.arguments, cache.nodes = from, cache.arguments[:0], cache.nodes[:0]
	}
	at := slices.IndexFunc(cache.arguments, func(a behindArgument) bool { return a.argument == argument })
	if at < 0 {
		at = len(cache.arguments)
		first := len(cache.nodes)
		cache.nodes = k.behind(cache.nodes, from, argument)
		slices.Sort(cache.nodes[first:])
		cache.arguments = append(cache.arguments, behindArgument{argument, first, len(cache.nodes)})
	}
	a := cache.arguments[at]
	_, found := slices.BinarySearch(cache.nodes[a.first:a.end], to)
	return found
}

// isAllOf reports whether a node stands for all instances of the block of an instance.
func (b *builder) isAllOf(id, instance NodeID) bool {
	return b.nodes[id].kind == Group && b.places[instance].block != nil && b.places[instance].block.every == id
}

// behind adds the managed instances to which an argument leads.
func (k *knownEdges) behind(found []NodeID, from NodeID, argument int32) []NodeID {
	k.round++
	stack := k.stack[:0]
	for _, u := range k.builder.reads.row(from) {
		if int32(u.argument) == argument { //nolint:gosec // fewer than references
			stack = append(stack, u.to)
		}
	}
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		if k.below[n] == k.round {
			continue
		}
		k.below[n] = k.round
		if k.builder.nodes[n].kind == Managed {
			found = append(found, n)
			continue
		}
		for _, e := range k.out.row(n) {
			stack = append(stack, e.Node())
		}
	}
	k.stack = stack
	return found
}

// walk marks everything that depends on a node, and everything that it depends on.
func (k *knownEdges) walk(from NodeID) {
	if k.dependents.start == nil {
		k.dependents = k.out.reversed(adjacency{})
		k.builder.in = k.dependents // whose memory serves again
	}
	k.round++
	k.mark(k.below, &k.dependents, from)
	k.mark(k.above, &k.out, from)
}

func (k *knownEdges) mark(marks []int32, edges *adjacency, from NodeID) {
	marks[from] = k.round
	stack := append(k.stack[:0], from)
	for len(stack) > 0 {
		n := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		for _, e := range edges.row(n) {
			if far := e.Node(); marks[far] != k.round {
				marks[far] = k.round
				stack = append(stack, far)
			}
		}
	}
	k.stack = stack
}

// connects reports whether a path leads from the last walk's start to a node or back.
func (k *knownEdges) connects(id NodeID) bool {
	return k.below[id] == k.round || k.above[id] == k.round
}
