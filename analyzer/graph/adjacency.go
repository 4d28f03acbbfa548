package graph

import "slices"

// arc is one edge on its way into the graph: from depends on to.
type arc struct {
	from, to  NodeID
	source    Source
	exact     bool
	attribute string
	creation  bool
}

// Arc is an edge in eight bytes, as the graph holds it: the node at the other end, the
// number of the attribute, the source and two flags, from high bits to low ones. Its
// numerical order is the order of edges within a row.
type Arc uint64

const (
	arcCreation   = 1 << 0
	arcInexact    = 1 << 1
	sourceShift   = 2
	labelShift    = 8 // what lies above tells two edges of a pair of nodes apart
	farShift      = 32
	maxAttributes = 1 << (farShift - labelShift)
)

func newArc(far NodeID, attribute uint32, source Source, exact, creation bool) Arc {
	a := Arc(uint32(far))<<farShift | Arc(attribute)<<labelShift | Arc(source)<<sourceShift //nolint:gosec // a NodeID is not negative
	if !exact {
		a |= arcInexact
	}
	if creation {
		a |= arcCreation
	}
	return a
}

// ArcTo is a plain edge to a node, as one of the configuration that reads it as a whole.
func ArcTo(id NodeID) Arc { return newArc(id, 0, Configuration, true, false) }

// Node is the node at the other end.
func (a Arc) Node() NodeID { return NodeID(a >> farShift) } //nolint:gosec // what newArc put in

// Source says where the edge was found.
func (a Arc) Source() Source { return Source(a >> sourceShift & (1<<(labelShift-sourceShift) - 1)) }

// Exact is that of Edge.
func (a Arc) Exact() bool { return a&arcInexact == 0 }

// Creation is that of Edge.
func (a Arc) Creation() bool { return a&arcCreation != 0 }

func (a Arc) attribute() uint32 { return uint32(a>>labelShift) % maxAttributes } //nolint:gosec // masked

// to is the same edge with another node at its far end.
func (a Arc) to(far NodeID) Arc { return Arc(uint32(far))<<farShift | a&(1<<farShift-1) } //nolint:gosec // a NodeID is not negative

// arcs collects edges in the order in which they are found: from[i] depends on the node
// of edges[i].
type arcs struct {
	from  []NodeID
	edges []Arc
}

func (a *arcs) add(from NodeID, edge Arc) {
	a.from, a.edges = append(a.from, from), append(a.edges, edge)
}

// adjacency holds edges in compressed sparse rows: those of node n are
// edges[start[n]:start[n+1]].
type adjacency struct {
	start []int32
	edges []Arc
}

func (a *adjacency) row(id NodeID) []Arc { return a.edges[a.start[id]:a.start[id+1]] }

// dependenciesOf makes the rows of what each node depends on, in no order and with
// edges that several arcs give several times. It may use the memory of rows that are no
// longer needed, and leaves the room for edges that the arcs have.
func dependenciesOf(nodes int, all arcs, old adjacency) adjacency {
	a := old.sized(nodes, len(all.edges), cap(all.edges))
	for _, from := range all.from {
		a.start[from+1]++
	}
	a.begin()
	for i, from := range all.from {
		a.edges[a.start[from]] = all.edges[i]
		a.start[from]++
	}
	a.end()
	return a
}

// sized returns rows of zeros for a number of nodes and edges, in the memory of old ones
// where it is enough.
func (a *adjacency) sized(nodes, edges, room int) adjacency {
	r := *a
	if cap(r.start) <= nodes {
		r.start = make([]int32, nodes+1)
	}
	if cap(r.edges) < edges {
		r.edges = make([]Arc, edges, max(edges, room))
	}
	r.start, r.edges = r.start[:nodes+1], r.edges[:edges]
	clear(r.start)
	return r
}

// begin makes start, which holds the length of each row one place further on, hold where
// each row begins, so that it can be filled with start as its cursor; end is for when all
// rows are full.
func (a *adjacency) begin() {
	for i := range len(a.start) - 1 {
		a.start[i+1] += a.start[i]
	}
}

func (a *adjacency) end() {
	copy(a.start[1:], a.start)
	a.start[0] = 0
}

// sort puts the rows in order and keeps one edge for each pair of ends and attribute:
// that of the first source, exact and firm if any is.
func (a *adjacency) sort() {
	kept := int32(0)
	first := int32(0)
	for n := range len(a.start) - 1 {
		row := a.edges[first:a.start[n+1]]
		first = a.start[n+1]
		slices.Sort(row)
		a.start[n] = kept
		for i, e := range row {
			if i > 0 && e>>labelShift == row[i-1]>>labelShift {
				continue
			}
			a.edges[kept] = e
			kept++
		}
	}
	a.start[len(a.start)-1] = kept
	if a.edges = a.edges[:kept]; cap(a.edges) > len(a.edges)*5/4 {
		a.edges = slices.Clone(a.edges)
	}
}

// reversed returns the same edges from their other ends, in order. It may use the memory
// of rows that are no longer needed.
func (a *adjacency) reversed(old adjacency) adjacency {
	nodes := len(a.start) - 1
	r := old.sized(nodes, len(a.edges), cap(a.edges))
	for _, e := range a.edges {
		r.start[e.Node()+1]++
	}
	r.begin()
	for n := range NodeID(nodes) { //nolint:gosec // a number of nodes
		for _, e := range a.row(n) {
			to := e.Node()
			r.edges[r.start[to]] = e.to(n)
			r.start[to]++
		}
	}
	r.end()
	return r
}

// attributes numbers attribute names; 0 is the empty one.
type attributes struct {
	names   []string
	numbers map[string]uint32
}

func newAttributes() attributes {
	return attributes{names: []string{""}, numbers: map[string]uint32{"": 0}}
}

// number returns the number of a name. Of more names than an edge has bits for, the
// last ones read the instance as a whole.
func (a *attributes) number(name string) uint32 {
	n, ok := a.numbers[name]
	if !ok && len(a.names) < maxAttributes {
		n = uint32(len(a.names)) //nolint:gosec // below maxAttributes
		a.names = append(a.names, name)
		a.numbers[name] = n
	}
	return n
}

// sort numbers the names anew in their order and returns the new number of each old one.
func (a *attributes) sort() []uint32 {
	old := slices.Clone(a.names)
	slices.Sort(a.names)
	for n, name := range a.names {
		a.numbers[name] = uint32(n)
	}
	renumbered := make([]uint32, len(old))
	for i, name := range old {
		renumbered[i] = a.numbers[name]
	}
	return renumbered
}
