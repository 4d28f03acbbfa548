package rules

import (
	"fmt"
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const idEgressRemoved = "egress-removed"

// exitPoints are those of a way out that is closed, noExitPoints of the last one.
const exitPoints, noExitPoints = 50, 60

var egressRemoved = Rule{
	ID: idEgressRemoved, Title: "A way out is closed",
	Looks: "Security groups and firewalls that no longer let something out: their rules, whether they stand in the group or by themselves.",
	Why:   "Whatever is in the group no longer reaches its database, its registry or the service that it calls, and nothing that depends on the rule says so.",

	Example:    "The only aws_vpc_security_group_egress_rule of a group is deleted: AWS lets nothing out of a group that has none.",
	Fix:        "Look in the flow logs what leaves the group, and put the narrower rules in place before the wide one goes.",
	References: []string{"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idEgressRemoved) },
}

// droplets is the firewall of DigitalOcean as it says what goes out; without a rule nothing does.
// https://docs.digitalocean.com/products/networking/firewalls/how-to/configure-rules/
var droplets = firewall{
	blocks: "outbound_rule", ports: "port_range",
	sources: []string{"destination_addresses", "destination_tags", "destination_load_balancer_uids", "destination_kubernetes_ids"},
}

// exits lists what an object of a type lets out, with where to as its source; false for a type
// that is not about that, and for clouds that let out what no rule is about.
func exits(resourceType string, o plan.Object) ([]opening, bool) {
	switch resourceType {
	case "aws_security_group", "aws_default_security_group":
		var all []opening
		for _, v := range valuesAt(o, "egress") {
			if block, ok := v.(map[string]any); ok {
				all = append(all, ofAWS(block)...)
			}
		}
		return all, true
	case "aws_security_group_rule":
		if o["type"] != "egress" {
			return nil, true
		}
		return ofAWS(o), true
	case "aws_vpc_security_group_egress_rule":
		return ofAWS(o), true
	case "digitalocean_firewall":
		return droplets.openings(o), true
	}
	return nil, false
}

// exitRules are the types of which each instance is a rule about what goes out, so that a delete
// closes a way.
var exitRules = []string{"aws_security_group_rule", "aws_vpc_security_group_egress_rule"}

// exitHits compares what both sides of a change let out, with what other rules of the same
// group let out beside it.
func exitHits(pass *ChangePass) []Hit {
	c := pass.Change
	before, ok := exits(c.Type, c.Before)
	if !ok || len(before) == 0 || !alters(c) && (c.Action != plan.ActionDelete || !slices.Contains(exitRules, c.Type)) {
		return nil
	}
	if doubt := exitDoubt(c); doubt != "" {
		if c.Action != plan.ActionUpdate || !slices.ContainsFunc(c.Changed, func(a plan.Attribute) bool { return saysExit(a.Path) }) {
			return nil
		}
		return []Hit{{Doubt: doubt, Watch: knowledge.Watch{
			Rule: idEgressRemoved, When: knowledge.WhenShrinks, Score: noExitPoints, Moment: knowledge.AtApply, Outcome: OutcomeAccessLoss,
			Why: "something is no longer let out",
		}}}
	}
	after, _ := exits(c.Type, c.After)
	lost := uncovered(before, after, opening.covers)
	left, by := len(after), []string(nil)
	for _, other := range pass.standing() {
		if goesWithRules(other) {
			return nil // what is in the group goes, or moves to another one
		}
		beside, _ := exits(other.Type, other.After)
		left += len(beside)
		still := uncovered(lost, beside, opening.covers)
		if len(still) < len(lost) && other.Action != plan.ActionNoOp {
			by = append(by, other.Address)
		}
		lost = still
	}
	switch {
	case len(lost) == 0 && len(by) > 0:
		return []Hit{takeover{moved: before, by: by}.movedHit()}
	case len(lost) == 0:
		return nil
	}
	hit := Hit{Watch: knowledge.Watch{
		Rule: idEgressRemoved, Score: exitPoints, Moment: knowledge.AtApply, Outcome: OutcomeAccessLoss,
		Why: fmt.Sprintf("it no longer lets out %v to where it did", lost[0]),
	}}
	if left == 0 {
		hit.Score, hit.Outcome = noExitPoints, OutcomeOutage
		hit.Why = fmt.Sprintf("no rule is left that is seen to let something out of the group: %v was the last", lost[0])
	}
	return []Hit{hit}
}

// saysExit reports whether an attribute says what a rule lets out: a group has its own for that.
func saysExit(path string) bool {
	name := plan.TopName(path)
	return name == droplets.blocks || name != "ingress" && saysWhatPasses(path)
}

// exitDoubt says why it can't be told what a change lets out from then on, empty where it can.
func exitDoubt(c *plan.Change) string {
	switch {
	case slices.ContainsFunc(c.Changed, func(a plan.Attribute) bool { return a.Unknown && saysExit(a.Path) }):
		return afterApply
	case hidden(valuesAt(c.After, "egress")), hidden(valuesAt(c.After, droplets.blocks)), slices.ContainsFunc(awsSources, func(name string) bool { return hidden(valuesAt(c.After, name)) }):
		return "the value is hidden"
	}
	return ""
}

// groupRules are the types of AWS that make up what a security group lets pass.
var groupRules = []string{
	"aws_default_security_group", "aws_security_group", "aws_security_group_rule", "aws_vpc_security_group_egress_rule", "aws_vpc_security_group_ingress_rule",
}

// goesWithRules reports whether a change takes away the group that rules belong to.
func goesWithRules(c *plan.Change) bool {
	group := c.Type == "aws_security_group" || c.Type == "aws_default_security_group"
	return group && (c.Action == plan.ActionDelete || c.Action == plan.ActionReplace)
}
