package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const collisionPoints = 6

var nameCollision = Rule{
	ID: idNameCollision, Title: "Created first while the old one stands in the way",
	Looks: "Deletes beside which the plan creates another of the same name, and replaces that create first, of objects whose name stays the same, or of which there can be one in a place: a volume is attached once, ranges of subnets can't overlap.",
	Why:   "The old object still has the name or the place when the new one is created, so the apply is likely to fail half-way; where the service lets it pass, the destroy of the old one takes the new one along.",

	Example: "A load balancer with the fixed name \"web\" is replaced, create first.",
	Fix:     "Use name_prefix, change what both would hold, or let it be destroyed first in a window.",
	References: []string{
		"https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3576",
		"https://github.com/terraform-aws-modules/terraform-aws-eks/issues/899",
	},

	Change: checkCollision,
}

func checkCollision(pass *ChangePass) []risk.Factor {
	if pass.Twin != "" && pass.Change.Action == plan.ActionDelete {
		return []risk.Factor{{Rule: idNameCollision, Points: collisionPoints, Why: pass.Twin + " is created with the same name or in the same place, and neither waits for the other: the create may fail"}}
	}
	if pass.Change.Order != plan.CreateBeforeDestroy || !pass.Type.Known {
		return nil
	}
	if same := sameNames(pass); len(same) > 0 {
		why := "its " + strings.Join(same, " and ") + stay(same) + " the same while the old one is there: the create may fail"
		return []risk.Factor{{Rule: idNameCollision, Points: collisionPoints, Why: why}}
	}
	if row := refusal(pass); row != nil {
		return []risk.Factor{{Rule: idNameCollision, Points: collisionPoints, Why: "it is created while the old one is there: " + row.Refused}}
	}
	return nil
}

// collisionOutcome is what a factor of checkCollision comes to.
func collisionOutcome(pass *ChangePass) string {
	if pass.Twin == "" && len(sameNames(pass)) == 0 {
		if row := refusal(pass); row != nil {
			return row.Outcome
		}
	}
	return OutcomeStuck
}

// sameNames lists the attributes that hold a unique name which a replace keeps.
func sameNames(pass *ChangePass) []string {
	var same []string
	elsewhere := func(path string) bool { return moves(pass.Change, path) }
	for _, name := range pass.Table.UniqueNames(pass.Type.Name) {
		if stays(pass.Change, name.Attribute) && !slices.ContainsFunc(name.Within, elsewhere) {
			same = append(same, name.Attribute)
		}
	}
	return same
}

// refusal is what is known to stand in the way of a new object beside the old one, apart from
// its name; nil for nothing.
func refusal(pass *ChangePass) *knowledge.CreateFirst {
	rows := pass.Table.CreateFirst(pass.Type.Name)
	for i := range rows {
		row := &rows[i]
		same := len(row.WhileSame) == 0 || allStay(pass.Change, row.WhileSame)
		if row.Refused != "" && same && holdAll(row.With, pass.Change.Before) {
			return row
		}
	}
	return nil
}

// allStay reports whether a change keeps all values of the paths, and there is one.
func allStay(c *plan.Change, paths []string) bool {
	held := false
	for _, path := range paths {
		switch {
		case stays(c, path):
			held = true
		case !absent(c, path):
			return false
		}
	}
	return held
}

// stays reports whether both sides of a change have the same value at a path, not an empty
// one.
func stays(c *plan.Change, path string) bool {
	before, _ := attribute(c.Before, path)
	after, known := attribute(c.After, path)
	return known && !plan.Empty(before) && plan.Equal(before, after)
}

// absent reports whether neither side has a value at a path, and none is to come.
func absent(c *plan.Change, path string) bool {
	before, _ := attribute(c.Before, path)
	after, _ := attribute(c.After, path)
	toCome := func(a plan.Attribute) bool { return a.Unknown && (a.Path == path || plan.TopName(path) == a.Path) }
	return plan.Empty(before) && plan.Empty(after) && !slices.ContainsFunc(c.Changed, toCome)
}

// moves reports whether both sides of a change have a value at a path, and another one.
func moves(c *plan.Change, path string) bool {
	before, _ := attribute(c.Before, path)
	after, _ := attribute(c.After, path)
	return !plan.Empty(before) && !plan.Empty(after) && !plan.Equal(before, after)
}

func stay(names []string) string {
	if len(names) > 1 {
		return " stay"
	}
	return " stays"
}
