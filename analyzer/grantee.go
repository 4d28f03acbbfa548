package analyzer

import (
	"slices"
	"strings"

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
		if made, _ := a.createdBy(c, node, argument); made {
			return true
		}
	}
	named := false
	for _, argument := range g.Who {
		made, says := a.createdBy(c, node, argument)
		if says && !made {
			return false
		}
		named = named || made
	}
	return named
}

// createdBy reports whether all that an argument of a change names is created by the plan, and
// whether it names anything. What is known only after apply and refers to no resource is
// made by the apply.
func (a *analysis) createdBy(c *plan.Change, node graph.NodeID, argument string) (made, says bool) {
	unknown := 0
	for _, changed := range c.Changed {
		if changed.Unknown && (changed.Path == argument || strings.HasPrefix(changed.Path, argument+"[")) {
			unknown++
		}
	}
	count := unknown
	switch v := c.After[argument].(type) {
	case nil:
	case []any:
		for _, e := range v {
			if e != nil {
				count++
			}
		}
	case string:
		if v != "" {
			count++
		}
	}
	if count == 0 {
		return false, false
	}
	owners, anything := a.graph.Referred(node, argument, maxReferred)
	if len(owners) == 0 {
		return unknown == count && !anything, true
	}
	isOld := func(id graph.NodeID) bool { return a.classes[id] != impact.New }
	return count <= len(owners) && !slices.ContainsFunc(owners, isOld), true
}
