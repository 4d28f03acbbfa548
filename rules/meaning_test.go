package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// An update that says the same in another form is as quiet as one of tags.
func TestSameMeaningIsQuiet(t *testing.T) {
	t.Parallel()
	const conditioned = `{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"a":["x","y"]}}}]}`
	rule := func(description, source string) map[string]any {
		return map[string]any{"description": description, "cidr_blocks": []any{source}, "protocol": "-1"}
	}
	tests := []struct {
		name   string
		change plan.Change
		quiet  bool
	}{
		{"a policy in another order", policyChange(policy(`["s3:a","s3:b"]`, `"*"`, ""), policy(`["s3:b","s3:a"]`, `["*"]`, "")), true},
		{"a condition in another order", policyChange(conditioned, `{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"a":["y","x"]}}}}`), true},
		{"another condition", policyChange(conditioned, `{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"a":["y","z"]}}}}`), false},
		{"a policy that allows more", policyChange(policy(`"s3:a"`, `"*"`, ""), policy(`["s3:b","s3:a"]`, `"*"`, "")), false},
		{"a policy that allows less", policyChange(policy(`["s3:b","s3:a"]`, `"*"`, ""), policy(`"s3:a"`, `"*"`, "")), false},
		{"a policy that denies what it allowed", policyChange(policy(`"s3:a"`, `"*"`, ""), `{"Statement":{"Effect":"Deny","Action":"s3:a","Resource":"*"}}`), false},
		{"a description of a rule", sets("aws_security_group", "ingress", []any{rule("a", "10.0.0.0/8")}, []any{rule("b", "10.0.0.0/8")}), true},
		{"rules in another order", sets("aws_security_group", "ingress",
			[]any{rule("a", "10.0.0.0/8"), rule("a", "10.1.0.0/16")}, []any{rule("a", "10.1.0.0/16"), rule("a", "10.0.0.0/8")}), true},
		{"another source", sets("aws_security_group", "ingress", []any{rule("a", "10.0.0.0/8")}, []any{rule("a", "10.1.0.0/16")}), false},
		{"a label of a namespace", labelled("kubernetes_namespace_v1", "metadata[0].labels.tier"), true},
		{"a label of a namespace by which pods get a sidecar", labelled("kubernetes_namespace_v1", `metadata[0].labels["istio-injection"]`), false},
		{"a label that says what pods may do", labelled("kubernetes_namespace", `metadata[0].labels["pod-security.kubernetes.io/enforce"]`), false},
		{"a label of a pod", labelled("kubernetes_pod_v1", "metadata[0].labels.app"), false},
		{"a label of the pods of a deployment", labelled("kubernetes_deployment_v1", "spec[0].template[0].metadata[0].labels.app"), false},
		{"an annotation", labelled("kubernetes_service_v1", "metadata[0].annotations.a"), false},
		{"something of another name", labelled("kubernetes_service_v1", "metadata[0].labelset"), false},
		{"something that is no policy", policyChange("a", "b"), false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := levelOf(t, tt.change); (got == risk.LevelInfo) != tt.quiet {
				t.Errorf("level %s, want it quiet: %v", got, tt.quiet)
			}
		})
	}
}

// labelled is an update of one attribute at a path with indexes.
func labelled(resourceType, path string) plan.Change {
	return plan.Change{
		Type: resourceType, Action: plan.ActionUpdate, Before: plan.Object{}, After: plan.Object{},
		Changed: []plan.Attribute{{Path: path, Before: "1", After: "2"}},
	}
}
