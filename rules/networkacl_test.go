package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

func TestLevelsOfAccessLists(t *testing.T) {
	t.Parallel()
	rule := func(no, action, protocol, network string) map[string]any {
		return map[string]any{"rule_no": number(no), "action": action, "protocol": protocol, "cidr_block": network, "from_port": number("0"), "to_port": number("0")}
	}
	web := rule("110", "allow", "6", "0.0.0.0/0")
	web["from_port"], web["to_port"] = number("443"), number("443")
	noWeb := rule("60", "deny", "tcp", "0.0.0.0/0")
	noWeb["from_port"], noWeb["to_port"] = number("443"), number("443")
	v6 := map[string]any{"rule_no": number("120"), "action": "allow", "protocol": "-1", "ipv6_cidr_block": "::/0"}
	all, none := rule("100", "allow", "-1", "0.0.0.0/0"), rule("50", "deny", "-1", "0.0.0.0/0")
	list := func(before, after []any) plan.Change { return sets("aws_network_acl", "ingress", before, after) }
	single := func(action plan.Action, no, kind, protocol string) plan.Change {
		o := plan.Object{"network_acl_id": "acl-1", "rule_number": number(no), "rule_action": kind, "protocol": protocol, "cidr_block": "0.0.0.0/0", "egress": false}
		if action == plan.ActionDelete {
			return plan.Change{Type: "aws_network_acl_rule", Action: action, Before: o}
		}
		return createOf("aws_network_acl_rule", o)
	}
	for _, tt := range []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"a deny of all before all", list([]any{all}, []any{none, all}), risk.LevelHigh},
		{"the same, written after it", list([]any{all}, []any{all, none}), risk.LevelHigh},
		{"of IPv4 only", list([]any{all, v6}, []any{none, all, v6}), risk.LevelHigh},
		{"nothing is left", list([]any{all}, nil), risk.LevelHigh},
		{"a deny behind all", list([]any{all}, []any{all, rule("200", "deny", "-1", "0.0.0.0/0")}), risk.LevelLow},
		{"a deny of one address", list([]any{all}, []any{rule("50", "deny", "-1", "198.51.100.9/32"), all}), risk.LevelLow},
		{"a deny of a port that all let in", list([]any{all}, []any{noWeb, all}), risk.LevelLow},
		{"a deny of what one rule let in", list([]any{all, web}, []any{noWeb, web, all}), risk.LevelMedium},
		{"a rule of several goes", list([]any{all, web}, []any{all}), risk.LevelMedium},
		{"another order in the list", list([]any{all, web}, []any{web, all}), risk.LevelInfo},
		{"a new rule that denies all", single(plan.ActionCreate, "50", "deny", "-1"), risk.LevelHigh},
		{"a new rule that denies all, perhaps behind others", single(plan.ActionCreate, "100", "deny", "-1"), risk.LevelMedium},
		{"a new rule that denies all, behind all others", single(plan.ActionCreate, "32000", "deny", "-1"), risk.LevelLow},
		{"a new rule that denies a port", single(plan.ActionCreate, "50", "deny", "tcp"), risk.LevelLow},
		{"a new rule that allows", single(plan.ActionCreate, "50", "allow", "-1"), risk.LevelLow},
		{"a rule that allows is deleted", single(plan.ActionDelete, "100", "allow", "-1"), risk.LevelMedium},
		{"a rule that denies is deleted", single(plan.ActionDelete, "50", "deny", "-1"), risk.LevelLow},
	} {
		if got := levelOf(t, tt.change); got != tt.want {
			t.Errorf("%s: got %v (%d), want %v", tt.name, got, scoreOf(passOf(builtin(t), tt.change), 0), tt.want)
		}
	}
}

func TestLevelsOfRoleBindings(t *testing.T) {
	t.Parallel()
	const cluster, inOne = "kubernetes_cluster_role_binding_v1", "kubernetes_role_binding"
	binding := func(resourceType, role, kind, name string) plan.Change {
		return createOf(resourceType, plan.Object{
			"role_ref": []any{map[string]any{"kind": "ClusterRole", "name": role}}, "subject": []any{map[string]any{"kind": kind, "name": name}},
		})
	}
	for _, tt := range []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"every login is an administrator", binding(cluster, "cluster-admin", "Group", "system:authenticated"), risk.LevelHigh},
		{"every pod may edit", binding(cluster, "edit", "Group", "system:serviceaccounts"), risk.LevelHigh},
		{"every login may do something", binding(cluster, "metrics", "Group", "system:authenticated"), risk.LevelMedium},
		{"every login may discover", binding(cluster, "system:discovery", "Group", "system:authenticated"), risk.LevelLow},
		{"a service account of that name", binding(cluster, "edit", "ServiceAccount", "system:authenticated"), risk.LevelLow},
		{"every pod of a namespace", binding(cluster, "cluster-admin", "Group", "system:serviceaccounts:shop"), risk.LevelHigh},
		{"a default service account", binding(cluster, "cluster-admin", "ServiceAccount", "default"), risk.LevelHigh},
		{"a default service account, in one namespace", binding(inOne, "cluster-admin", "ServiceAccount", "default"), risk.LevelMedium},
		{"a group", binding(cluster, "cluster-admin", "Group", "platform"), risk.LevelMedium},
		{"a group, in one namespace", binding(inOne, "cluster-admin", "Group", "platform"), risk.LevelLow},
		{"a group that looks", binding(cluster, "view", "Group", "platform"), risk.LevelLow},
	} {
		if got := levelOf(t, tt.change); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}
