package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// passesACL reports whether another rule of the plan lets something pass in an access list that
// changes, or before a rule of it.
func (a *analysis) passesACL(c *plan.Change) bool {
	rule, isRule := rules.ACLRuleOf(c.Type, c.After)
	id, _ := c.Before["id"].(string)
	if !isRule && (c.Type != "aws_network_acl" && c.Type != "aws_default_network_acl" || id == "") {
		return false
	}
	return slices.ContainsFunc(a.plan.Changes, func(other *plan.Change) bool {
		beside, ok := rules.ACLRuleOf(other.Type, other.After)
		switch {
		case !ok || other == c || beside.Deny:
			return false
		case isRule:
			return beside.Before(rule)
		}
		return beside.ACL == id && other.Action == plan.ActionCreate
	})
}
