package rules

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// firstRule is the number of the rule that the VPC's own access list starts with, and that most
// others follow; after lateRule nobody expects that anything is let in.
// https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
const firstRule, lateRule = 100, 1_000

// shadowedPoints are those of an access list of which one rule no longer lets anything pass: it
// goes, or a deny stands before it.
const shadowedPoints = 50

// ACLRule is a rule of an access list of a network: of all that fit, the one with the lowest
// number decides, and what none fits is denied.
type ACLRule struct {
	// ACL is the id of the list, empty where it is not known.
	ACL string
	// Egress is true for what goes out.
	Egress bool
	Number int
	Deny   bool
	about  opening
}

// ACLRuleOf reads a rule of AWS that is an instance of its own; false for everything else.
func ACLRuleOf(resourceType string, o plan.Object) (ACLRule, bool) {
	if resourceType != "aws_network_acl_rule" || len(o) == 0 {
		return ACLRule{}, false
	}
	r := aclRule(o, "rule_number", "rule_action")
	r.ACL, r.Egress = textOf(o, "network_acl_id"), o["egress"] == true
	return r, true
}

func aclRule(block map[string]any, number, action string) ACLRule {
	r := ACLRule{Deny: textOf(block, action) == "deny"}
	if n, ok := block[number].(json.Number); ok {
		r.Number, _ = strconv.Atoi(n.String())
	}
	source := cmp.Or(textOf(block, "cidr_block"), textOf(block, "ipv6_cidr_block"))
	for _, o := range ofAWS(map[string]any{
		"protocol": block["protocol"], "from_port": block["from_port"], "to_port": block["to_port"], "cidr_blocks": []any{source},
	}) {
		r.about = o
	}
	return r
}

// All reports whether a rule is about all traffic from or to everywhere.
func (r ACLRule) All() bool {
	return r.about.protocol == "all" && (r.about.source == "0.0.0.0/0" || r.v6() && slices.Contains([]string{"::/0", "0:0:0:0:0:0:0:0/0"}, r.about.source))
}

func (r ACLRule) v6() bool {
	first, _, ok := boundsOf(r.about.source)
	return ok && !first.Is4()
}

// Before reports whether a rule decides before another one of the same list and direction.
func (r ACLRule) Before(other ACLRule) bool {
	return r.ACL == other.ACL && r.Egress == other.Egress && r.Number < other.Number && r.v6() == other.v6()
}

// takenOverBy is the address of a change after which another rule of the list allows all that a
// rule did, and no later; empty for none.
func (r ACLRule) takenOverBy(pass *ChangePass) string {
	if pass.Beside == nil {
		return ""
	}
	for _, b := range pass.Beside() {
		other, ok := ACLRuleOf(b.Change.Type, b.Change.After)
		if ok && !other.Deny && other.Number <= r.Number && other.Egress == r.Egress && other.v6() == r.v6() && other.about.covers(r.about) {
			return b.Change.Address
		}
	}
	return ""
}

// passing lists what the rules of a list let pass: those that allow, without those before which
// a rule denies the same.
func passing(o plan.Object, direction string) []ACLRule {
	var rules []ACLRule
	for _, v := range valuesAt(o, direction) {
		if block, ok := v.(map[string]any); ok {
			rules = append(rules, aclRule(block, "rule_no", "action"))
		}
	}
	slices.SortStableFunc(rules, func(a, b ACLRule) int { return cmp.Compare(a.Number, b.Number) })
	var pass, denies []ACLRule
	for _, r := range rules {
		switch {
		case r.Deny:
			denies = append(denies, r)
		case !slices.ContainsFunc(denies, func(d ACLRule) bool { return d.v6() == r.v6() && d.about.covers(r.about) }):
			pass = append(pass, r)
		}
	}
	return pass
}

// accessListHits finds access lists that no longer let anything pass, and rules that deny
// everything before others.
func accessListHits(pass *ChangePass) []Hit {
	c := pass.Change
	if rule, ok := ACLRuleOf(c.Type, c.Before); ok && c.Action == plan.ActionDelete && !rule.Deny {
		if by := rule.takenOverBy(pass); by != "" {
			return []Hit{takeover{moved: []opening{rule.about}, by: []string{by}}.movedHit()}
		}
		way := map[bool]string{false: "in", true: "out"}[rule.Egress]
		return []Hit{{Watch: knowledge.Watch{
			Rule: idIngressRemoved, Score: shadowedPoints, Moment: knowledge.AtApply, Outcome: "access-loss",
			Why: fmt.Sprintf("the access list no longer lets %v %s by this rule", rule.about, way),
		}}}
	}
	if rule, ok := ACLRuleOf(c.Type, c.After); ok {
		return denyAll(pass, rule)
	}
	if !alters(c) || c.Type != "aws_network_acl" && c.Type != "aws_default_network_acl" {
		return nil
	}
	var hits []Hit
	for direction, way := range map[string]string{"ingress": "in", "egress": "out"} {
		if unknownAt(c, direction) || hidden(valuesAt(c.After, direction)) {
			continue
		}
		before, after := passing(c.Before, direction), passing(c.After, direction)
		hit := Hit{Watch: knowledge.Watch{Rule: idIngressRemoved, Path: direction, Moment: knowledge.AtApply, Outcome: OutcomeOutage}}
		switch {
		case shut(before, after) && pass.LetThrough:
			hit.Score, hit.Why = partlyPoints, "the access list lets nothing "+way+" any more, except by other rules of this plan"
		case shut(before, after):
			hit.Score, hit.Why = isolatedPoints, "the access list lets nothing "+way+" any more: whatever is in its subnets is cut off"
		default:
			i := slices.IndexFunc(before, func(b ACLRule) bool { return denied(b, c.After, direction, after) })
			if i < 0 {
				continue
			}
			hit.Score, hit.Why = shadowedPoints, fmt.Sprintf("a deny now stands before rule %d of the access list, which let %v %s", before[i].Number, before[i].about, way)
		}
		hits = append(hits, hit)
	}
	slices.SortFunc(hits, func(a, b Hit) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Why, b.Why)) })
	return heaviest(hits)
}

// shut reports whether nothing passes any more of what did: of IPv4, or where that never did,
// of IPv6.
func shut(before, after []ACLRule) bool {
	old := func(r ACLRule) bool { return !r.v6() }
	if slices.ContainsFunc(before, old) {
		return !slices.ContainsFunc(after, old)
	}
	return len(before) > 0 && len(after) == 0
}

// denied reports whether a rule still stands in the list and lets nothing pass any more.
func denied(rule ACLRule, after plan.Object, direction string, pass []ACLRule) bool {
	same := func(r ACLRule) bool { return !r.Deny && r.Number == rule.Number && r.about == rule.about }
	stands := slices.ContainsFunc(valuesAt(after, direction), func(v plan.Value) bool {
		block, ok := v.(map[string]any)
		return ok && same(aclRule(block, "rule_no", "action"))
	})
	return stands && !slices.ContainsFunc(pass, same)
}

// denyAll scores a rule that newly denies everything: what rules of a higher number let pass
// no longer does.
func denyAll(pass *ChangePass, rule ACLRule) []Hit {
	c := pass.Change
	before, was := ACLRuleOf(c.Type, c.Before)
	switch {
	case !rule.Deny || !rule.All() || rule.Number >= lateRule || pass.LetThrough || c.Imported,
		was && before.Deny && before.All() && before.Number <= rule.Number && alters(c),
		rule.ACL == "": // nothing runs behind a new list
		return nil
	}
	way := "in"
	if rule.Egress {
		way = "out"
	}
	hit := Hit{Watch: knowledge.Watch{
		Rule: idIngressRemoved, Score: isolatedPoints, Moment: knowledge.AtApply, Outcome: OutcomeOutage,
		Why: fmt.Sprintf("rule %d of the access list denies all that comes %s, before any rule with a higher number", rule.Number, way),
	}}
	if rule.Number >= firstRule {
		hit.Doubt = "no rule with a lower number is seen"
	}
	return []Hit{hit}
}
