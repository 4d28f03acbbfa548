package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// unjudgedPoints are those of rules or a policy that the plan hides, unknownPoints of such
	// that are known only after apply: everyday, where a name in them is of something new.
	unjudgedPoints, unknownPoints = 38, 25
)

// weighty is an attribute that says who may do or reach something, or what is deleted.
type weighty struct{ path, rule, outcome, moment, what string }

// policyPaths are the attributes of which the name alone says that they hold a policy.
var policyPaths = []string{"policy", "assume_role_policy", "access_policies", "policy_document", "resource_policy", "inline_policy", "policy_data"}

// expiryPaths are the attributes with the lifecycle rules of stores, by type.
var expiryPaths = map[string]string{
	"aws_s3_bucket_lifecycle_configuration": "rule", "aws_s3_bucket": "lifecycle_rule",
	"google_storage_bucket": "lifecycle_rule", "azurerm_storage_management_policy": "rule",
}

// weightyOf lists the attributes of a change that weigh so much that it matters if they can't be
// seen.
func weightyOf(c *plan.Change) []weighty {
	var all []weighty
	for _, path := range policyPaths {
		all = append(all, weighty{path, idPolicyWidened, "exposure", knowledge.AtApply, "what it allows"})
	}
	switch {
	case strings.HasPrefix(c.Type, "google_") && strings.Contains(c.Type, "_iam_"):
		for _, path := range []string{"role", "member", "members"} {
			all = append(all, weighty{path, idPolicyWidened, "exposure", knowledge.AtApply, "who may do what"})
		}
	case c.Type == "azurerm_role_definition":
		all = append(all, weighty{"permissions", idPolicyWidened, "exposure", knowledge.AtApply, "what it allows"})
	}
	if path, ok := expiryPaths[c.Type]; ok {
		all = append(all, weighty{path, idExpiresData, "data-loss", "after-days", "what it deletes"})
	}
	if lettingOut(c) {
		return all
	}
	for _, path := range ruleBlocks(c) {
		all = append(all, weighty{path, idExposure, "exposure", knowledge.AtApply, "what it lets in"})
	}
	return all
}

// ruleBlocks lists the attributes of a change in which rules stand for what is let in, and those
// that name from where.
func ruleBlocks(c *plan.Change) []string {
	paths := slices.Clone(sources)
	switch c.Type {
	case "aws_security_group", "aws_default_security_group":
		paths = append(paths, "ingress")
	case "azurerm_network_security_group":
		paths = append(paths, "security_rule")
	case "openstack_networking_secgroup_rule_v2":
		paths = append(paths, "remote_ip_prefix")
	}
	if form, ok := firewalls[c.Type]; ok {
		paths = append(paths, form.blocks)
	}
	if rule, ok := serverRules[c.Type]; ok {
		paths = append(paths, rule.sources...)
		if rule.first != "" {
			paths = append(paths, rule.first, rule.last)
		}
	}
	return paths
}

// hidesRules reports whether some of what a change lets in from now on can't be seen.
func hidesRules(c *plan.Change) bool {
	return plan.IsMasked(map[string]any(c.After)) && slices.ContainsFunc(ruleBlocks(c), func(path string) bool { return hidden(valuesAt(c.After, path)) })
}

// unjudgedHits finds policies and rules of which the plan doesn't show what they allow, let in
// or delete from now on.
func unjudgedHits(c *plan.Change) []Hit {
	unknown := c.Action == plan.ActionUpdate && slices.ContainsFunc(c.Changed, func(a plan.Attribute) bool { return a.Unknown })
	if !unknown && !plan.IsMasked(map[string]any(c.Before)) && !plan.IsMasked(map[string]any(c.After)) {
		return nil // to spare nearly all changes the list
	}
	var hits []Hit
	for _, w := range weightyOf(c) {
		hit := Hit{Watch: knowledge.Watch{Rule: w.rule, Path: w.path, Moment: w.moment, Outcome: w.outcome}, Unjudged: true}
		before, after := valuesAt(c.Before, w.path), valuesAt(c.After, w.path)
		switch {
		case (hidden(after) || hidden(before) && len(after) > 0) && !equalSets(before, after):
			hit.Score, hit.Doubt = unjudgedPoints, "it is hidden"
			hit.Why = w.path + " is hidden by the plan: " + w.what + " can't be judged"
		case c.Action == plan.ActionUpdate && len(before) > 0 && wholeUnknown(c, w.path):
			hit.Score, hit.Doubt = unknownPoints, afterApply
			hit.Why = w.path + " is known only after apply: " + w.what + " can't be judged before"
		default:
			continue
		}
		hits = append(hits, hit)
	}
	return heaviest(hits)
}

// wholeUnknown reports whether all that stands at a path is known only after apply.
func wholeUnknown(c *plan.Change, path string) bool {
	return slices.ContainsFunc(c.Changed, func(a plan.Attribute) bool { return a.Unknown && withoutIndexes(a.Path) == path })
}
