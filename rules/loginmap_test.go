package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Who goes from the map of logins of a cluster weighs as much as what they do there.
func TestLevelsOfLoginMaps(t *testing.T) {
	t.Parallel()
	const (
		nodes  = "- rolearn: arn:aws:iam::111122223333:role/nodes\n  username: system:node:{{EC2PrivateDNSName}}\n  groups: [system:bootstrappers, system:nodes]\n"
		others = "- rolearn: arn:aws:iam::111122223333:role/other-nodes\n  username: system:node:{{EC2PrivateDNSName}}\n  groups:\n  - system:nodes\n"
		admin  = "- rolearn: arn:aws:iam::111122223333:role/admin\n  username: admin\n  groups: [system:masters]\n"
		ops    = "- rolearn: arn:aws:iam::111122223333:role/ops\n  groups: [system:masters]\n"
		dev    = "- rolearn: arn:aws:iam::111122223333:role/dev\n  groups: [view]\n"
		alien  = "- userarn: arn:aws:iam::999988887777:user/x\n  groups: [system:masters]\n"
	)
	in := func(name, namespace string, before, after plan.Object) plan.Change {
		of := func(data plan.Object) plan.Object {
			return plan.Object{"metadata": []any{map[string]any{"name": name, "namespace": namespace}}, "data": map[string]any(data)}
		}
		return plan.Change{Type: "kubernetes_config_map_v1_data", Action: plan.ActionUpdate, Before: of(before), After: of(after)}
	}
	roles := func(before, after string) plan.Change {
		return in("aws-auth", "kube-system", plan.Object{"mapRoles": before}, plan.Object{"mapRoles": after})
	}
	corefile := func(before, after string) plan.Change {
		return in("coredns", "kube-system", plan.Object{"Corefile": before}, plan.Object{"Corefile": after})
	}
	unknown := roles(nodes, "")
	unknown.AfterUnknown, unknown.Changed = map[string]any{"data": true}, []plan.Attribute{{Path: "data", Unknown: true}}
	manifest := func(data plan.Object) plan.Object {
		return plan.Object{"manifest": map[string]any{"kind": "ConfigMap", "apiVersion": "v1", "metadata": map[string]any{"name": "aws-auth", "namespace": "kube-system"}, "data": map[string]any(data)}}
	}
	for _, tt := range []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"the nodes go", roles(nodes+dev, dev), risk.LevelHigh},
		{"the nodes go, all with them", roles(nodes, ""), risk.LevelHigh},
		{"the nodes are no nodes any more", roles(nodes, "- rolearn: arn:aws:iam::111122223333:role/nodes\n  groups: [view]\n"), risk.LevelHigh},
		{"some of the nodes go", roles(nodes+others, others), risk.LevelHigh},
		{"other nodes take their place", roles(nodes, others), risk.LevelMedium},
		{"nodes come", roles(nodes, nodes+others), risk.LevelLow},
		{"another order", roles(nodes+dev, dev+nodes), risk.LevelLow},
		{"the last administrator goes", roles(nodes+admin, nodes), risk.LevelHigh},
		{"one of the administrators goes", roles(nodes+admin+ops, nodes+admin), risk.LevelMedium},
		{"somebody goes", roles(nodes+dev, nodes), risk.LevelMedium},
		{"somebody comes", roles(nodes, nodes+dev), risk.LevelLow},
		{"an administrator comes", roles(nodes, nodes+admin), risk.LevelMedium},
		{"an administrator comes from elsewhere", in("aws-auth", "kube-system", plan.Object{"mapRoles": nodes}, plan.Object{"mapRoles": nodes, "mapUsers": alien}), risk.LevelHigh},
		{"it can't be read any more", roles(nodes, "rolearn: x"), risk.LevelHigh},
		{"it is broken", roles(nodes, nodes+"- '"), risk.LevelHigh},
		{"it is hidden", in("aws-auth", "kube-system", plan.Object{"mapRoles": nodes}, plan.Object{"mapRoles": plan.Masked{}}), risk.LevelMedium},
		{"it is known only after apply", unknown, risk.LevelLow},
		{"a map of that name elsewhere", in("aws-auth", "shop", plan.Object{"mapRoles": nodes}, plan.Object{"mapRoles": ""}), risk.LevelLow},
		{"as a manifest", plan.Change{Type: "kubernetes_manifest", Action: plan.ActionUpdate, Before: manifest(plan.Object{"mapRoles": nodes}), After: manifest(plan.Object{"mapRoles": ""})}, risk.LevelHigh},
		{"names are looked up elsewhere", corefile(".:53 {\n  forward . /etc/resolv.conf\n}", ".:53 {\n  forward . 10.0.0.2\n}"), risk.LevelMedium},
		{"a comment on it", corefile(".:53 {\n  forward . 10.0.0.2\n}", "# why\n.:53 {\n    forward . 10.0.0.2 # there\n}\n"), risk.LevelLow},
		{"settings of something else", in("kube-proxy", "kube-system", plan.Object{"a": "1"}, plan.Object{"a": "2"}), risk.LevelLow},
	} {
		if got := levelOf(t, tt.change); got != tt.want {
			t.Errorf("%s: got %v (%d), want %v", tt.name, got, scoreOf(passOf(builtin(t), tt.change), 0), tt.want)
		}
	}
}

// Who may sign in is asked at once, and not when a pod starts.
func TestLoginMapIsReadAtOnce(t *testing.T) {
	t.Parallel()
	in := func(namespace, text string) plan.Object {
		return plan.Object{"metadata": []any{map[string]any{"name": "aws-auth", "namespace": namespace}}, "data": map[string]any{"mapRoles": text, "DB_HOST": text}}
	}
	const nodes = "- rolearn: arn:aws:iam::1:role/n\n  groups: [system:nodes]\n"
	for namespace, want := range map[string]string{"kube-system": knowledge.AtApply, "shop": "next-deploy"} {
		pass := passOf(builtin(t), plan.Change{Type: "kubernetes_config_map_v1", Action: plan.ActionUpdate, Before: in(namespace, nodes), After: in(namespace, "[]")})
		if got := rules.When(&pass, rules.Outcomes(&pass, nil)); got != want {
			t.Errorf("%s: %s, want %s", namespace, got, want)
		}
	}
}
