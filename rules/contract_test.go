package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// unknownTypes have no row; each is judged by another pattern, the first by none.
var unknownTypes = []string{
	"acme_thing", "acme_widget_role", "acme_alert_rule", "acme_security_group", "acme_postgres", "acme_bucket", "acme_vault",
	"acme_cluster", "acme_project", "acme_vpc", "acme_zone", "acme_server",
}

// What is not known is neither safe nor, without a word that speaks of data, dangerous.
func TestUnknownTypes(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, name := range unknownTypes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if table.Lookup(name).Known {
				t.Fatal("has a row now: choose another name")
			}
			level := func(c plan.Change) risk.Level {
				c.Type = name
				return risk.LevelOf(scoreOf(passOf(table, c), 0))
			}
			for _, c := range []plan.Change{
				{Action: plan.ActionDelete},
				{Action: plan.ActionReplace, Order: plan.DestroyBeforeCreate},
				{Action: "melt"},
				{Action: "melt", Before: plan.Object{"id": "x"}},
			} {
				got := level(c)
				if got < risk.LevelMedium {
					t.Errorf("%s is %s, want medium or more", c.Action, got)
				}
				if dataLike := table.Lookup(name).Class.Holds != knowledge.HoldsNothing; got > risk.LevelMedium && !dataLike {
					t.Errorf("%s is %s and nothing is known that makes it so", c.Action, got)
				}
			}
			for _, action := range []plan.Action{plan.ActionUpdate, plan.ActionCreate, plan.ActionForget} {
				if got := level(plan.Change{Action: action}); got > risk.LevelLow {
					t.Errorf("%s is %s, want low at most", action, got)
				}
			}
		})
	}
}

// A change that the plan does not show is at least low, and medium where it may
// destroy something.
func TestOpaqueFloors(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	floors := map[plan.Action]risk.Level{
		plan.ActionCreate: risk.LevelLow, plan.ActionUpdate: risk.LevelLow,
		plan.ActionDelete: risk.LevelMedium, plan.ActionReplace: risk.LevelMedium, "melt": risk.LevelMedium,
	}
	for _, name := range table.Types() {
		known := table.Lookup(name)
		for action, floor := range floors {
			pass := passOf(table, plan.Change{Type: name, Action: action})
			if rules.Opaque(&pass) != (known.Opaque && !known.Routine) {
				t.Errorf("%s without a provisioner: opaque is %v", name, rules.Opaque(&pass))
			}
			pass.Provisioned = true
			if got := risk.LevelOf(scoreOf(pass, 0)); got < floor {
				t.Errorf("%s of %s with a provisioner is %s, want %s or more", action, name, got, floor)
			}
		}
	}
}

// Doubt about recovery counts as a loss only where there is something to lose.
func TestUnknownRecovery(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	loss, _ := rules.Lookup("data-loss")
	kept := 0
	for _, class := range table.Classes() {
		for _, action := range []plan.Action{plan.ActionDelete, plan.ActionReplace, "melt"} {
			pass := passOf(table, plan.Change{Type: "acme_thing", Action: action})
			pass.Type.Class, pass.Recovery = class, rules.Recovery{Tier: knowledge.TierUnknown}
			unknown := risk.Score(loss.Change(&pass))
			pass.Recovery.Tier = knowledge.TierLost
			lost := risk.Score(loss.Change(&pass))
			switch class.Holds {
			case knowledge.HoldsNothing:
				if unknown != 0 {
					t.Errorf("%s of class %s: unknown recovery gives %d points", action, class.Name, unknown)
				}
			case knowledge.HoldsData, knowledge.HoldsKeys, knowledge.HoldsIdentity:
				kept++
				if unknown == 0 || unknown != lost {
					t.Errorf("%s of class %s: unknown recovery gives %d points, a loss %d", action, class.Name, unknown, lost)
				}
			}
		}
	}
	if kept == 0 {
		t.Error("no class holds anything")
	}
}

func TestRoutineReplacementsStayLow(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	routine := 0
	for _, name := range table.Types() {
		if !table.Lookup(name).Routine {
			continue
		}
		routine++
		for _, order := range []plan.Order{plan.DestroyBeforeCreate, plan.CreateBeforeDestroy} {
			for _, unchanged := range []int{0, 5, 20} {
				if got := risk.LevelOf(scoreOf(passOf(table, replaceOf(name, order)), unchanged)); got > risk.LevelLow {
					t.Errorf("replacing %s (%s) with %d unchanged dependents is %s", name, order, unchanged, got)
				}
			}
		}
	}
	if routine == 0 {
		t.Error("no type is routine")
	}
}

// What is forgotten stays, whatever its settings say about a destroy.
func TestForgetDestroysNothing(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, name := range append(table.Types(), unknownTypes...) {
		pass := passOf(table, plan.Change{
			Type: name, Action: plan.ActionForget,
			Before: plan.Object{"force_destroy": true, "skip_final_snapshot": true, "backup_retention_period": number("0")},
		})
		if pass.Recovery.Tier != knowledge.TierReversible {
			t.Errorf("recovery of a forgotten %s is %s", name, pass.Recovery.Tier)
		}
		if got := risk.LevelOf(scoreOf(pass, 40)); got > risk.LevelLow {
			t.Errorf("forgetting %s is %s", name, got)
		}
		for _, f := range rules.ChangeFactors(&pass) {
			if f.Rule != "class-action" {
				t.Errorf("forgetting %s gives points for %s: %s", name, f.Rule, f.Why)
			}
		}
	}
	pass := passOf(table, replaceOf("aws_db_instance", plan.CreateThenForget))
	if pass.Recovery.Tier != knowledge.TierReversible {
		t.Errorf("recovery of one that is created anew and forgotten is %s", pass.Recovery.Tier)
	}
}

// A leftover object's delete weighs less than the live one's, whatever the type.
func TestDeposedIsNotTheLiveOne(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, name := range append(table.Types(), unknownTypes...) {
		c := plan.Change{Type: name, Action: plan.ActionDelete}
		live := scoreOf(passOf(table, c), 0)
		c.DeposedKey = "01234567"
		pass := passOf(table, c)
		deposed := scoreOf(pass, 0)
		if routine := pass.Type.Routine; deposed > live || deposed == live && !routine {
			t.Errorf("%s: a leftover object scores %d, the live one %d", name, deposed, live)
		}
		if risk.LevelOf(deposed) > risk.LevelMedium {
			t.Errorf("%s: a leftover object scores %d", name, deposed)
		}
	}
}

// A replace that only forgets the old object destroys nothing, whatever its settings say.
func TestCreateThenForgetDestroysNothing(t *testing.T) {
	t.Parallel()
	c := plan.Change{
		Type: "aws_s3_bucket", Action: plan.ActionReplace, Order: plan.CreateThenForget,
		Before: plan.Object{"force_destroy": true},
	}
	if got := risk.LevelOf(scoreOf(passOf(builtin(t), c), 0)); got > risk.LevelLow {
		t.Errorf("create-then-forget of a bucket is %s, want low at most", got)
	}
	c.Order = plan.DestroyBeforeCreate
	if got := risk.LevelOf(scoreOf(passOf(builtin(t), c), 0)); got < risk.LevelHigh {
		t.Errorf("destroy of the same bucket is %s, want high or more", got)
	}
}

// The floor of an opaque change holds where minus points have taken the sum below zero.
func TestOpaqueFloorBelowZero(t *testing.T) {
	t.Parallel()
	pass := passOf(builtin(t), plan.Change{
		Type: "aws_alb_listener_rule", Action: plan.ActionReplace, Order: plan.CreateBeforeDestroy,
		Reason: "replace_by_request",
	})
	pass.Provisioned = true
	if got := scoreOf(pass, 0); risk.LevelOf(got) < risk.LevelMedium {
		t.Errorf("score %d, want medium or more", got)
	}
}
