package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// summarize fills what is counted over all changes.
func (a *analysis) summarize(r *report.Report) {
	s := &r.Summary
	counted := make([]bool, a.graph.Len())
	for _, c := range a.plan.Changes {
		a.summarizeEntry(s, c, counted)
	}
	for _, id := range a.graph.Managed() {
		s.Resources++
		if a.live[id] == nil {
			s.Actions[string(plan.ActionNoOp)]++
		}
	}
	existing, disruptive := a.disruptive()
	affected := a.affected(disruptive, a.touchedByDangerous())
	s.Affected = len(affected)
	r.Owners = a.ownersSection(r, affected)
	r.Findings = nonNil(rules.PlanFindings(a.planPass(r, existing, disruptive)))
	judge(r)
	s.LowerBound = !r.Graph.Coverage.Complete || a.plan.Unread || a.plan.Errored
	r.Graph.Resources = s.Resources
}

// judge fills the levels, and puts the findings, under the plan's stack, into their order:
// what a policy ignores does not count.
func judge(r *report.Report) {
	for i := range r.Findings {
		r.Findings[i].Stack = r.Plan.Stack
	}
	report.RankFindings(r.Findings)
	s := &r.Summary
	s.Score, s.Ignored = 0, 0
	for level := range s.Levels {
		s.Levels[level] = 0
	}
	for i := range r.Changes {
		c := &r.Changes[i]
		c.Risk.Level = risk.LevelOf(c.Risk.Score)
		if c.Ignored != nil {
			s.Ignored++
			continue
		}
		s.Levels[c.Risk.Level.String()]++
		s.Score = max(s.Score, c.Risk.Score)
	}
	for _, f := range r.Findings {
		if f.Ignored == nil {
			s.Score = max(s.Score, f.Score)
		}
	}
	s.Level = risk.LevelOf(s.Score)
}

// summarizeEntry adds one entry of the plan to the summary.
func (a *analysis) summarizeEntry(s *report.Summary, c *plan.Change, counted []bool) {
	switch {
	case c.DeposedKey != "":
		s.Deposed++
		return
	case c.Deferred != "":
		s.Deferred++
	case !c.Managed() && c.Action != plan.ActionRead && c.Action.Known():
		return
	}
	node, ok := a.isLive(c)
	if !ok || counted[node] {
		return // a second entry for the same instance
	}
	counted[node] = true
	s.Actions[string(c.Action)]++
	if c.Moved() {
		s.Moved++
	}
	if c.Imported {
		s.Imported++
	}
}

// disruptive counts the existing managed instances and lists those that the plan takes
// away or does something unknown to.
func (a *analysis) disruptive() (existing int, nodes []graph.NodeID) {
	for _, id := range a.graph.Managed() {
		if _, isNew := a.fate(id); isNew {
			continue
		}
		existing++
		if c := a.live[id]; c != nil && c.Disruptive() {
			nodes = append(nodes, id)
		}
	}
	return existing, nodes
}

// touchedByDangerous lists the instances that are updated dangerously, and what these
// updates touch.
func (a *analysis) touchedByDangerous() []graph.NodeID {
	var list []graph.NodeID
	var updates []impact.Source
	for c := range a.dangerous {
		if node, ok := a.isLive(c); ok {
			list, updates = append(list, node), append(updates, impact.Source{Node: node, Touch: a.touch(c)})
		}
	}
	return append(list, a.walker.TouchedBy(updates)...)
}

// affected lists the disruptive instances, what they act on and what lies downstream of
// either, and what updates touch, each once.
func (a *analysis) affected(disruptive, touchedByUpdates []graph.NodeID) []graph.NodeID {
	list := slices.Clone(disruptive)
	among := make([]bool, a.graph.Len())
	for _, id := range disruptive {
		among[id] = true
	}
	sources, acted := a.actedOn()
	for _, id := range slices.Concat(a.walker.Union(append(sources, disruptive...)), acted, touchedByUpdates) {
		if _, isNew := a.fate(id); !isNew && !among[id] {
			among[id] = true
			list = append(list, id)
		}
	}
	return list
}
