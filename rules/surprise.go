package rules

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// The origins of what forces a replace.
const (
	// OriginAuthor is a plain value that differs.
	OriginAuthor = "author"
	// OriginUpstream is a value that another change makes differ.
	OriginUpstream = "upstream"
	// OriginDrift is a value that was changed outside Terraform.
	OriginDrift = "drift"
	// OriginDefault is a value where there was none: a new default of the provider or of
	// a module, or an argument that counts at creation only.
	OriginDefault = "default"
	// OriginSensitive is a value that the plan hides.
	OriginSensitive = "sensitive"
	// OriginTrigger is replace_triggered_by.
	OriginTrigger = "trigger"
	// OriginTainted is an object that an earlier apply left broken, or someone marked.
	OriginTainted = "tainted"
	// OriginRequested is -replace.
	OriginRequested = "requested"
	// OriginUnexplained is what the plan gives neither a path nor a reason for.
	OriginUnexplained = "unexplained"
)

// Origin says where one forcing path of a replace comes from.
type Origin struct {
	// Path is the attribute path, empty where none forces the replace.
	Path string
	// Origin is one of the constants.
	Origin string
	// By is the address of what makes it so, empty for none.
	By string
}

var surprise = Rule{
	ID: idSurprise, Title: "The author did not ask for it",
	Looks: "Replaces that drift, a new default, an unknown value or nothing at all forces, and no value that was written. Updates that take back what someone set outside Terraform, where a rule watches it.",
	Why:   "Who changes one line does not expect that another object goes, or that a database shrinks to what it was before an incident.",

	Example:    "A database is replaced since its character set, which nobody wrote, had no value before.",
	Fix:        "Write the value that it has today into the configuration, or take the change out that brought the new default.",
	References: []string{"https://developer.hashicorp.com/terraform/tutorials/state/resource-drift"},

	Change: checkSurprise,
}

// surprises lists the origins that surprise, the worst first.
var surprises = []struct {
	origin string
	points int
	why    string
}{
	{OriginDrift, 6, "someone changed it outside Terraform: that forces the replacement, and no line of the configuration"},
	{OriginDefault, 6, "it had no value before: a new default may force the replacement"},
	{OriginUnexplained, 4, "the plan does not say what forces the replacement"},
	{OriginUpstream, 4, "only a value that is known after apply forces the replacement: it may turn out to be the same"},
}

const (
	// takenBackPoints are those of an update that takes back by itself what is dangerous to
	// change, takenBackLess where it is less so.
	takenBackPoints, takenBackLess = 14, 6
	// takenBackFrom is the least score of what is dangerous to change.
	takenBackFrom = 45
)

// checkTakenBack looks at the heaviest thing that an update does.
func checkTakenBack(pass *ChangePass) []risk.Factor {
	hits := seen(pass)
	if len(hits) == 0 || pass.Change.Action != plan.ActionUpdate {
		return nil
	}
	takesBack := func(path string) bool { return hits[0].Path == "" || plan.Overlap(withoutIndexes(path), hits[0].Path) }
	if !slices.ContainsFunc(pass.TakesBack, takesBack) {
		return nil
	}
	points := takenBackLess
	if hits[0].Path != "" && hits[0].least() >= takenBackFrom {
		points = takenBackPoints
	}
	return []risk.Factor{{Rule: idSurprise, Points: points, Why: "someone set it outside Terraform, and no line that was written takes it back: the apply does"}}
}

func checkSurprise(pass *ChangePass) []risk.Factor {
	if factors := checkTakenBack(pass); factors != nil {
		return factors
	}
	if pass.Change.Action != plan.ActionReplace || pass.Change.Deferred != "" || pass.Change.Order == plan.CreateThenForget || pass.Type.Routine {
		return nil
	}
	for _, o := range pass.ForcedBy {
		switch o.Origin {
		case OriginDrift, OriginDefault, OriginUnexplained, OriginUpstream:
		default:
			return nil // that one is enough to force it
		}
	}
	for _, s := range surprises {
		found := slices.ContainsFunc(pass.ForcedBy, func(o Origin) bool { return o.Origin == s.origin })
		if found && (s.origin != OriginUpstream || pass.Possible) {
			return []risk.Factor{{Rule: idSurprise, Points: s.points, Why: s.why}}
		}
	}
	return nil
}

// listMovedPoints are what a destroy gets that the list alone makes.
const listMovedPoints = 6

var listMoved = Rule{
	ID: idListMoved, Title: "It goes only because a list moved",
	Looks: "Deletes and replaces of an index shift, without those that had to go.",
	Why:   "An element was taken out of a list or put in front of others, and another object than that one's is destroyed.",

	Example:    "The first of four names is removed: aws_instance.host[3], the last one's server, is deleted.",
	Fix:        "Put new elements at the end of the list. Better use for_each with stable keys, and moved blocks from the indexes to the keys.",
	References: []string{"https://developer.hashicorp.com/terraform/language/meta-arguments/for_each"},

	Change: func(pass *ChangePass) []risk.Factor {
		why := "a list behind its count moved up: another one had to go"
		if pass.Inserted {
			why = "an element was put in front of it in the list behind its count: at the end of the list, it would not touch this one"
		}
		if !pass.Shifted && !pass.Inserted || !pass.Change.Disruptive() || pass.Type.Routine {
			return nil
		}
		return []risk.Factor{{Rule: idListMoved, Points: listMovedPoints, Why: why}}
	},
}
