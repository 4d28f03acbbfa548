package rules

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// idApplyStops is the ID of the rule about destroys that are refused.
const idApplyStops = "apply-stops"

// The finding scores stopsPoints, and halfDonePoints where the apply has destroyed others
// before it stops.
const stopsPoints, halfDonePoints = 45, 62

var applyStops = Rule{
	ID: idApplyStops, Title: "The apply stops half-way, at what is protected",
	Looks: "Deletes and replaces of objects whose protection is on before the plan, such as deletion_protection of a database.",
	Why:   "The service or the provider refuses the delete. What is destroyed before that stays destroyed, and what was to be made after it is not there.",

	Example: "aws_db_instance.orders has deletion_protection and is replaced; its read replica goes before it.",
	Fix:     "If it is to go, take the protection off in an apply of its own. If not, find out what makes the plan destroy it.",
	References: []string{
		"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
		"https://github.com/terraform-google-modules/terraform-google-sql-db/issues/427",
	},

	Plan: checkApplyStops,
}

func checkApplyStops(pass *PlanPass) []risk.Finding {
	var stops []string
	first := 0
	for _, c := range pass.Gone {
		if !destroys(c) || !protectedBy(pass.lookup(c), c.Before) {
			continue
		}
		stops = append(stops, c.Address)
		first = max(first, pass.count(c).Leaving)
	}
	if len(stops) == 0 {
		return nil
	}
	slices.SortFunc(stops, address.Compare)
	stops = slices.Compact(stops)
	if first == 0 {
		return finding(idApplyStops, stopsPoints, stops, "The apply stops at %s, which%s protected and can't be destroyed.", firstOf(stops, mostNamed), isAre(len(stops)))
	}
	return finding(idApplyStops, halfDonePoints, stops, "The apply stops at %s, which%s protected and can't be destroyed; %s destroyed before that.",
		firstOf(stops, mostNamed), isAre(len(stops)), quantity(first, "object")+isAre(first))
}
