package rules

import (
	"fmt"
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// What is set back scores by what it is: a label, a setting, a setting that is
	// dangerous to change or a rule of a firewall.
	revertedLabel, revertedSetting, revertedWatched = 5, 15, 35
	// mostNamed bounds the objects, and the parts of each, that a summary names.
	mostNamed = 3
)

var driftReverted = Rule{
	ID: idDriftReverted, Title: "The apply undoes what was changed outside Terraform",
	Looks: "Attributes of resource_drift that the plan changes again, and objects deleted outside that it creates again. Drift that the plan leaves alone is no finding.",
	Why:   "Someone changed them by hand, perhaps in an emergency, and the apply takes that back.",

	Example:    "A security group rule added in the console during an incident is removed by the next apply.",
	Fix:        "Ask who changed it and why. What is to stay belongs into the configuration first.",
	References: []string{"https://developer.hashicorp.com/terraform/tutorials/state/resource-drift"},

	Plan: checkDriftReverted,
}

func checkDriftReverted(pass *PlanPass) []risk.Finding {
	drifted := map[string]*plan.Drifted{}
	for _, d := range pass.Plan.Drifted {
		drifted[d.Address] = d
	}
	if len(drifted) == 0 {
		return nil
	}
	score, named, addresses := 0, []string{}, []string{}
	for _, c := range pass.Plan.Changes {
		d := drifted[c.Address]
		if d == nil || c.DeposedKey != "" || !c.Managed() {
			continue
		}
		paths := pass.setBack(c, d)
		if len(paths) == 0 {
			continue
		}
		addresses = append(addresses, c.Address)
		score = max(score, pass.revertedScore(c, d, paths))
		named = append(named, fmt.Sprintf("%s (%s)", c.Address, firstOf(paths, mostNamed)))
	}
	if len(addresses) == 0 {
		return nil
	}
	slices.SortFunc(addresses, address.Compare)
	slices.SortFunc(named, address.Compare)
	return finding(idDriftReverted, score, addresses,
		"%s changed outside Terraform, and the apply undoes that: %s.", was(len(addresses), "object"), firstOf(named, mostNamed))
}

// idDriftRecorded is the ID of the rule about plans that only take over what was found.
const idDriftRecorded = "drift-recorded"

// The finding scores recordedPoints, and forgottenPoints where an object is found to be gone.
const recordedPoints, forgottenPoints = 10, 15

var driftRecorded = Rule{
	ID: idDriftRecorded, Title: "The apply only writes down what was changed outside Terraform",
	Looks: "Plans without a change of their own, such as those of -refresh-only, that found objects changed or deleted outside.",
	Why:   "After the apply the state says what was found. The next plan sets back what the configuration says otherwise, and creates again what is gone.",

	Example:    "terraform plan -refresh-only finds another instance_class on aws_db_instance.shop.",
	Fix:        "Ask who changed it. What is to stay belongs into the configuration before the next apply.",
	References: []string{"https://developer.hashicorp.com/terraform/tutorials/state/refresh"},

	Plan: checkDriftRecorded,
}

func checkDriftRecorded(pass *PlanPass) []risk.Finding {
	if len(pass.Plan.Drifted) == 0 || pass.Plan.Errored || slices.ContainsFunc(pass.Plan.Changes, (*plan.Change).Noteworthy) {
		return nil
	}
	score, named, addresses := recordedPoints, []string{}, []string{}
	for _, d := range pass.Plan.Drifted {
		var paths []string
		for _, attribute := range d.Changed {
			if path := withoutIndexes(attribute.Path); !slices.Contains(paths, path) {
				paths = append(paths, path)
			}
		}
		if d.Gone {
			paths, score = []string{"deleted"}, forgottenPoints
		}
		addresses = append(addresses, d.Address)
		named = append(named, fmt.Sprintf("%s (%s)", d.Address, firstOf(paths, mostNamed)))
	}
	slices.SortFunc(addresses, address.Compare)
	slices.SortFunc(named, address.Compare)
	return finding(idDriftRecorded, score, slices.Compact(addresses),
		"%s changed outside Terraform, and the apply only writes that into the state: %s.", was(len(addresses), "object"), firstOf(named, mostNamed))
}

// setBack lists what of an object that drifted the plan undoes: paths without indexes,
// or that it is gone.
func (p *PlanPass) setBack(c *plan.Change, d *plan.Drifted) []string {
	if d.Gone {
		if c.Action == plan.ActionCreate {
			return []string{"deleted"}
		}
		return nil
	}
	if c.Action != plan.ActionUpdate && c.Action != plan.ActionReplace {
		return nil
	}
	var paths []string
	for _, attribute := range d.Changed {
		undone := slices.ContainsFunc(c.ChangedAround(attribute.Path), func(a plan.Attribute) bool {
			return !a.Unknown || p.Computed == nil || !p.Computed(c, a.Path)
		})
		if path := withoutIndexes(attribute.Path); undone && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths
}

// revertedScore weighs what is undone at paths without indexes.
func (p *PlanPass) revertedScore(c *plan.Change, d *plan.Drifted, paths []string) int {
	if p.Table == nil || d.Gone {
		return revertedSetting
	}
	if _, firewall := openings(c.Type, nil); firewall {
		return revertedOr(revertedWatched, p.Table, c.Type, paths)
	}
	watched := slices.ContainsFunc(p.Table.Watches(c.Type), func(w knowledge.Watch) bool {
		return slices.ContainsFunc(paths, func(path string) bool { return plan.Overlap(path, w.Path) })
	})
	if watched {
		return revertedOr(revertedWatched, p.Table, c.Type, paths)
	}
	return revertedOr(revertedSetting, p.Table, c.Type, paths)
}

// revertedOr is the points, or those of labels where nothing else is undone.
func revertedOr(points int, table *knowledge.Table, resourceType string, paths []string) int {
	if slices.ContainsFunc(paths, func(path string) bool { return !table.HarmlessOn(resourceType, path) }) {
		return points
	}
	return revertedLabel
}
