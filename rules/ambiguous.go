package rules

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/iampolicy"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// ambiguousHits finds policy documents in which an element stands twice: what was compared is
// the last, and the service may take another one.
func ambiguousHits(c *plan.Change) []Hit {
	var hits []Hit
	for _, path := range documentPaths {
		before, after := valuesAt(c.Before, path), valuesAt(c.After, path)
		if len(after) == 0 || equalSets(before, after) || !slices.ContainsFunc(after, ambiguous) {
			continue
		}
		hits = append(hits, Hit{Watch: knowledge.Watch{
			Path: path, Rule: idPolicyWidened, Score: unreadPoints, Moment: knowledge.AtApply, Outcome: OutcomeExposure,
			Why: path + " has an element twice, of which the service may take either: what it allows can't be told",
		}})
	}
	return heaviest(hits)
}

// ambiguous reports whether a value is a policy document in which an element stands twice.
func ambiguous(v plan.Value) bool {
	text, ok := v.(string)
	if !ok || !iampolicy.Ambiguous(text) {
		return false
	}
	_, err := iampolicy.Parse(text)
	return err == nil
}
