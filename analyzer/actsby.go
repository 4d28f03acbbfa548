package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// carried lists what the instances act on that lead from a changed one to it, such as the
// tables of the routes to a gateway. One that the plan points elsewhere leads there no more, and one
// that may belong to another gateway of the same resource is not counted.
func (a *analysis) carried(node graph.NodeID, row *knowledge.ActsOn) []graph.NodeID {
	if len(row.By) == 0 {
		return nil
	}
	var found []graph.NodeID
	readers := a.readers(node)
	for _, dependent := range a.walker.Direct(node) {
		if !readers[dependent] && !a.graph.Holds(dependent, node) || !slices.Contains(row.By, a.typeOf(dependent)) || !a.classes[dependent].Exists() || a.pointsElsewhere(dependent, node) {
			continue
		}
		link, ok := a.table.ActsOn(a.typeOf(dependent))
		if !ok {
			found = append(found, dependent)
			continue
		}
		for _, argument := range link.Through {
			on, _ := a.referred(dependent, argument)
			found = append(found, on...)
		}
	}
	return slices.DeleteFunc(found, func(id graph.NodeID) bool { return id == node })
}

// pointsElsewhere reports whether the plan updates an instance so that it no longer holds
// the id of another one. Where it can't be seen what it holds, it does not.
func (a *analysis) pointsElsewhere(id, from graph.NodeID) bool {
	c := a.live[id]
	if c == nil || c.Action != plan.ActionUpdate || !a.holdsID(id, from) {
		return false
	}
	hidden := slices.ContainsFunc(c.Changed, func(changed plan.Attribute) bool { return changed.Unknown || changed.Sensitive })
	return !hidden && !holdsText(c.After, a.live[from].Before["id"])
}

// holdsID reports whether an instance that has a change holds the id of another one before it.
func (a *analysis) holdsID(id, of graph.NodeID) bool {
	c, other := a.live[id], a.live[of]
	return c != nil && other != nil && holdsText(c.Before, other.Before["id"])
}

// holdsText reports whether a text, which is not empty, stands anywhere among values.
func holdsText(values plan.Object, text plan.Value) bool {
	if s, ok := text.(string); !ok || s == "" {
		return false
	}
	found := false
	values.Walk(func(_ string, v plan.Value) { found = found || v == text })
	return found
}
