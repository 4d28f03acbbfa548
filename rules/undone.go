package rules

import (
	"encoding/json"
	"math/big"
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Undone is the recovery of a change: that of RecoveryOf, or for an update, a create or the
// replace of what holds nothing by itself what is known of an attribute whose old value does not
// bring back what the new one takes. Of several the worst counts. An update of which nothing is
// known promises nothing.
func Undone(pass *ChangePass) Recovery {
	c := pass.Change
	if !slices.Contains([]plan.Action{plan.ActionUpdate, plan.ActionCreate, plan.ActionReplace}, c.Action) ||
		pass.Recovery.Tier != knowledge.TierReversible {
		return pass.Recovery
	}
	var worst Recovery
	for _, h := range seen(pass) {
		if h.RecoveryWhy != "" && (worst.Why == "" || badness(h.Recovery) > badness(worst.Tier)) {
			worst = Recovery{h.Recovery, h.RecoveryWhy}
		}
	}
	switch way, only := oneWay(pass); {
	case only && c.Action != plan.ActionReplace && badness(way.Tier) > badness(worst.Tier):
		return way
	case worst.Why != "":
		return worst
	case c.Action == plan.ActionUpdate && !onlyHarmless(pass) && !studied(pass):
		return Recovery{pass.Recovery.Tier, asFarAsKnown}
	}
	return pass.Recovery
}

// asFarAsKnown is the recovery of an update with attributes of which nothing is known.
const asFarAsKnown = "as far as is known, the old configuration can be applied again"

// badness orders tiers: none is the best.
func badness(tier knowledge.Tier) int {
	return slices.Index([]knowledge.Tier{
		"", knowledge.TierReversible, knowledge.TierRecreatable, knowledge.TierRestorable, knowledge.TierUnknown, knowledge.TierLost,
	}, tier)
}

// oneWay finds an attribute of an update that grows and can't shrink again, false for none.
func oneWay(pass *ChangePass) (Recovery, bool) {
	c := pass.Change
	if c.Action != plan.ActionUpdate {
		return Recovery{}, false
	}
	for _, row := range pass.Table.OneWays(c.Type) {
		before, after := valuesAt(c.Before, row.Attribute), valuesAt(c.After, row.Attribute)
		if len(before) != len(after) || unknownAt(c, row.Attribute) {
			continue
		}
		for i := range before {
			if grows(before[i], after[i]) {
				return Recovery{knowledge.TierRecreatable, row.Why}, true
			}
		}
	}
	return Recovery{}, false
}

// grows reports whether one value becomes another one that is more of it: a number that is
// larger. Of an amount with a unit, such as 10Gi, a provider changes in place what grows.
func grows(before, after plan.Value) bool {
	if plan.IsMasked(before) || plan.IsMasked(after) || plan.Empty(before) || plan.Empty(after) || plan.Equal(before, after) {
		return false
	}
	b, bok := amountOf(before)
	a, aok := amountOf(after)
	return !bok || !aok || a.Cmp(b) > 0
}

func amountOf(v plan.Value) (*big.Rat, bool) {
	n, ok := v.(json.Number)
	if !ok {
		return nil, false
	}
	return new(big.Rat).SetString(n.String())
}

// studied reports whether the tables know each attribute that an update changes, labels and the
// like apart: what they say of it holds.
// A hit without a path is about the change as a whole, and an access rule or what watches has
// nothing but its settings.
func studied(pass *ChangePass) bool {
	hits := pass.watchedHits()
	if class := pass.Type.Class; pass.Type.Known && class.Holds != knowledge.HoldsData && class.Holds != knowledge.HoldsKeys && class.Outcome != OutcomeOutage {
		return true
	}
	return !slices.ContainsFunc(pass.Change.Changed, func(a plan.Attribute) bool {
		at := withoutIndexes(a.Path)
		known := func(h Hit) bool { return h.Path == "" || plan.Within(at, h.Path) || plan.Within(h.Path, at) }
		return !harmless(pass, a) && !slices.ContainsFunc(hits, known)
	})
}
