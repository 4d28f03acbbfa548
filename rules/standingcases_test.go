package rules_test

import (
	"github.com/tfblast/tfblast/analyzer/plan"
)

// standingCases holds the cases of rules that look at what other rules of a group let pass.
var standingCases = map[string][]ruleCase{
	"egress-removed": {
		exitGone("the last rule", positive),
		exitGone("another one stays, for a part", positive, exitRule(plan.ActionNoOp, "10.0.0.0/8")),
		exitGone("another one stays, for all", nearMiss, exitRule(plan.ActionNoOp, "0.0.0.0/0")),
		exitGone("another one is made, for all", nearMiss, exitRule(plan.ActionCreate, "0.0.0.0/0")),
		exitGone("the group goes as well", negative, &plan.Change{Type: "aws_security_group", Action: plan.ActionDelete, Before: plan.Object{"id": "sg-1"}}),
		{kind: positive, name: "in the group", change: sets("aws_security_group", "egress", []any{exit("0.0.0.0/0")}, []any{exit("10.0.0.0/8")})},
		{kind: positive, name: "by a rule of the older type", change: plan.Change{
			Type: "aws_security_group_rule", Action: plan.ActionDelete, Before: egressRule(),
		}},
		{kind: positive, name: "of a droplet", change: sets("digitalocean_firewall", "outbound_rule",
			[]any{map[string]any{"protocol": "tcp", "port_range": "443", "destination_addresses": []any{"0.0.0.0/0"}}}, []any{})},
		{kind: nearMiss, name: "more goes out", change: sets("aws_security_group", "egress", []any{exit("10.0.0.0/8")}, []any{exit("0.0.0.0/0")})},
		{kind: nearMiss, name: "what comes in is closed", change: sets("aws_security_group", "ingress", []any{exit("0.0.0.0/0")}, []any{})},
		{kind: negative, name: "Google lets out what no rule is about", change: plan.Change{Type: "google_compute_firewall", Action: plan.ActionDelete, Before: plan.Object{
			"direction": "EGRESS", "destination_ranges": []any{"0.0.0.0/0"}, "allow": []any{map[string]any{"protocol": "tcp"}},
		}}},
		{kind: negative, name: "a new rule", change: plan.Change{Type: "aws_vpc_security_group_egress_rule", Action: plan.ActionCreate, After: plan.Object{"cidr_ipv4": "0.0.0.0/0", "ip_protocol": "-1"}}},
	},
	"ingress-removed": {
		frontShut("the public is shut out", positive),
		frontShut("another rule lets it in", nearMiss, &plan.Change{
			Type: "aws_vpc_security_group_ingress_rule", Action: plan.ActionNoOp,
			After: plan.Object{"security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": number("443"), "to_port": number("443"), "cidr_ipv4": "0.0.0.0/0"},
		}),
		frontShut("its group goes", negative, &plan.Change{Type: "aws_security_group", Action: plan.ActionReplace, Before: plan.Object{"id": "sg-1"}}),
	},
}

func exit(to string) map[string]any {
	return map[string]any{"protocol": "-1", "from_port": number("0"), "to_port": number("0"), "cidr_blocks": []any{to}}
}

func egressRule() plan.Object {
	o := plan.Object(exit("0.0.0.0/0"))
	o["type"] = "egress"
	return o
}

func exitRule(action plan.Action, to string) *plan.Change {
	c := plan.Change{Address: "aws_vpc_security_group_egress_rule.b", Type: "aws_vpc_security_group_egress_rule", Action: action}
	c.After = plan.Object{"security_group_id": "sg-1", "ip_protocol": "-1", "cidr_ipv4": to}
	return &c
}

func exitGone(name string, k kind, standing ...*plan.Change) ruleCase {
	return ruleCase{kind: k, name: name, standing: standing, change: plan.Change{
		Type: "aws_vpc_security_group_egress_rule", Action: plan.ActionDelete, Before: exitRule(plan.ActionNoOp, "0.0.0.0/0").After,
	}}
}

func frontShut(name string, k kind, standing ...*plan.Change) ruleCase {
	web := func(from string) plan.Object {
		return plan.Object{"security_group_id": "sg-1", "ip_protocol": "tcp", "from_port": number("443"), "to_port": number("443"), "cidr_ipv4": from}
	}
	return ruleCase{kind: k, name: name, standing: standing, change: plan.Change{
		Type: "aws_vpc_security_group_ingress_rule", Action: plan.ActionUpdate, Before: web("0.0.0.0/0"), After: web("10.0.0.0/8"),
		Changed: []plan.Attribute{{Path: "cidr_ipv4", Before: "0.0.0.0/0", After: "10.0.0.0/8"}},
	}}
}
