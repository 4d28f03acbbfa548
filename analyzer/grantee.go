package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// granteeIsNew reports whether the plan creates everyone who gets a new permission, or what
// the permission is on: then nobody who is there can do more.
func (a *analysis) granteeIsNew(c *plan.Change) bool {
	g, grants := rules.GranteeOf(c.Type)
	node, ok := a.graph.Lookup(c.Address)
	if !ok || !grants || c.Action != plan.ActionCreate && c.Action != plan.ActionReplace {
		return false
	}
	for _, argument := range g.On {
		if created, _ := a.createdBy(c, node, argument); created {
			return true
		}
	}
	named := false
	for _, argument := range g.Who {
		created, says := a.createdBy(c, node, argument)
		if says && !created {
			return false
		}
		named = named || created
	}
	return named
}

// createdBy reports whether all that an argument of a new object names is created by the plan,
// and whether it names anything. Of what is known only after apply a plan holds no value, or null
// in a list.
func (a *analysis) createdBy(c *plan.Change, node graph.NodeID, argument string) (created, says bool) {
	count := 0
	switch v := c.After[argument].(type) {
	case nil:
	case []any:
		count = len(v)
	default:
		count = 1
	}
	owners, anything := a.graph.Referred(node, argument, maxReferred)
	isOld := func(id graph.NodeID) bool { return a.classes[id] != impact.New }
	return len(owners) > 0 && count <= len(owners) && !slices.ContainsFunc(owners, isOld), count > 0 || anything
}
