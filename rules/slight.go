package rules

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// slightShare is what is left at least of a limit that is lowered by little, slightPoints
	// the most that this scores.
	slightShare, slightPoints = 0.9, 30
)

// aging are the rules about what is deleted by its age: the nearer the new limit is to the old
// one, the less there is to lose.
var aging = []string{idRetentionShortened, idBackupReduced}

// slightOf lightens the hit of a limit that is lowered by little.
func slightOf(c *plan.Change, h Hit) Hit {
	if h.When != knowledge.WhenLowered || h.Doubt != "" || !slices.Contains(aging, h.Rule) || h.Score <= slightPoints {
		return h
	}
	before, after := numbers(valuesAt(c.Before, h.Path), h.Endless), numbers(valuesAt(c.After, h.Path), h.Endless)
	if len(before) != len(after) || len(before) == 0 {
		return h
	}
	for i := range before {
		if after[i] < before[i]*slightShare {
			return h
		}
	}
	h.Score, h.Why = slightPoints, h.Why+", by little"
	return h
}
