package rules

import (
	"fmt"
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// harmlessPoints is the score of an update that changes only tags and the like.
	harmlessPoints = 2
	// routinePoints is what is left of the base of an everyday replacement.
	routinePoints = 8
	// deposedPoints and deposedDataPoints are the base for the delete of a leftover
	// object: it is not the live one, but of a data store it may hold the old data.
	deposedPoints, deposedDataPoints = 5, 35
	// deferredPoints is the base of a change that the plan puts off, and the most that one
	// of a destroy gets: it does not happen yet.
	deferredPoints, deferredDestroyPoints = 5, 35
	// createFirstPoints take the gap of a replace away, but not the new identity;
	// seamlessPoints take all of it away but the work.
	createFirstPoints, seamlessPoints = -14, -28
)

var classAction = Rule{
	ID: idClassAction, Title: "What kind of resource is changed, and how",
	Looks: "The resource type's class and the action.",
	Why:   "Deleting a database is another thing than updating an alarm.",

	Example:    "A delete of aws_db_instance.orders: 65 points, because it is a data store.",
	Fix:        "Look at the highest base first: it says what kind of thing is at stake.",
	References: []string{"https://developer.hashicorp.com/terraform/internals/json-format"},

	Change: checkClassAction,
}

func checkClassAction(pass *ChangePass) []risk.Factor {
	points, why := basePoints(pass)
	if points == 0 {
		return nil
	}
	return []risk.Factor{{Rule: idClassAction, Points: points, Why: why}}
}

func basePoints(pass *ChangePass) (int, string) {
	c, class := pass.Change, pass.Type.Class
	thing := class.Noun + because(pass.Type)
	switch {
	case c.Doubt != "":
		return max(class.Delete, class.Replace), "the plan contradicts itself about " + thing + ", so it counts as a delete"
	case !c.Managed() && c.Action.Known():
		return 0, "" // a data source is only read
	case c.Deferred != "":
		points := deferredPoints
		if c.Disruptive() {
			points = min(max(class.Delete, class.Replace), deferredDestroyPoints)
		}
		return points, "the change of " + thing + " is put off to a later plan"
	case c.DeposedKey != "" && c.Action == plan.ActionDelete && class.Holds == knowledge.HoldsData:
		return deposedDataPoints, "deletes a leftover object of " + thing + ", which may hold its earlier data"
	case c.DeposedKey != "" && c.Action == plan.ActionDelete:
		return deposedPoints, "deletes a leftover object, not the live one"
	}
	switch c.Action {
	case plan.ActionDelete:
		if k, stays := kept(c, pass.Type); stays {
			return min(class.Forget, class.Delete), "only stops managing " + thing + ": " + k.Why
		}
		return class.Delete, "deletes " + thing
	case plan.ActionReplace:
		if c.Order == plan.CreateThenForget {
			return class.Forget, "puts a new object in place of " + thing + " and lets the old one run unmanaged"
		}
		return class.Replace, "replaces " + thing
	case plan.ActionForget:
		return class.Forget, "stops managing " + thing + ", which stays as it is"
	case plan.ActionUpdate:
		if onlyHarmless(pass) {
			return harmlessPoints, onlyForm(pass)
		}
		return class.Update, "updates " + thing + " in place"
	case plan.ActionCreate:
		return class.Create, "creates " + thing
	case plan.ActionNoOp, plan.ActionRead:
		return 0, ""
	}
	return max(class.Delete, class.Replace), fmt.Sprintf("does something unknown (%q) to %s, counted as a delete", string(c.Action), thing)
}

func because(t knowledge.Type) string {
	if t.Known || t.Because == "" {
		return ""
	}
	return " (" + t.Because + ")"
}

// onlyHarmless reports whether an update changes nothing but what the tables list as
// noise. An update in which no changed attribute can be seen is not harmless.
func onlyHarmless(pass *ChangePass) bool {
	for _, a := range pass.Change.Changed {
		if !harmless(pass, a) {
			return false
		}
	}
	return len(pass.Change.Changed) > 0
}

// harmless reports whether a changed attribute is noise: a label, or another form of the same.
func harmless(pass *ChangePass, a plan.Attribute) bool {
	return pass.Table.HarmlessOn(pass.Type.Name, a.Path) || meansTheSame(a) || ownLabel(pass.Type.Name, a.Path)
}

// onlyForm says what changes where nothing but noise does.
func onlyForm(pass *ChangePass) string {
	if slices.ContainsFunc(pass.Change.Changed, meansTheSame) {
		return "what changes means the same as before"
	}
	return "only tags, labels or descriptions change"
}

var routine = Rule{
	ID: idRoutine, Title: "Replacing it is everyday business",
	Looks: "Types that ordinary changes replace without harm.",
	Why:   "A report that cries over every task definition is not read.",

	Example:    "aws_ecs_task_definition.web is replaced because its container image changes: a new revision beside the old one.",
	Fix:        "Nothing, if the change was meant.",
	References: []string{"https://developer.hashicorp.com/terraform/language/resources/syntax"},

	Change: checkRoutine,
}

func checkRoutine(pass *ChangePass) []risk.Factor {
	takesAway := pass.Change.Action == plan.ActionReplace || pass.Change.Action == plan.ActionDelete
	if !pass.Type.Routine || !takesAway {
		return nil
	}
	base, _ := basePoints(pass)
	if base <= routinePoints {
		return nil
	}
	return []risk.Factor{{Rule: idRoutine, Points: routinePoints - base, Why: pass.Type.RoutineWhy}}
}

var replaceOrder = Rule{
	ID: idReplaceOrder, Title: "In which order the objects are exchanged",
	Looks: "Replaces that destroy first, and those that create first.",
	Why:   "Between destroy and create there is nothing: whoever uses the object is cut off, and if the create fails it stays so.",

	Example: "actions are [\"delete\", \"create\"]: until the new server exists there is none.",
	Fix:     "Set create_before_destroy where the name need not be unique, or plan a window.",
	References: []string{
		"https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle",
		"https://atware.asia/blog/preventing-production-downtime-from-terraform-changes",
	},

	Change: checkOrder,
}

func checkOrder(pass *ChangePass) []risk.Factor {
	if pass.Type.Routine || pass.Change.Deferred != "" {
		return nil
	}
	switch pass.Change.Order {
	case plan.DestroyBeforeCreate:
		return []risk.Factor{{Rule: idReplaceOrder, Points: 5, Why: "it is destroyed before the new one exists"}}
	case plan.CreateBeforeDestroy:
		if pass.Type.Class.Holds == knowledge.HoldsData || !pass.Type.Known {
			return nil // the new one starts empty, or may do so
		}
		if pass.Type.Class.Relied {
			return nil // others know the old one, however soon the new one is there
		}
		points := createFirstPoints
		if pass.Type.Class.Seamless {
			points = seamlessPoints
		}
		return []risk.Factor{{Rule: idReplaceOrder, Points: points, Why: "the new one is created before it is destroyed"}}
	case plan.CreateThenForget:
	}
	return nil
}

var requested = Rule{
	ID: idRequested, Title: "The replacement was asked for",
	Looks: "action_reason replace_by_request.",
	Why:   "Whoever asks for a replacement expects it.",

	Example:    "terraform plan -replace=aws_instance.web",
	Fix:        "Nothing, if you asked for it.",
	References: []string{"https://developer.hashicorp.com/terraform/cli/commands/plan#replace-address"},

	Change: checkRequested,
}

func checkRequested(pass *ChangePass) []risk.Factor {
	if pass.Change.Action != plan.ActionReplace || pass.Change.Reason != "replace_by_request" || !pass.Type.Known {
		return nil
	}
	return []risk.Factor{{Rule: idRequested, Points: -5, Why: "the replacement was asked for on the command line"}}
}
