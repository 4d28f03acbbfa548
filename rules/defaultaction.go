package rules

import (
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// defaultActionPoints are those of a web ACL that treats what no rule matches the other way.
const defaultActionPoints = 62

// defaultActionHits finds web ACLs that block from then on what no rule matches, or no longer do.
// https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-default-action.html
func defaultActionHits(c *plan.Change) []Hit {
	if c.Type != "aws_wafv2_web_acl" || !alters(c) {
		return nil
	}
	blocks := func(o plan.Object) bool { return len(valuesAt(o, "default_action.block")) > 0 }
	hit := Hit{Watch: knowledge.Watch{Rule: idGuardrailOff, Path: "default_action", Score: defaultActionPoints, Moment: knowledge.AtApply}}
	switch before, after := blocks(c.Before), blocks(c.After); {
	case hidden(valuesAt(c.After, "default_action")) || unknownAt(c, "default_action"):
		hit.Doubt, hit.Outcome, hit.Why = "it can't be seen", OutcomeExposure, "what no rule matches is treated the other way"
	case before == after:
		return nil
	case after:
		hit.Rule, hit.Outcome, hit.Why = idAccessClosed, OutcomeOutage, "default_action becomes block: what no rule lets in is refused"
	default:
		hit.Outcome, hit.Why = OutcomeExposure, "default_action becomes allow: what no rule blocks is let in"
	}
	return []Hit{hit}
}
