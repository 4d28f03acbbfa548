package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

const (
	adminARN  = "arn:aws:iam::aws:policy/AdministratorAccess"
	readARN   = "arn:aws:iam::aws:policy/ReadOnlyAccess"
	workerARN = "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy"
)

// Pairs that differ in one thing stand side by side.
func TestLevelsOfIdentityPolicies(t *testing.T) {
	t.Parallel()
	arns := func(resourceType, path string, before, after []any) plan.Change {
		return sets(resourceType, path, before, after)
	}
	inline := func(name, document string) []any {
		return []any{map[string]any{"name": name, "policy": document}}
	}
	role := func(before, after []any) plan.Change { return sets("aws_iam_role", "inline_policy", before, after) }
	later := arns("aws_iam_role", "managed_policy_arns", []any{adminARN}, []any{adminARN, nil})
	later.Changed[0].Unknown = true
	const list, set = "aws_iam_role_policy_attachments_exclusive", "aws_ssoadmin_permission_set_inline_policy"
	for _, tt := range []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"a role becomes an administrator", arns("aws_iam_role", "managed_policy_arns", []any{readARN}, []any{readARN, adminARN}), risk.LevelHigh},
		{"a role may read", arns("aws_iam_role", "managed_policy_arns", []any{}, []any{readARN}), risk.LevelLow},
		{"a role is no administrator any more", arns("aws_iam_role", "managed_policy_arns", []any{readARN, adminARN}, []any{readARN}), risk.LevelMedium},
		{"nodes lose what they join by", arns("aws_iam_role", "managed_policy_arns", []any{readARN, workerARN}, []any{readARN}), risk.LevelHigh},
		{"one more, known later, beside full power", later, risk.LevelLow},
		{"a new administrator", createOf("aws_iam_role", plan.Object{"managed_policy_arns": []any{adminARN}}), risk.LevelMedium},
		{"a new role that reads", createOf("aws_iam_role", plan.Object{"managed_policy_arns": []any{readARN}}), risk.LevelLow},
		{"an inline policy of full power", role(inline("a", policy(`"s3:GetObject"`, `"*"`, "")), inline("a", policy(`"*"`, `"*"`, ""))), risk.LevelHigh},
		{"an inline policy of one more action", role(inline("a", policy(`"s3:GetObject"`, `"*"`, "")), inline("a", policy(`["s3:GetObject","s3:ListBucket"]`, `"*"`, ""))), risk.LevelLow},
		{"an inline policy goes", role(append(inline("a", policy(`"s3:GetObject"`, `"*"`, "")), inline("b", policy(`"s3:GetObject"`, `"*"`, ""))...), inline("a", policy(`"s3:GetObject"`, `"*"`, ""))), risk.LevelMedium},
		{"full power on the list", arns(list, "policy_arns", []any{readARN}, []any{readARN, adminARN}), risk.LevelHigh},
		{"off the list", arns(list, "policy_arns", []any{readARN, adminARN}, []any{adminARN}), risk.LevelMedium},
		{"inline policies off the list", arns("aws_iam_group_policies_exclusive", "policy_names", []any{"a", "b"}, []any{"a"}), risk.LevelMedium},
		{"one more inline policy on the list", arns("aws_iam_group_policies_exclusive", "policy_names", []any{"a"}, []any{"a", "b"}), risk.LevelLow},
		{"a permission set of full power", sets(set, "inline_policy", policy(`"s3:GetObject"`, `"*"`, ""), policy(`"*"`, `"*"`, "")), risk.LevelHigh},
		{"a permission set of one more action", sets(set, "inline_policy", policy(`"s3:GetObject"`, `"*"`, ""), policy(`["s3:GetObject","s3:ListBucket"]`, `"*"`, "")), risk.LevelLow},
		{"full power for a permission set", createOf("aws_ssoadmin_managed_policy_attachment", plan.Object{"managed_policy_arn": adminARN}), risk.LevelHigh},
		{"reading for a permission set", createOf("aws_ssoadmin_managed_policy_attachment", plan.Object{"managed_policy_arn": readARN}), risk.LevelLow},
		{"a permission set without bounds", plan.Change{Type: "aws_ssoadmin_permissions_boundary_attachment", Action: plan.ActionDelete, Before: plan.Object{"permission_set_arn": "a"}}, risk.LevelHigh},
		{"a group out of an account", plan.Change{Type: "aws_ssoadmin_account_assignment", Action: plan.ActionDelete, Before: plan.Object{"principal_type": "GROUP"}}, risk.LevelMedium},
		{"a role of PostgreSQL becomes superuser", sets("postgresql_role", "superuser", false, true), risk.LevelHigh},
		{"a role of PostgreSQL is superuser no more", sets("postgresql_role", "superuser", true, false), risk.LevelLow},
		{"a branch without protection", plan.Change{Type: "github_branch_protection", Action: plan.ActionDelete, Before: plan.Object{"pattern": "main"}}, risk.LevelHigh},
		{"a group into an account", createOf("aws_ssoadmin_account_assignment", plan.Object{"principal_type": "GROUP"}), risk.LevelLow},
	} {
		if got := levelOf(t, tt.change); got != tt.want {
			t.Errorf("%s: got %v (%d), want %v", tt.name, got, scoreOf(passOf(builtin(t), tt.change), 0), tt.want)
		}
	}
}

const (
	bindingYAML = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: x}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects:
- {kind: ServiceAccount, name: default, namespace: shop}
`
	isolationYAML = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: x, namespace: shop}
spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
`
	configYAML = `
apiVersion: v1
kind: ConfigMap
metadata: {name: x}
data: {kind: ClusterRoleBinding}
`
)

// A manifest is judged as the provider's own type of its kind.
func TestLevelsOfManifests(t *testing.T) {
	t.Parallel()
	binding := func(kind, role string, subjects ...any) plan.Object {
		return plan.Object{"manifest": map[string]any{
			"apiVersion": "rbac.authorization.k8s.io/v1", "kind": kind, "roleRef": map[string]any{"kind": "ClusterRole", "name": role}, "subjects": subjects,
		}}
	}
	rules := func(verbs ...any) plan.Object {
		return plan.Object{"manifest": map[string]any{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRole", "rules": []any{
			map[string]any{"apiGroups": []any{""}, "resources": []any{"pods"}, "verbs": verbs},
		}}}
	}
	group := func(name string) any { return map[string]any{"kind": "Group", "name": name} }
	update := func(before, after plan.Object) plan.Change {
		return plan.Change{Type: "kubernetes_manifest", Action: plan.ActionUpdate, Before: before, After: after, Changed: []plan.Attribute{{Path: "manifest"}}}
	}
	unseen := update(rules("get", "list"), rules("get", nil))
	unseen.Changed = []plan.Attribute{{Path: "manifest.rules[0].verbs[1]", Unknown: true}}
	yaml := func(text string) plan.Object {
		return plan.Object{"yaml_body": plan.Masked{}, "yaml_body_parsed": text}
	}
	deleted := plan.Change{Type: "kubernetes_manifest", Action: plan.ActionDelete, Before: binding("ClusterRoleBinding", "cluster-admin", group("platform"))}
	for _, tt := range []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"every login is an administrator", createOf("kubernetes_manifest", binding("ClusterRoleBinding", "cluster-admin", group("system:authenticated"))), risk.LevelHigh},
		{"nobody logs in to be an administrator", createOf("kubernetes_manifest", binding("ClusterRoleBinding", "cluster-admin", group("system:unauthenticated"))), risk.LevelCritical},
		{"a group that looks", createOf("kubernetes_manifest", binding("ClusterRoleBinding", "view", group("platform"))), risk.LevelLow},
		{"a group, in one namespace", createOf("kubernetes_manifest", binding("RoleBinding", "cluster-admin", group("platform"))), risk.LevelLow},
		{"an object of another group", createOf("kubernetes_manifest", plan.Object{"manifest": map[string]any{
			"apiVersion": "acme.example/v1", "kind": "ClusterRoleBinding", "roleRef": map[string]any{"name": "cluster-admin"}, "subjects": []any{group("system:authenticated")},
		}}), risk.LevelLow},
		{"somebody loses the role", update(binding("ClusterRoleBinding", "edit", group("a"), group("b")), binding("ClusterRoleBinding", "edit", group("a"))), risk.LevelMedium},
		{"somebody gets a role that looks", update(binding("ClusterRoleBinding", "view", group("a")), binding("ClusterRoleBinding", "view", group("a"), group("b"))), risk.LevelLow},
		{"a role of all verbs", update(rules("get"), rules("*")), risk.LevelHigh},
		{"a role of less", update(rules("get", "delete"), rules("get")), risk.LevelMedium},
		{"a role of more", update(rules("get"), rules("get", "list")), risk.LevelLow},
		{"a role of what is known later", unseen, risk.LevelMedium},
		{"a binding is deleted", deleted, risk.LevelMedium},
		{"YAML", createOf("kubectl_manifest", yaml(bindingYAML)), risk.LevelHigh},
		{"YAML that isolates", createOf("kubectl_manifest", yaml(isolationYAML)), risk.LevelHigh},
		{"YAML of something else", createOf("kubectl_manifest", yaml(configYAML)), risk.LevelLow},
		{"no YAML", createOf("kubectl_manifest", yaml("kind: [")), risk.LevelLow},
	} {
		if got := levelOf(t, tt.change); got != tt.want {
			t.Errorf("%s: got %v (%d), want %v", tt.name, got, scoreOf(passOf(builtin(t), tt.change), 0), tt.want)
		}
	}
}
