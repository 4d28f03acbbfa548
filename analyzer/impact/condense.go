package impact

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
)

// condensed is a graph of strongly connected components over the edges of one kind: the
// components are numbered so that every edge leads from a lower number to a higher one,
// from what is depended on to its dependents.
type condensed struct {
	// of holds the component of each node, unreached for one that was not looked at.
	of []int32
	// place numbers the nodes that were looked at, of which there are count, in the order of
	// their IDs: neighbors mostly have IDs that are near.
	place []int32
	count int32
	// start and to are the components' edges in compressed rows, within none.
	start, to []int32
	// size counts the nodes of each component, nil if every one has a single node.
	size []int32
}

const unreached int32 = -1

// edgeKind selects edges by their flags.
type edgeKind uint8

const (
	anyEdge edgeKind = iota
	exactEdge
	firmEdge
)

func (k edgeKind) has(a graph.Arc) bool {
	switch k {
	case exactEdge:
		return a.Exact()
	case firmEdge:
		return !a.Creation()
	case anyEdge:
	}
	return true
}

// condense finds the components of what is reached from the roots with Tarjan's algorithm,
// without recursion: a graph may be one chain of all its nodes.
func condense(g *graph.Graph, kind edgeKind, roots []graph.NodeID) *condensed {
	c := &condensed{of: components(g, kind, roots)}
	c.place = make([]int32, len(c.of))
	n := int32(0)
	for id, of := range c.of {
		if of != unreached {
			n = max(n, of+1)
			c.place[id] = c.count
			c.count++
		}
	}
	if n < c.count {
		c.size = make([]int32, n)
		for _, of := range c.of {
			if of != unreached {
				c.size[of]++
			}
		}
	}
	c.start = make([]int32, n+1)
	c.edges(g, kind, func(from, _ int32) { c.start[from+1]++ })
	for i := range n {
		c.start[i+1] += c.start[i]
	}
	c.to = make([]int32, c.start[n])
	next := append([]int32(nil), c.start[:n]...)
	c.edges(g, kind, func(from, to int32) {
		c.to[next[from]] = to
		next[from]++
	})
	return c
}

// covers reports whether all of the nodes were looked at.
func (c *condensed) covers(nodes []graph.NodeID) bool {
	return !slices.ContainsFunc(nodes, func(id graph.NodeID) bool { return c.of[id] == unreached })
}

// circular reports whether a node lies on a circle.
func (c *condensed) circular(id graph.NodeID) bool { return c.size != nil && c.size[c.of[id]] > 1 }

// edges visits the edges between components, parallel ones of a pair of nodes once.
func (c *condensed) edges(g *graph.Graph, kind edgeKind, visit func(from, to int32)) {
	for id := range graph.NodeID(len(c.of)) { //nolint:gosec // a graph's length
		if c.of[id] == unreached {
			continue
		}
		last := graph.NodeID(-1)
		for _, e := range g.DependentArcs(id) {
			if e.Node() == last || !kind.has(e) {
				continue
			}
			last = e.Node()
			if from, to := c.of[id], c.of[last]; from != to {
				visit(from, to)
			}
		}
	}
}

// components numbers the strongly connected components in topological order.
func components(g *graph.Graph, kind edgeKind, roots []graph.NodeID) []int32 {
	n := g.Len()
	const open = unreached // until its component is complete
	of, low, at := make([]int32, n), make([]int32, n), make([]int32, n)
	for i := range of {
		of[i] = open
	}
	var stack, path []graph.NodeID
	index, found := int32(0), int32(0)
	enter := func(id graph.NodeID) {
		index++
		low[id] = index // 0 for a node that was not entered
		stack, path = append(stack, id), append(path, id)
	}
	number := make([]int32, n)
	for _, root := range roots {
		if low[root] != 0 {
			continue
		}
		enter(root)
		number[root] = index
		for len(path) > 0 {
			id := path[len(path)-1]
			row := g.DependentArcs(id)
			entered := false
			for int(at[id]) < len(row) {
				e := row[at[id]]
				far := e.Node()
				if kind.has(e) {
					if low[far] == 0 {
						enter(far)
						number[far] = index
						entered = true
						break // comes back to this edge and then finds its low
					}
					if of[far] == open {
						low[id] = min(low[id], low[far])
					}
				}
				at[id]++
			}
			if entered {
				continue
			}
			path = path[:len(path)-1]
			if low[id] != number[id] {
				continue
			}
			for {
				last := stack[len(stack)-1]
				stack = stack[:len(stack)-1]
				of[last] = found
				if last == id {
					break
				}
			}
			found++
		}
	}
	for i := range of {
		if of[i] != unreached {
			of[i] = found - 1 - of[i] // Tarjan finds what nothing follows first
		}
	}
	return of
}
