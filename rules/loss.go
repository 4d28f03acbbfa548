package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Recovery is what it takes to undo a change after it was applied.
type Recovery struct {
	Tier knowledge.Tier
	// Why is the proof in one clause.
	Why string
}

// RecoveryOf finds the recovery tier of a change. The proof is read from what is set
// before the change: that is what the provider looks at when it destroys.
func RecoveryOf(c *plan.Change, t knowledge.Type) Recovery {
	switch {
	case c.Deferred != "":
		return Recovery{knowledge.TierUnknown, "the change is put off to a later plan"}
	case c.Order == plan.CreateThenForget:
		return Recovery{knowledge.TierReversible, "the old object is not destroyed and can be imported again"}
	}
	switch c.Action {
	case plan.ActionNoOp, plan.ActionRead:
		return Recovery{knowledge.TierReversible, "nothing is changed"}
	case plan.ActionCreate:
		return Recovery{knowledge.TierReversible, "what is created can be destroyed again"}
	case plan.ActionForget:
		return Recovery{knowledge.TierReversible, "the object is not destroyed and can be imported again"}
	case plan.ActionUpdate:
		return Recovery{knowledge.TierReversible, "the old configuration can be applied again"}
	case plan.ActionDelete, plan.ActionReplace:
		return recoveryOfDestroy(c, t)
	}
	return Recovery{knowledge.TierUnknown, "what the action does is not known"}
}

// kept finds the case by which a delete leaves the object as it is, false where none holds:
// the first that holds counts, as it does for the recovery. A replace is none, since the new
// object takes over all the same.
func kept(c *plan.Change, t knowledge.Type) (knowledge.Case, bool) {
	if c.Action != plan.ActionDelete || !destroys(c) {
		return knowledge.Case{}, false
	}
	k, found := caseOf(c, t)
	return k, found && k.Kept
}

// Stays reports whether a delete only stops managing an object, which stays as it is.
func Stays(c *plan.Change, t knowledge.Type) bool {
	_, stays := kept(c, t)
	return stays
}

// caseOf finds the first case of a type that holds before a change.
func caseOf(c *plan.Change, t knowledge.Type) (knowledge.Case, bool) {
	i := slices.IndexFunc(t.Cases, func(k knowledge.Case) bool { return holds(k.Condition, c.Before) })
	if i < 0 {
		return knowledge.Case{}, false
	}
	return t.Cases[i], true
}

func recoveryOfDestroy(c *plan.Change, t knowledge.Type) Recovery {
	if k, found := caseOf(c, t); found {
		return Recovery{k.Tier, k.Why}
	}
	switch {
	case t.RecoveryWhy != "":
		return Recovery{t.Recovery, t.RecoveryWhy}
	case t.Recovery == knowledge.TierReversible:
		_, further, _ := strings.Cut(t.Loses, "; ")
		return Recovery{t.Recovery, strings.TrimSuffix("applying the old configuration brings it back; "+further, "; ")}
	case t.Loses != "":
		return Recovery{t.Recovery, "takes along " + t.Loses}
	}
	switch t.Recovery {
	case knowledge.TierRecreatable:
		return Recovery{t.Recovery, "applying the old configuration makes an equal one"}
	case knowledge.TierLost:
		return Recovery{t.Recovery, "nothing brings it back"}
	case knowledge.TierUnknown, knowledge.TierRestorable, knowledge.TierReversible:
	}
	return Recovery{t.Recovery, "the plan shows no proof of what is left"}
}

// holds tests a condition on the values before the change. A masked value proves
// nothing.
func holds(c knowledge.Condition, before plan.Object) bool {
	v, ok := attribute(before, c.Attribute)
	if c.Absent {
		return !ok || plan.Empty(v)
	}
	if c.Null || !ok {
		return c.Null && ok && v == nil
	}
	if n, number := v.(json.Number); number {
		want, err := json.Marshal(c.Equals)
		return err == nil && n.String() == string(want)
	}
	return v == c.Equals
}

// applies tests a circumstance on the values before the change.
func applies(k *knowledge.Circumstance, before plan.Object) bool {
	there := func(name string) bool { _, ok := before[name]; return ok }
	return holds(k.Condition, before) && holdAll(k.With, before) && !slices.ContainsFunc(k.Lacks, there) &&
		!slices.ContainsFunc(k.Has, func(name string) bool { return !there(name) })
}

var dataLoss = Rule{
	ID: idDataLoss, Title: "What is destroyed does not come back",
	Looks: "Deletes and replaces after which data, keys or identity are gone, or for which no proof of a backup is in the plan.",
	Why:   "An outage ends; lost data stays lost.",

	Example: "hash_key of an aws_dynamodb_table changes: the table is destroyed, and an empty one is created.",
	Fix:     "Take a backup or a snapshot first and try whether it can be restored. Or keep the old object: moved, removed or ignore_changes.",
	References: []string{
		"https://github.com/pulumi/pulumi/issues/1420",
		"https://github.com/hashicorp/terraform-provider-aws/issues/43210",
	},

	Change: checkLoss,
}

func checkLoss(pass *ChangePass) []risk.Factor {
	c := pass.Change
	if !c.Disruptive() || c.Deferred != "" || pass.Type.Routine {
		return nil
	}
	keeps := pass.Type.Class.Holds
	switch {
	case pass.Recovery.Tier == knowledge.TierLost && keeps != knowledge.HoldsNothing:
		return []risk.Factor{{Rule: idDataLoss, Points: 15, Why: fmt.Sprintf("its %s %s lost for good", keeps, beOf(keeps))}}
	case pass.Recovery.Tier == knowledge.TierUnknown && keeps != knowledge.HoldsNothing:
		return []risk.Factor{{Rule: idDataLoss, Points: 15, Why: fmt.Sprintf("nothing in the plan proves that its %s can be brought back", keeps)}}
	case pass.Recovery.Tier == knowledge.TierLost:
		return []risk.Factor{{Rule: idDataLoss, Points: 12, Why: "what goes with it does not come back"}}
	}
	return nil
}

// beOf is the form of "to be" for what a class holds.
func beOf(held knowledge.Holds) string {
	if held == knowledge.HoldsKeys {
		return "are"
	}
	return "is"
}

var circumstances = Rule{
	ID: idCircumstance, Title: "What the resource's own settings add",
	Looks: "Settings such as force_destroy and skip_final_snapshot, as they are before the change.",
	Why:   "They decide whether a destroy takes the content with it and whether anything stops it.",

	Example:    "skip_final_snapshot is true on a database that is deleted.",
	Fix:        "Change the setting in an apply of its own before the destroy: what counts is what is set when the destroy runs.",
	References: []string{"https://github.com/hashicorp/terraform-provider-aws/issues/9911"},

	Change: checkCircumstances,
}

func checkCircumstances(pass *ChangePass) []risk.Factor {
	c := pass.Change
	if !c.Disruptive() || c.Deferred != "" || c.DeposedKey != "" || c.Order == plan.CreateThenForget {
		return nil
	}
	if _, stays := kept(c, pass.Type); stays {
		return nil // they say what a destroy does
	}
	var factors []risk.Factor
	for _, k := range pass.Type.Circumstances {
		if applies(&k, c.Before) {
			factors = append(factors, risk.Factor{Rule: k.Rule, Points: k.Points, Why: k.Why})
		}
	}
	return factors
}
