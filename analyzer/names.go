package analyzer

import (
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// namesOf hands the names of the knowledge tables to the graph, which must not import
// them.
func namesOf(t *knowledge.Table) []graph.Name {
	var names []graph.Name
	for _, n := range t.Names() {
		for _, h := range n.HeldBy {
			names = append(names, graph.Name{
				Holder: h.Type, Path: h.Path, Owner: n.Type, Attribute: n.Attribute, Until: n.Until, Within: n.Within,
			})
		}
	}
	return names
}
