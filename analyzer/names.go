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
	return append(names, calledNames()...)
}

// called are the attributes by which instances of types are called that have no unique
// identifier, for objects that a look-up outside finds. Nothing in a plan holds them so.
var called = []struct{ resourceType, attribute string }{
	{"aws_iam_role", "name"},
	{"aws_iam_user", "name"},
	{"aws_iam_group", "name"},
	{"aws_route53_record", "id"},
	{"aws_eks_node_group", "id"},
	{"aws_eks_fargate_profile", "id"},
}

func calledNames() []graph.Name {
	var names []graph.Name
	for _, c := range called {
		names = append(names, graph.Name{Owner: c.resourceType, Attribute: c.attribute})
	}
	return names
}
