package analyzer_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// A policy that lets nothing in shuts a namespace that is there, and nobody out of a new one.
func TestNetworkPolicyOfNamespace(t *testing.T) {
	t.Parallel()
	policy := func(namespace string, rules ...any) map[string]any {
		return map[string]any{
			"metadata": []any{map[string]any{"name": "p", "namespace": namespace}},
			"spec":     []any{map[string]any{"pod_selector": []any{map[string]any{}}, "policy_types": []any{"Ingress"}, "ingress": rules}},
		}
	}
	space := func(name string) map[string]any {
		return map[string]any{"metadata": []any{map[string]any{"name": name}}}
	}
	const reference = "metadata.namespace=kubernetes_namespace_v1.n.metadata"
	for _, tt := range []struct {
		name string
		add  func(*stack)
		want risk.Level
	}{
		{"one that is there", func(s *stack) {
			s.add("kubernetes_namespace_v1.n", "no-op", space("shop"))
			s.add("kubernetes_network_policy_v1.p", "create", policy("shop"))
		}, risk.LevelHigh},
		{"one that the plan makes", func(s *stack) {
			s.add("kubernetes_namespace_v1.n", "create", space("shop"))
			s.add("kubernetes_network_policy_v1.p", "create", policy("shop"))
		}, risk.LevelLow},
		{"one that the plan makes and gives its name to", func(s *stack) {
			s.add("kubernetes_namespace_v1.n", "create", nil)
			s.add("kubernetes_network_policy_v1.p", "create", policy("shop"), reference)
		}, risk.LevelLow},
		{"the plan makes another one", func(s *stack) {
			s.add("kubernetes_namespace_v1.n", "create", space("other"))
			s.add("kubernetes_network_policy_v1.p", "create", policy("shop"))
		}, risk.LevelHigh},
		{"a second policy lets some in", func(s *stack) {
			s.add("kubernetes_network_policy_v1.p", "create", policy("shop"))
			s.add("kubernetes_network_policy_v1.q", "create", policy("shop", map[string]any{"from": []any{}}))
		}, risk.LevelMedium},
		{"a second policy lets some in elsewhere", func(s *stack) {
			s.add("kubernetes_network_policy_v1.p", "create", policy("shop"))
			s.add("kubernetes_network_policy_v1.q", "create", policy("other", map[string]any{"from": []any{}}))
		}, risk.LevelHigh},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var s stack
			tt.add(&s)
			if got := find(t, s.analyze(t), "kubernetes_network_policy_v1.p").Risk; got.Level != tt.want {
				t.Errorf("level %s, want %s: %+v", got.Level, tt.want, got.Factors)
			}
		})
	}
}
