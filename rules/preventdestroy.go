package rules

import (
	"github.com/tfblast/tfblast/analyzer/risk"
)

const idPreventDestroy = "prevent-destroy"

// contradictedPoints are those of a plan that can't be what it seems.
const contradictedPoints = 40

var preventDestroy = Rule{
	ID: idPreventDestroy, Title: "The plan destroys what the source protects",
	Looks: "Deletes and replaces of instances whose block in the source has prevent_destroy = true. Without source the plan does not show it.",
	Why:   "Terraform refuses to plan such a destroy. So the plan was made from another source, in which the protection is gone, or it failed.",

	Example: "A plan from a branch that took prevent_destroy away, beside the source of the main branch: aws_db_instance.orders is deleted.",
	Fix:     "Find the source that the plan was made from, and ask who took prevent_destroy out of it and whether the destroy was meant.",
	References: []string{
		"https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy",
		"https://developer.hashicorp.com/terraform/tutorials/state/resource-lifecycle",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		var guarded []string
		for _, c := range pass.Gone {
			if destroys(c) && pass.Guarded != nil && pass.Guarded(c) {
				guarded = append(guarded, c.Address)
			}
		}
		if len(guarded) == 0 {
			return nil
		}
		if pass.Plan.Errored {
			return finding(idPreventDestroy, contradictedPoints, guarded,
				"prevent_destroy protects %s that the plan deletes or replaces: that may be why planning failed.", quantity(len(guarded), "object"))
		}
		return finding(idPreventDestroy, contradictedPoints, guarded,
			"The source protects %s with prevent_destroy, and the plan deletes or replaces them all the same: it was made from a source without that protection.", quantity(len(guarded), "object"))
	},
}
