package rules_test

import (
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

// How long an object is missing is told where a destroy makes an outage, and nowhere else.
func TestDowntime(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change plan.Change
		want   bool
	}{
		{"destroyed first", replaceOf("aws_db_instance", plan.DestroyBeforeCreate), true},
		{"deleted", plan.Change{Type: "aws_nat_gateway", Action: plan.ActionDelete}, true},
		{"created first", replaceOf("aws_db_instance", plan.CreateBeforeDestroy), false},
		{"updated", plan.Change{Type: "aws_db_instance", Action: plan.ActionUpdate}, false},
		{"forgotten", plan.Change{Type: "aws_db_instance", Action: plan.ActionForget}, false},
		{"an unknown action", plan.Change{Type: "aws_db_instance", Action: "melt"}, false},
		{"a type without a row", replaceOf("acme_postgres", plan.DestroyBeforeCreate), false},
		{"everyday business", replaceOf("aws_ecs_task_definition", plan.DestroyBeforeCreate), false},
		{"in doubt", plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete, Doubt: "no-op, and id changes"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			if d, ok := rules.Downtime(&pass, nil, rules.Outcomes(&pass, nil)); ok != tt.want {
				t.Errorf("%+v, want %v", d, tt.want)
			}
		})
	}
	pass := passOf(builtin(t), replaceOf("aws_db_instance", plan.DestroyBeforeCreate))
	if d, ok := rules.Downtime(&pass, nil, []string{rules.OutcomeDataLoss}); ok {
		t.Errorf("%+v without an outage", d)
	}
}

// What create_before_destroy would do is told of replaces that destroy first.
func TestWouldCreateFirst(t *testing.T) {
	t.Parallel()
	with := func(c plan.Change, before, after plan.Object) plan.Change {
		c.Before, c.After = before, after
		return c
	}
	first := plan.DestroyBeforeCreate
	tests := []struct {
		name   string
		change plan.Change
		closes bool
		why    string // empty where nothing is told
	}{
		{"a row says so", replaceOf("aws_instance", first), true, "the new server starts beside the old one"},
		{"the name stays", with(replaceOf("aws_lb", first), plan.Object{"name": "web"}, plan.Object{"name": "web"}), false, "its name must be unique and stays the same"},
		{"another name", with(replaceOf("aws_lb", first), plan.Object{"name": "web"}, plan.Object{"name": "web-2"}), true, "the new load balancer stands beside the old one; what names it follows before that one goes"},
		{"a fixed address", with(
			replaceOf("aws_instance", first), plan.Object{"subnet_id": "subnet-1", "private_ip": "10.0.0.9"}, plan.Object{"subnet_id": "subnet-1", "private_ip": "10.0.0.9"},
		), false, "its fixed private address is in use until the old one is gone"},
		{"an address of the range", with(
			replaceOf("aws_instance", first), plan.Object{"subnet_id": "subnet-1", "private_ip": "10.0.0.9"}, plan.Object{"subnet_id": "subnet-1"},
		), true, "the new server starts beside the old one"},
		{"it holds data", replaceOf("aws_db_instance", first), false, "the new one starts without the data of the old one"},
		{"it holds data and has a name", with(
			replaceOf("aws_db_instance", first), plan.Object{"identifier": "orders"}, plan.Object{"identifier": "orders"},
		), false, "the new one starts without the data of the old one; its identifier must be unique and stays the same"},
		{"a release in another namespace", with(
			replaceOf("helm_release", first), plan.Object{"name": "db", "namespace": "data"}, plan.Object{"name": "db", "namespace": "databases"},
		), false, "what its chart makes outside of namespaces, such as cluster roles, may be there once only"},
		{"a release in the same namespace", with(
			replaceOf("helm_release", first), plan.Object{"name": "db", "namespace": "data"}, plan.Object{"name": "db", "namespace": "data"},
		), false, "its name must be unique and stays the same"},
		{"it is created first", replaceOf("aws_instance", plan.CreateBeforeDestroy), false, ""},
		{"it is deleted", plan.Change{Type: "aws_instance", Action: plan.ActionDelete}, false, ""},
		{"nothing is known of the type", replaceOf("acme_server", first), false, ""},
		{"nothing is known of creating it first", replaceOf("aws_networkfirewall_firewall", first), false, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			got, ok := rules.WouldCreateFirst(&pass, rules.Outcomes(&pass, nil))
			if ok != (tt.why != "") || got.ClosesGap != tt.closes || got.Why != tt.why {
				t.Errorf("%v %+v, want %+v", ok, got, tt)
			}
		})
	}
	pass := passOf(builtin(t), replaceOf("aws_lambda_function", first))
	if got, ok := rules.WouldCreateFirst(&pass, rules.Outcomes(&pass, nil)); !ok || !got.ClosesGap {
		t.Errorf("a service as a whole: %+v, want a gap that is closed", got)
	}
}

// What a create beside the old object comes to is what its row says, stuck as a rule.
func TestCollisionOutcomes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		change plan.Change
		want   string
	}{
		{plan.Change{Type: "aws_lb", Before: plan.Object{"name": "web"}, After: plan.Object{"name": "web"}}, rules.OutcomeStuck},
		{plan.Change{Type: "aws_volume_attachment", Before: plan.Object{"volume_id": "v"}, After: plan.Object{"volume_id": "v"}}, rules.OutcomeStuck},
		{plan.Change{Type: "aws_wafv2_web_acl_association", Before: plan.Object{"resource_arn": "a"}, After: plan.Object{"resource_arn": "a"}}, rules.OutcomeExposure},
		{plan.Change{Type: "aws_s3_bucket_policy", Before: plan.Object{"bucket": "b"}, After: plan.Object{"bucket": "b"}}, rules.OutcomeAccessLoss},
	}
	for _, tt := range tests {
		t.Run(tt.change.Type, func(t *testing.T) {
			t.Parallel()
			tt.change.Action, tt.change.Order = plan.ActionReplace, plan.CreateBeforeDestroy
			pass := passOf(builtin(t), tt.change)
			outcomes := rules.Outcomes(&pass, rules.ChangeFactors(&pass))
			if !slices.Contains(outcomes, tt.want) {
				t.Errorf("%v, want %s", outcomes, tt.want)
			}
			if tt.want != rules.OutcomeStuck && slices.Contains(outcomes, rules.OutcomeStuck) {
				t.Errorf("%v: nothing refuses it", outcomes)
			}
		})
	}
}
