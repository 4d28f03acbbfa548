package analyzer

import (
	"time"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// report makes the report without its changes.
func (a *analysis) report() *report.Report {
	p, o := a.plan, a.options
	r := &report.Report{
		SchemaVersion: report.SchemaVersion,
		Tool:          report.Tool{Name: "tfblast", Version: o.Version},
		Plan: report.Plan{
			Source: o.Source, Stack: o.Stack, TerraformVersion: p.TerraformVersion, FormatVersion: p.FormatVersion,
			Fingerprint: a.fingerprint, Complete: p.Complete, Errored: p.Errored, Applyable: p.Applyable, Timestamp: p.Timestamp,
		},
		Summary:     report.Summary{Actions: map[string]int{}, Levels: map[string]int{}},
		Changes:     []report.Change{},
		Gates:       []report.Gate{},
		Invocations: []report.ActionInvocation{},
	}
	if !o.Now.IsZero() {
		now := o.Now.UTC().Format(time.RFC3339)
		r.Now = &now
	}
	for _, action := range []plan.Action{
		plan.ActionCreate, plan.ActionUpdate, plan.ActionReplace, plan.ActionDelete, plan.ActionForget, plan.ActionRead, plan.ActionNoOp,
	} {
		r.Summary.Actions[string(action)] = 0
	}
	for _, level := range risk.Levels() {
		r.Summary.Levels[level.String()] = 0
	}
	for _, i := range p.Invocations {
		r.Invocations = append(r.Invocations, report.ActionInvocation{
			Address: i.Address, Type: i.Type, Provider: i.Provider, Trigger: i.Trigger, Event: i.Event, Deferred: i.Deferred,
		})
	}
	for _, output := range p.Outputs {
		if output.Action != plan.ActionNoOp {
			r.Outputs = append(r.Outputs, report.Output{Name: output.Name, Action: string(output.Action)})
		}
	}
	r.Graph = a.graphSection()
	return r
}

func (a *analysis) graphSection() report.Graph {
	c := a.graph.Coverage()
	g := report.Graph{Coverage: report.Coverage{
		Complete: c.Complete(), Unresolved: []report.Unresolved{}, Reasons: c.Reasons,
	}}
	g.Edges, g.Sources = sourceCounts(a.graph.EdgeCounts())
	a.addOutside(&g)
	for _, u := range c.Unresolved {
		g.Coverage.Unresolved = append(g.Coverage.Unresolved, report.Unresolved{Reference: u.Text, In: u.Module, Resources: u.Instances})
	}
	if a.options.Config != nil {
		g.Coverage.Config = &report.ConfigSource{Folder: a.options.ConfigFolder, Fits: a.options.ConfigFits}
	}
	if len(g.Coverage.Unresolved) > 0 && a.options.Config == nil {
		g.Coverage.Remedy = "pass the configuration with --config DIR"
	} else if !g.Coverage.Complete {
		g.Coverage.Remedy = "export the whole plan with terraform show -json, prior state included"
	}
	return g
}

// describe fills what the plan says of a change.
func (a *analysis) describe(c *plan.Change, t knowledge.Type) report.Change {
	out := report.Change{
		Stack: a.options.Stack, Address: c.Address, Module: c.Instance.Module.String(),
		Mode: string(c.Mode), Type: c.Type, Name: c.Name, Provider: c.ProviderName, Class: t.Class.Name,
		Action: string(c.Action), Disruptive: a.isDisruptive(c), Moved: c.Moved(), Imported: c.Imported,
		Deferred: c.Deferred, Order: string(c.Order), Reason: string(c.Reason),
		ReplacePaths: nonNil(c.ReplacePaths), Changed: make([]string, 0, len(c.Changed)),
	}
	if c.Moved() {
		out.PreviousAddress = &c.PreviousAddress
	}
	if c.DeposedKey != "" {
		out.Deposed = &c.DeposedKey
	}
	for _, attribute := range c.Changed {
		out.Changed = append(out.Changed, attribute.Path)
		if attribute.Unknown {
			out.Unknown = append(out.Unknown, attribute.Path)
		}
		if attribute.Sensitive {
			out.Sensitive = append(out.Sensitive, attribute.Path)
		}
	}
	out.Location, out.OrderForcedBy = a.location(c), a.orderForcedBy(c)
	out.Values, out.Diff = a.values(c), a.contentDiff(c)
	out.Why, out.Meaning = why(c, t, out.Values), c.Meaning()
	return out
}

// values shows what the policy allows: of changed attributes both sides, of a deleted
// object's telling attributes what is lost.
func (a *analysis) values(c *plan.Change) []report.Value {
	policy := a.options.values()
	if policy == ValuesNone {
		return nil
	}
	var values []report.Value
	for _, attribute := range c.Changed {
		if attribute.Sensitive || policy == ValuesSafe && !a.table.Safe(c.Type, attribute.Path) {
			continue
		}
		if attribute.Unknown && attribute.Before == nil {
			continue
		}
		value := report.Value{Path: attribute.Path, Before: text(attribute.Before), After: text(attribute.After)}
		if attribute.Unknown {
			value.After = &knownAfterApply
		}
		values = append(values, value)
	}
	return values
}

var knownAfterApply = "(known after apply)"

func text(v plan.Value) *string {
	if v == nil {
		return nil
	}
	s := plan.Text(v)
	return &s
}
