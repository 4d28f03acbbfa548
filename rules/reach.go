package rules

import (
	"fmt"
	"math"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	reachPerDoubling = 6
	maxReachPoints   = 30
	// maxSlightReach bounds the points where nobody reads what is gone: the service lets only
	// an empty object go, or what depends on it goes on without it.
	maxSlightReach = 12
	// opaqueChange and opaqueDestroy are the least scores of a change whose effect the
	// plan does not show.
	opaqueChange, opaqueDestroy = 10, 35
	// opaqueValues is that of an update of a chart whose changed values can't be seen.
	opaqueValues = 20
)

// ReachID is the ID of the rule about what a change reaches.
const ReachID = idReach

var reach = Rule{
	ID: idReach, Title: "How much it reaches that the plan leaves as it is",
	Looks: "Unchanged instances downstream of a delete or replace, and those that it acts on.",
	Why:   "They show nothing in the plan and break all the same.",

	Example:    "A subnet is replaced, and twelve unchanged instances stand in it.",
	Fix:        "Look at the dependents named under the change: the plan says nothing about them.",
	References: []string{"https://github.com/hashicorp/terraform-provider-aws/issues/38765"},

	Impact: checkReach,
}

func checkReach(pass *ImpactPass) []risk.Factor {
	if !pass.Change.Disruptive() && !pass.Dangerous || pass.Unchanged == 0 && pass.Acts.none() {
		return nil
	}
	if _, stays := kept(pass.Change, pass.Type); stays {
		return nil // whatever uses it finds it as before
	}
	points := pass.Acts.reachPoints(reachPoints(pass.Unchanged))
	if refusedUnlessEmpty(&pass.ChangePass) || pass.Type.Class.Aside {
		points = min(points, maxSlightReach)
	}
	if pass.UpperBound && pass.Acts.none() {
		points = oneLevel(pass.Sum, points)
	}
	if points == 0 {
		return nil
	}
	var parts []string
	if pass.Unchanged > 0 {
		parts = append(parts, bound(pass.LowerBound, pass.UpperBound)+counted(pass.Unchanged, "depends on it", "depend on it"))
	}
	if !pass.Acts.none() {
		parts = append(parts, pass.Acts.why())
	}
	return []risk.Factor{{Rule: idReach, Points: points, Why: strings.Join(parts, ", and ")}}
}

// oneLevel bounds points so that they lift a score by one level at most: the count that they
// are for may be of less.
func oneLevel(sum, points int) int {
	most := risk.LevelOf(max(sum, 0)) + 1
	for points > 0 && risk.LevelOf(sum+points) > most {
		points--
	}
	return points
}

func reachPoints(n int) int {
	return min(int(math.Round(reachPerDoubling*math.Log2(float64(1+n)))), maxReachPoints)
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 unchanged instance " + one
	}
	return fmt.Sprintf("%d unchanged instances %s", n, many)
}

func bound(lower, upper bool) string {
	switch {
	case lower && upper:
		return "about "
	case lower:
		return "at least "
	case upper:
		return "up to "
	}
	return ""
}

var opaque = Rule{
	ID: idOpaque, Title: "The plan does not show what the change does",
	Looks: "Changes of types whose effect stands elsewhere (a Helm chart, a manifest) and of blocks with provisioners.",
	Why:   "A script may do anything; a reviewer has to read it.",

	Example:    "null_resource.migrate is replaced and runs its local-exec again.",
	Fix:        "Read the script or the chart, and look where it acts: it may be another cluster or account than the provider's.",
	References: []string{"https://developer.hashicorp.com/terraform/language/resources/provisioners/syntax"},

	Impact: checkOpaque,
}

// Opaque reports whether the plan does not show what a change does. Types such as
// null_resource are opaque through their provisioners only.
func Opaque(pass *ChangePass) bool {
	return pass.Provisioned || pass.Type.Opaque && !pass.Type.Routine
}

func checkOpaque(pass *ImpactPass) []risk.Factor {
	floor := 0
	switch {
	case pass.Change.DeposedKey != "" || pass.Change.Deferred != "" || !Opaque(&pass.ChangePass) || !pass.Change.Noteworthy():
		return nil
	case pass.Change.Disruptive():
		floor = opaqueDestroy
	case pass.Change.Action == "create" || pass.Change.Action == "update":
		floor = opaqueChange
	}
	problem := releaseProblem(pass.Change)
	if problem != "" {
		floor = max(floor, opaqueValues)
	}
	if pass.Sum >= floor {
		return nil
	}
	why := "the plan does not show what this type does"
	if problem != "" {
		why += ", and " + problem
	}
	if pass.Provisioned {
		why = "it may run a provisioner, whose effect the plan does not show"
	}
	return []risk.Factor{{Rule: idOpaque, Points: floor - pass.Sum, Why: why}}
}

// usersGoPoints are taken off where nobody is left who uses an identity.
const usersGoPoints = -20

var usersGo = Rule{
	ID: idUsersGo, Title: "Everything that uses it goes too",
	Looks: "Deletes of roles, users and policies of which the plan deletes every dependent.",
	Why:   "What is retired with its users is no surprise. Someone outside of this state may use it all the same.",

	Example:    "The import role of a database is deleted with the database.",
	Fix:        "Nothing, if no other state uses it.",
	References: []string{"https://developer.hashicorp.com/terraform/language/resources/behavior"},

	Impact: checkUsersGo,
}

func checkUsersGo(pass *ImpactPass) []risk.Factor {
	if pass.Type.Class.Relied || pass.Change.Action != plan.ActionDelete || pass.Type.Class.Holds != knowledge.HoldsIdentity || !pass.Type.Known || pass.LowerBound {
		return nil
	}
	if checkPipelineNeeds(pass) != nil {
		return nil // a pipeline is no object of the plan
	}
	if pass.Dependents == 0 || pass.Leaving < pass.Dependents || !pass.Acts.none() {
		return nil
	}
	return []risk.Factor{{Rule: idUsersGo, Points: usersGoPoints, Why: "everything in the plan that depends on it is deleted too"}}
}
