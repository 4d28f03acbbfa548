package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// parameters is the list of a parameter group: name, value, name, value.
func parameters(pairs ...any) []any {
	var list []any
	for i := 0; i < len(pairs); i += 2 {
		block := map[string]any{"name": pairs[i]}
		if pairs[i+1] != nil {
			block["value"] = pairs[i+1]
		}
		list = append(list, block)
	}
	return list
}

// creates is a create that sets one attribute.
func creates(resourceType, path string, v any) plan.Change {
	return plan.Change{Type: resourceType, Action: plan.ActionCreate, After: at(path, v)}
}

// webhook is a new webhook that fails closed, with what narrows it.
func webhook(policy string, resources, selector []any) plan.Change {
	return creates("kubernetes_validating_webhook_configuration_v1", "webhook", []any{map[string]any{
		"failure_policy": policy, "namespace_selector": selector,
		"rule": []any{map[string]any{"api_groups": []any{"*"}, "resources": resources}},
	}})
}

// A setting that opens, locks or lifts a limit is told from the one beside it.
func TestLevelsOfGuardrails(t *testing.T) {
	t.Parallel()
	const allUsers, owner = "http://acs.amazonaws.com/groups/global/AllUsers", "http://acs.amazonaws.com/groups/s3/LogDelivery"
	group := func(resourceType string, before, after []any) plan.Change {
		return sets(resourceType, "parameter", before, after)
	}
	bus := creates("aws_cloudwatch_event_permission", "principal", "*")
	ofOrganization := creates("aws_cloudwatch_event_permission", "principal", "*")
	ofOrganization.After["condition"] = []any{map[string]any{"key": "aws:PrincipalOrgID", "type": "StringEquals", "value": "o-1"}}
	selector := []any{map[string]any{"match_labels": map[string]any{"a": "b"}}}
	tests := []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"a bucket for all accounts", sets("aws_s3_bucket_acl", "acl", "private", "authenticated-read"), risk.LevelHigh},
		{"a new bucket for all accounts", creates("aws_s3_bucket_acl", "acl", "authenticated-read"), risk.LevelHigh},
		{"a bucket for its owner", sets("aws_s3_bucket_acl", "acl", "private", "bucket-owner-read"), risk.LevelLow},
		{"a grant to everyone", creates("aws_s3_bucket_acl", "access_control_policy.grant.grantee.uri", allUsers), risk.LevelHigh},
		{"a grant to the logs", creates("aws_s3_bucket_acl", "access_control_policy.grant.grantee.uri", owner), risk.LevelLow},
		{"a document for everyone", sets("aws_ssm_document", "permissions", map[string]any{"account_ids": "1"}, map[string]any{"account_ids": "All"}), risk.LevelHigh},
		{"a document for another account", sets("aws_ssm_document", "permissions", map[string]any{"account_ids": "1"}, map[string]any{"account_ids": "1,2"}), risk.LevelLow},
		{"events of every account", bus, risk.LevelHigh},
		{"events of the organization", ofOrganization, risk.LevelLow},

		{"connections without TLS", group("aws_db_parameter_group", parameters("rds.force_ssl", "1"), parameters("rds.force_ssl", "0")), risk.LevelMedium},
		{"connections with TLS only", group("aws_db_parameter_group", parameters("rds.force_ssl", "0"), parameters("rds.force_ssl", "1")), risk.LevelLow},
		{"what is not set any more", group("aws_db_parameter_group", parameters("rds.force_ssl", "1", "a", "1"), parameters("a", "1")), risk.LevelMedium},
		{"another parameter", group("aws_db_parameter_group", parameters("rds.force_ssl", "1", "a", "1"), parameters("rds.force_ssl", "1", "a", "0")), risk.LevelLow},
		{"a cluster without TLS", group("aws_docdb_cluster_parameter_group", parameters("tls", "enabled"), parameters("tls", "disabled")), risk.LevelMedium},
		{"a server without TLS", with(sets("azurerm_mysql_flexible_server_configuration", "value", "ON", "OFF"), "name", "require_secure_transport"), risk.LevelMedium},
		{"another setting of a server", with(sets("azurerm_mysql_flexible_server_configuration", "value", "ON", "OFF"), "name", "slow_query_log"), risk.LevelLow},

		{"a constraint off", sets("google_org_policy_policy", "spec.rules.enforce", "TRUE", "FALSE"), risk.LevelHigh},
		{"a constraint on", sets("google_org_policy_policy", "spec.rules.enforce", "FALSE", "TRUE"), risk.LevelMedium},
		{"a trial of a constraint", sets("google_org_policy_policy", "dry_run_spec.rules.enforce", "TRUE", "FALSE"), risk.LevelLow},
		{"an older constraint off", sets("google_organization_policy", "boolean_policy.enforced", true, false), risk.LevelHigh},
		{"a policy that only reports", sets("azurerm_subscription_policy_assignment", "enforce", true, false), risk.LevelHigh},
		{"a policy by another name", sets("azurerm_subscription_policy_assignment", "display_name", "a", "b"), risk.LevelLow},

		{"a webhook for everything", webhook("Fail", []any{"*"}, nil), risk.LevelHigh},
		{"a webhook for some namespaces", webhook("Fail", []any{"*"}, selector), risk.LevelMedium},
		{"a webhook for pods", webhook("Fail", []any{"pods"}, nil), risk.LevelLow},
		{"a webhook that may fail", webhook("Ignore", []any{"*"}, nil), risk.LevelLow},

		{"all users of a tenant", deleteOf("auth0_connection", plan.Object{"strategy": "auth0"}), risk.LevelCritical},
		{"a social sign-in", deleteOf("auth0_connection", plan.Object{"strategy": "google-oauth2"}), risk.LevelMedium},
		{"the way to sign in", deleteOf("vault_auth_backend", plan.Object{"type": "kubernetes"}), risk.LevelHigh},
		{"a label of issues", deleteOf("github_issue_label", plan.Object{"name": "bug"}), risk.LevelLow},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := levelOf(t, tt.change); got != tt.want {
				t.Errorf("%v, want %v", got, tt.want)
			}
		})
	}
}

// Of a list with a name for each block only the block is in doubt of which the value is not
// known.
func TestUnknownBesideABlock(t *testing.T) {
	t.Parallel()
	for unknown, want := range map[string]risk.Level{"rds.force_ssl": risk.LevelMedium, "work_mem": risk.LevelLow} {
		after := parameters("rds.force_ssl", "1", unknown, nil)
		if unknown == "rds.force_ssl" {
			after = parameters(unknown, nil)
		}
		c := sets("aws_db_parameter_group", "parameter", parameters("rds.force_ssl", "1"), after)
		c.Changed = []plan.Attribute{{Path: "parameter[1].value", Unknown: true}}
		if got := levelOf(t, c); got != want {
			t.Errorf("%s: %v, want %v", unknown, got, want)
		}
	}
}

// What is locked in is told apart from what a destroy takes back.
func TestLockIsNotUndone(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		change plan.Change
		want   knowledge.Tier
	}{
		{creates("aws_backup_vault_lock_configuration", "changeable_for_days", number("3")), knowledge.TierLost},
		{creates("aws_backup_vault_lock_configuration", "min_retention_days", number("3")), knowledge.TierReversible},
		{sets("google_storage_bucket", "retention_policy.is_locked", false, true), knowledge.TierLost},
	} {
		pass := passOf(builtin(t), tt.change)
		if got := rules.Undone(&pass); got.Tier != tt.want || got.Why == "" {
			t.Errorf("%s: %+v, want %s with a reason", tt.change.Type, got, tt.want)
		}
	}
}
