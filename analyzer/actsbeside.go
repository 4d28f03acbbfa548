package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// inRegion lists the instances that stand beside what a change acts on, in its region: both
// depend on the same, as the subnets and the routers of a network do. There are none where the
// change names some of them itself.
func (a *analysis) inRegion(c *plan.Change, row *knowledge.ActsOn, targets []graph.NodeID) []graph.NodeID {
	region, ok := c.Before["region"].(string)
	named := func(id graph.NodeID) bool { return slices.Contains(row.Beside, a.typeOf(id)) }
	if len(row.Beside) == 0 || !ok || region == "" || slices.ContainsFunc(targets, named) {
		return nil
	}
	var found []graph.NodeID
	for _, target := range targets {
		for _, shared := range a.graph.DirectDependencies(target, maxReferred) {
			for _, id := range a.walker.Direct(shared) {
				if other := a.live[id]; named(id) && a.classes[id].Exists() && other != nil && other.Before["region"] == region {
					found = append(found, id)
				}
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
