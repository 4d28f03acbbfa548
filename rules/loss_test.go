package rules_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

func TestRecoveryOf(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	const database = "aws_db_instance"
	tests := []struct {
		name   string
		change plan.Change
		want   knowledge.Tier
	}{
		{"no-op", plan.Change{Type: database, Action: plan.ActionNoOp}, knowledge.TierReversible},
		{"read", plan.Change{Type: database, Action: plan.ActionRead}, knowledge.TierReversible},
		{"create", plan.Change{Type: database, Action: plan.ActionCreate}, knowledge.TierReversible},
		{"update", plan.Change{Type: database, Action: plan.ActionUpdate}, knowledge.TierReversible},
		{"forget", plan.Change{Type: database, Action: plan.ActionForget}, knowledge.TierReversible},
		{"create then forget", replaceOf(database, plan.CreateThenForget), knowledge.TierReversible},
		{"an unknown action", plan.Change{Type: database, Action: "melt"}, knowledge.TierUnknown},
		{"deferred", plan.Change{Type: database, Action: plan.ActionDelete, Deferred: "unknown"}, knowledge.TierUnknown},
		{"a final snapshot", plan.Change{Type: database, Action: plan.ActionDelete, Before: plan.Object{"skip_final_snapshot": false}}, knowledge.TierRestorable},
		{"no final snapshot and no backups", plan.Change{
			Type: database, Action: plan.ActionDelete,
			Before: plan.Object{"skip_final_snapshot": true, "backup_retention_period": number("0"), "delete_automated_backups": false},
		}, knowledge.TierLost},
		{"backups that stay", plan.Change{
			Type: database, Action: plan.ActionDelete,
			Before: plan.Object{"skip_final_snapshot": true, "backup_retention_period": number("7"), "delete_automated_backups": false},
		}, knowledge.TierRestorable},
		{"the plan shows no settings", plan.Change{Type: database, Action: plan.ActionDelete}, knowledge.TierLost},
		{"a masked setting proves nothing", plan.Change{
			Type: database, Action: plan.ActionDelete, Before: plan.Object{"skip_final_snapshot": plan.Masked{}},
		}, knowledge.TierLost},
		{"what the plan sets comes too late", plan.Change{
			Type: database, Action: plan.ActionReplace, Order: plan.DestroyBeforeCreate,
			Before: plan.Object{"skip_final_snapshot": true}, After: plan.Object{"skip_final_snapshot": false},
		}, knowledge.TierLost},
		{"created first is lost all the same", replaceOf(database, plan.CreateBeforeDestroy), knowledge.TierLost},
		{"images that must go first, since nobody set it", plan.Change{
			Type: "aws_ecr_repository", Action: plan.ActionDelete, Before: plan.Object{"force_delete": nil},
		}, knowledge.TierRecreatable},
		{"images of a provider that always deletes them", plan.Change{
			Type: "aws_ecr_repository", Action: plan.ActionDelete, Before: plan.Object{"name": "app"},
		}, knowledge.TierLost},
		{"a bucket that must be empty", plan.Change{Type: "aws_s3_bucket", Action: plan.ActionDelete, Before: plan.Object{"force_destroy": false}}, knowledge.TierRecreatable},
		{"a bucket with all in it", plan.Change{Type: "aws_s3_bucket", Action: plan.ActionDelete, Before: plan.Object{"force_destroy": true}}, knowledge.TierLost},
		{"a key in its deletion window", plan.Change{Type: "aws_kms_key", Action: plan.ActionDelete}, knowledge.TierRestorable},
		{"an unknown type", plan.Change{Type: "acme_thing", Action: plan.ActionDelete}, knowledge.TierUnknown},
		{"an unknown type that looks like a database", plan.Change{Type: "acme_postgres", Action: plan.ActionDelete}, knowledge.TierUnknown},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got := rules.RecoveryOf(&test.change, table.Lookup(test.change.Type))
			if got.Tier != test.want || got.Why == "" {
				t.Errorf("got %+v, want %s", got, test.want)
			}
		})
	}
}

// A tier without a reason, or one that contradicts it, must not reach a report.
func TestRecoveryOfEveryType(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, name := range table.Types() {
		known := table.Lookup(name)
		got := rules.RecoveryOf(&plan.Change{Type: name, Action: plan.ActionDelete}, known)
		if got.Why == "" {
			t.Errorf("%s: tier %s without a reason", name, got.Tier)
		}
		if len(known.Cases) == 0 && got.Tier != known.Recovery {
			t.Errorf("%s: tier %s, the table says %s", name, got.Tier, known.Recovery)
		}
	}
}

func TestLossOfKeys(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ typ, want string }{
		{"aws_kms_key", "its keys are lost for good"}, {"aws_dynamodb_table", "its data is lost for good"},
	} {
		pass := passOf(builtin(t), plan.Change{Type: tt.typ, Action: plan.ActionDelete})
		pass.Recovery.Tier = knowledge.TierLost
		var got []string
		for _, f := range rules.ChangeFactors(&pass) {
			if f.Rule == "data-loss" {
				got = append(got, f.Why)
			}
		}
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("%s: %q, want %q", tt.typ, got, tt.want)
		}
	}
}

// What is disarmed is named with what a later destroy takes along.
func TestDisarmedNamesWhatItHolds(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		rule   string
		change plan.Change
	}{
		{"protection-off", sets("aws_db_instance", "deletion_protection", true, false)},
		{"disarmed", sets("aws_db_instance", "skip_final_snapshot", false, true)},
	} {
		pass := passOf(builtin(t), tt.change)
		found := false
		for _, f := range rules.ChangeFactors(&pass) {
			if f.Rule == tt.rule {
				found = true
				if !strings.HasSuffix(f.Why, "a later destroy takes along the database with all its rows") {
					t.Errorf("%s: %s", tt.rule, f.Why)
				}
			}
		}
		if !found {
			t.Errorf("%s gives nothing", tt.rule)
		}
	}
}

// What holds data weighs more when it is disarmed than what does not, and a watched
// attribute counts once.
func TestDisarmedOnce(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		change plan.Change
		want   int
	}{
		{sets("aws_fsx_windows_file_system", "skip_final_backup", false, true), 45},
		{sets("aws_route53_zone", "force_destroy", false, true), 45},
		{sets("aws_iam_user", "force_destroy", false, true), 30},
		{sets("aws_s3_bucket", "force_destroy", false, true), 45},
	} {
		pass := passOf(builtin(t), tt.change)
		hits := 0
		for _, h := range rules.Hits(&pass) {
			if h.Rule == "disarmed" {
				hits++
			}
		}
		if got := scoreOf(pass, 0); got != tt.want || hits != 1 {
			t.Errorf("%s: score %d of %d hits, want %d of 1", tt.change.Type, got, hits, tt.want)
		}
	}
}
