package analyzer

import (
	"fmt"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules"
)

// acts is what the rules see of what a change acts on; reach counts the unchanged
// instances that depend on the change itself.
func (a *analysis) acts(pass *rules.ChangePass, reach int) *rules.Acting {
	c := pass.Change
	t := a.acting[c]
	if t == nil {
		return nil
	}
	lower, upper := a.actingBounds(t)
	out := &rules.Acting{
		Row: t.row, On: a.targetsText(t), Unchanged: t.count.Unchanged, Reach: max(t.both.Firm, reach),
		LowerBound: lower, UpperBound: upper, Lasting: t.lasting && !rules.MovesOn(pass), Partial: rules.Partial(c, t.row),
	}
	if !t.row.Travels {
		out.Reach = reach + t.count.Unchanged
	}
	if t.row.Outage && t.lasting && t.row.Travels {
		out.Cluster = a.clusterBehind(t)
	}
	return out
}

// clusterBehind finds a cluster that the plan leaves as it is among the targets of a change
// and what lies near downstream of them; empty for none.
func (a *analysis) clusterBehind(t *acting) string {
	for _, target := range t.targets {
		for _, id := range append([]graph.NodeID{target}, a.nearestTo(target, a.options.maxDownstream()+1)...) {
			if a.classes[id] == impact.Unchanged && a.table.Lookup(a.typeOf(id)).Class.Hosts {
				return a.graph.Address(id)
			}
		}
	}
	return ""
}

func (a *analysis) actingBounds(t *acting) (lower, upper bool) {
	coverage := a.graph.Coverage()
	lower = t.row.Travels && (len(coverage.Reasons) > 0 || len(coverage.Uncovered) > t.count.Uncovered)
	return lower, t.guessed || !t.count.Exact
}

func (a *analysis) targetsText(t *acting) string {
	text := a.graph.Address(t.targets[0])
	if n := len(t.targets) - 1; n > 0 {
		text += fmt.Sprintf(" and %d more", n)
	}
	return text
}

// actsOn reports what a change acts on, nil for nothing.
func (a *analysis) actsOn(c *plan.Change) *report.ActsOn {
	t := a.acting[c]
	if t == nil {
		return nil
	}
	out := &report.ActsOn{
		Effect: t.row.Effect, Total: t.count.Total(), Unchanged: t.count.Unchanged, Lasting: t.lasting, Direct: len(t.targets),
		Partial:   rules.Partial(c, t.row),
		Resources: []string{}, ResourcesAffected: []string{},
	}
	out.LowerBound, out.UpperBound = a.actingBounds(t)
	limit := a.options.maxDownstream()
	for _, id := range t.targets[:min(limit, len(t.targets))] {
		out.Resources = append(out.Resources, a.graph.Address(id))
	}
	if t.row.Travels {
		out.ResourcesAffected = a.behindTargets(c, t, limit)
	}
	out.Truncated = len(out.Resources)+len(out.ResourcesAffected) < out.Total
	return out
}

// behindTargets lists up to limit existing instances downstream of the targets, those of
// the first target first, nearest first.
func (a *analysis) behindTargets(c *plan.Change, t *acting, limit int) []string {
	list := []string{}
	node, _ := a.graph.Lookup(c.Address)
	seen := map[graph.NodeID]bool{node: true}
	for _, id := range t.targets {
		seen[id] = true
	}
	for _, id := range t.targets {
		for _, r := range a.nearestTo(id, limit+1) {
			if len(list) == limit {
				return list
			}
			if !seen[r] && a.classes[r].Exists() {
				seen[r] = true
				list = append(list, a.graph.Address(r))
			}
		}
	}
	return list
}

// nearestTo remembers the nearest instances downstream of a target: many changes may act
// on it.
func (a *analysis) nearestTo(id graph.NodeID, limit int) []graph.NodeID {
	list, known := a.nearest[id]
	if !known {
		for _, r := range a.walker.Nearest(id, limit) {
			list = append(list, r.Node)
		}
		if a.nearest == nil {
			a.nearest = map[graph.NodeID][]graph.NodeID{}
		}
		a.nearest[id] = list
	}
	return list
}

// actedOn lists the targets of all changes: those whose downstream is affected as well,
// and all of them.
func (a *analysis) actedOn() (sources, all []graph.NodeID) {
	for _, t := range a.acting {
		if t.row.Travels {
			sources = append(sources, t.targets...)
		}
		all = append(all, t.targets...)
	}
	return sources, all
}
