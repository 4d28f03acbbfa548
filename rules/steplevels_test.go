package rules_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// both is an update of several attributes.
func both(first, second plan.Change) plan.Change {
	maps.Copy(first.Before, second.Before)
	maps.Copy(first.After, second.After)
	first.Changed = append(first.Changed, second.Changed...)
	return first
}

// with is an update in which an attribute stays as it is.
func with(c plan.Change, name string, v any) plan.Change {
	c.Before[name], c.After[name] = v, v
	return c
}

// roleRules is an update of the rules of a role of Kubernetes.
func roleRules(before, after []any) plan.Change {
	return sets("kubernetes_cluster_role_v1", "rule", before, after)
}

func roleRule(resources, verbs string) any {
	list := func(words string) []any {
		var all []any
		for word := range strings.FieldsSeq(words) {
			all = append(all, word)
		}
		return all
	}
	return map[string]any{"api_groups": []any{""}, "resources": list(resources), "verbs": list(verbs)}
}

// What looks alike and is not the same weighs as much as it does.
func TestLevelsOfSteps(t *testing.T) {
	t.Parallel()
	engine := func(from, to string) plan.Change {
		return with(sets("aws_rds_cluster", "engine_version", from, to), "apply_immediately", true)
	}
	mysql := func(from, to string) plan.Change {
		return with(with(sets("aws_db_instance", "engine_version", from, to), "engine", "mysql"), "allow_major_version_upgrade", true)
	}
	addon := func(from, to string) plan.Change { return sets("aws_eks_addon", "addon_version", from, to) }
	identity := func(resourceType, statement string) plan.Change {
		allow := `{"Effect":"Allow","Action":["s3:Get*","s3:PutObject"],"Resource":"arn:aws:s3:::a/*"}`
		return sets(resourceType, "policy", `{"Statement":[`+allow+`]}`, `{"Statement":[`+allow+`,`+statement+`]}`)
	}
	deny := func(action string) string {
		return `{"Effect":"Deny","Action":"` + action + `","Resource":"arn:aws:s3:::a/*"}`
	}
	tests := []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"a minor version at once", engine("15.4", "15.8"), risk.LevelMedium},
		{"a major version at once", engine("15.4", "16.8"), risk.LevelHigh},
		{"a minor version of MySQL", mysql("8.0.36", "8.0.40"), risk.LevelLow},
		{"a major version of MySQL", mysql("8.0.36", "8.4.3"), risk.LevelHigh},
		{"a shorter name of the same version", mysql("8.0.36", "8.0"), risk.LevelLow},
		{"a patch of an add-on", addon("v1.18.1-eksbuild.1", "v1.18.2-eksbuild.1"), risk.LevelLow},
		{"a minor version of an add-on", addon("v1.18.1-eksbuild.1", "v1.19.0-eksbuild.1"), risk.LevelMedium},
		{"a minor version of a search domain", sets("aws_opensearch_domain", "engine_version", "OpenSearch_2.11", "OpenSearch_2.13"), risk.LevelMedium},
		{"a major version of a search domain", sets("aws_opensearch_domain", "engine_version", "OpenSearch_1.3", "OpenSearch_2.13"), risk.LevelHigh},

		{"the first key of a log group", sets("aws_cloudwatch_log_group", "kms_key_id", "", "arn:a"), risk.LevelLow},
		{"another key of a log group", sets("aws_cloudwatch_log_group", "kms_key_id", "arn:a", "arn:b"), risk.LevelMedium},
		{"no key of a log group any more", sets("aws_cloudwatch_log_group", "kms_key_id", "arn:a", ""), risk.LevelMedium},

		{"metadata asks for a token", sets("aws_instance", "metadata_options.http_tokens", "optional", "required"), risk.LevelLow},
		{"metadata asks for no token", sets("aws_instance", "metadata_options.http_tokens", "required", "optional"), risk.LevelMedium},

		{"a deny of what is not allowed", identity("aws_iam_policy", deny("s3:DeleteObject")), risk.LevelLow},
		{"a deny of what is allowed", identity("aws_iam_policy", deny("s3:PutObject")), risk.LevelMedium},
		{"a deny of what a pattern allows", identity("aws_iam_policy", deny("s3:GetObjectTagging")), risk.LevelMedium},
		{"a deny of all of a service", identity("aws_iam_policy", deny("sqs:*")), risk.LevelMedium},
		{"a deny for a whole organization", identity("aws_organizations_policy", deny("s3:DeleteObject")), risk.LevelMedium},

		{"a role that may more", roleRules([]any{roleRule("configmaps", "get")}, []any{roleRule("configmaps services", "get list")}), risk.LevelLow},
		{"a role in other words", roleRules([]any{roleRule("pods services", "get")}, []any{roleRule("services", "get"), roleRule("pods", "get")}), risk.LevelLow},
		{"a role that may all", roleRules([]any{roleRule("pods", "get")}, []any{roleRule("*", "get list")}), risk.LevelMedium},
		{"a role that may less", roleRules([]any{roleRule("pods services", "get list")}, []any{roleRule("pods services", "get")}), risk.LevelMedium},
		{"a role without rules", roleRules([]any{roleRule("pods", "get")}, nil), risk.LevelMedium},

		{"protection and recovery off", both(
			sets("aws_dynamodb_table", "deletion_protection_enabled", true, false), sets("aws_dynamodb_table", "point_in_time_recovery.enabled", true, false),
		), risk.LevelHigh},
		{"protection off and no final snapshot", both(
			sets("aws_db_instance", "deletion_protection", true, false), sets("aws_db_instance", "skip_final_snapshot", false, true),
		), risk.LevelHigh},

		{"a rule that answers 503", both(
			sets("aws_lb_listener_rule", "action.type", "forward", "fixed-response"), sets("aws_lb_listener_rule", "action.fixed_response.status_code", nil, "503"),
		), risk.LevelHigh},
		{"a rule that answers 404", sets("aws_lb_listener_rule", "action.fixed_response.status_code", "410", "404"), risk.LevelMedium},
		{"a rule that answered 503", sets("aws_lb_listener_rule", "action.fixed_response.status_code", "503", "404"), risk.LevelMedium},

		{"the encryption of a zone off", sets("cloudflare_zone_settings_override", "settings.ssl", "strict", "off"), risk.LevelHigh},
		{"the encryption of a zone on", sets("cloudflare_zone_settings_override", "settings.ssl", "off", "strict"), risk.LevelLow},
		{"another setting of a zone off", with(sets("cloudflare_zone_setting", "value", "on", "off"), "setting_id", "rocket_loader"), risk.LevelLow},
		{"a privileged container", sets("kubernetes_daemon_set_v1", "spec.template.spec.container.security_context.privileged", false, true), risk.LevelMedium},
		{"a container no longer privileged", sets("kubernetes_daemon_set_v1", "spec.template.spec.container.security_context.privileged", true, false), risk.LevelLow},
		{"the network of the node", sets("kubernetes_deployment", "spec.template.spec.host_network", nil, true), risk.LevelMedium},

		{"a database that is abandoned", deleteOf("google_sql_database", plan.Object{"deletion_policy": "ABANDON"}), risk.LevelLow},
		{"a database that is deleted", deleteOf("google_sql_database", plan.Object{"deletion_policy": "DELETE"}), risk.LevelCritical},
		{"an API that stays on", deleteOf("google_project_service", plan.Object{"disable_on_destroy": false, "disable_dependent_services": true}), risk.LevelLow},
		{"an API that goes off", deleteOf("google_project_service", plan.Object{"disable_on_destroy": true}), risk.LevelHigh},
		{"an API of which it is not said", deleteOf("google_project_service", plan.Object{}), risk.LevelMedium},
		{"an add-on that nodes need", deleteOf("aws_eks_addon", plan.Object{"addon_name": "vpc-cni"}), risk.LevelHigh},
		{"an add-on that stays", deleteOf("aws_eks_addon", plan.Object{"addon_name": "vpc-cni", "preserve": true}), risk.LevelLow},
		{"another add-on", deleteOf("aws_eks_addon", plan.Object{"addon_name": "adot"}), risk.LevelMedium},
		{"an account that is closed", deleteOf("aws_organizations_account", plan.Object{"close_on_deletion": true}), risk.LevelCritical},
		{"an account that stays", deleteOf("aws_organizations_account", plan.Object{"close_on_deletion": false}), risk.LevelHigh},
		{"a detector", deleteOf("aws_guardduty_detector", nil), risk.LevelHigh},
		{"a sink", deleteOf("google_logging_project_sink", nil), risk.LevelMedium},
		{"a metric of logs", deleteOf("google_logging_metric", nil), risk.LevelLow},
		{"a monitor", deleteOf("datadog_monitor", nil), risk.LevelMedium},
		{"all logs of a workspace", deleteOf("azurerm_log_analytics_workspace", nil), risk.LevelHigh},
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

// A count that may be of less lifts by one level at most, a sure one as far as it goes.
func TestUpperBoundLiftsOneLevel(t *testing.T) {
	t.Parallel()
	pass := passOf(builtin(t), deleteOf("aws_instance", nil))
	for _, tt := range []struct {
		sum   int
		upper bool
		want  risk.Level
	}{
		{59, false, risk.LevelCritical},
		{59, true, risk.LevelHigh},
		{62, true, risk.LevelCritical},
		{20, true, risk.LevelMedium},
	} {
		impact := rules.ImpactPass{ChangePass: pass, Unchanged: 60, UpperBound: tt.upper}
		got := risk.Score(rules.ImpactFactors(&impact, []risk.Factor{{Rule: "class-action", Points: tt.sum}}))
		if risk.LevelOf(got) != tt.want {
			t.Errorf("%d with an upper bound %t: %d, want %s", tt.sum, tt.upper, got, tt.want)
		}
	}
}

// What the provider only forgets goes nowhere: no outage, no reach.
func TestKeptGoesNowhere(t *testing.T) {
	t.Parallel()
	kept := passOf(builtin(t), deleteOf("google_sql_database", plan.Object{"deletion_policy": "ABANDON"}))
	if got := scoreOf(kept, 40); risk.LevelOf(got) != risk.LevelLow {
		t.Errorf("with 40 dependents it scores %d", got)
	}
	factors := rules.ChangeFactors(&kept)
	if got := rules.Outcomes(&kept, factors); len(got) != 1 || got[0] != rules.OutcomeNone {
		t.Errorf("outcomes %v, want none", got)
	}
	if kept.Recovery.Tier != knowledge.TierReversible || !strings.Contains(factors[0].Why, "ABANDON") {
		t.Errorf("%+v %+v: want a reason why nothing goes", kept.Recovery, factors)
	}
	replaced := passOf(builtin(t), replacedFrom("google_sql_database", plan.DestroyBeforeCreate, plan.Object{"deletion_policy": "ABANDON"}))
	if got := rules.Outcomes(&replaced, rules.ChangeFactors(&replaced)); got[0] == rules.OutcomeNone {
		t.Errorf("a replace starts empty, and comes to %v", got)
	}
}
