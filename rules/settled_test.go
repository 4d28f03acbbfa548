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

// A web ACL that blocks cuts off, and one that no longer does opens.
func TestDefaultAction(t *testing.T) {
	t.Parallel()
	allow, block := map[string]any{"allow": []any{map[string]any{}}, "block": []any{}}, map[string]any{"allow": []any{}, "block": []any{map[string]any{}}}
	answer := map[string]any{"allow": []any{map[string]any{"custom_request_handling": []any{map[string]any{}}}}, "block": []any{}}
	for _, tt := range []struct {
		name          string
		before, after any
		want          risk.Level
		outcome       string
	}{
		{"it blocks", []any{allow}, []any{block}, risk.LevelHigh, rules.OutcomeOutage},
		{"it lets in", []any{block}, []any{allow}, risk.LevelHigh, rules.OutcomeExposure},
		{"it lets in otherwise", []any{allow}, []any{answer}, risk.LevelLow, rules.OutcomeNone},
		{"it is hidden", []any{block}, plan.Masked{}, risk.LevelMedium, rules.OutcomeExposure},
	} {
		pass := passOf(builtin(t), sets("aws_wafv2_web_acl", "default_action", tt.before, tt.after))
		factors := rules.ChangeFactors(&pass)
		if got := risk.LevelOf(scoreOf(pass, 0)); got != tt.want || !slices.Contains(rules.Outcomes(&pass, factors), tt.outcome) {
			t.Errorf("%s: %v %q, want %v %s", tt.name, got, rules.Outcomes(&pass, factors), tt.want, tt.outcome)
		}
	}
}

// A quota says something only where it is lower.
func TestQuotas(t *testing.T) {
	t.Parallel()
	quota := func(before, after map[string]any) plan.Change {
		return sets("kubernetes_resource_quota_v1", "spec.hard", before, after)
	}
	for _, tt := range []struct {
		name   string
		change plan.Change
		want   string
		level  risk.Level
	}{
		{"lower", quota(map[string]any{"pods": "50"}, map[string]any{"pods": "20"}), "lower or new", risk.LevelLow},
		{"nothing", quota(map[string]any{"pods": "50"}, map[string]any{"pods": "0"}), "leaves nothing of pods", risk.LevelMedium},
		{"raised", quota(map[string]any{"pods": "50"}, map[string]any{"pods": "80"}), "", risk.LevelLow},
		{"raised in other units", quota(map[string]any{"limits.memory": "900Mi"}, map[string]any{"limits.memory": "1Gi"}), "", risk.LevelLow},
		{"lower in other units", quota(map[string]any{"limits.memory": "1Gi"}, map[string]any{"limits.memory": "1000M"}), "lower or new", risk.LevelLow},
		{"thousandths", quota(map[string]any{"limits.cpu": "1500m"}, map[string]any{"limits.cpu": "2"}), "", risk.LevelLow},
		{"none that can be read", quota(map[string]any{"limits.cpu": "2"}, map[string]any{"limits.cpu": "a lot"}), "lower or new", risk.LevelLow},
		{"a new limit", quota(map[string]any{"pods": "50"}, map[string]any{"pods": "50", "services": "5"}), "lower or new", risk.LevelLow},
		{"a limit goes", quota(map[string]any{"pods": "50", "services": "5"}, map[string]any{"pods": "50"}), "", risk.LevelLow},
	} {
		pass := passOf(builtin(t), tt.change)
		hits := rules.Hits(&pass)
		if got := len(hits) > 0 && strings.Contains(hits[0].Why, tt.want); got != (tt.want != "") || levelOf(t, tt.change) != tt.level {
			t.Errorf("%s: %+v, want %q", tt.name, hits, tt.want)
		}
	}
}

// What NotAction allows is said as that, and taken for what it is.
func TestEverythingBut(t *testing.T) {
	t.Parallel()
	statement := func(element string) string {
		return `{"Statement":[{"Effect":"Allow",` + element + `,"Resource":"*"}]}`
	}
	for _, tt := range []struct {
		name, before, after, want, not string
	}{
		{"all but one is new", statement(`"Action":"s3:GetObject"`), statement(`"NotAction":"iam:DeleteUser"`), "it newly allows everything but iam:DeleteUser", "no longer"},
		{"one is spared from then on", statement(`"NotAction":"s3:PutObject"`), statement(`"NotAction":["s3:PutObject","s3:GetObject"]`), "it no longer allows everything but s3:PutObject", "newly"},
		{"what it allowed goes", statement(`"NotAction":"s3:PutObject"`), statement(`"Action":"s3:GetObject"`), "it no longer allows everything but s3:PutObject", "newly"},
		{"what was spared is added", statement(`"Action":"iam:DeleteUser"`), statement(`"NotAction":"iam:DeleteUser"`), "it no longer allows iam:DeleteUser", ""},
	} {
		pass := passOf(builtin(t), sets("aws_iam_policy", "policy", tt.before, tt.after))
		var all []string
		for _, h := range rules.Hits(&pass) {
			all = append(all, h.Why)
		}
		text := strings.Join(all, "; ")
		if !strings.Contains(text, tt.want) || tt.not != "" && strings.Contains(text, tt.not) {
			t.Errorf("%s: %q, want %q and not %q", tt.name, text, tt.want, tt.not)
		}
	}
}

// A role of Azure is on what the assignment says.
func TestScopeOfRole(t *testing.T) {
	t.Parallel()
	pass := passOf(builtin(t), createOf("azurerm_role_assignment", plan.Object{"role_definition_name": "Owner", "scope": "/subscriptions/1", "principal_id": "p"}))
	if hits := rules.Hits(&pass); len(hits) == 0 || !strings.Contains(hits[0].Why, "Owner on /subscriptions/1") {
		t.Errorf("%+v", hits)
	}
}

// When a change takes effect, and whether it can be taken back, follow what the plan says.
func TestWhenAndUndone(t *testing.T) {
	t.Parallel()
	major := func(now bool) plan.Change {
		return with(with(sets("aws_db_instance", "engine_version", "15.3", "16.3"), "allow_major_version_upgrade", true), "apply_immediately", now)
	}
	minor := func(now bool) plan.Change {
		return with(with(with(sets("aws_db_instance", "engine_version", "8.0.36", "8.4.3"), "engine", "mysql"), "allow_major_version_upgrade", true), "apply_immediately", now)
	}
	for _, tt := range []struct {
		name   string
		change plan.Change
		when   string
		tier   knowledge.Tier
	}{
		{"a major version, later", major(false), "next-maintenance", knowledge.TierUnknown},
		{"a major version, at once", major(true), knowledge.AtApply, knowledge.TierUnknown},
		{"a major version of MySQL, later", minor(false), "next-maintenance", knowledge.TierUnknown},
		{"a major version of MySQL, at once", minor(true), knowledge.AtApply, knowledge.TierUnknown},
		{"a major version while backups are on", with(major(true), "backup_retention_period", number("7")), knowledge.AtApply, knowledge.TierRestorable},
		{"a major version while they are off", with(major(true), "backup_retention_period", number("0")), knowledge.AtApply, knowledge.TierUnknown},
		{"no standby, later", sets("aws_db_instance", "multi_az", true, false), knowledge.NextMaintenance, knowledge.TierReversible},
		{"no standby, at once", with(sets("aws_db_instance", "multi_az", true, false), "apply_immediately", true), knowledge.AtApply, knowledge.TierReversible},
		{"another node type of a cache, later", sets("aws_elasticache_replication_group", "node_type", "a", "b"), knowledge.NextMaintenance, knowledge.TierReversible},
		{"a time to live", sets("azurerm_cosmosdb_sql_container", "default_ttl", number("86400"), number("3600")), knowledge.AtApply, knowledge.TierLost},
		{"a retention is locked", sets("google_storage_bucket", "retention_policy.is_locked", false, true), knowledge.AtApply, knowledge.TierLost},
		{"a repository is public", sets("github_repository", "visibility", "private", "public"), knowledge.AtApply, knowledge.TierLost},
		{"a repository is private", sets("github_repository", "visibility", "public", "private"), knowledge.AtApply, knowledge.TierReversible},
	} {
		pass := passOf(builtin(t), tt.change)
		if when, undone := rules.When(&pass, rules.Outcomes(&pass, nil)), rules.Undone(&pass); when != tt.when || undone.Tier != tt.tier {
			t.Errorf("%s: %s %s, want %s %s", tt.name, when, undone.Tier, tt.when, tt.tier)
		}
	}
}
