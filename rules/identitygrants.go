package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// managedPolicies are the policies of AWS that allow nearly everything, and what they allow.
var managedPolicies = map[string]string{
	"AdministratorAccess": "*", "IAMFullAccess": "iam:*", "PowerUserAccess": "not account:* iam:* organizations:*",
}

// policyARNs are the attributes that name the policies of AWS which an identity has: one, or a
// list that is all of them.
var policyARNs = []string{"policy_arn", "managed_policy_arn", "managed_policy_arns", "policy_arns"}

// attachedGrants reads what attached policies of AWS allow, as far as their names say it.
func attachedGrants(c *plan.Change) (before, after []grant, ok bool) {
	side := func(o plan.Object) []grant {
		var grants []grant
		for _, path := range policyARNs {
			for _, arn := range textsAt(o, path) {
				_, name, _ := strings.Cut(arn, ":aws:policy/")
				if action := managedPolicies[name]; action != "" {
					grants = append(grants, grant{action: action, resource: "*", written: name, broad: true})
				}
			}
		}
		return grants
	}
	before, after = side(c.Before), side(c.After)
	for _, path := range policyARNs {
		if unknownAt(c, path) && c.Action == plan.ActionUpdate {
			after = append(after, before...) // what can't be seen may be what was there
		}
	}
	return before, after, true
}

// roleOwnGrants reads all that a role of AWS says itself: whom it trusts, what its inline
// policies allow and the managed ones that it lists.
func roleOwnGrants(c *plan.Change) (before, after []grant, ok bool) {
	before, after, _ = attachedGrants(c)
	for _, path := range []string{"inline_policy.policy", "assume_role_policy"} {
		ofBefore, ofAfter, read := documentGrants(c, path)
		if !read {
			continue
		}
		for _, side := range [][]grant{ofBefore, ofAfter} {
			for i := range side {
				side[i].broad = path != "assume_role_policy"
			}
		}
		before, after = append(before, ofBefore...), append(after, ofAfter...)
	}
	return before, after, true
}

// setGrants reads the inline policy of a permission set: whoever is assigned it has that in the
// accounts of the assignment.
func setGrants(c *plan.Change) (before, after []grant, ok bool) {
	before, after, ok = documentGrants(c, "inline_policy")
	for _, side := range [][]grant{before, after} {
		for i := range side {
			side[i].broad = true
		}
	}
	return before, after, ok
}

// documentGrants reads the policy documents at a path of both sides; of those that are too
// long to compare only what allows very much, or something to everyone. It is false where none
// is there, or one can't be read or seen.
func documentGrants(c *plan.Change, path string) (before, after []grant, ok bool) {
	b, a := valuesAt(c.Before, path), valuesAt(c.After, path)
	if len(b)+len(a) == 0 || unknownAt(c, path) {
		return nil, nil, false
	}
	for _, read := range []func(string) ([]grant, bool){grantsOf, widestOf} {
		ofBefore, readBefore := allGrants(b, read)
		ofAfter, readAfter := allGrants(a, read)
		if readBefore && readAfter {
			return ofBefore, ofAfter, true
		}
	}
	return nil, nil, false
}

// granteeIsNew reports whether whoever gets a permission is made by the plan: the pass says it,
// or a new role comes with its permissions.
func (pass *ChangePass) granteeIsNew() bool {
	own := []string{"aws_iam_role", "aws_iam_user", "aws_iam_group"}
	return pass.GranteeIsNew || slices.Contains(own, pass.Change.Type) && pass.Change.Action == plan.ActionCreate
}

// policyOffHits finds policies that leave the list of a role and by which, as the tables say, a
// service works: it is the same as to delete their attachment.
func policyOffHits(pass *ChangePass) []Hit {
	c := pass.Change
	if !alters(c) || c.Type != "aws_iam_role" && c.Type != "aws_iam_role_policy_attachments_exclusive" {
		return nil
	}
	var hits []Hit
	for _, path := range policyARNs {
		after := textsAt(c.After, path)
		for _, arn := range textsAt(c.Before, path) {
			if slices.Contains(after, arn) {
				continue
			}
			for _, f := range pass.Table.Flags("aws_iam_role_policy_attachment") {
				if f.Kind != knowledge.FlagWithdrawn || len(f.In) == 0 || named(&f, plan.Object{"policy_arn": arn}) == "" {
					continue
				}
				hit := Hit{Watch: knowledge.Watch{
					Path: path, When: knowledge.WhenShrinks, Rule: idDetached, Score: f.Delete, Moment: knowledge.AtApply, Outcome: f.Outcome, Why: f.Why,
				}}
				if unknownAt(c, path) {
					hit.Doubt = afterApply
				}
				hits = append(hits, hit)
			}
		}
	}
	return heaviest(hits)
}
