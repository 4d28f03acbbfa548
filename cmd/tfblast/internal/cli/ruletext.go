package cli

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/rules"
)

// circumstances is the rule of factors that have names of their own.
const circumstances = "circumstance"

// ruleText explains a built-in rule in a report. A factor of another name comes from the
// settings of a resource type.
func ruleText(id string) (render.RuleText, bool) {
	all := rules.All()
	find := func(id string) int { return slices.IndexFunc(all, func(r rules.Rule) bool { return r.ID == id }) }
	i := find(id)
	if i < 0 {
		i = find(circumstances)
	}
	if i < 0 {
		return render.RuleText{}, false
	}
	r := &all[i]
	return render.RuleText{Title: r.Title, Looks: r.Looks, Why: r.Why, Fix: r.Fix, References: r.References}, true
}
