package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// giveAlong moves what a connection cuts off to the object that it hangs on, where that one
// alone makes it be replaced: a listener is not worse than the load balancer that it goes
// with. Of several connections the heaviest counts.
func (a *analysis) giveAlong(changes []report.Change) {
	if len(a.acting) == 0 {
		return
	}
	at := make(map[string]int, len(changes))
	for i := range changes {
		if changes[i].Deposed == nil {
			at[changes[i].Address] = i
		}
	}
	for i := range changes {
		child := &changes[i]
		node, ok := a.graph.Lookup(child.Address)
		if !ok || child.Deposed != nil || a.acting[a.live[node]] == nil || !hangsOnCause(child) {
			continue
		}
		root, ok := at[child.CausedBy[0]]
		if !ok || changes[root].Action != child.Action || changes[root].Order != child.Order {
			continue
		}
		where := slices.IndexFunc(child.Risk.Factors, isReach)
		if where < 0 {
			continue
		}
		factor := child.Risk.Factors[where]
		if more := factor.Points - reachOf(&changes[root]); more > 0 {
			changes[root].Risk.Factors = append(changes[root].Risk.Factors, risk.Factor{
				Rule: factor.Rule, Points: more, Why: child.Address + " goes with it: " + factor.Why,
			})
			rescore(&changes[root])
		}
		child.Risk.Factors = slices.Delete(child.Risk.Factors, where, where+1)
		rescore(child)
	}
}

// hangsOnCause reports whether nothing but one other change makes a change replace its object.
func hangsOnCause(c *report.Change) bool {
	return c.Action == string(plan.ActionReplace) && len(c.CausedBy) == 1 && len(c.ForcedBy) > 0 &&
		!slices.ContainsFunc(c.ForcedBy, func(o report.Origin) bool { return o.Origin != rules.OriginUpstream })
}

func isReach(f risk.Factor) bool { return f.Rule == rules.ReachID }

func reachOf(c *report.Change) int {
	points := 0
	for _, f := range c.Risk.Factors {
		if isReach(f) {
			points += f.Points
		}
	}
	return points
}

func rescore(c *report.Change) {
	c.Risk.Score = risk.Score(c.Risk.Factors)
	c.Risk.Level = risk.LevelOf(c.Risk.Score)
}
