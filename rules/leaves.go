package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const idLeavesStack = "leaves-the-stack"

const (
	// outsidePoints are those of an address that others have stored, exportPoints of an
	// output that changes with an object: nothing says whether anybody reads it.
	outsidePoints, exportPoints = 40, 20
)

// Export is an output of the root module whose value changes, and an object that it reads.
type Export struct {
	// Output is the name of the output.
	Output string
	// Change is the change of the object, which goes or is made anew.
	Change *plan.Change
	// Attributes are those that are read, none where that can't be told.
	Attributes []string
}

var leavesStack = Rule{
	ID: idLeavesStack, Title: "A value that others outside hold becomes another",
	Looks: "Deletes and replaces of fixed addresses, public names and name servers, and outputs of the root module whose value changes because what they read is deleted or made anew.",
	Why:   "Partners let in the old address, registrars point to the old name servers, other stacks read the output. No plan shows them, and they break without a change of their own.",

	Example:    "An aws_eip is replaced: the address that a bank lets in is given back and goes to someone else.",
	Fix:        "Ask who has the old value and tell them before. Keep the address: take the resource out of what is replaced, or move it into the new configuration.",
	References: []string{"https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithEIPs.html"},

	Plan: checkLeavesStack,
}

func checkLeavesStack(pass *PlanPass) []risk.Finding {
	exported := map[*plan.Change][]Export{}
	for _, e := range pass.Exports {
		exported[e.Change] = append(exported[e.Change], e)
	}
	score := 0
	var addresses, named []string
	for _, c := range pass.Gone {
		if !destroys(c) || pass.lookup(c).Routine {
			continue
		}
		var what []string
		if names, kind := pass.outside(c); len(names) > 0 {
			score = max(score, outsidePoints)
			what = append(what, strings.Join(names, " and ")+": "+kind)
		}
		for _, e := range exported[c] {
			if gives(c, e) {
				score = max(score, exportPoints)
				what = append(what, "output "+shown(e.Output))
			}
		}
		if len(what) > 0 {
			addresses = append(addresses, c.Address)
			named = append(named, fmt.Sprintf("%s (%s)", c.Address, firstOf(what, mostNamed)))
		}
	}
	if len(addresses) == 0 {
		return nil
	}
	return finding(idLeavesStack, score, addresses, "Others outside of this stack may rely on what goes or becomes another: %s.", firstOf(named, mostNamed))
}

// outside lists the attributes by which others know an object and that don't stay, and
// says what they are.
func (p *PlanPass) outside(c *plan.Change) (names []string, what string) {
	if p.Table == nil {
		return nil, ""
	}
	row, ok := p.Table.Outside(c.Type)
	if !ok || slices.ContainsFunc(row.Unless, func(s knowledge.Setting) bool { return same(c.Before[s.Path], s.Value) }) {
		return nil, ""
	}
	if len(row.GivenBy) > 0 && !slices.ContainsFunc(row.GivenBy, func(name string) bool { return becomesAnother(c, name) }) {
		return nil, ""
	}
	for _, name := range row.Attributes {
		if !plan.Empty(c.Before[name]) && !staysSame(c, name) {
			names = append(names, name)
		}
	}
	return names, row.What
}

// staysSame reports whether the plan shows that a new object has an attribute's old value.
func staysSame(c *plan.Change, name string) bool {
	after, known := c.After[name]
	return c.Action == plan.ActionReplace && known && plan.Equal(c.Before[name], after)
}

// becomesAnother reports whether the plan shows that a new object has another value.
func becomesAnother(c *plan.Change, name string) bool {
	return c.Action == plan.ActionReplace && !plan.Empty(c.After[name]) && !plan.Equal(c.Before[name], c.After[name])
}

// gives reports whether an output reads something of an object that does not stay.
func gives(c *plan.Change, e Export) bool {
	return len(e.Attributes) == 0 || slices.ContainsFunc(e.Attributes, func(name string) bool {
		return name == "" || !staysSame(c, plan.TopName(name))
	})
}
