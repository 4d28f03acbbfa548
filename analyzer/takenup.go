package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// takenUp says that a change takes effect at apply which others would wait for, where the
// same plan changes what runs by it: a service that moves to the new revision of its task
// definition, a group of nodes that is rolled over to the new version of its template.
func (a *analysis) takenUp(c *plan.Change, out *report.Change) {
	by := a.table.TakenBy(c.Type)
	node, ok := a.isLive(c)
	if !ok || out.When != knowledge.NextDeploy || len(by) == 0 {
		return
	}
	for _, id := range a.walker.Direct(node) {
		user := a.live[id]
		if user == nil || user.Action != plan.ActionUpdate && user.Action != plan.ActionReplace {
			continue
		}
		takes := slices.ContainsFunc(by, func(h knowledge.Holder) bool {
			return h.Type == user.Type && (h.Path == "" || !plan.Empty(user.After[h.Path]))
		})
		if causes, _ := a.causesOf(user); takes && slices.Contains(causes, c.Address) {
			out.When = knowledge.AtApply
			return
		}
	}
}
