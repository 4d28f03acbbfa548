package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules/policy"
)

// applyPolicy lets the policy have the last word: its rules raise, its ignores take out.
func (a *analysis) applyPolicy(r *report.Report) {
	settings := a.options.Policy
	if settings == nil {
		return
	}
	for i := range r.Changes {
		r.Changes[i].Owners = a.ownersOfChange(&r.Changes[i])
		a.addDownstreamOwners(&r.Changes[i])
	}
	input := policyInput(r, settings)
	watch := a.options.watched
	if watch != nil {
		input.Watched = watch.address
	}
	result := settings.Apply(input)
	for i := range r.Changes {
		c, v := &r.Changes[i], &result.Changes[i]
		c.Risk.Factors, c.Risk.Score, c.Ignored = nonNil(v.Factors), v.Score, v.Ignored
	}
	r.Findings = append(nonNil(result.Findings), result.Added...)
	for _, e := range result.Effects {
		effect := report.PolicyEffect{File: e.File, Line: e.Line, Changed: e.Changed, Lowers: e.Lowers, Ignores: e.Ignores}
		r.Policy = append(r.Policy, effect)
		if e.Watched && watch != nil {
			watch.effects = append(watch.effects, effect)
		}
	}
	r.Diagnostics = append(r.Diagnostics, result.Diagnostics...)
	judge(r)
	report.Rank(r.Changes)
}

// policyInput is what a policy can ask about.
func policyInput(r *report.Report, settings *policy.Settings) *policy.Input {
	in := &policy.Input{
		Plan:       policyPlan(r, settings),
		Provenance: policyProvenance(r.Provenance), Expectation: policyExpectation(r),
		Changes: make([]policy.Change, len(r.Changes)), Findings: make([]policy.Finding, len(r.Findings)),
	}
	for i := range r.Changes {
		in.Changes[i] = policyChange(&r.Changes[i])
	}
	for i, f := range r.Findings {
		in.Findings[i] = policy.Finding{Rule: f.Rule, Summary: f.Summary, Score: f.Score, Addresses: f.Addresses}
	}
	return in
}

func policyPlan(r *report.Report, settings *policy.Settings) policy.Plan {
	s := &r.Summary
	p := policy.Plan{
		Source: r.Plan.Source, Stack: r.Plan.Stack, Workspace: settings.Scope().Workspace, TerraformVersion: r.Plan.TerraformVersion,
		LowerBound: s.LowerBound, Incomplete: r.Plan.Complete != nil && !*r.Plan.Complete, Errored: r.Plan.Errored,
		Resources: s.Resources, Affected: s.Affected, Moved: s.Moved, Imported: s.Imported, Deposed: s.Deposed,
		Create: s.Actions[string(plan.ActionCreate)], Update: s.Actions[string(plan.ActionUpdate)], Replace: s.Actions[string(plan.ActionReplace)],
		Delete: s.Actions[string(plan.ActionDelete)], Forget: s.Actions[string(plan.ActionForget)],
	}
	for action, n := range s.Actions {
		if !plan.Action(action).Known() {
			p.Unknown += n
		}
	}
	for i := range r.Changes {
		if r.Changes[i].Disruptive {
			p.Disruptive++
		}
	}
	return p
}

func policyChange(c *report.Change) policy.Change {
	d := &c.Downstream
	out := policy.Change{
		Address: c.Address, Module: c.Module, Mode: c.Mode, Type: c.Type, Name: c.Name, Provider: c.Provider, Class: c.Class,
		Action: c.Action, Order: c.Order, Reason: c.Reason, Certainty: c.Certainty, When: c.When,
		Disruptive: c.Disruptive, Moved: c.Moved, Imported: c.Imported, Deposed: c.Deposed != nil, Deferred: c.Deferred != "", Opaque: c.Opaque,
		Changed: c.Changed, ReplacePaths: c.ReplacePaths, Outcomes: c.Outcomes, CausedBy: c.CausedBy, Causes: c.Causes, Owners: c.Owners,
		Factors: c.Risk.Factors, Score: c.Risk.Score,
		Recovery: policy.Recovery{Tier: c.Recovery.Tier, Why: c.Recovery.Why},
		Downstream: policy.Downstream{
			Direct: d.Direct, Total: d.Total, Touched: d.Touched, Unchanged: d.Unchanged, Changing: d.Changing, Leaving: d.Leaving,
			New: d.New, Data: d.Data, Outputs: d.Outputs, Depth: d.Depth, LowerBound: d.LowerBound, UpperBound: d.UpperBound, Owners: d.Owners,
		},
	}
	for _, origin := range c.ForcedBy {
		out.Origins = append(out.Origins, origin.Origin)
	}
	if c.ActsOn != nil {
		out.ActsOn = c.ActsOn.Total
	}
	if c.PreviousAddress != nil {
		out.PreviousAddress = *c.PreviousAddress
	}
	return out
}

// ownersOf returns the teams that own an instance. Each is asked for once.
func (a *analysis) ownersOf(node graph.NodeID) []string {
	if a.owners == nil {
		a.owners = map[graph.NodeID][]string{}
	}
	teams, known := a.owners[node]
	if !known {
		teams = a.options.Policy.Owners(a.graph.Address(node))
		a.owners[node] = teams
	}
	return teams
}

// ownersAt is ownersOf for an address, which may have no node.
func (a *analysis) ownersAt(address string) []string {
	if node, ok := a.graph.Lookup(address); ok {
		return a.ownersOf(node)
	}
	return a.options.Policy.Owners(address)
}

// ownersOfChange are those of a changed instance, and of where it is moved from: a move does
// not take it from its owners unasked.
func (a *analysis) ownersOfChange(c *report.Change) []string {
	teams := a.ownersAt(c.Address)
	if c.PreviousAddress == nil {
		return teams
	}
	teams = slices.Clone(teams)
	for _, team := range a.options.Policy.Owners(*c.PreviousAddress) {
		if !slices.Contains(teams, team) {
			teams = append(teams, team)
		}
	}
	return teams
}

// addDownstreamOwners finds the teams that own what lies downstream of a change, also
// where the report does not list all of it.
func (a *analysis) addDownstreamOwners(c *report.Change) {
	d := &c.Downstream
	if d.Total == 0 || !a.options.Policy.HasOwners() {
		return
	}
	node, ok := a.graph.Lookup(c.Address)
	if !ok {
		return
	}
	for _, r := range a.walker.Nearest(node, d.Total+d.New) {
		if _, isNew := a.fate(r.Node); isNew {
			continue
		}
		for _, team := range a.ownersOf(r.Node) {
			if !slices.Contains(d.Owners, team) {
				d.Owners = append(d.Owners, team)
			}
		}
	}
	slices.SortFunc(d.Owners, address.Compare)
}

// ownersSection lists by team what is changed and what is affected, in natural order.
func (a *analysis) ownersSection(r *report.Report, affected []graph.NodeID) map[string][]string {
	if a.options.Policy == nil || !a.options.Policy.HasOwners() {
		return nil
	}
	teams := map[string][]string{}
	for i := range r.Changes {
		for _, team := range a.ownersOfChange(&r.Changes[i]) {
			teams[team] = append(teams[team], r.Changes[i].Address)
		}
	}
	for _, node := range affected {
		for _, team := range a.ownersOf(node) {
			teams[team] = append(teams[team], a.graph.Address(node))
		}
	}
	for team, addresses := range teams {
		slices.SortFunc(addresses, address.Compare)
		teams[team] = slices.Compact(addresses)
	}
	return teams
}
