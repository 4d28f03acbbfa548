// Package graph builds the dependency graph of a plan's resource instances.
//
// An edge runs from an instance to what it depends on. Between two instances it may
// pass through nodes that are no instances: module inputs and outputs, the block of a
// resource, all instances of a resource. They keep the graph linear in the size of
// the plan; a module input that a thousand resources read and that refers to a
// thousand others costs two thousand edges and not a million.
package graph

import (
	"iter"

	"github.com/tfblast/tfblast/analyzer/address"
)

// NodeID names a node; the IDs of a graph run from 0 to Len()-1.
type NodeID int32

// Kind says what a node stands for.
type Kind uint8

// The kinds of nodes. Only Managed ones are resource instances in the sense of a
// count; the others are passed through.
const (
	// Passage is a node without meaning of its own: a block, an input, a module output.
	Passage Kind = iota
	// Group stands for all instances of a resource block. What depends on it says which
	// attribute of them it reads.
	Group
	// Managed is an instance of a managed resource.
	Managed
	// Data is an instance of a data source or of an ephemeral resource.
	Data
	// Output is an output of the root module.
	Output
	// Unresolved is a reference that the plan does not explain, such as a local value.
	Unresolved
)

// Source says where an edge was found.
type Source uint8

// The sources of edges, in the order in which an edge counts under the first.
const (
	// Configuration is a reference in the plan's configuration.
	Configuration Source = iota
	// PriorState is a depends_on entry of the prior state.
	PriorState
	// SourceCode is a reference that only the configuration's source shows.
	SourceCode
	// GraphFile is a line of a graph that Terraform drew.
	GraphFile
	// Inferred is a known value that holds another instance's unique identifier.
	Inferred
)

var sourceNames = [...]string{
	Configuration: "configuration", PriorState: "prior_state", SourceCode: "source_code", GraphFile: "graph_file", Inferred: "inferred",
}

// String returns the name by which reports know the source.
func (s Source) String() string { return sourceNames[s] }

// Edge is one edge as seen from one of its ends.
type Edge struct {
	// Node is the node at the other end.
	Node   NodeID
	Source Source
	// Exact is false for an edge that stands for all instances of a resource because
	// the plan does not tell which are meant.
	Exact bool
	// Attribute is the attribute of an instance that the edge reads, empty for an edge
	// that reads the instance as a whole or does not say.
	Attribute string
	// Creation is true for an edge that is read only when its dependent is created, such
	// as one from a provisioner.
	Creation bool
}

// Graph is immutable once built.
type Graph struct {
	nodes []node
	// paths are the addresses of module instances.
	paths      []string
	index      index
	attributes attributes
	dependents adjacency
	// dependencies are the same edges from the other end.
	dependencies adjacency
	reads        reads
	released     map[NodeID][]NodeID
	held         held
	coverage     Coverage
	managed      []NodeID
	edgeCounts   map[Source]int
	// known is what instances are known by, nil unless Options.Outside asks for it.
	known *holdings
}

// Coverage says what the graph could not see.
type Coverage struct {
	// Unresolved lists the references that concern existing instances whose edges
	// nothing else supplies, sorted by module and reference.
	Unresolved []UnresolvedReference
	// Uncovered holds the existing managed instances whose dependencies may be
	// incomplete, in natural order.
	Uncovered []NodeID
	// Reasons are plain sentences about parts that the plan lacks. If there is any,
	// every count may be too low.
	Reasons []string
}

// Complete reports whether no edge is known to be missing.
func (c Coverage) Complete() bool { return len(c.Uncovered) == 0 && len(c.Reasons) == 0 }

// UnresolvedReference is one reference that the plan names and does not explain.
type UnresolvedReference struct {
	// Text is the reference as written, Module the configuration address of the module
	// in which it stands, empty for the root module.
	Text, Module string
	// Instances counts the existing managed instances that it leaves uncovered.
	Instances int
}

// Len returns the number of nodes.
func (g *Graph) Len() int { return len(g.nodes) }

// Address returns the address of an instance, the name of an output, or a description
// of another node.
func (g *Graph) Address(id NodeID) string {
	if n := &g.nodes[id]; n.form == formName {
		return n.name
	}
	return describe(g.nodes[id], g.paths[g.nodes[id].path])
}

// Kind returns what the node stands for.
func (g *Graph) Kind(id NodeID) Kind { return g.nodes[id].kind }

// Existing reports whether the node is an instance that is there before apply.
func (g *Graph) Existing(id NodeID) bool { return g.nodes[id].existing }

// Lookup finds the node of a resource instance by its address.
func (g *Graph) Lookup(instance string) (NodeID, bool) {
	id := g.index.find(g.nodes, instance)
	return id, id != none
}

// Managed returns the managed instances in natural order of their addresses.
func (g *Graph) Managed() []NodeID { return g.managed }

// Dependents returns the edges by which other nodes depend directly on the node.
func (g *Graph) Dependents(id NodeID) iter.Seq[Edge] { return g.edges(&g.dependents, id) }

// DependentArcs returns the same edges in their order as the graph holds them; the
// caller must not change them.
func (g *Graph) DependentArcs(id NodeID) []Arc { return g.dependents.row(id) }

// Attribute is the attribute of an instance that the edge reads, as in Edge.
func (g *Graph) Attribute(a Arc) string { return g.attributes.names[a.attribute()] }

func (g *Graph) edges(a *adjacency, id NodeID) iter.Seq[Edge] {
	return func(yield func(Edge) bool) {
		for _, e := range a.row(id) {
			if !yield(Edge{Node: e.Node(), Source: e.Source(), Exact: e.Exact(), Attribute: g.Attribute(e), Creation: e.Creation()}) {
				return
			}
		}
	}
}

// Released returns the instances that depended on the node when they were last applied
// and that this plan changes so that, by the source, they no longer do.
func (g *Graph) Released(id NodeID) []NodeID { return g.released[id] }

// Coverage says what the graph could not see.
func (g *Graph) Coverage() Coverage { return g.coverage }

// EdgeCounts counts the edges that leave resource instances by source; an edge to all
// instances of a resource counts once.
func (g *Graph) EdgeCounts() map[Source]int { return g.edgeCounts }

// CompareAddress orders nodes by the natural order of their addresses.
func (g *Graph) CompareAddress(a, b NodeID) int {
	if g.nodes[a].kind <= Group || g.nodes[b].kind <= Group || g.nodes[a].kind >= Output || g.nodes[b].kind >= Output {
		return address.Compare(g.Address(a), g.Address(b))
	}
	return int(a) - int(b) // instances have their IDs in this order
}
