package analyzer_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// Full power is less for somebody whom the same plan creates.
func TestGranteeIsNew(t *testing.T) {
	t.Parallel()
	const admin = "arn:aws:iam::aws:policy/AdministratorAccess"
	for _, tt := range []struct {
		name string
		add  func(*stack)
		want risk.Level
	}{
		{"a role that is there", func(s *stack) {
			s.add("aws_iam_role.r", "no-op", map[string]any{"name": "ci"})
			s.add("aws_iam_role_policy_attachment.g", "create", map[string]any{"role": "ci", "policy_arn": admin}, "role=aws_iam_role.r.name")
		}, risk.LevelHigh},
		{"a role that the plan makes", func(s *stack) {
			s.add("aws_iam_role.r", "create", map[string]any{"name": "ci"})
			s.add("aws_iam_role_policy_attachment.g", "create", map[string]any{"role": "ci", "policy_arn": admin}, "role=aws_iam_role.r.name")
		}, risk.LevelMedium},
		{"a role that the plan makes, with a name that is known after apply", func(s *stack) {
			s.add("aws_iam_role.r", "create", nil)
			s.add("aws_iam_role_policy_attachment.g", "create", map[string]any{"policy_arn": admin}, "role=aws_iam_role.r.id")
		}, risk.LevelMedium},
		{"a service account that the plan makes", func(s *stack) {
			s.add("google_service_account.a", "create", nil)
			s.add("google_project_iam_member.g", "create", map[string]any{"project": "p", "role": "roles/owner"}, "member=google_service_account.a.member")
		}, risk.LevelMedium},
		{"one that is known after apply, one by name", func(s *stack) {
			s.add("google_service_account.a", "create", nil)
			s.add("google_project_iam_binding.g", "create", map[string]any{
				"project": "p", "role": "roles/owner", "members": []any{nil, "user:bo@example.com"},
			}, "members=google_service_account.a.member")
		}, risk.LevelHigh},
		{"a user by name, beside a role that the plan makes", func(s *stack) {
			s.add("aws_iam_role.r", "create", map[string]any{"name": "ci"})
			s.add("aws_iam_user_policy_attachment.g", "create", map[string]any{"user": "bob", "policy_arn": admin})
		}, risk.LevelHigh},
		{"one that is there, one that the plan makes", func(s *stack) {
			s.add("google_service_account.a", "create", map[string]any{"email": "a@p.iam.gserviceaccount.com"})
			s.add("google_project_iam_binding.g", "create", map[string]any{
				"project": "p", "role": "roles/owner", "members": []any{"serviceAccount:a@p.iam.gserviceaccount.com", "user:bo@example.com"},
			}, "members=google_service_account.a.email")
		}, risk.LevelHigh},
		{"on a project that the plan makes", func(s *stack) {
			s.add("google_project.p", "create", map[string]any{"project_id": "p"})
			s.add("google_project_iam_member.g", "create", map[string]any{"project": "p", "role": "roles/owner", "member": "user:bo@example.com"}, "project=google_project.p.project_id")
		}, risk.LevelMedium},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var s stack
			tt.add(&s)
			r := s.analyze(t)
			for i := range r.Changes {
				if name := r.Changes[i].Name; name == "g" {
					if got := r.Changes[i].Risk; got.Level != tt.want {
						t.Errorf("level %s, want %s: %+v", got.Level, tt.want, got.Factors)
					}
					return
				}
			}
			t.Fatal("no grant in the report")
		})
	}
}

// The rules of an access list and the association of an attachment act on what is behind.
func TestActsOnBehind(t *testing.T) {
	t.Parallel()
	rule := func(number int, action string) map[string]any {
		return map[string]any{"network_acl_id": "acl-0aaaaaaaaaaaaaaaa", "rule_number": number, "rule_action": action, "protocol": "-1", "cidr_block": "0.0.0.0/0", "egress": true}
	}
	network := func(s *stack) {
		s.add("aws_subnet.s", "no-op", map[string]any{"id": "subnet-0aaaaaaaaaaaaaaaa"})
		s.add("aws_network_acl.l", "no-op", map[string]any{"id": "acl-0aaaaaaaaaaaaaaaa", "subnet_ids": []any{"subnet-0aaaaaaaaaaaaaaaa"}}, "subnet_ids=aws_subnet.s.id")
	}
	for _, tt := range []struct {
		name, address string
		add           func(*stack)
		want          risk.Level
	}{
		{"all that goes out", "aws_network_acl_rule.r", func(s *stack) {
			network(s)
			s.add("aws_network_acl_rule.r", "delete", rule(100, "allow"), "network_acl_id=aws_network_acl.l.id")
		}, risk.LevelHigh},
		{"a deny", "aws_network_acl_rule.r", func(s *stack) {
			network(s)
			s.add("aws_network_acl_rule.r", "delete", rule(100, "deny"), "network_acl_id=aws_network_acl.l.id")
		}, risk.LevelLow},
		{"a deny of all behind an allow", "aws_network_acl_rule.r", func(s *stack) {
			network(s)
			s.add("aws_network_acl_rule.a", "no-op", rule(100, "allow"), "network_acl_id=aws_network_acl.l.id")
			s.add("aws_network_acl_rule.r", "create", rule(200, "deny"), "network_acl_id=aws_network_acl.l.id")
		}, risk.LevelLow},
		{"a deny of all before an allow", "aws_network_acl_rule.r", func(s *stack) {
			network(s)
			s.add("aws_network_acl_rule.a", "no-op", rule(100, "allow"), "network_acl_id=aws_network_acl.l.id")
			s.add("aws_network_acl_rule.r", "create", rule(90, "deny"), "network_acl_id=aws_network_acl.l.id")
		}, risk.LevelHigh},
		{"an attachment by its association", "aws_ec2_transit_gateway_route_table_association.r", func(s *stack) {
			s.add("aws_ec2_transit_gateway_vpc_attachment.v", "no-op", map[string]any{"id": "tgw-attach-0aaaaaaaaaaaaaaaa"})
			s.add("aws_ec2_transit_gateway_route_table_association.r", "delete", map[string]any{"transit_gateway_attachment_id": "tgw-attach-0aaaaaaaaaaaaaaaa"},
				"transit_gateway_attachment_id=aws_ec2_transit_gateway_vpc_attachment.v.id")
		}, risk.LevelHigh},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var s stack
			tt.add(&s)
			if got := find(t, s.analyze(t), tt.address).Risk; got.Level != tt.want {
				t.Errorf("level %s, want %s: %+v", got.Level, tt.want, got.Factors)
			}
		})
	}
}
