package policy_test

import (
	"context"
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/policy"
)

// An expect block means rules by a pattern, and sees those of the policy that are true for a
// finding which a built-in rule made.
func TestCasesOfFindings(t *testing.T) {
	t.Parallel()
	const source = `
rule "ours-too" {
  when    = finding.rule == "whole-module"
  level   = "critical"
  message = "ours"
}
test "t" {
  plan = "plan.json"
  expect {
`
	tests := []struct{ expect, want string }{
		{"rule = \"*\"\ncount = 0", "a.hcl:9: rule *: 2 times, want 0"},
		{"rule = \"*\"\ncount = 2", ""},
		{"rule = \"ours-*\"\ncount = 1", ""},
		{"rule = \"ours-too\"\nlevel = \"critical\"", ""},
		{"rule = \"ours-too\"\naddress = \"x.*\"", "a.hcl:9: rule ours-too on x.*: never, want at least once"},
		{"rule = \"ours-too\"\ncount = 0", "a.hcl:9: rule ours-too: 1 times, want 0"},
		{"rule = \"whole-module\"\ncount = 1", ""},
	}
	for _, tt := range tests {
		t.Run(tt.expect, func(t *testing.T) {
			t.Parallel()
			p := load(t, source+tt.expect+"\n}\n}")
			result := p.Settings(policy.Scope{}).Apply(&policy.Input{
				Changes:  []policy.Change{{Address: "a.b", Factors: []risk.Factor{{Rule: "data-loss", Points: 10}}, Score: 10}},
				Findings: []policy.Finding{{Rule: "whole-module", Score: 50, Summary: "gone", Addresses: []string{"a.b"}}},
			})
			outcome := &policy.Outcome{Findings: result.Findings, Changes: []policy.JudgedChange{{Address: "a.b", Rules: []string{"data-loss"}}}}
			results, err := p.RunCases(context.Background(), func(context.Context, policy.Case) (*policy.Outcome, error) { return outcome, nil })
			if err != nil {
				t.Fatal(err)
			}
			var want []string
			if tt.want != "" {
				want = []string{tt.want}
			}
			if !slices.Equal(results[0].Failures, want) {
				t.Errorf("got %q, want %q", results[0].Failures, want)
			}
		})
	}
}
