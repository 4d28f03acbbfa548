package rules_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

func deleted(address, resourceType string, before plan.Object) plan.Change {
	return plan.Change{Address: address, Type: resourceType, Action: plan.ActionDelete, Before: before}
}

func kept(c plan.Change) plan.Change {
	c.Action = plan.ActionNoOp
	return c
}

func TestCompanions(t *testing.T) {
	t.Parallel()
	db := deleted("aws_db_instance.a", "aws_db_instance", plan.Object{"id": "db-XYZ", "identifier": "orders", "kms_key_id": "arn:aws:kms:eu:1:key/k", "arn": "arn:db"})
	key := deleted("aws_kms_key.k", "aws_kms_key", plan.Object{"id": "k", "arn": "arn:aws:kms:eu:1:key/k"})
	snapshot := deleted("aws_db_snapshot.s", "aws_db_snapshot", plan.Object{"id": "s", "db_instance_identifier": "orders"})
	replica := deleted("aws_db_instance.r", "aws_db_instance", plan.Object{"id": "db-R", "identifier": "orders-r", "replicate_source_db": "orders"})
	selection := deleted("aws_backup_selection.b", "aws_backup_selection", plan.Object{"resources": []any{"arn:other", "arn:db"}})
	group := deleted("azurerm_resource_group.g", "azurerm_resource_group", plan.Object{"id": "/subscriptions/1/resourceGroups/g"})
	lock := deleted("azurerm_management_lock.l", "azurerm_management_lock", plan.Object{"scope": "/subscriptions/1/resourceGroups/g"})
	other := deleted("aws_db_snapshot.o", "aws_db_snapshot", plan.Object{"id": "o", "db_instance_identifier": "other"})
	instance := func(protected bool) plan.Change {
		return deleted("google_sql_database_instance.i", "google_sql_database_instance", plan.Object{"name": "i", "deletion_protection": protected})
	}
	part := deleted("google_sql_database.d", "google_sql_database", plan.Object{"name": "d", "instance": "i"})
	tests := []struct {
		name string
		plan plan.Plan
		want []rules.Companion // of the first change
	}{
		{"its key", changes(db, key), []rules.Companion{{Role: knowledge.RoleKey, Address: "aws_kms_key.k"}}},
		{"its snapshot", changes(db, snapshot), []rules.Companion{{Role: knowledge.RoleBackup, Address: "aws_db_snapshot.s"}}},
		{"a list names it", changes(db, selection), []rules.Companion{{
			Role: knowledge.RoleSchedule, Address: "aws_backup_selection.b", Check: "aws backup list-recovery-points-by-resource --resource-arn {arn}< --region {region}>",
		}}},
		{"its replica", changes(db, replica), []rules.Companion{{Role: knowledge.RoleReplica, Address: "aws_db_instance.r"}}},
		{"its lock", changes(group, lock), []rules.Companion{{Role: knowledge.RoleGuard, Address: "azurerm_management_lock.l"}}},
		{"its parts", changes(instance(false), part), []rules.Companion{{Role: knowledge.RoleChild, Address: "google_sql_database.d", Content: true}}},
		{"what it is a part of, protected", changes(part, instance(true)), []rules.Companion{{Role: "protected parent", Address: "google_sql_database_instance.i"}}},
		{"what it is a part of, not protected", changes(part, instance(false)), nil},
		{"what it is a part of, which stays", changes(part, kept(instance(true))), nil},
		{"one stays", changes(db, key, kept(snapshot)), []rules.Companion{
			{Role: knowledge.RoleBackup, Address: "aws_db_snapshot.s", Stays: true}, {Role: knowledge.RoleKey, Address: "aws_kms_key.k"},
		}},
		{"that of another", changes(db, other), nil},
		{"a key that stays", changes(db, kept(key)), nil},
		{"a masked name", changes(deleted("aws_db_instance.a", "aws_db_instance", plan.Object{"identifier": plan.Masked{}}), snapshot), nil},
		{"it stays", changes(kept(db), key, snapshot), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := rules.Companions(&tt.plan, builtin(t))[tt.plan.Changes[0]]
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("companions (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCombined(t *testing.T) {
	t.Parallel()
	restorable, unknown := rules.Recovery{Tier: knowledge.TierRestorable, Why: "w"}, rules.Recovery{Tier: knowledge.TierUnknown, Why: "w"}
	recreatable := rules.Recovery{Tier: knowledge.TierRecreatable, Why: "w"}
	tests := []struct {
		name       string
		typ        string
		alone      rules.Recovery
		companions []rules.Companion
		want       knowledge.Tier
	}{
		{"alone", "aws_db_instance", restorable, nil, knowledge.TierRestorable},
		{"the key goes too", "aws_db_instance", restorable, beside(knowledge.RoleKey, false), knowledge.TierLost},
		{"the key goes, but nothing is lost", "aws_s3_bucket", recreatable, beside(knowledge.RoleKey, false), knowledge.TierRecreatable},
		{"all backups go", "aws_db_instance", unknown, beside(knowledge.RoleBackup, false), knowledge.TierLost},
		{"one backup stays", "aws_db_instance", unknown, append(beside(knowledge.RoleBackup, false), beside(knowledge.RoleBackup, true)...), knowledge.TierUnknown},
		{"what has backups made goes", "aws_rds_cluster", rules.Recovery{Tier: knowledge.TierLost}, beside(knowledge.RoleSchedule, false), knowledge.TierUnknown},
		{"the backups go, and what has others made", "aws_db_instance", unknown, append(beside(knowledge.RoleBackup, false), beside(knowledge.RoleSchedule, false)...), knowledge.TierUnknown},
		{"its value is not written again where nothing takes its place", "aws_secretsmanager_secret", restorable, beside(knowledge.RoleContent, false), knowledge.TierRestorable},
		{"a final snapshot is taken all the same", "aws_db_instance", restorable, beside(knowledge.RoleBackup, false), knowledge.TierRestorable},
		{"it holds nothing", "aws_instance", restorable, beside(knowledge.RoleKey, false), knowledge.TierRestorable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), plan.Change{Type: tt.typ, Action: plan.ActionDelete})
			pass.Companions = tt.companions
			got := rules.Combined(&pass, tt.alone)
			if got.Tier != tt.want || got.Why == "" {
				t.Errorf("got %+v, want %s", got, tt.want)
			}
		})
	}
}

func TestOutcomes(t *testing.T) {
	t.Parallel()
	final := plan.Object{"skip_final_snapshot": false}
	tests := []struct {
		name    string
		change  plan.Change
		factors []risk.Factor
		want    []string
	}{
		{"a database goes", plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete}, nil, []string{"data-loss", "outage"}},
		{"it can be restored, and is gone till then", plan.Change{Type: "aws_db_instance", Action: plan.ActionDelete, Before: final}, nil, []string{"data-loss", "outage"}},
		{"a snapshot goes", plan.Change{Type: "aws_db_snapshot", Action: plan.ActionDelete}, nil, []string{"data-loss"}},
		{"an empty bucket", plan.Change{Type: "aws_s3_bucket", Action: plan.ActionDelete, Before: plan.Object{"force_destroy": false}}, nil, []string{"outage", "stuck"}},
		{"a role goes", plan.Change{Type: "aws_iam_role", Action: plan.ActionDelete}, nil, []string{"access-loss"}},
		{"a role is replaced", replaceOf("aws_iam_role", plan.DestroyBeforeCreate), nil, []string{"access-loss", "new-identity"}},
		{"a balancer, created first", replaceOf("aws_lb", plan.CreateBeforeDestroy), nil, []string{"new-identity"}},
		{"a server with an address", plan.Change{
			Type: "aws_instance", Action: plan.ActionReplace, Order: plan.DestroyBeforeCreate, Before: plan.Object{"public_ip": "1.2.3.4"},
		}, nil, []string{"outage", "new-identity"}},
		{"a server without", replaceOf("aws_instance", plan.DestroyBeforeCreate), nil, []string{"outage"}},
		{"a file system has another name", replaceOf("aws_efs_file_system", plan.DestroyBeforeCreate), nil, []string{"data-loss", "outage", "new-identity"}},
		{"a pool of users", replaceOf("aws_cognito_user_pool", plan.DestroyBeforeCreate), nil, []string{"data-loss", "outage", "new-identity"}},
		{"a database that keeps its address", replaceOf("aws_db_instance", plan.DestroyBeforeCreate), nil, []string{"data-loss", "outage"}},
		{"a vault that may hold backups", plan.Change{Type: "aws_backup_vault", Action: plan.ActionDelete, Before: plan.Object{"name": "main"}}, nil, []string{"stuck"}},
		{"a vault that is emptied first", plan.Change{Type: "aws_backup_vault", Action: plan.ActionDelete, Before: plan.Object{"force_destroy": true}}, nil, []string{"data-loss"}},
		{"Terraform's locks", plan.Change{Type: "aws_dynamodb_table", Action: plan.ActionDelete, Before: plan.Object{"hash_key": "LockID"}}, nil, []string{"outage"}},
		{"everyday", replaceOf("aws_ecs_task_definition", plan.DestroyBeforeCreate), nil, []string{"none"}},
		{"an update", plan.Change{Type: "aws_db_instance", Action: plan.ActionUpdate}, nil, []string{"none"}},
		{"an opened rule", plan.Change{Type: "aws_security_group", Action: plan.ActionUpdate}, []risk.Factor{{Rule: "opened-to-world"}}, []string{"exposure"}},
		{"a protected one", plan.Change{Type: "aws_lb", Action: plan.ActionDelete}, []risk.Factor{{Rule: "protected"}}, []string{"outage", "stuck"}},
		{"forgotten", plan.Change{Type: "aws_db_instance", Action: plan.ActionForget}, nil, []string{"none"}},
		{"an action of unknown name", plan.Change{Type: "aws_lb", Action: "melt"}, nil, []string{"outage"}},
		{"a chart", plan.Change{Type: "helm_release", Action: plan.ActionUpdate}, nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			pass := passOf(builtin(t), tt.change)
			if got := rules.Outcomes(&pass, tt.factors); !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWhen(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, tt := range []struct{ typ, action, want string }{
		{"aws_route53_record", "delete", "caches-expire"},
		{"aws_route53_record", "create", "at-apply"},
		{"aws_launch_template", "update", "next-deploy"},
		{"aws_s3_bucket_lifecycle_configuration", "update", "after-days"},
		{"aws_db_instance", "delete", "at-apply"},
		{"acme_thing", "delete", "at-apply"},
	} {
		pass := passOf(table, plan.Change{Type: tt.typ, Action: plan.Action(tt.action)})
		if got := rules.When(&pass, rules.Outcomes(&pass, nil)); got != tt.want {
			t.Errorf("%s of %s: %s, want %s", tt.action, tt.typ, got, tt.want)
		}
	}
}

// A secret whose current value the plan writes again under another name loses nothing.
func TestSecretWrittenAgain(t *testing.T) {
	t.Parallel()
	version := func(stage string, after any) plan.Change {
		c := replaceOf("aws_secretsmanager_secret_version", plan.DestroyBeforeCreate)
		c.Address = "aws_secretsmanager_secret_version.v"
		c.Before = plan.Object{"secret_id": "arn:s", "secret_string": "x", "version_stages": []any{stage}}
		c.After = plan.Object{"secret_string": after}
		return c
	}
	for name, tt := range map[string]struct {
		version plan.Change
		want    knowledge.Tier
	}{
		"the same value":                  {version("AWSCURRENT", "x"), knowledge.TierRecreatable},
		"another value":                   {version("AWSCURRENT", "y"), knowledge.TierRestorable},
		"a value that is known later":     {version("AWSCURRENT", nil), knowledge.TierRestorable},
		"the value of before a rotation":  {version("AWSPREVIOUS", "x"), knowledge.TierRestorable},
		"a version that only goes":        {plan.Change{Type: "aws_secretsmanager_secret_version", Action: plan.ActionDelete, Before: version("AWSCURRENT", "x").Before}, knowledge.TierRestorable},
		"a version that stays unreplaced": {plan.Change{Type: "aws_secretsmanager_secret_version", Action: plan.ActionNoOp, Before: version("AWSCURRENT", "x").Before}, knowledge.TierRestorable},
	} {
		secret := replaceOf("aws_secretsmanager_secret", plan.DestroyBeforeCreate)
		secret.Before, secret.Address, secret.Mode = plan.Object{"arn": "arn:s", "name": "a"}, "aws_secretsmanager_secret.s", "managed"
		tt.version.Mode = "managed"
		p := plan.Plan{Changes: []*plan.Change{&secret, &tt.version}}
		pass := passOf(builtin(t), secret)
		pass.Companions = rules.Companions(&p, builtin(t))[&secret]
		got := rules.Combined(&pass, pass.Recovery)
		pass.Recovery = got
		outcomes := rules.Outcomes(&pass, nil)
		if got.Tier != tt.want || slices.Contains(outcomes, "data-loss") != (tt.want == knowledge.TierRestorable) {
			t.Errorf("%s: %+v %v, want %s", name, got, outcomes, tt.want)
		}
	}
}

// Of a protected object and a part of it with data, the part is what is lost.
func TestPartsOfProtected(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	score := func(c plan.Change, companions []rules.Companion) int {
		pass := passOf(table, c)
		pass.Companions = companions
		return scoreOf(pass, 0)
	}
	parent := plan.Change{Type: "google_sql_database_instance", Action: plan.ActionDelete, Before: plan.Object{"deletion_protection": true}}
	whole := score(parent, []rules.Companion{{Role: knowledge.RoleChild, Address: "t.child", Content: true}})
	part := score(plan.Change{Type: "google_sql_database", Action: plan.ActionDelete}, beside("protected parent", false))
	if part <= whole {
		t.Errorf("the part scores %d, the protected whole %d: want more for the part", part, whole)
	}
	if empty := score(parent, beside(knowledge.RoleChild, false)); empty <= whole {
		t.Errorf("the whole scores %d with parts that hold nothing and %d with parts that have the points", empty, whole)
	}
}
