package rules

import (
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// unreadPoints are those of a policy document that was one before and is none any more,
	// longPoints of one that is too long to compare grant by grant.
	unreadPoints, longPoints = 45, 38
)

// unreadHits finds updates of policy documents of which not all can be told: better a word too
// many than a change that nobody sees.
func unreadHits(c *plan.Change) []Hit {
	if !alters(c) {
		return nil
	}
	var hits []Hit
	for _, path := range documentPaths {
		before, after := valuesAt(c.Before, path), valuesAt(c.After, path)
		if len(before)+len(after) == 0 || unknownAt(c, path) || equalSets(before, after) || hidden(before) || hidden(after) {
			continue
		}
		_, wasPolicy := allGrants(before, widestOf)
		_, isPolicy := allGrants(after, widestOf)
		_, comparedBefore := allGrants(before, grantsOf)
		_, comparedAfter := allGrants(after, grantsOf)
		hit := Hit{Watch: knowledge.Watch{Rule: idPolicyWidened, Path: path, Moment: knowledge.AtApply, Outcome: "exposure"}}
		switch {
		case wasPolicy && !allEmpty(before) && !isPolicy:
			hit.Score, hit.Why = unreadPoints, path+" is no policy document any more that can be read: what it allows from now on can't be told"
		case wasPolicy && isPolicy && (!comparedBefore || !comparedAfter):
			hit.Score, hit.Why = longPoints, path+" is too long to compare: only what it allows of whole services or to everyone was looked at"
		default:
			continue
		}
		hits = append(hits, hit)
	}
	return heaviest(hits)
}
