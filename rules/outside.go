package rules

import (
	"fmt"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Outside is what a look-up outside of the state found about a change.
type Outside struct {
	// Dependents counts objects outside that depend on the instance or on what lies
	// downstream of it.
	Dependents int
	// State, Uses and Facts are those of the observation; State is empty for none.
	State risk.Observed
	// Empty is that of the observation: no data is in the instance.
	Empty       bool
	Uses, Facts []string
}

// Emptied is the recovery of a change where a look-up proves that the object that goes holds
// nothing: an equal one is as good.
func Emptied(o *Outside, c *plan.Change, alone Recovery) Recovery {
	isLess := alone.Tier != knowledge.TierRecreatable && alone.Tier != knowledge.TierReversible
	if o == nil || !o.Empty || o.State != risk.Unused || len(o.Facts) == 0 || !destroys(c) || !isLess {
		return alone
	}
	return Recovery{knowledge.TierRecreatable, o.Facts[0]}
}

const (
	// liveUse is for use that was seen, such as traffic.
	liveUse = 8
	// unusedPoints are taken off at most for what is proven unused, down to unusedFloor.
	unusedPoints, unusedFloor = 25, 10
)

var outsideUse = Rule{
	ID: idOutsideUse, Title: "Something outside of this state uses it",
	Looks: "Objects outside of the state that depend on what goes, and use right now: traffic, connections, content. Only with --aws.",
	Why:   "They are in no plan that the reviewer sees, and break all the same.",

	Example:    "The security group that is replaced has the network interfaces of another team's load balancer in it.",
	Fix:        "Talk to those who own what is named under the change, or move them off it first.",
	References: []string{"https://docs.aws.amazon.com/vpc/latest/userguide/deleting-security-groups.html"},

	Impact: checkOutsideUse,
}

func checkOutsideUse(pass *ImpactPass) []risk.Factor {
	o := pass.Outside
	if o == nil || !pass.Change.Disruptive() && !pass.Dangerous {
		return nil
	}
	var factors []risk.Factor
	if points := reachPoints(pass.Unchanged+o.Dependents) - reachPoints(pass.Unchanged); o.Dependents > 0 {
		why := fmt.Sprintf("%d objects outside of this state depend on it", o.Dependents)
		if o.Dependents == 1 {
			why = "1 object outside of this state depends on it"
		}
		factors = append(factors, risk.Factor{Rule: idOutsideUse, Points: max(points, 1), Why: why})
	}
	if len(o.Uses) > 0 {
		factors = append(factors, risk.Factor{Rule: idOutsideUse, Points: liveUse, Why: "in use: " + o.Uses[0]})
	}
	return factors
}

var provenUnused = Rule{
	ID: idProvenUnused, Title: "Nothing uses it, as complete answers prove",
	Looks: "Deletes and replaces of what the cloud itself says is empty and unused, where every question was answered in full. Only with --aws.",
	Why:   "What nothing uses breaks nothing. It stays at low: something may begin to use it before the apply.",

	Example:    "An S3 bucket is deleted that holds no object and no version of one.",
	Fix:        "Nothing, if nothing is about to use it.",
	References: []string{"https://docs.aws.amazon.com/AmazonS3/latest/userguide/delete-bucket.html"},

	Impact: checkProvenUnused,
}

func checkProvenUnused(pass *ImpactPass) []risk.Factor {
	o := pass.Outside
	if o == nil || o.State != risk.Unused || o.Dependents > 0 || pass.Sum <= unusedFloor || !pass.Change.Disruptive() {
		return nil
	}
	why := "nothing uses it"
	if len(o.Facts) > 0 {
		why = o.Facts[0]
	}
	return []risk.Factor{{Rule: idProvenUnused, Points: -min(unusedPoints, pass.Sum-unusedFloor), Why: why}}
}
