package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Downtime returns how long what a change takes away is usually missing, false where no
// outage follows from that or nothing is known of it. What the service refuses to destroy is
// not missing: the apply stops. The outcomes are those of Outcomes.
func Downtime(pass *ChangePass, factors []risk.Factor, outcomes []string) (knowledge.Downtime, bool) {
	c := pass.Change
	if slices.ContainsFunc(factors, func(f risk.Factor) bool { return f.Rule == idInUse || f.Rule == "protected" }) {
		return knowledge.Downtime{}, false
	}
	gone := c.Action == plan.ActionDelete || c.Order == plan.DestroyBeforeCreate
	if _, stays := kept(c, pass.Type); !gone || stays || pass.Type.Routine || c.Doubt != "" || !slices.Contains(outcomes, OutcomeOutage) {
		return knowledge.Downtime{}, false
	}
	return pass.Table.Downtime(pass.Type.Name)
}

// CreateFirst is what create_before_destroy would do for a replace that destroys first.
type CreateFirst struct {
	// ClosesGap is true if it would leave no time without the object.
	ClosesGap bool
	// Why is one clause; it is empty where the class of the type says it all.
	Why string
}

// WouldCreateFirst says what create_before_destroy would do for a change, false where it is
// no question or nothing is known of it. The outcomes are those of Outcomes.
func WouldCreateFirst(pass *ChangePass, outcomes []string) (CreateFirst, bool) {
	c := pass.Change
	if c.Order != plan.DestroyBeforeCreate || !pass.Type.Known || pass.Type.Routine || c.Doubt != "" || !slices.Contains(outcomes, OutcomeOutage) {
		return CreateFirst{}, false
	}
	var against []string
	if pass.losesContent() {
		against = append(against, "the new one starts without the "+string(pass.Type.Class.Holds)+" of the old one")
	}
	if same := sameNames(pass); len(same) > 0 {
		against = append(against, "its "+strings.Join(same, " and ")+" must be unique and"+stay(same)+" the same")
	} else if row := refusal(pass); row != nil {
		against = append(against, row.Refused)
	}
	if len(against) > 0 {
		return CreateFirst{Why: strings.Join(against, "; ")}, true
	}
	for _, row := range pass.Table.CreateFirst(pass.Type.Name) {
		if row.Safe != "" {
			return CreateFirst{ClosesGap: true, Why: row.Safe}, true
		}
	}
	return CreateFirst{ClosesGap: pass.Type.Class.Seamless}, pass.Type.Class.Seamless
}
