package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// networkPolicy is a side of a policy for all pods, or for those of an app.
func networkPolicy(app string, ingress []any, kinds ...any) plan.Object {
	var labels any
	if app != "" {
		labels = map[string]any{"app": app}
	}
	return plan.Object{
		"metadata": []any{map[string]any{"name": "p", "namespace": "shop"}},
		"spec": []any{map[string]any{
			"pod_selector": []any{map[string]any{"match_labels": labels, "match_expressions": []any{}}},
			"ingress":      ingress, "egress": []any{}, "policy_types": kinds,
		}},
	}
}

// Pairs that differ in one thing stand side by side.
func TestLevelsOfNetworkPolicies(t *testing.T) {
	t.Parallel()
	from := []any{map[string]any{"from": []any{map[string]any{"pod_selector": []any{}}}}}
	anyone := []any{map[string]any{"from": []any{}, "ports": []any{}}}
	manifest := func(spec map[string]any) plan.Object {
		return plan.Object{"manifest": map[string]any{
			"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
			"metadata": map[string]any{"name": "p", "namespace": "shop"}, "spec": spec,
		}}
	}
	const kind = "kubernetes_network_policy_v1"
	updated := sets(kind, "metadata.labels", nil, "a")
	updated.Before, updated.After = networkPolicy("", from, "Ingress"), networkPolicy("", []any{}, "Ingress")
	same := updated
	same.Before = updated.After
	later := createOf(kind, networkPolicy("", []any{}, "Ingress"))
	later.Changed = []plan.Attribute{{Path: "spec[0].ingress", Unknown: true}}
	tests := []struct {
		name    string
		change  plan.Change
		new     bool
		through bool
		want    risk.Level
	}{
		{"nothing comes in", createOf(kind, networkPolicy("", []any{}, "Ingress")), false, false, risk.LevelHigh},
		{"nothing comes in, the kind is not said", createOf(kind, networkPolicy("", nil)), false, false, risk.LevelHigh},
		{"nothing comes in to one app", createOf(kind, networkPolicy("db", nil, "Ingress")), false, false, risk.LevelHigh},
		{"nothing goes out", createOf(kind, networkPolicy("", nil, "Egress")), false, false, risk.LevelHigh},
		{"the namespace is new", createOf(kind, networkPolicy("", nil, "Ingress")), true, false, risk.LevelLow},
		{"another policy lets something in", createOf(kind, networkPolicy("", nil, "Ingress")), false, true, risk.LevelMedium},
		{"some come in", createOf(kind, networkPolicy("", from, "Ingress")), false, false, risk.LevelLow},
		{"everyone comes in", createOf(kind, networkPolicy("", anyone, "Ingress")), false, false, risk.LevelLow},
		{"who comes in is known only after apply", later, false, false, risk.LevelMedium},
		{"the last rule is removed", updated, false, false, risk.LevelHigh},
		{"nobody came in before either", same, false, false, risk.LevelInfo},
		{"a manifest", createOf("kubernetes_manifest", manifest(map[string]any{"podSelector": map[string]any{}, "policyTypes": []any{"Ingress"}})), false, false, risk.LevelHigh},
		{"a manifest that lets some in", createOf("kubernetes_manifest", manifest(map[string]any{
			"podSelector": map[string]any{}, "policyTypes": []any{"Ingress"}, "ingress": []any{map[string]any{}},
		})), false, false, risk.LevelLow},
		{"a manifest of something else", createOf("kubernetes_manifest", plan.Object{"manifest": map[string]any{"kind": "Deployment", "apiVersion": "apps/v1", "spec": map[string]any{}}}), false, false, risk.LevelLow},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			pass.OwnerIsNew, pass.LetThrough = tt.new, tt.through
			if got := risk.LevelOf(scoreOf(pass, 0)); got != tt.want {
				t.Errorf("level %s, want %s: %+v", got, tt.want, rules.ChangeFactors(&pass))
			}
		})
	}
}
