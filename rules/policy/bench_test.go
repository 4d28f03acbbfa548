package policy_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/policy"
)

// manyRules makes n rules of the forms that policies mostly have.
func manyRules(n int) string {
	forms := []string{
		`change.action == "replace" && change.class == "data-store" && glob(change.address, "module.teamN*")`,
		`change.disruptive && downstream.unchanged > N && recovery.tier != "reversible"`,
		`contains(change.outcomes, "data-loss") && startswith(change.module, "module.teamN")`,
		`change.type == "aws_type_N" || regex("teamN\\.", change.address)`,
		`anytrue([for path in change.changed : path == "attribute_N"])`,
	}
	var b strings.Builder
	for i := range n {
		when := strings.ReplaceAll(forms[i%len(forms)], "N", fmt.Sprint(i))
		fmt.Fprintf(&b, "rule \"rule-%d\" {\n  when    = %s\n  level   = \"high\"\n  message = \"${change.address} by rule %d\"\n}\n", i, when, i)
	}
	return b.String()
}

func BenchmarkApply(b *testing.B) {
	p := load(b, manyRules(200))
	input := &policy.Input{}
	actions := []string{"replace", "delete", "update", "create"}
	for i := range 5000 {
		input.Changes = append(input.Changes, policy.Change{
			Address: fmt.Sprintf("module.team%d.aws_db_instance.main[%d]", i%100, i), Module: fmt.Sprintf("module.team%d", i%100),
			Type: "aws_db_instance", Class: "data-store", Action: actions[i%4], Disruptive: i%4 < 2, Changed: []string{"size", "tags"},
			Outcomes: []string{"outage"}, Factors: []risk.Factor{{Rule: "class-action", Points: 30}}, Score: 30,
		})
	}
	s := p.Settings(policy.Scope{})
	for b.Loop() {
		s.Apply(input)
	}
}

func BenchmarkLoad(b *testing.B) {
	files := []policy.File{{Name: "p.hcl", Content: []byte(manyRules(200))}}
	for b.Loop() {
		if _, diags := policy.Load(files); diags.HasErrors() {
			b.Fatal(diags)
		}
	}
}
