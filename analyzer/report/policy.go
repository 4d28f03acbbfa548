package report

import (
	"maps"
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
)

// PolicyEffect is one thing that a policy changed in a report.
type PolicyEffect struct {
	// File is the policy file as given.
	File string `json:"file"`
	// Line is where the block begins that did it; 0 for the file as a whole.
	Line int `json:"line,omitempty"`
	// Stack is the stack of the plan in whose report it did, in a report of several plans.
	Stack string `json:"stack,omitempty"`
	// Changed says what it changed, in one clause.
	Changed string `json:"changed"`
	// Lowers is true if something is less dangerous by it, Ignores if it takes changes or
	// findings out as a whole.
	Lowers  bool `json:"lowers,omitempty"`
	Ignores bool `json:"ignores,omitempty"`
}

// addPolicy adds what the policy did to one of several plans.
func (r *Report) addPolicy(one *Report) {
	for _, e := range one.Policy {
		e.Stack = one.Plan.Stack
		r.Policy = append(r.Policy, e)
	}
	for _, team := range slices.Sorted(maps.Keys(one.Owners)) {
		if r.Owners == nil {
			r.Owners = map[string][]string{}
		}
		all := append(r.Owners[team], one.Owners[team]...)
		slices.SortFunc(all, address.Compare)
		r.Owners[team] = slices.Compact(all)
	}
}
