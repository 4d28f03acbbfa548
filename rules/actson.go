package rules

import (
	"fmt"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// maxActedPoints bounds the points for what a change acts on: the object itself stays,
	// and the old configuration brings the connection back.
	maxActedPoints = 24
	// outageFloor is the least score of a change that cuts off what the plan leaves as it
	// is, and outageUnchanged the least number of instances for it: the one that it acts
	// on and one behind that.
	outageFloor, outageUnchanged = 62, 2
	// clusterFloor is the least score where a cluster is among what is cut off: everything
	// that runs on it goes with it.
	clusterFloor = 80
)

// Acting is what a change acts on: the instances to which the attributes of a connection,
// permission or the like refer, and what lies downstream of these as far as the effect
// travels.
type Acting struct {
	Row *knowledge.ActsOn
	// On names what it acts on in a few words.
	On string
	// Unchanged counts the instances that the plan leaves as they are, Reach those and the
	// ones that depend firmly on the change, each once.
	Unchanged, Reach       int
	LowerBound, UpperBound bool
	// Lasting is true if nothing takes the place of the changed object in the same plan.
	Lasting bool
	// Partial is true if what it acts on loses some of its ways only, such as one route of
	// several.
	Partial bool
	// Cluster is the address of a cluster that is cut off, empty for none.
	Cluster string
}

func (a *Acting) none() bool { return a == nil || a.Unchanged == 0 }

// reachPoints adds what a change acts on to the points for what depends on it. Where the
// new object takes the place of the old one in the same apply, the gap is short and
// counts half; the loss of some ways counts a quarter.
func (a *Acting) reachPoints(own int) int {
	if a.none() {
		return own
	}
	more := max(min(reachPoints(a.Reach), maxActedPoints)-own, 0)
	if !a.Lasting {
		more /= 2
	}
	if a.Partial {
		more /= 4
	}
	return own + more
}

func (a *Acting) why() string {
	text := "it " + a.Row.Effect + " " + a.On
	if a.Partial {
		text += ", for some addresses"
	}
	if a.Unchanged > 1 || a.LowerBound || a.UpperBound {
		text += fmt.Sprintf(": %s%s", bound(a.LowerBound, a.UpperBound), counted(a.Unchanged, "in all", "in all"))
	}
	if !a.Lasting {
		text += ", until the new one takes its place"
	}
	return text
}

// Partial reports whether a change takes away some ways only from what it acts on: by the
// values before, it is for certain addresses. What is not known may be all of them.
func Partial(c *plan.Change, row *knowledge.ActsOn) bool {
	if !holdAll(row.Whole, c.Before) || forProbersOnly(c) {
		return true
	}
	some := false
	for _, name := range row.Extent {
		v, ok := attribute(c.Before, name)
		if !ok || v == nil || v == "" {
			continue
		}
		if text, isText := v.(string); !isText || text == "0.0.0.0/0" || text == "::/0" {
			return false
		}
		some = true
	}
	return some
}

var cutsOff = Rule{
	ID: idCutsOff, Title: "It cuts off what stays",
	Looks: "Deletes of routes, listeners, associations and the like on which unchanged instances rest, with nothing in their place.",
	Why:   "Nothing depends on such a connection, so a plan shows one small delete, and everything behind it stops working.",

	Example:    "The route table association of a subnet in which a cluster runs is deleted.",
	Fix:        "Put the new connection in place first, and delete the old one in a later change.",
	References: []string{"https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html"},

	Impact: checkCutsOff,
}

func checkCutsOff(pass *ImpactPass) []risk.Factor {
	a := pass.Acts
	switch {
	case a.none() || !a.Row.Outage || !a.Lasting || a.Partial || a.Unchanged < outageUnchanged && !a.Row.Beyond:
		return nil
	case !pass.Change.Disruptive() || pass.Change.Deferred != "" || pass.Change.Order == plan.CreateThenForget:
		return nil
	}
	floor, why := outageFloor, "what it "+a.Row.Effect+" stays, and stops working"
	if a.Cluster != "" {
		floor, why = clusterFloor, why+", "+a.Cluster+" with all that runs on it among it"
	}
	if pass.Sum >= floor {
		return nil
	}
	return []risk.Factor{{Rule: idCutsOff, Points: floor - pass.Sum, Why: why}}
}
