package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// superseded reports whether nothing misses a deleted instance: what it serves is deleted
// as well, or another one takes its place. What can't be told is missed.
func (a *analysis) superseded(c *plan.Change) bool {
	flags := a.table.Flags(c.Type)
	i := slices.IndexFunc(flags, func(f knowledge.Flag) bool { return f.Kind == knowledge.FlagWithdrawn })
	node, ok := a.isLive(c)
	if !ok || i < 0 || c.Action != plan.ActionDelete {
		return false
	}
	if _, renamed := a.renames[c.Address]; renamed || a.madeAlike(c, flags[i].Same) {
		return true
	}
	row, ok := a.table.ActsOn(c.Type)
	if !ok {
		return false
	}
	if t := a.acting[c]; t != nil && !t.lasting {
		return true
	}
	return a.otherEndGoes(node, row) || a.allDeleted(node, row.Through) || a.allGone(a.carried(node, row))
}

// allGone reports whether there are instances, and the plan deletes all of them.
func (a *analysis) allGone(instances []graph.NodeID) bool {
	return len(instances) > 0 && !slices.ContainsFunc(instances, func(id graph.NodeID) bool {
		c := a.live[id]
		return c == nil || c.Action != plan.ActionDelete
	})
}

// madeAlike reports whether the plan creates an instance of the type that has the same
// values, and these are known.
func (a *analysis) madeAlike(c *plan.Change, same []string) bool {
	return slices.ContainsFunc(a.plan.Changes, func(made *plan.Change) bool {
		if made.Action != plan.ActionCreate || made.Type != c.Type {
			return false
		}
		return !slices.ContainsFunc(same, func(name string) bool {
			return plan.Empty(c.Before[name]) || !plan.Equal(c.Before[name], made.After[name])
		})
	})
}

// allDeleted reports whether some of an instance's arguments refer to managed instances,
// and the plan deletes all of those.
func (a *analysis) allDeleted(node graph.NodeID, arguments []string) bool {
	served := 0
	for _, argument := range arguments {
		found, _ := a.referred(node, argument)
		for _, id := range found {
			if c := a.live[id]; c == nil || c.Action != plan.ActionDelete {
				return false
			}
			served++
		}
	}
	return served > 0
}
