package rules_test

import (
	"slices"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// An update says what it comes to, when, and whether the old configuration undoes it.
func TestUpdatesAreUndone(t *testing.T) {
	t.Parallel()
	nameServer := plan.Change{
		Type: "aws_route53_record", Action: plan.ActionUpdate,
		Before: plan.Object{"type": "NS", "records": []any{"a"}}, After: plan.Object{"type": "NS", "records": []any{"b"}},
	}
	upgrade := sets("aws_db_instance", "engine_version", "16.4", "16.8")
	opened := policyChange(policy(`"s3:GetObject"`, `"*"`, ""), policy(`"*"`, `"*"`, ""))
	tests := []struct {
		name    string
		change  plan.Change
		outcome string
		when    string
		tier    knowledge.Tier
	}{
		{"no backups any more", sets("aws_db_instance", "backup_retention_period", number("7"), number("0")), rules.OutcomeDataLoss, "next-maintenance", knowledge.TierLost},
		{"more backups", sets("aws_db_instance", "backup_retention_period", number("0"), number("7")), rules.OutcomeNone, "at-apply", knowledge.TierReversible},
		{"an engine that can't go back", sets("google_sql_database_instance", "database_version", "POSTGRES_15", "POSTGRES_16"), rules.OutcomeOutage, "at-apply", knowledge.TierUnknown},
		{"a runtime that can", sets("aws_lambda_function", "runtime", "python3.11", "python3.13"), rules.OutcomeOutage, "at-apply", knowledge.TierReversible},
		{"a minor version in the window weighs little", upgrade, rules.OutcomeNone, "at-apply", knowledge.TierReversible},
		{"another class in the window", database(nil), rules.OutcomeOutage, "next-maintenance", knowledge.TierReversible},
		{"a name server", nameServer, rules.OutcomeOutage, "caches-expire", knowledge.TierReversible},
		{"permissions", opened, rules.OutcomeExposure, "at-apply", knowledge.TierReversible},
		{"scaled to nothing", sets("aws_ecs_service", "desired_count", number("3"), number("0")), rules.OutcomeOutage, "at-apply", knowledge.TierReversible},
		{"scaled down", sets("aws_ecs_service", "desired_count", number("3"), number("2")), rules.OutcomeNone, "at-apply", knowledge.TierReversible},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			factors := rules.ChangeFactors(&pass)
			if got := rules.Outcomes(&pass, factors); !slices.Contains(got, tt.outcome) {
				t.Errorf("outcomes %v, want %s", got, tt.outcome)
			}
			if got := rules.When(&pass, rules.Outcomes(&pass, factors)); got != tt.when {
				t.Errorf("when %q, want %q", got, tt.when)
			}
			got := rules.Undone(&pass)
			if got.Tier != tt.tier || got.Why == "" {
				t.Errorf("recovery %+v, want %s with a reason", got, tt.tier)
			}
		})
	}
}

// What a destroy takes is not what a changed attribute says.
func TestDestroyIsUndoneByItsType(t *testing.T) {
	t.Parallel()
	c := sets("aws_db_instance", "backup_retention_period", number("7"), number("0"))
	c.Action = plan.ActionReplace
	pass := passOf(builtin(t), c)
	if got := rules.Undone(&pass); got != pass.Recovery {
		t.Errorf("%+v, want the recovery of the replace, %+v", got, pass.Recovery)
	}
}
