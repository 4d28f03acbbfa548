package rules

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// belowLeast unchanged instances below a deleted one are many.
const belowLeast = 10

var disarmedStep = Rule{
	ID: idDisarmedStep, Title: "Protection goes in the same plan as a destroy",
	Looks: "Plans that switch a protection off and delete or replace something that weighs.",
	Why:   "Protection is there to make a destroy take two steps. Taken off in the same plan, it stops nothing, or it stops the apply half-way with what depends on it gone.",

	Example: "deletion_protection of google_sql_database_instance.main goes to false while its databases and users are deleted.",
	Fix:     "Make it two plans: one that takes the protection off, reviewed by itself, and one that destroys.",
	References: []string{
		"https://github.com/terraform-google-modules/terraform-google-sql-db/issues/427",
		"https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#prevent_destroy",
	},

	Plan: checkDisarmedStep,
}

func checkDisarmedStep(pass *PlanPass) []risk.Finding {
	if !slices.ContainsFunc(pass.Gone, pass.weighty) {
		return nil
	}
	var disarmed []string
	score := 40
	for _, c := range pass.Plan.Changes {
		if c.Action != plan.ActionUpdate && c.Action != plan.ActionReplace || !disarms(c, pass.lookup(c)) {
			continue
		}
		disarmed = append(disarmed, c.Address)
		if c.Action == plan.ActionReplace || pass.count(c).Leaving > 0 {
			score = 65
		}
	}
	if len(disarmed) == 0 {
		return nil
	}
	slices.SortFunc(disarmed, address.Compare)
	return finding(idDisarmedStep, score, slices.Compact(disarmed),
		"The plan takes the protection off %s and deletes or replaces %s.", quantity(len(disarmed), "object"), quantity(len(pass.Gone), "object"))
}

// disarms reports whether a protective setting holds before a change and not after it.
func disarms(c *plan.Change, t knowledge.Type) bool {
	return slices.ContainsFunc(t.Circumstances, func(k knowledge.Circumstance) bool {
		return k.Rule == "protected" && holds(k.Condition, c.Before) && !holds(k.Condition, c.After)
	})
}

var unchangedBelow = Rule{
	ID: idUnchangedBelow, Title: "Much stays that depends on what is deleted",
	Looks: "Deletes of instances on which ten or more unchanged ones depend.",
	Why:   "A plan that removes something in use ought to change its users. That it does not means that they refer to it by a known text, or that it was left out of the plan.",

	Example: "aws_db_instance.main is deleted, and the role associations and alarms that name it stay as they are.",
	Fix:     "Look at the users named under the change. Change or remove them in the same plan.",
	References: []string{
		"https://github.com/hashicorp/terraform-provider-aws/issues/38765",
		"https://github.com/hashicorp/terraform-provider-azurerm/issues/17773",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		var found []*plan.Change
		most, worst := 0, ""
		for _, c := range pass.Gone {
			if c.Action != plan.ActionDelete || pass.lookup(c).Routine {
				continue
			}
			d := pass.count(c)
			if below := d.Unchanged; below >= belowLeast && !d.UpperBound {
				found = append(found, c)
				if below > most {
					most, worst = below, c.Address
				}
			}
		}
		if len(found) == 0 {
			return nil
		}
		return finding(idUnchangedBelow, 45, addressList(found),
			"%s deleted while much that depends on them stays as it is: %d instances below %s.", quantity(len(found), "instance")+isAre(len(found)), most, worst)
	},
}
