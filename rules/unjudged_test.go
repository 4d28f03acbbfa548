package rules_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// What decides how dangerous a change is and can't be seen makes it medium; what is only known
// after apply stays low, and says so.
func TestWhatCannotBeJudged(t *testing.T) {
	t.Parallel()
	const open = `{"Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}`
	veil := plan.Masked{}
	update := func(typ, name string, before, after plan.Value) plan.Change {
		return plan.Change{
			Type: typ, Action: plan.ActionUpdate, Before: plan.Object{name: before}, After: plan.Object{name: after},
			Changed: []plan.Attribute{{Path: name, Before: before, After: after}},
		}
	}
	unknown := func(typ, path, name string, before plan.Value) plan.Change {
		return plan.Change{
			Type: typ, Action: plan.ActionUpdate, Before: plan.Object{name: before}, After: plan.Object{},
			Changed: []plan.Attribute{{Path: path, Before: before, Unknown: true}},
		}
	}
	create := func(typ, name string, after plan.Value) plan.Change {
		return plan.Change{Type: typ, Action: plan.ActionCreate, After: plan.Object{name: after}}
	}
	rule := map[string]any{"cidr_blocks": []any{"10.0.0.0/8"}, "from_port": number("443"), "to_port": number("443"), "protocol": "tcp"}
	noted := map[string]any{"cidr_blocks": []any{"10.0.0.0/8"}, "from_port": number("443"), "to_port": number("443"), "protocol": "tcp", "description": veil}
	for name, tt := range map[string]struct {
		change   plan.Change
		min, max int
		why      string
	}{
		"hidden trust":           {update("aws_iam_role", "assume_role_policy", open, veil), 38, 38, "assume_role_policy is hidden by the plan"},
		"trust hidden before":    {update("aws_iam_role", "assume_role_policy", veil, open), 38, 38, "is hidden by the plan"},
		"hidden and the same":    {update("aws_iam_role", "assume_role_policy", veil, veil), 0, 34, ""},
		"hidden policy, new":     {create("aws_s3_bucket_policy", "policy", veil), 38, 38, "what it allows can't be judged"},
		"hidden members":         {update("google_project_iam_binding", "members", []any{"user:a@example.org"}, veil), 38, 38, "who may do what"},
		"hidden content":         {update("local_file", "content", "x", veil), 0, 34, ""},
		"hidden ingress":         {update("aws_security_group", "ingress", []any{rule}, veil), 38, 38, "what it lets in can't be judged"},
		"hidden sources":         {create("aws_security_group_rule", "cidr_blocks", []any{veil}), 38, 38, "what it lets in can't be judged"},
		"hidden sources, egress": {plan.Change{Type: "aws_security_group_rule", Action: plan.ActionCreate, After: plan.Object{"type": "egress", "cidr_blocks": veil}}, 0, 34, ""},
		"hidden description":     {update("aws_security_group", "ingress", []any{rule}, []any{noted}), 0, 34, ""},
		"hidden lifecycle":       {update("google_storage_bucket", "lifecycle_rule", []any{}, veil), 38, 38, "what it deletes can't be judged"},
		"unknown trust":          {unknown("aws_iam_role", "assume_role_policy", "assume_role_policy", open), 25, 30, "is known only after apply: what it allows can't be judged before"},
		"unknown ingress":        {unknown("aws_security_group", "ingress", "ingress", []any{rule}), 25, 30, "is known only after apply"},
		"unknown group in it":    {unknown("aws_security_group", "ingress[0].security_groups", "ingress", []any{rule}), 0, 24, ""},
		"unknown policy, new":    {plan.Change{Type: "aws_s3_bucket_policy", Action: plan.ActionCreate, After: plan.Object{}, AfterUnknown: map[string]any{"policy": true}}, 0, 24, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			var why []string
			for _, f := range rules.ChangeFactors(&pass) {
				why = append(why, f.Why)
			}
			all := strings.Join(why, "\n")
			if score := scoreOf(passOf(builtin(t), tt.change), 0); score < tt.min || score > tt.max {
				t.Errorf("score %d: %s", score, all)
			}
			if !strings.Contains(all, tt.why) || tt.why == "" && strings.Contains(all, "judged") {
				t.Errorf("says: %s", all)
			}
		})
	}
}
