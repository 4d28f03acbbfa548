package analyzer

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/rename"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Analyze makes the report of one plan. It returns an error only when the context is
// done or the built-in tables can't be read; whatever is odd about the plan stands in
// the report's diagnostics.
func Analyze(ctx context.Context, p *plan.Plan, o Options) (*report.Report, error) {
	a, diagnostics, err := newAnalysis(p, o)
	if err != nil {
		return nil, err
	}
	signs := a.selfCheck()
	if o.Config != nil && len(signs) > 0 {
		if r, err := analyzeWithoutSource(ctx, p, o); r != nil || err != nil {
			return r, err
		}
	}
	r := a.report()
	for _, c := range p.Changes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if c.Noteworthy() {
			r.Changes = append(r.Changes, a.change(c))
		}
	}
	report.Rank(r.Changes)
	a.summarize(r)
	r.Diagnostics = append(append(slices.Clone(p.Diagnostics), diagnostics...), signs...)
	return r, nil
}

// newAnalysis builds the graph and what else the steps share.
func newAnalysis(p *plan.Plan, o Options) (*analysis, []diagnostic.Diagnostic, error) {
	table, err := knowledge.Builtin()
	if err != nil {
		return nil, nil, fmt.Errorf("built-in knowledge tables: %w", err)
	}
	g, diagnostics := graph.Build(p, graph.Options{Source: o.Config, Fits: o.ConfigFits, Drawing: o.Drawing, NoInferred: o.NoInferred, Names: namesOf(table)})
	a := &analysis{plan: p, options: o, table: table, graph: g, walker: impact.NewWalker(g), live: liveChanges(p)}
	a.causes, a.renames = findCauses(a), renamesOf(p)
	return a, diagnostics, nil
}

// analysis holds what the steps share.
type analysis struct {
	plan    *plan.Plan
	options Options
	table   *knowledge.Table
	graph   *graph.Graph
	walker  *impact.Walker
	// live holds the change of each instance's live object.
	live    map[string]*plan.Change
	causes  causes
	renames map[string]rename.Pair
}

// liveChanges finds the change of each instance. Of two entries for one address the
// more disruptive one counts, so that a second entry can't hide the first.
func liveChanges(p *plan.Plan) map[string]*plan.Change {
	live := make(map[string]*plan.Change, len(p.Changes))
	for _, c := range p.Changes {
		if c.DeposedKey != "" {
			continue
		}
		if other := live[c.Address]; other == nil || !other.Disruptive() {
			live[c.Address] = c
		}
	}
	return live
}

// change reports one change.
func (a *analysis) change(c *plan.Change) report.Change {
	t := a.table.Lookup(c.Type)
	pass := rules.ChangePass{
		Change: c, Type: t, Table: a.table, Recovery: rules.RecoveryOf(c, t), Provisioned: a.provisioned(c),
	}
	out := a.describe(c, t)
	out.Recovery = report.Recovery{Tier: string(pass.Recovery.Tier), Why: pass.Recovery.Why}
	downstream, reach := a.downstream(c)
	out.Downstream = downstream
	out.CausedBy, out.Causes = a.causesOf(c)
	out.ProbableRename = a.renameOf(c)
	factors := rules.ImpactFactors(&rules.ImpactPass{
		ChangePass: pass, Unchanged: reach, LowerBound: out.Downstream.LowerBound, UpperBound: out.Downstream.UpperBound,
	}, rules.ChangeFactors(&pass))
	score := risk.Score(factors)
	out.Risk = report.Risk{Score: score, Level: risk.LevelOf(score), Factors: nonNil(factors)}
	return out
}

// provisioned reports whether a change may run a provisioner. Create-time provisioners
// run on create and replace, destroy-time ones on delete and replace.
func (a *analysis) provisioned(c *plan.Change) bool {
	if c.Mode == "data" || c.Action == plan.ActionUpdate || c.Action == plan.ActionNoOp {
		return false
	}
	if a.plan.Config == nil {
		return a.table.Lookup(c.Type).Opaque
	}
	block := a.plan.Config.Block(c.Instance)
	return block != nil && block.Provisioned
}

// downstream counts what depends on the changed instance, and of the unchanged ones those
// that depend firmly. A deposed object is not the one that others use, so nothing is
// counted for it.
func (a *analysis) downstream(c *plan.Change) (out report.Downstream, reach int) {
	out.Resources = []report.Affected{}
	node, ok := a.graph.Lookup(c.Address)
	if !ok || c.DeposedKey != "" {
		return out, 0
	}
	found := a.walker.Downstream(node)
	out.Data, out.Outputs = found.Data, found.Outputs
	touched := a.touched(c, node)
	reached := make(map[graph.NodeID]bool, len(found.Resources))
	for _, r := range found.Resources {
		reached[r.Node] = true
		action, isNew := a.fate(r.Node)
		switch {
		case isNew:
			out.New++
		case action.Leaving():
			out.Leaving++
		case action == plan.ActionNoOp:
			out.Unchanged++
			if r.Firm {
				reach++
			}
		default:
			out.Changing++
		}
		if !isNew {
			out.Total++
			if touched == nil || touched[r.Node] {
				out.Touched++
			}
			out.Depth = max(out.Depth, r.Distance)
			out.UpperBound = out.UpperBound || !r.Exact
			if r.Distance == 1 {
				out.Direct++
			}
		}
		if len(out.Resources) == a.options.maxDownstream() {
			out.Truncated = true
			continue
		}
		out.Resources = append(out.Resources, report.Affected{
			Address: a.graph.Address(r.Node), Distance: r.Distance, DistanceLowerBound: r.AtLeast, Via: a.graph.Address(r.Via), Action: string(action),
		})
	}
	for _, n := range a.graph.Released(node) {
		if !reached[n] {
			out.Released++
		}
	}
	coverage := a.graph.Coverage()
	out.LowerBound = len(coverage.Reasons) > 0 || takesContent(c, a.table.Lookup(c.Type)) || slices.ContainsFunc(coverage.Uncovered, func(u graph.NodeID) bool {
		return u != node && !reached[u]
	})
	return out, reach
}

// takesContent reports whether a change takes along what the plan may not show: the
// content of a container.
func takesContent(c *plan.Change, t knowledge.Type) bool { return t.Container && c.Disruptive() }

// touched returns what an in-place update reaches, nil for any other action, which
// reaches all that lies downstream.
func (a *analysis) touched(c *plan.Change, node graph.NodeID) map[graph.NodeID]bool {
	if c.Disruptive() || c.Action != plan.ActionUpdate {
		return nil
	}
	names := topNames(changedPaths(c))
	harmless := !slices.ContainsFunc(names, func(name string) bool { return !a.table.HarmlessOn(c.Type, name) })
	return a.walker.Touched(node, func(attribute string) bool {
		if attribute == "" {
			return !harmless || len(names) == 0
		}
		return slices.Contains(names, attribute)
	})
}

// fate is what the plan does with an instance, and whether it is created by it. An
// instance without an entry is there before and after.
func (a *analysis) fate(node graph.NodeID) (action plan.Action, isNew bool) {
	c := a.live[a.graph.Address(node)]
	switch {
	case c != nil && c.Action == plan.ActionCreate:
		return c.Action, len(c.Before) == 0 && !c.Imported
	case c != nil:
		return c.Action, false
	}
	return plan.ActionNoOp, !a.graph.Existing(node)
}

// summarize fills what is counted over all changes.
func (a *analysis) summarize(r *report.Report) {
	s := &r.Summary
	counted := make(map[string]bool)
	for _, c := range a.plan.Changes {
		a.count(s, c, counted)
	}
	for _, id := range a.graph.Managed() {
		s.Resources++
		if a.live[a.graph.Address(id)] == nil {
			s.Actions[string(plan.ActionNoOp)]++
		}
	}
	existing, disruptive := a.disruptive()
	s.Affected = a.affected(disruptive)
	names := make([]string, len(disruptive))
	for i, id := range disruptive {
		names[i] = a.graph.Address(id)
	}
	r.Findings = nonNil(rules.PlanFindings(&rules.PlanPass{
		Plan: a.plan, Resources: s.Resources, Existing: existing, Disruptive: names,
	}))
	r.Findings = append(r.Findings, a.renameFindings()...)
	for _, c := range r.Changes {
		s.Levels[c.Risk.Level.String()]++
		s.Score = max(s.Score, c.Risk.Score)
	}
	for _, f := range r.Findings {
		s.Score = max(s.Score, f.Score)
	}
	s.Level = risk.LevelOf(s.Score)
	s.LowerBound = !r.Graph.Coverage.Complete || a.plan.Unread || a.plan.Errored
	r.Graph.Resources = s.Resources
}

// count adds one entry of the plan to the summary.
func (a *analysis) count(s *report.Summary, c *plan.Change, counted map[string]bool) {
	switch {
	case c.DeposedKey != "":
		s.Deposed++
		return
	case c.Deferred != "":
		s.Deferred++
	case !c.Managed() && c.Action != plan.ActionRead && c.Action.Known():
		return
	}
	if a.live[c.Address] != c || counted[c.Address] {
		return // a second entry for the same instance
	}
	counted[c.Address] = true
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
		if c := a.live[a.graph.Address(id)]; c != nil && c.Disruptive() {
			nodes = append(nodes, id)
		}
	}
	return existing, nodes
}

// affected counts the disruptive instances and what lies downstream of them, each once.
func (a *analysis) affected(disruptive []graph.NodeID) int {
	set := make(map[graph.NodeID]bool, len(disruptive))
	for _, id := range disruptive {
		set[id] = true
	}
	for _, id := range a.walker.Union(disruptive) {
		if _, isNew := a.fate(id); !isNew {
			set[id] = true
		}
	}
	return len(set)
}

func nonNil[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func sourceCounts(counts map[graph.Source]int) (total int, names map[string]int) {
	names = map[string]int{}
	for _, source := range slices.Sorted(maps.Keys(counts)) {
		names[source.String()] = counts[source]
		total += counts[source]
	}
	return total, names
}
