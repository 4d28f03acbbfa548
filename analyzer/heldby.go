package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// heldBy lists the existing instances of a type that hold the instance of a change in an
// attribute and that the plan leaves or updates, in natural order.
func (a *analysis) heldBy(c *plan.Change, h knowledge.Holder) []string {
	node, ok := a.isLive(c)
	if !ok {
		return nil
	}
	var holders []string
	for _, id := range a.walker.Direct(node) {
		action, isNew := a.fate(id)
		if a.typeOf(id) != h.Type || isNew || action != plan.ActionNoOp && action != plan.ActionUpdate {
			continue
		}
		if held, _ := a.referred(id, h.Path); slices.Contains(held, node) {
			holders = append(holders, a.graph.Address(id))
		}
	}
	slices.SortFunc(holders, address.Compare)
	return holders
}
