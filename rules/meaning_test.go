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
