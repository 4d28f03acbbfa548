package analyzer

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// generator begins the types that make a value up and give another one when they are replaced.
const generator = "random_"

// storing are the words in the names of types that keep a value for those who read it there.
var storing = []string{"secret", "parameter"}

// remade returns what tells of an attribute of a change whose new value is not known: whether it
// is certainly another one, since all that it is made of is generated anew, and whether the plan
// also stores the new one where others read it.
func (a *analysis) remade(c *plan.Change) func(path string) (sure, stored bool) {
	return func(path string) (sure, stored bool) {
		node, ok := a.isLive(c)
		if !ok {
			return false, false
		}
		reads := a.graph.Reads(node, plan.TopName(path))
		if len(reads) == 0 || slices.ContainsFunc(reads, func(r graph.Read) bool { return !a.generatedAnew(r.Node) }) {
			return false, false
		}
		for _, other := range a.plan.Changes {
			if other == c || !keeps(other) {
				continue
			}
			n, live := a.isLive(other)
			if live && slices.ContainsFunc(a.graph.Dependencies(n), func(d graph.NodeID) bool { return d == reads[0].Node }) {
				return true, true
			}
		}
		return true, false
	}
}

// generatedAnew reports whether an instance makes values up and is certainly replaced.
func (a *analysis) generatedAnew(n graph.NodeID) bool {
	c := a.live[n]
	return c != nil && strings.HasPrefix(c.Type, generator) && c.Action == plan.ActionReplace && a.certainty(c) == certain
}

// keeps reports whether a change writes to a place where others read values.
func keeps(c *plan.Change) bool {
	writes := c.Action == plan.ActionCreate || c.Action == plan.ActionUpdate || c.Action == plan.ActionReplace
	return writes && slices.ContainsFunc(storing, func(word string) bool { return strings.Contains(c.Type, word) })
}
