package rules

import (
	"fmt"
	"slices"

	"github.com/tfblast/tfblast/rules/knowledge"
)

// disarmingSettings are the circumstances of a destroy that an update can set for a later
// one.
var disarmingSettings = []string{"force-destroy", "no-final-snapshot", "no-recovery-window"}

// What is disarmed scores by what it holds.
const disarmedContent, disarmedOther = 45, 30

// disarmingHits finds settings of a type's circumstances that an update newly sets: what
// makes a destroy worse makes the next one worse. What a watch says of the same attribute
// it says better.
func disarmingHits(pass *ChangePass, hits []Hit) []Hit {
	c := pass.Change
	if !alters(c) {
		return nil
	}
	var found []Hit
	for _, k := range pass.Type.Circumstances {
		watched := slices.ContainsFunc(hits, func(h Hit) bool { return h.Rule == idDisarmed && h.Path == k.Attribute })
		if watched || k.Absent || len(k.Lacks) > 0 || !slices.Contains(disarmingSettings, k.Rule) || holds(k.Condition, c.Before) || !holds(k.Condition, c.After) {
			continue
		}
		score := disarmedOther
		if holdsContent(pass.Type) {
			score = disarmedContent
		}
		found = append(found, Hit{Watch: knowledge.Watch{
			Path: k.Attribute, Rule: idDisarmed, Score: score, Moment: knowledge.AtApply, Outcome: OutcomeNone,
			Why: fmt.Sprintf("%s becomes %v", k.Attribute, k.Equals),
		}})
	}
	return found
}
