package rules_test

import (
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// block is a block that holds one attribute.
func block(name string, v any) []any { return []any{map[string]any{name: v}} }

// kafka is an update of the retention of a topic, whose name has dots.
func kafka(resourceType string, before, after any) plan.Change {
	const name = "retention.ms"
	setting := func(v any) plan.Object {
		config := map[string]any{"compression.type": "zstd"}
		if v != nil {
			config[name] = v
		}
		return plan.Object{"config": config}
	}
	return plan.Change{
		Type: resourceType, Action: plan.ActionUpdate, Before: setting(before), After: setting(after),
		Changed: []plan.Attribute{{Path: `config["` + name + `"]`}},
	}
}

// access is an update or, without a before, a create of whom a policy includes.
func access(resourceType, decision string, before, after []any) plan.Change {
	c := sets(resourceType, "include", before, after)
	c.After["decision"] = decision
	if c.Before["decision"] = decision; before == nil {
		c.Action, c.Before = plan.ActionCreate, nil
	}
	return c
}

// columns is an update of the columns of a table.
func columns(before, after []any) plan.Change {
	return sets("snowflake_table", "column", before, after)
}

func column(name, of string) any { return map[string]any{"name": name, "type": of, "nullable": true} }

// downtime is a create of a downtime for a scope, with tags of monitors and an end.
func downtimeOf(scope, tags, end any) plan.Change {
	return plan.Change{Type: "datadog_downtime_schedule", Action: plan.ActionCreate, After: plan.Object{
		"scope": scope, "monitor_identifier": block("monitor_tags", []any{tags}), "one_time_schedule": block("end", end),
	}}
}

// Settings of rented services: what is kept, who gets in, what is cut, who is told. What is the
// contrary, or nearly the same and harmless, stays low.
func TestLevelsOfServices(t *testing.T) {
	t.Parallel()
	domain, everyone := block("email_domain", map[string]any{"domain": "a.example"}), block("everyone", map[string]any{})
	three := []any{column("id", "NUMBER"), column("amount", "NUMBER"), column("email", "VARCHAR")}
	tests := []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"messages are kept for an hour", kafka("confluent_kafka_topic", "604800000", "3600000"), risk.LevelHigh},
		{"messages are kept for longer", kafka("confluent_kafka_topic", "604800000", "1209600000"), risk.LevelLow},
		{"messages are kept for ever", kafka("confluent_kafka_topic", "604800000", "-1"), risk.LevelLow},
		{"messages were kept for ever", kafka("confluent_kafka_topic", "-1", "604800000"), risk.LevelHigh},
		{"messages are not kept", kafka("kafka_topic", "3600000", "0"), risk.LevelHigh},
		{"a retention below the default is set", kafka("kafka_topic", nil, "3600000"), risk.LevelHigh},
		{"a retention above the default is set", kafka("kafka_topic", nil, "1209600000"), risk.LevelLow},
		{"a retention above the default goes", kafka("kafka_topic", "1209600000", nil), risk.LevelHigh},
		{"a retention below the default goes", kafka("kafka_topic", "3600000", nil), risk.LevelLow},
		{"more partitions", sets("confluent_kafka_topic", "partitions_count", number("6"), number("12")), risk.LevelLow},
		{"a table's column goes", columns(three, three[:2]), risk.LevelHigh},
		{"a table's column comes", columns(three[:2], three), risk.LevelLow},
		{"a table's columns in another order", columns(three, []any{three[2], three[0], three[1]}), risk.LevelLow},
		{"no time travel", sets("snowflake_database", "data_retention_time_in_days", number("14"), number("0")), risk.LevelHigh},
		{"less time travel", sets("snowflake_schema", "data_retention_time_in_days", number("14"), number("7")), risk.LevelMedium},
		{"more time travel", sets("snowflake_table", "data_retention_time_in_days", number("7"), number("14")), risk.LevelLow},
		{"no backups", sets("mongodbatlas_advanced_cluster", "backup_enabled", true, false), risk.LevelHigh},
		{"backups", sets("mongodbatlas_advanced_cluster", "backup_enabled", false, true), risk.LevelLow},
		{"a larger disk", sets("mongodbatlas_advanced_cluster", "disk_size_gb", number("80"), number("120")), risk.LevelLow},
		{"logs for fewer days", sets("datadog_logs_index", "retention_days", number("30"), number("3")), risk.LevelMedium},
		{"logs for more days", sets("datadog_logs_index", "retention_days", number("30"), number("90")), risk.LevelLow},

		{"everyone gets in", access("cloudflare_zero_trust_access_policy", "allow", domain, everyone), risk.LevelHigh},
		{"everyone gets in from the start", access("cloudflare_zero_trust_access_policy", "allow", nil, everyone), risk.LevelHigh},
		{"everyone gets in, in an older form", access("cloudflare_access_policy", "allow", block("everyone", false), block("everyone", true)), risk.LevelHigh},
		{"one more group in an older form", access("cloudflare_access_policy", "allow", block("everyone", false), append(block("everyone", false), block("everyone", false)...)), risk.LevelLow},
		{"everyone is kept out", access("cloudflare_zero_trust_access_policy", "deny", domain, everyone), risk.LevelLow},
		{"one more domain gets in", access("cloudflare_zero_trust_access_policy", "allow", domain, append(slices.Clone(domain), domain...)), risk.LevelLow},
		{"one factor", sets("okta_app_signon_policy_rule", "factor_mode", "2FA", "1FA"), risk.LevelHigh},
		{"two factors", sets("okta_app_signon_policy_rule", "factor_mode", "1FA", "2FA"), risk.LevelLow},
		{"a policy of factors goes off", sets("okta_policy_mfa", "status", "ACTIVE", "INACTIVE"), risk.LevelHigh},
		{"a policy of factors goes on", sets("okta_policy_mfa", "status", "INACTIVE", "ACTIVE"), risk.LevelLow},
		{"another priority", sets("okta_policy_mfa", "priority", number("1"), number("2")), risk.LevelLow},
		{"a member becomes an owner", sets("github_membership", "role", "member", "admin"), risk.LevelHigh},
		{"an owner becomes a member", sets("github_membership", "role", "admin", "member"), risk.LevelLow},
		{"a team administers", sets("github_team_repository", "permission", "push", "admin"), risk.LevelMedium},
		{"a team pushes", sets("github_team_repository", "permission", "pull", "push"), risk.LevelLow},
		{"a user administers a database", sets("mongodbatlas_database_user", "roles", block("role_name", "read"), block("role_name", "atlasAdmin")), risk.LevelHigh},
		{"a user reads one database more", sets("mongodbatlas_database_user", "roles", block("role_name", "read"), append(block("role_name", "read"), block("role_name", "read")...)), risk.LevelLow},
		{"rules are not enforced", sets("github_repository_ruleset", "enforcement", "active", "evaluate"), risk.LevelHigh},
		{"rules are enforced", sets("github_repository_ruleset", "enforcement", "evaluate", "active"), risk.LevelLow},
		{"a rule of a firewall goes off", with(sets("cloudflare_ruleset", "rules", block("enabled", true), block("enabled", false)), "phase", "http_request_firewall_custom"), risk.LevelMedium},
		{"a redirect goes off", with(sets("cloudflare_ruleset", "rules", block("enabled", true), block("enabled", false)), "phase", "http_request_dynamic_redirect"), risk.LevelLow},

		{"a name goes", sets("fastly_service_vcl", "domain", append(block("name", "a.example"), block("name", "b.example")...), block("name", "a.example")), risk.LevelHigh},
		{"a name comes", sets("fastly_service_vcl", "domain", block("name", "a.example"), append(block("name", "a.example"), block("name", "b.example")...)), risk.LevelLow},
		{"a timeout", sets("fastly_service_vcl", "backend", block("connect_timeout", number("1")), block("connect_timeout", number("2"))), risk.LevelLow},
		{"a pool goes off", sets("cloudflare_load_balancer_pool", "enabled", true, false), risk.LevelHigh},
		{"a pool goes on", sets("cloudflare_load_balancer_pool", "enabled", false, true), risk.LevelLow},

		{"all monitors are muted for ever", downtimeOf("*", "*", nil), risk.LevelMedium},
		{"all monitors are muted for a night", downtimeOf("*", "*", "2026-03-03T06:00:00Z"), risk.LevelMedium},
		{"a team's monitors are muted", downtimeOf("*", "team:shop", nil), risk.LevelLow},
		{"a schedule is no longer called", sets("pagerduty_escalation_policy", "rule", block("target", block("type", "schedule_reference")), block("target", block("type", "user_reference"))), risk.LevelMedium},
		{"a schedule is called", sets("pagerduty_escalation_policy", "rule", block("target", block("type", "user_reference")), block("target", block("type", "schedule_reference"))), risk.LevelLow},
		{"one more on call", sets("pagerduty_schedule", "layer", block("users", []any{"a"}), block("users", []any{"a", "b"})), risk.LevelLow},
		{"nobody on call", sets("pagerduty_schedule", "layer", block("users", []any{"a"}), block("users", []any{})), risk.LevelMedium},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			if got := scoreOf(pass, 0); risk.LevelOf(got) != tt.want {
				t.Errorf("%d, want %s: %+v", got, tt.want, rules.ChangeFactors(&pass))
			}
		})
	}
}

// What is lost with an object of a rented service, and what is only a permission, a limit or a
// setting that is called after it.
func TestDeletesOfServices(t *testing.T) {
	t.Parallel()
	tests := []struct {
		resourceType string
		before       plan.Object
		want         risk.Level
		outcome      string
	}{
		{"mongodbatlas_serverless_instance", nil, risk.LevelCritical, "data-loss"},
		{"ec_deployment", nil, risk.LevelCritical, "data-loss"},
		{"cloudamqp_instance", nil, risk.LevelCritical, "data-loss"},
		{"aiven_pg", nil, risk.LevelCritical, "data-loss"},
		{"neon_project", nil, risk.LevelCritical, "data-loss"},
		{"supabase_project", nil, risk.LevelCritical, "data-loss"},
		{"fastly_kvstore", nil, risk.LevelCritical, "data-loss"},
		{"confluent_schema_registry_cluster", nil, risk.LevelCritical, "data-loss"},
		{"vault_namespace", nil, risk.LevelCritical, "data-loss"},
		{"vault_kv_secret_v2", plan.Object{"delete_all_versions": true}, risk.LevelCritical, "data-loss"},
		{"vault_kv_secret_v2", plan.Object{"delete_all_versions": false}, risk.LevelHigh, "outage"},
		{"okta_app_oauth", nil, risk.LevelHigh, "access-loss"},
		{"okta_auth_server", nil, risk.LevelHigh, "access-loss"},
		{"akamai_dns_record", nil, risk.LevelHigh, "outage"},
		{"dnsimple_zone_record", nil, risk.LevelHigh, "outage"},

		{"confluent_kafka_acl", nil, risk.LevelMedium, "access-loss"},
		{"confluent_kafka_client_quota", nil, risk.LevelLow, "none"},
		{"github_app_installation_repository", nil, risk.LevelMedium, "access-loss"},
		{"github_actions_environment_secret", nil, risk.LevelMedium, "access-loss"},
		{"snowflake_function_sql", nil, risk.LevelMedium, "outage"},
		{"okta_app_group_assignment", nil, risk.LevelMedium, "access-loss"},
		{"github_branch_protection", nil, risk.LevelHigh, "exposure"},
		{"github_repository_ruleset", nil, risk.LevelMedium, "exposure"},
		{"github_repository_ruleset", plan.Object{"enforcement": "active"}, risk.LevelHigh, "exposure"},
		{"github_repository_ruleset", plan.Object{"enforcement": "evaluate"}, risk.LevelMedium, "exposure"},
		{"gitlab_branch_protection", nil, risk.LevelHigh, "exposure"},
		{"github_repository", plan.Object{"archive_on_destroy": true}, risk.LevelMedium, "outage"},
		{"github_repository", plan.Object{"archive_on_destroy": false}, risk.LevelCritical, "data-loss"},
		{"datadog_logs_metric", nil, risk.LevelLow, "none"},
		{"grafana_rule_group", nil, risk.LevelMedium, "none"},

		{"acme_kafka_acl", nil, risk.LevelMedium, "access-loss"},
		{"acme_kafka_quota", nil, risk.LevelMedium, "outage"},
		{"acme_database_function", nil, risk.LevelMedium, "outage"},
		{"acme_secret_repositories", nil, risk.LevelMedium, "access-loss"},
		{"acme_network_acl", nil, risk.LevelMedium, "outage"},
		{"acme_kafka_topic", nil, risk.LevelCritical, "data-loss"},
		{"acme_kvstore", nil, risk.LevelCritical, "data-loss"},
		{"acme_secret", nil, risk.LevelCritical, "data-loss"},
	}
	for _, tt := range tests {
		pass := passOf(builtin(t), plan.Change{Type: tt.resourceType, Action: plan.ActionDelete, Before: tt.before})
		if got := scoreOf(pass, 0); risk.LevelOf(got) != tt.want {
			t.Errorf("%s %v: %d, want %s", tt.resourceType, tt.before, got, tt.want)
		}
		if got := rules.Outcomes(&pass, rules.ChangeFactors(&pass)); !slices.Contains(got, tt.outcome) || tt.outcome == "exposure" && slices.Contains(got, "access-loss") {
			t.Errorf("%s %v: %v, want %s", tt.resourceType, tt.before, got, tt.outcome)
		}
	}
}
