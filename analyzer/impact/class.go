package impact

import "github.com/tfblast/tfblast/analyzer/graph"

// Class is what the plan does with a node that a change reaches.
type Class uint8

// The classes. Every managed instance is in one of the first four.
const (
	// Unchanged instances exist and stay as they are.
	Unchanged Class = iota
	// Changing instances exist and are changed in place or replaced.
	Changing
	// Leaving instances exist and are deleted or forgotten.
	Leaving
	// New instances are created by the plan.
	New
	// Data is an instance of a data source.
	Data
	// Output is a root module output.
	Output
	// Passed is any other node; it is not counted.
	Passed
)

const classes = int(Passed)

// Exists reports whether the class counts in totals.
func (c Class) Exists() bool { return c <= Leaving }

// ClassesOf gives every node of a graph its class; of says it for managed instances.
func ClassesOf(g *graph.Graph, of func(graph.NodeID) Class) []Class {
	list := make([]Class, g.Len())
	for id := range graph.NodeID(len(list)) { //nolint:gosec // a graph's length
		switch g.Kind(id) {
		case graph.Managed:
			list[id] = of(id)
		case graph.Data:
			list[id] = Data
		case graph.Output:
			list[id] = Output
		case graph.Passage, graph.Group, graph.Unresolved:
			list[id] = Passed
		}
	}
	return list
}
