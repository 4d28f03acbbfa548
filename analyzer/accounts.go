package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/rules"
)

// ownAccounts lists the accounts of AWS in which the stack has objects, sorted.
func (a *analysis) ownAccounts() []string {
	if a.accounts != nil {
		return *a.accounts
	}
	found := []string{}
	kept := rules.WholeTypes() // what a lean plan lacks must not count in a whole one
	for _, c := range a.plan.Changes {
		if !c.Noteworthy() && !slices.Contains(kept, c.Type) {
			continue
		}
		if account := rules.AccountOf(c); account != "" && !slices.Contains(found, account) {
			found = append(found, account)
		}
	}
	slices.Sort(found)
	a.accounts = &found
	return found
}
