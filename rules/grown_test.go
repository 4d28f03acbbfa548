package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// What grows can't shrink again; of what nothing is known nothing is promised.
func TestWaysBackOfUpdates(t *testing.T) {
	t.Parallel()
	const only, promised, cautious = "can only grow", "the old configuration can be applied again", "as far as is known"
	unknown := plan.Change{
		Type: "aws_ebs_volume", Action: plan.ActionUpdate, Before: plan.Object{"size": number("10")}, After: plan.Object{},
		Changed: []plan.Attribute{{Path: "size", Before: number("10"), Unknown: true}},
	}
	both := sets("azurerm_postgresql_flexible_server", "storage_mb", number("32768"), number("65536"))
	both.Before["backup_retention_days"], both.After["backup_retention_days"] = number("14"), number("7")
	both.Changed = append(both.Changed, plan.Attribute{Path: "backup_retention_days", Before: number("14"), After: number("7")})
	for _, tt := range []struct {
		name   string
		change plan.Change
		tier   knowledge.Tier
		begins string
	}{
		{"a disk grows", sets("google_sql_database_instance", "settings.disk_size", number("100"), number("200")), knowledge.TierRecreatable, "the disk " + only},
		{"a claim grows", sets("kubernetes_persistent_volume_claim_v1", "spec.resources.requests.storage", "10Gi", "20Gi"), knowledge.TierRecreatable, "a claim " + only},
		{"a volume shrinks", sets("aws_ebs_volume", "size", number("200"), number("100")), knowledge.TierReversible, cautious},
		{"what is known later", unknown, knowledge.TierReversible, cautious},
		{"another type", sets("aws_sqs_queue", "size", number("100"), number("200")), knowledge.TierReversible, cautious},
		{"the worse of two", both, knowledge.TierLost, "backups that the new setting drops"},
		{"an attribute that nobody has looked at", sets("aws_db_instance", "domain_ou", "a", "b"), knowledge.TierReversible, cautious},
		{"one that somebody has", sets("aws_ecs_service", "desired_count", number("3"), number("0")), knowledge.TierReversible, promised},
		{"labels", sets("aws_db_instance", "tags", map[string]any{"a": "b"}, map[string]any{"a": "c"}), knowledge.TierReversible, promised},
		{"an alarm", sets("aws_cloudwatch_metric_alarm", "threshold", number("1"), number("2")), knowledge.TierReversible, promised},
		{"an unknown type", sets("acme_thing", "a", "b", "c"), knowledge.TierReversible, cautious},
		{"versioning goes off", sets("aws_s3_bucket_versioning", "versioning_configuration.status", "Enabled", "Suspended"), knowledge.TierReversible, "versions that exist stay"},
		{"deleted blobs are kept for a shorter time", sets("azurerm_storage_account", "blob_properties.delete_retention_policy.days", number("30"), number("7")), knowledge.TierReversible, "the old time can be set again"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			if got := rules.Undone(&pass); got.Tier != tt.tier || !strings.HasPrefix(got.Why, tt.begins) {
				t.Errorf("%+v, want %s: %s", got, tt.tier, tt.begins)
			}
		})
	}
}

// What is refused is stuck at apply, and not missing for a time.
func TestStuckIsAtApply(t *testing.T) {
	t.Parallel()
	pass := passOf(builtin(t), replaceOf("aws_launch_template", plan.DestroyBeforeCreate))
	if got := rules.When(&pass, []string{rules.OutcomeStuck}); got != knowledge.AtApply {
		t.Errorf("when %q", got)
	}
	if got := rules.When(&pass, nil); got != knowledge.NextDeploy {
		t.Errorf("when %q, want the next deploy", got)
	}
	gone := passOf(builtin(t), replaceOf("azurerm_public_ip", plan.DestroyBeforeCreate))
	outcomes := rules.Outcomes(&gone, nil)
	if _, ok := rules.Downtime(&gone, nil, outcomes); !ok {
		t.Error("no downtime of an address")
	}
	for _, rule := range []string{"in-use", "protected"} {
		if d, ok := rules.Downtime(&gone, []risk.Factor{{Rule: rule, Points: 1}}, outcomes); ok {
			t.Errorf("%s: %+v", rule, d)
		}
	}
}

// An app of App Service starts anew when its settings change; who reads a config map does not.
func TestSettingsOfAppsHoldAtOnce(t *testing.T) {
	t.Parallel()
	hosts := func(resourceType, path string) plan.Change {
		return sets(resourceType, path, map[string]any{"DB_HOST": "a"}, map[string]any{"DB_HOST": "b"})
	}
	for _, tt := range []struct {
		change plan.Change
		want   string
	}{
		{hosts("azurerm_linux_web_app", "app_settings"), knowledge.AtApply},
		{hosts("aws_lambda_function", "environment.variables"), knowledge.AtApply},
		{hosts("kubernetes_config_map_v1", "data"), knowledge.NextDeploy},
		{hosts("aws_ecs_task_definition", "environment.variables"), knowledge.NextDeploy},
	} {
		pass := passOf(builtin(t), tt.change)
		outcomes := rules.Outcomes(&pass, rules.ChangeFactors(&pass))
		if got := rules.When(&pass, outcomes); got != tt.want || !slices.Contains(outcomes, rules.OutcomeOutage) {
			t.Errorf("%s: %q, %v, want %q", tt.change.Type, got, outcomes, tt.want)
		}
	}
	pass := passOf(builtin(t), sets("azurerm_linux_web_app", "app_settings", map[string]any{"FEATURE": "a"}, map[string]any{"FEATURE": "b"}))
	if got := scoreOf(pass, 0); risk.LevelOf(got) != risk.LevelLow {
		t.Errorf("a flag of an app: %d, want low", got)
	}
}

// What the destroy of some types comes to is told by their rows, and not by their class.
func TestOutcomesOfTypes(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		change plan.Change
		want   []string
	}{
		{"messages wait", deleteOf("google_pubsub_subscription", nil), []string{rules.OutcomeDataLoss, rules.OutcomeOutage}},
		{"and go though the new one comes first", replaceOf("aws_sqs_queue", plan.CreateBeforeDestroy), []string{rules.OutcomeDataLoss}},
		{"a filter is taken off", deleteOf("aws_wafv2_web_acl_association", nil), []string{rules.OutcomeExposure}},
		{"rules of a firewall", deleteOf("cloudflare_ruleset", plan.Object{"phase": "http_request_firewall_custom"}), []string{rules.OutcomeExposure}},
		{"rules that redirect", deleteOf("cloudflare_ruleset", plan.Object{"phase": "http_request_dynamic_redirect"}), []string{rules.OutcomeOutage}},
		{"routes of a subnet", deleteOf("azurerm_subnet_route_table_association", nil), []string{rules.OutcomeOutage, rules.OutcomeExposure}},
		{"an identity is another one at once", replaceOf("google_service_account", plan.CreateBeforeDestroy), []string{rules.OutcomeAccessLoss, rules.OutcomeNewIdentity}},
		{"nodes are exchanged one by one", sets("google_container_node_pool", "node_config.machine_type", "e2-standard-4", "e2-standard-8"), []string{rules.OutcomeNone}},
		{"a bucket's own key is taken off", sets("google_storage_bucket", "encryption.default_kms_key_name", "a", nil), []string{rules.OutcomeNone}},
		{"a bucket's key is another one", sets("google_storage_bucket", "encryption.default_kms_key_name", "a", "b"), []string{rules.OutcomeAccessLoss}},
	} {
		pass := passOf(builtin(t), tt.change)
		if got := rules.Outcomes(&pass, rules.ChangeFactors(&pass)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// A firewall that shuts the health checks of Google out takes all backends out of the rotation.
func TestHealthChecksOfGoogle(t *testing.T) {
	t.Parallel()
	rule := func(port string, sources ...any) plan.Object {
		return plan.Object{
			"network": "n", "direction": "INGRESS", "priority": number("1000"), "source_ranges": sources,
			"allow": []any{map[string]any{"protocol": "tcp", "ports": []any{port}}},
		}
	}
	from := func(before, after plan.Object) plan.Change {
		c := plan.Change{Type: "google_compute_firewall", Action: plan.ActionUpdate, Before: before, After: after}
		if after == nil {
			c.Action = plan.ActionDelete
		}
		for _, name := range []string{"source_ranges", "allow"} {
			if after != nil && !plan.Equal(before[name], after[name]) {
				c.Changed = append(c.Changed, plan.Attribute{Path: name, Before: before[name], After: after[name]})
			}
		}
		return c
	}
	probes := rule("8080", "35.191.0.0/16", "130.211.0.0/22")
	for _, tt := range []struct {
		name   string
		change plan.Change
		want   risk.Level
		lost   bool
	}{
		{"shut out", from(probes, rule("8080", "10.10.0.0/20")), risk.LevelHigh, true},
		{"the rule goes", from(probes, nil), risk.LevelHigh, true},
		{"one range is left", from(probes, rule("8080", "35.191.0.0/16")), risk.LevelMedium, false},
		{"another port", from(probes, rule("8081", "35.191.0.0/16", "130.211.0.0/22")), risk.LevelMedium, false},
		{"everyone may", from(probes, rule("8080", "0.0.0.0/0")), risk.LevelMedium, false},
		{"others are shut out", from(rule("8080", "10.0.0.0/8"), rule("8080", "10.10.0.0/20")), risk.LevelMedium, false},
	} {
		pass := passOf(builtin(t), tt.change)
		factors := rules.ChangeFactors(&pass)
		told := slices.ContainsFunc(factors, func(f risk.Factor) bool { return strings.Contains(f.Why, "health checks") })
		if got := risk.LevelOf(scoreOf(pass, 0)); got != tt.want || told != tt.lost {
			t.Errorf("%s: %s, %+v, want %s", tt.name, got, factors, tt.want)
		}
	}
	row, _ := builtin(t).ActsOn("google_compute_firewall")
	c := from(probes, nil)
	if !rules.Partial(&c, row) {
		t.Error("a rule for health checks is about what stands behind a balancer")
	}
	if c = from(rule("8080", "10.0.0.0/8", "35.191.0.0/16"), nil); rules.Partial(&c, row) {
		t.Error("a rule for others too is about the network")
	}
}
