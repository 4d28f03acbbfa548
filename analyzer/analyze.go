package analyzer

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

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
	unseen := a.lookOutside(ctx)
	r := a.report()
	var noteworthy []*plan.Change
	for _, c := range p.Changes {
		if c.Noteworthy() {
			noteworthy = append(noteworthy, c)
		}
	}
	a.count(noteworthy)
	a.act(noteworthy)
	r.Changes = slices.Grow(r.Changes, len(noteworthy))
	for _, c := range noteworthy {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r.Changes = append(r.Changes, a.change(c))
	}
	a.giveAlong(r.Changes)
	report.Rank(r.Changes)
	a.summarize(r)
	r.Diagnostics = append(append(slices.Clone(p.Diagnostics), diagnostics...), signs...)
	r.Diagnostics = append(r.Diagnostics, unseen...)
	r.Provenance, r.Expectation = originOf(o.Provenance), o.Expectation.Compare(r)
	a.applyPolicy(r)
	if o.Policy != nil {
		r.Expectation = o.Expectation.Compare(r) // the levels are others now
	}
	return r, nil
}

// newAnalysis builds the graph and what else the steps share.
func newAnalysis(p *plan.Plan, o Options) (*analysis, []diagnostic.Diagnostic, error) {
	table, err := knowledge.Builtin()
	if err != nil {
		return nil, nil, fmt.Errorf("built-in knowledge tables: %w", err)
	}
	if o.Policy != nil {
		table = o.Policy.Table(table)
	}
	options := graph.Options{Source: o.Config, Fits: o.ConfigFits, Drawing: o.Drawing, NoInferred: o.NoInferred, Names: namesOf(table), Held: actsThrough(table), Leading: table.Leading(), Outside: o.Outside != nil}
	if err := checkNeeds(p, options); err != nil {
		return nil, nil, err
	}
	a := &analysis{plan: p, options: o, table: table}
	var beside sync.WaitGroup // what needs no graph
	beside.Go(func() { a.renames, a.fingerprint = renamesOf(p), p.Fingerprint() })
	g, diagnostics := graph.Build(p, options)
	a.graph, a.walker, a.live = g, impact.NewWalker(g), liveChanges(p, g)
	a.classes = impact.ClassesOf(g, a.class)
	a.drifted, a.companions, a.certainties = driftedOf(p), rules.Companions(p, table), map[graph.NodeID]string{}
	a.causes = findCauses(a)
	a.findDangerous()
	beside.Wait()
	a.shifts, a.twin = shiftsOf(a.renames), a.twins()
	return a, diagnostics, nil
}

// analysis holds what the steps share.
type analysis struct {
	plan    *plan.Plan
	options Options
	table   *knowledge.Table
	graph   *graph.Graph
	walker  *impact.Walker
	// live holds the change of each instance's live object by its node, nil for none.
	live []*plan.Change
	// classes and counts are what lies downstream is counted by and its count, by change.
	classes []impact.Class
	counts  map[*plan.Change]impact.Count
	// acting holds what disruptive changes act on, where they act on anything.
	acting map[*plan.Change]*acting
	// further holds what lies onward of an instance, by the instance.
	further map[graph.NodeID][]graph.NodeID
	// made holds created instances by type and by what they act on, nearest what lies next
	// downstream of what is acted on.
	made    map[string]map[graph.NodeID][]graph.NodeID
	nearest map[graph.NodeID][]graph.NodeID
	// updates holds what the rules see of in-place updates, dangerous what those come to
	// that a rule calls an outage or a loss.
	updates   map[*plan.Change]*rules.ChangePass
	dangerous map[*plan.Change]string
	// blocks finds the blocks of a module of the plan's configuration.
	blocks  map[*plan.ModuleConfig]map[blockName]*plan.ResourceConfig
	causes  causes
	renames map[string]rename.Pair
	shifts  map[string]rename.Pair
	// twin is the created instance that stands in the way of a deleted one, by the delete.
	twin map[*plan.Change]string
	// owners are the teams that own an instance, as far as they were asked for.
	owners map[graph.NodeID][]string
	// letting holds the changes that let something in, by firewall; nil until it is asked for.
	letting map[string][]*plan.Change
	// accounts are those of ownAccounts, nil until they are asked for.
	accounts *[]string
	// walls holds the rules of firewalls that the plan shows, by firewall without its project; nil
	// until it is asked for.
	walls map[string][]*plan.Change
	// using is the room of the last answer of users.
	using []rules.User
	// fingerprint is that of the plan.
	fingerprint string
	// drifted is what was changed outside Terraform, by address; companions what belongs
	// together, by change; certainties how sure changes are, as far as it was asked for.
	drifted     map[string][]plan.Attribute
	companions  map[*plan.Change][]rules.Companion
	certainties map[graph.NodeID]string
	// outside is what was found outside of the state, by change.
	outside map[*plan.Change]*outside
}

// liveChanges finds the change of each instance. Of two entries for one address the
// more disruptive one counts, so that a second entry can't hide the first.
func liveChanges(p *plan.Plan, g *graph.Graph) []*plan.Change {
	live := make([]*plan.Change, g.Len())
	for _, c := range p.Changes {
		if c.DeposedKey != "" {
			continue
		}
		node, ok := g.Lookup(c.Address)
		if !ok {
			continue // there is none: every entry has a node
		}
		if other := live[node]; other == nil || !other.Disruptive() {
			live[node] = c
		}
	}
	return live
}

// findDangerous finds the updates that a rule calls an outage or a loss. What is found of
// an update on the way is kept for its report.
func (a *analysis) findDangerous() {
	a.updates, a.dangerous = map[*plan.Change]*rules.ChangePass{}, map[*plan.Change]string{}
	told := toldBy(a.plan.Changes)
	for _, c := range a.plan.Changes {
		if c.Action != plan.ActionUpdate {
			continue
		}
		pass := a.begin(c)
		pass.Told, pass.Remade = told(c), a.remade(c)
		pass.HeldBy = func(h knowledge.Holder) []string { return a.heldBy(c, h) }
		if outcome, ok := rules.Dangerous(pass); ok {
			pass.Dangerous, a.dangerous[c] = true, outcome
		}
		a.updates[c] = pass
	}
}

// begin puts together what the rules may ask about any change.
func (a *analysis) begin(c *plan.Change) *rules.ChangePass {
	return &rules.ChangePass{
		Change: c, Type: a.table.Lookup(rules.TypeOf(c)), Table: a.table,
		LetThrough: a.letThrough(c), Beside: a.beside(c), Standing: a.standing(c), OwnAccounts: a.ownAccounts(),
	}
}

// isDisruptive reports whether a change takes its object away, does something unknown to
// it, or is an update that a rule calls dangerous.
func (a *analysis) isDisruptive(c *plan.Change) bool {
	_, dangerous := a.dangerous[c]
	return dangerous || c.Disruptive()
}

// isLive reports whether the entry is the one that counts for its instance.
func (a *analysis) isLive(c *plan.Change) (graph.NodeID, bool) {
	node, ok := a.graph.Lookup(c.Address)
	return node, ok && a.live[node] == c
}

// change reports one change.
func (a *analysis) change(c *plan.Change) report.Change {
	begun := a.updates[c]
	if begun == nil {
		begun = a.begin(c)
	}
	pass, t := *begun, begun.Type
	pass.Recovery, pass.Provisioned = rules.RecoveryOf(c, t), a.provisioned(c)
	pass.Twin = a.twin[c]
	pass.ForcedBy, pass.Companions, pass.OwnerIsNew = a.forcedBy(c), a.companions[c], a.ownerIsNew(c)
	pass.TakesBack, pass.GranteeIsNew = a.takesBack(c), a.granteeIsNew(c)
	found := a.outside[c].pass()
	pass.Recovery = rules.Emptied(found, c, rules.Combined(&pass, pass.Recovery))
	out := a.describe(c, t)
	out.ForcedBy, out.Certainty = originsOf(pass.ForcedBy), a.certainty(c)
	out.Why = a.withAdvice(out.Why, &pass)
	pass.Possible = out.Certainty == possible
	pass.Shifted, pass.Inserted = a.shifted(c)
	undone := rules.Undone(&pass)
	out.Recovery = report.Recovery{Tier: string(undone.Tier), Why: undone.Why}
	downstream, reach := a.downstream(c)
	a.list(c, &downstream)
	a.reportOutside(a.outside[c], &downstream, &out)
	out.Downstream = downstream
	out.ActsOn = a.actsOn(c)
	out.CausedBy, out.Causes = a.causesOf(c)
	out.ProbableRename = a.renameOf(c)
	factors := rules.ImpactFactors(&rules.ImpactPass{
		ChangePass: pass, Unchanged: reach, LowerBound: out.Downstream.LowerBound, UpperBound: out.Downstream.UpperBound,
		Dependents: downstream.Total, Leaving: downstream.Leaving, Acts: a.acts(&pass, reach), Users: a.users(c),
		Superseded: a.superseded(c), GoneFirst: a.goneFirst(c), Outside: found,
	}, rules.ChangeFactors(&pass))
	out.Outcomes, out.Opaque = rules.Outcomes(&pass, factors), rules.Opaque(&pass)
	out.When = rules.When(&pass, out.Outcomes)
	gap(&pass, factors, &out)
	a.takenUp(c, &out)
	if a.options.values() != ValuesNone {
		out.Recovery.Check = rules.Checks(&pass)
	}
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
	block := a.planned(c.Instance)
	return block != nil && block.Provisioned
}

// fate is what the plan does with an instance, and whether it is created by it. An
// instance without an entry is there before and after.
func (a *analysis) fate(node graph.NodeID) (action plan.Action, isNew bool) {
	c := a.live[node]
	switch {
	case c != nil && c.Action == plan.ActionCreate:
		return c.Action, len(c.Before) == 0 && !c.Imported
	case c != nil:
		return c.Action, false
	}
	return plan.ActionNoOp, !a.graph.Existing(node)
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
