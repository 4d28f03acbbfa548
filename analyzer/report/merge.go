package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// Merge makes one report of the reports of several plans; of a single one it is that
// report. Counts are added, changes are ranked together, and the plan's level is the
// highest. The list must not be empty.
func Merge(reports []*Report) *Report {
	if len(reports) == 1 {
		return reports[0]
	}
	first := reports[0]
	m := &Report{
		SchemaVersion: SchemaVersion, Tool: first.Tool, Now: first.Now,
		Plan:    Plan{Source: "several plans"},
		Summary: Summary{Actions: map[string]int{}, Levels: map[string]int{}}, Provenance: first.Provenance,
		Graph:   Graph{Sources: map[string]int{}, Coverage: Coverage{Complete: true, Unresolved: []Unresolved{}}},
		Changes: []Change{}, Findings: []risk.Finding{}, Gates: []Gate{}, Invocations: []ActionInvocation{},
	}
	for _, r := range reports {
		m.Plans = append(m.Plans, r.Plan)
		m.Plan.Errored = m.Plan.Errored || r.Plan.Errored
		m.Plan.Complete = both(m.Plan.Complete, r.Plan.Complete)
		m.Plan.Applyable = both(m.Plan.Applyable, r.Plan.Applyable)
		m.Summary.add(r.Summary)
		m.Graph.add(r.Graph)
		m.Changes = append(m.Changes, r.Changes...)
		for _, f := range r.Findings {
			f.Stack = r.Plan.Stack
			m.Findings = append(m.Findings, f)
		}
		for _, g := range r.Gates {
			g.Stack = r.Plan.Stack
			m.Gates = append(m.Gates, g)
		}
		m.addPolicy(r)
		for _, i := range r.Invocations {
			i.Stack = r.Plan.Stack
			m.Invocations = append(m.Invocations, i)
		}
		for _, o := range r.Outputs {
			o.Stack = r.Plan.Stack
			m.Outputs = append(m.Outputs, o)
		}
		for _, d := range r.Diagnostics {
			d.Stack = r.Plan.Stack
			m.Diagnostics = append(m.Diagnostics, d)
		}
	}
	Rank(m.Changes)
	RankFindings(m.Findings)
	return m
}

// InStack puts the name of a stack in front of a text about it; without a stack the text
// stays as it is.
func InStack(stack, text string) string {
	if stack == "" {
		return text
	}
	return stack + ": " + text
}

// both is false if either is, and unknown if neither says.
func both(a, b *bool) *bool {
	if a == nil || b != nil && !*b {
		return b
	}
	return a
}

func (s *Summary) add(o Summary) {
	if o.Score > s.Score {
		s.Score = o.Score
	}
	s.Level = risk.LevelOf(s.Score)
	s.LowerBound = s.LowerBound || o.LowerBound
	s.Resources += o.Resources
	s.Affected += o.Affected
	s.Moved += o.Moved
	s.Imported += o.Imported
	s.Deposed += o.Deposed
	s.Deferred += o.Deferred
	s.Ignored += o.Ignored
	addCounts(s.Actions, o.Actions)
	addCounts(s.Levels, o.Levels)
}

func (g *Graph) add(o Graph) {
	g.Resources += o.Resources
	g.Edges += o.Edges
	g.External += o.External
	addCounts(g.Sources, o.Sources)
	g.Coverage.Complete = g.Coverage.Complete && o.Coverage.Complete
	g.Coverage.Unresolved = append(g.Coverage.Unresolved, o.Coverage.Unresolved...)
	for _, reason := range o.Coverage.Reasons {
		if !slices.Contains(g.Coverage.Reasons, reason) {
			g.Coverage.Reasons = append(g.Coverage.Reasons, reason)
		}
	}
	if g.Coverage.Remedy == "" {
		g.Coverage.Remedy = o.Coverage.Remedy
	}
	g.Coverage.Outside = g.Coverage.Outside.with(o.Coverage.Outside)
}

// with is the sum of both; nil says that nobody was asked.
func (l *LookUps) with(o *LookUps) *LookUps {
	if l == nil || o == nil {
		return cmp.Or(l, o)
	}
	return &LookUps{
		Source: l.Source, Recorded: earliest(l.Recorded, o.Recorded), Asked: l.Asked + o.Asked, Incomplete: l.Incomplete + o.Incomplete,
		Missing: slices.Concat(l.Missing, o.Missing),
	}
}

// earliest is the earlier of two times in RFC 3339 and UTC; an empty one is none.
func earliest(a, b string) string {
	if a == "" || b == "" {
		return cmp.Or(a, b)
	}
	return min(a, b)
}

func addCounts(to, from map[string]int) {
	for _, k := range slices.Sorted(maps.Keys(from)) {
		to[k] += from[k]
	}
}

// RankFindings sorts findings by score; those of one score stay as they are.
func RankFindings(findings []risk.Finding) {
	slices.SortStableFunc(findings, func(a, b risk.Finding) int { return b.Score - a.Score })
}

// Rank sorts changes and numbers them: by score, then by the size of the downstream,
// then by stack and address in natural order.
func Rank(changes []Change) {
	order := make([]int, len(changes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(compareRank(&changes[i], &changes[j]), i-j) })
	arrange(changes, order)
	for i := range changes {
		changes[i].Rank = i + 1
	}
}

func compareRank(x, y *Change) int {
	switch {
	case x.Risk.Score != y.Risk.Score:
		return y.Risk.Score - x.Risk.Score
	case x.Downstream.Total != y.Downstream.Total:
		return y.Downstream.Total - x.Downstream.Total
	case x.Stack != y.Stack:
		return address.Compare(x.Stack, y.Stack)
	case x.Address != y.Address:
		return address.Compare(x.Address, y.Address)
	}
	return strings.Compare(deref(x.Deposed), deref(y.Deposed))
}

// arrange puts the change at index order[i] at index i and uses up order. Each change,
// which is large, is moved once.
func arrange(changes []Change, order []int) {
	for start := range order {
		if order[start] == start {
			continue
		}
		first := changes[start]
		at := start
		for order[at] != start {
			next := order[at]
			changes[at] = changes[next]
			order[at] = at
			at = next
		}
		changes[at] = first
		order[at] = at
	}
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
