package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

const (
	// A plan that creates at least createLeast instances, and where at most one in
	// stateShare of these exists, was made against an empty state.
	createLeast, stateShare = 10, 10
	// staleAfter is the age from which on a plan is old, veryStale from which on nobody
	// remembers what it was for.
	staleAfter, veryStale = 24 * time.Hour, 7 * 24 * time.Hour
	// longPlan and hugePlan are numbers of changes that are no longer read one by one.
	longPlan, hugePlan = 50, 200
)

// unique are attributes that name an object within its service, in the order in which
// they are tried.
var unique = []string{"bucket", "identifier", "cluster_identifier", "function_name", "repository_id", "name"}

var hiddenReplace = Rule{
	ID: idHiddenReplace, Title: "A replace beside a smaller change of the same resource",
	Looks: "Replaces forced by one attribute while another attribute, which could change in place, changes too.",
	Why:   "The author may have meant the small change only: the forcing one comes from drift, a default or an older value in the configuration.",

	Example: "instance_count goes from 3 to 4, and engine_version, which someone had upgraded by hand, goes back and forces a replacement.",
	Fix:     "Ask whether the forcing attribute was meant. If it drifted, write the present value into the configuration.",
	References: []string{
		"https://jangiacomelli.com/blog/how-i-destroyed-production-opensearch-cluster/",
		"https://anantafatur.dev/misreading-terraform-plan-led-to-instance-destruction/",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		caused := pass.caused()
		var found []*plan.Change
		for _, c := range pass.Gone {
			if c.Action == plan.ActionReplace && !caused[c] && len(c.ReplacePaths) > 0 && !pass.lookup(c).Routine && pass.smallBeside(c) {
				found = append(found, c)
			}
		}
		if len(found) == 0 {
			return nil
		}
		return finding(idHiddenReplace, 15, addressList(found),
			"%s replaced while another attribute changes too, which could change in place.", quantity(len(found), "instance")+isAre(len(found)))
	},
}

// smallBeside reports whether a replace changes an attribute of which both values are
// known, which does not force it and does not merely repeat what does.
func (p *PlanPass) smallBeside(c *plan.Change) bool {
	forcing := func(a plan.Attribute) bool {
		return slices.ContainsFunc(c.ReplacePaths, func(path string) bool { return plan.TopName(path) == plan.TopName(a.Path) })
	}
	var forced []plan.Value
	for _, a := range c.Changed {
		if forcing(a) {
			forced = append(forced, a.After)
		}
	}
	return slices.ContainsFunc(c.Changed, func(a plan.Attribute) bool {
		repeats := slices.ContainsFunc(forced, func(v plan.Value) bool { return repeated(v, a.After) })
		harmless := p.Table != nil && p.Table.HarmlessOn(c.Type, plan.TopName(a.Path))
		return !forcing(a) && !repeats && !harmless && !a.Unknown && scalar(a.Before) && scalar(a.After)
	})
}

// repeated reports whether a value is another one, or a text with the other one in it, as
// names that are made of names are.
func repeated(v, within plan.Value) bool {
	text, ok := v.(string)
	longer, also := within.(string)
	return plan.Equal(v, within) || ok && also && len(text) >= 3 && strings.Contains(longer, text)
}

// scalar reports whether a value is a known text, number or truth.
func scalar(v plan.Value) bool {
	switch v.(type) {
	case nil, plan.Masked, []any, map[string]any:
		return false
	}
	return true
}

// creates counts the created instances, and those of them with a name of their own that
// is known.
func creates(p *plan.Plan) (all, named int) {
	for _, c := range p.Changes {
		if c.Action != plan.ActionCreate || !c.Managed() || c.Imported {
			continue
		}
		all++
		if slices.ContainsFunc(unique, func(name string) bool { text, ok := c.After[name].(string); return ok && text != "" }) {
			named++
		}
	}
	return all, named
}

var lostState = Rule{
	ID: idLostState, Title: "Much is created that may exist already",
	Looks: "Ten or more creates against a state that holds nearly nothing, many of them under constant names.",
	Why:   "A lost state, a wrong backend or a new workspace looks like this. What exists already collides or stands there twice, and cleaning up the doubles has destroyed originals.",

	Example: "A new laptop without the state file: the plan creates the VPC, the database and the cluster that are running.",
	Fix:     "If the environment exists, don't apply: find its state (backend, workspace, key), or import what is there.",
	References: []string{
		"https://developer.hashicorp.com/terraform/language/import",
		"https://aishippinglabs.com/blog/how-i-dropped-our-production-database-and-now-pay-10-more-for-aws",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		all, named := creates(pass.Plan)
		if all < createLeast || pass.Existing*stateShare > all || named*4 < all {
			return nil
		}
		return finding(idLostState, 20, nil,
			"The plan creates %d instances, %d of them under a constant name, and the state holds %d: if they exist already, the state is lost or is another one.", all, named, pass.Existing)
	},
}

var emptyState = Rule{
	ID: idEmptyState, Title: "The state is empty",
	Looks: "Ten or more creates and no existing instance, where names don't tell whether they exist already.",
	Why:   "A new environment looks like this, and so does a wrong workspace or backend.",

	Example:    "Plan: 38 to add, 0 to change, 0 to destroy, in a stack that has been applied for years.",
	Fix:        "Check that the environment is meant to be new.",
	References: []string{"https://developer.hashicorp.com/terraform/language/state/workspaces"},

	Plan: func(pass *PlanPass) []risk.Finding {
		all, named := creates(pass.Plan)
		if all < createLeast || pass.Existing > 0 || named*4 >= all {
			return nil
		}
		return finding(idEmptyState, 10, nil, "The plan creates %d instances and nothing exists yet: the environment is new, or the state is another one.", all)
	},
}

var targetedPlan = Rule{
	ID: idTargetedPlan, Title: "A plan of a part",
	Looks: "complete: false in a plan that did not fail and puts nothing off, as -target and -exclude leave it.",
	Why:   "What is left out comes with a later plan, in another order than the configuration asks for, and what depends on the targets is not shown.",

	Example:    "terraform plan -target=module.network",
	Fix:        "Plan without -target before anyone relies on the result, or split the stack.",
	References: []string{"https://developer.hashicorp.com/terraform/cli/commands/plan#resource-targeting"},

	Plan: func(pass *PlanPass) []risk.Finding {
		p := pass.Plan
		if p.Errored || p.Complete == nil || *p.Complete || deferring(p) {
			return nil
		}
		return finding(idTargetedPlan, 15, nil, "The plan leaves changes out: it was made with -target or -exclude.")
	},
}

// was counts things that something happened to.
func was(n int, noun string) string {
	if n == 1 {
		return quantity(n, noun) + " was"
	}
	return quantity(n, noun) + " were"
}

var stalePlan = Rule{
	ID: idStalePlan, Title: "The plan is old",
	Looks: "A timestamp a day or more before now, in a plan that changes something.",
	Why:   "What was true when it was made may be no longer, and whoever reviewed it looked at another world.",

	Example:    "A pipeline that was paused for three weeks goes on and applies the plan it had made.",
	Fix:        "Plan anew, and review that.",
	References: []string{"https://gitlab.com/gitlab-com/gl-infra/production/-/issues/15999"},

	Plan: func(pass *PlanPass) []risk.Finding {
		made, err := time.Parse(time.RFC3339, pass.Plan.Timestamp)
		if err != nil || pass.Now.IsZero() {
			return nil // no time to measure: nothing is known
		}
		if !slices.ContainsFunc(pass.Plan.Changes, (*plan.Change).Noteworthy) {
			return nil
		}
		score := 15
		if slices.ContainsFunc(pass.Gone, pass.weighty) {
			score = 40
		}
		age := pass.Now.Sub(made)
		switch {
		case age >= veryStale:
			return finding(idStalePlan, score, nil, "The plan is %d days old.", int(age/(24*time.Hour)))
		case age >= staleAfter:
			return finding(idStalePlan, 15, nil, "The plan is %d hours old.", int(age/time.Hour))
		}
		return nil
	},
}

var reviewSize = Rule{
	ID: idReviewSize, Title: "Too long to be read",
	Looks: "Fifty or more changes, without those of tags, labels and descriptions.",
	Why:   "Nobody reads long plans line by line: what is dangerous hides behind what is not.",

	Example: "A pull request that swaps a library and changes 300 resources, one of which deletes a server in place of a database.",
	Fix:     "Split the change. Read the ranked list from the top.",
	References: []string{
		"https://www.datacenterdynamics.com/en/news/microsoft-azure-outage-in-brazil-caused-by-typo/",
		"https://www.openpolicyagent.org/docs/terraform",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		n := 0
		for _, c := range pass.Plan.Changes {
			if c.Managed() && c.Action != plan.ActionNoOp && !pass.harmlessUpdate(c) {
				n++
			}
		}
		switch {
		case n >= hugePlan:
			return finding(idReviewSize, 25, nil, "%d changes in one plan: more than anyone reads.", n)
		case n >= longPlan:
			return finding(idReviewSize, 15, nil, "%d changes in one plan: a review will miss some.", n)
		}
		return nil
	},
}

var probableRename = Rule{
	ID: idProbableRename, Title: "An object goes and comes back under another name",
	Looks: "Deletes and creates of one type whose settings are the same, under different addresses.",
	Why:   "Terraform knows resources by their address: renamed without a moved block, an object is destroyed and made anew, empty.",

	Example: "`resource \"aws_ebs_volume\" \"data\"` is renamed to \"storage\": the volume is deleted, and an empty one is created.",
	Fix:     "Add the moved block that the report shows. Remove it some releases later.",
	References: []string{
		"https://developer.hashicorp.com/terraform/language/modules/develop/refactoring",
		"https://euno.news/posts/en/a-terraform-rename-that-deleted-production-data-ta-c2a434",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		if len(pass.Renamed) == 0 {
			return nil
		}
		but := ""
		if pass.NewNames > 0 {
			but = fmt.Sprintf(", and %d of them only if their names stay as they are, too: a new name replaces most objects", pass.NewNames)
		}
		return finding(idProbableRename, 10, pass.Renamed,
			"%d of the objects that go are probably the same as ones that are created: moved blocks keep them%s.", len(pass.Renamed), but)
	},
}

var indexShift = Rule{
	ID: idIndexShift, Title: "A list behind a count moved",
	Looks: "Resources with count of which an element that is not the last went, or to which one was added that is not the last: each one behind it takes over the settings of its neighbour.",
	Why:   "One element was removed or added, and all behind it are changed or destroyed.",

	Example: "Of five buckets made with count, the first is removed from the list: five are destroyed and four are created.",
	Fix:     "Put new elements at the end of the list. Better use for_each with stable keys, and moved blocks from the indexes to the keys.",
	References: []string{
		"https://developer.hashicorp.com/terraform/language/meta-arguments/for_each",
		"https://cloudon-one.com/blog/i-stopped-using-count-in-terraform-modules-here-s-what-i-use-instead",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		var found []risk.Finding
		if len(pass.ShiftLost) > 0 {
			found = finding(idIndexShift, 20, pass.ShiftLost,
				"Index shift in %s with count: of all that is destroyed, only these had to go.", quantity(pass.Shifted, "resource"))
		}
		if len(pass.ShiftAdded) > 0 {
			found = append(found, finding(idIndexShift, 20, pass.ShiftAdded,
				"Index shift: elements were put in front of others in a list behind a count, at these places. At the end of the list, they would change nothing that exists.")...)
		}
		return found
	},
}
