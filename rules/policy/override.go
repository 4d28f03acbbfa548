package policy

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/tfblast/tfblast/rules/knowledge"
)

// override reads an override block.
func (l *loader) override(f *fields, block *hclsyntax.Block, s *section) {
	o := &override{
		place: placeOf(f.at), pattern: glob(block.Labels[0]), class: f.texts["class"], recovery: f.texts["recovery"],
		reason: strings.TrimSpace(f.texts["reason"]),
	}
	if f.has("routine") {
		o.routine = new(f.flags["routine"])
	}
	if !f.has("class") && !f.has("recovery") && !f.has("routine") {
		l.fail(f.at, "An empty block", "Give one of class, recovery and routine.")
		return
	}
	o.at, o.valid = f.at, f.texts["class"] == "" || slices.Contains(l.classes, f.texts["class"])
	s.overrides = append(s.overrides, o)
}

// lower says what is less dangerous in the new view of a type, empty for nothing.
func lower(old, now knowledge.Type) string {
	a, b := old.Class, now.Class
	switch {
	case b.Delete < a.Delete:
		return "the delete"
	case b.Replace < a.Replace || b.Seamless && !a.Seamless:
		return "the replacement"
	case b.Forget < a.Forget:
		return "the removal from the state"
	case b.Update < a.Update:
		return "the update"
	case b.Create < a.Create:
		return "the creation"
	case now.Routine && !old.Routine:
		return "the delete or replacement"
	case badness(now.Recovery) < badness(old.Recovery), a.Holds != knowledge.HoldsNothing && b.Holds == knowledge.HoldsNothing:
		return "the loss"
	}
	return ""
}

// badness orders recovery tiers: what is not known counts just below what is lost.
func badness(tier knowledge.Tier) int {
	return slices.Index([]knowledge.Tier{
		knowledge.TierReversible, knowledge.TierRecreatable, knowledge.TierRestorable, knowledge.TierUnknown, knowledge.TierLost,
	}, tier)
}

// apply gives the type as the override sees it. A class brings its own recovery tier along
// if that is the worse one.
func (o *override) apply(table *knowledge.Table, t knowledge.Type) knowledge.Type {
	if o.class != "" {
		for _, class := range table.Classes() {
			if class.Name == o.class {
				t.Class = class
			}
		}
		t.Known, t.Because, t.Routine, t.RoutineWhy = true, "", false, ""
		t.Container = t.Container || o.class == "container"
		if badness(t.Class.Recovery) > badness(t.Recovery) {
			t.Recovery, t.RecoveryWhy = t.Class.Recovery, ""
		}
	}
	if o.recovery != "" {
		t.Recovery, t.RecoveryWhy, t.Cases = knowledge.Tier(o.recovery), o.reason, nil
		if o.reason == "" {
			t.RecoveryWhy = "the policy says so"
		}
	}
	if o.routine != nil {
		t.Routine, t.RoutineWhy = *o.routine, ""
		if t.Routine {
			t.RoutineWhy = o.reason
		}
	}
	return t
}
