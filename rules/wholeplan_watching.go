package rules

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const idMonitoringGoes = "monitoring-goes"

// watchersLeast alarms, monitors and the like that go are many; watchersPoints are those of the
// finding.
const watchersLeast, watchersPoints = 5, 50

var monitoringGoes = Rule{
	ID: idMonitoringGoes, Title: "Monitoring goes, and what it watches stays",
	Looks: "Deletes of at least five alarms, monitors, audit trails and the like for which the plan makes no others of their type, unless more goes that they may have watched.",
	Why:   "Each is a small delete by itself. Together they are the eyes of whoever is on call: the next outage is told by customers.",

	Example:    "A module of alarms is taken out, and with it the 24 alarms of services that stay.",
	Fix:        "Ask who takes over, and see the new alarms fire once before the old ones go.",
	References: []string{"https://sre.google/sre-book/monitoring-distributed-systems/"},

	Plan: checkMonitoringGoes,
}

func checkMonitoringGoes(pass *PlanPass) []risk.Finding {
	if pass.Table == nil {
		return nil
	}
	var going []*plan.Change
	watched := 0
	byType := map[string]int{}
	for _, c := range pass.Gone {
		if c.Action != plan.ActionDelete || !destroys(c) {
			continue
		}
		switch {
		case slices.Contains(pass.Renamed, c.Address):
		case pass.watches(c):
			going = append(going, c)
			byType[c.Type]++
		case pass.weighty(c):
			watched++
		}
	}
	for _, c := range pass.Plan.Changes {
		if c.Action == plan.ActionCreate && byType[c.Type] > 0 {
			byType[c.Type]--
		}
	}
	left := 0
	for _, n := range byType {
		left += n
	}
	if left < watchersLeast || watched >= left {
		return nil
	}
	return finding(idMonitoringGoes, watchersPoints, addressList(going), "%d alarms, monitors or the like are deleted and none are made in their place: nobody is told when what they watch fails.", left)
}

// watches reports whether an instance watches others, so that they are missed by whoever is
// to be told.
func (p *PlanPass) watches(c *plan.Change) bool {
	return p.lookup(c).Class.Name == "observability" &&
		slices.ContainsFunc(p.Table.Flags(c.Type), func(f knowledge.Flag) bool { return f.Kind == knowledge.FlagWithdrawn })
}
