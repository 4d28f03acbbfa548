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
	for _, c := range a.plan.Changes {
		if account := rules.AccountOf(c); account != "" && !slices.Contains(found, account) {
			found = append(found, account)
		}
	}
	slices.Sort(found)
	a.accounts = &found
	return found
}
