package analyzer

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
)

// WhatIf makes the report of a change that nobody has planned: each named instance gets
// the action (a replace destroys first), and everything else that exists stays as it is.
// The changes that the plan itself makes are left out, its moves are taken as made. Of a
// state, which has no configuration, Options.Config supplies references and moves.
//
// An address without a key means all instances, of a resource or of a module on its way;
// the address of a module means all in it. An address that names no existing managed
// instance is an error that lists the nearest. The plan is not changed.
func WhatIf(ctx context.Context, p *plan.Plan, o Options, addresses []string, action plan.Action) (*report.Report, error) {
	switch action {
	case plan.ActionReplace, plan.ActionDelete, plan.ActionUpdate:
	case plan.ActionNoOp, plan.ActionCreate, plan.ActionRead, plan.ActionForget:
		return nil, fmt.Errorf("what if: action %q: want replace, delete or update", action)
	default:
		return nil, fmt.Errorf("what if: action %q: want replace, delete or update", action)
	}
	p = unplanned(p, o.Config)
	chosen, err := choose(p, addresses)
	if err != nil {
		return nil, err
	}
	for _, c := range chosen {
		c.Action = action
		switch action { //nolint:exhaustive // the others were refused above
		case plan.ActionReplace:
			c.Order = plan.DestroyBeforeCreate
		case plan.ActionDelete:
			c.After = nil
		}
	}
	r, err := Analyze(ctx, p, o)
	if err != nil {
		return nil, err
	}
	r.WhatIf = &report.WhatIf{Action: string(action), Addresses: []string{}}
	for _, c := range chosen {
		r.WhatIf.Addresses = append(r.WhatIf.Addresses, c.Address)
	}
	r.Plan.Fingerprint = "" // of a plan that there is not
	for i := range r.Changes {
		supposed(&r.Changes[i])
	}
	return r, nil
}

// suppositions say what happens in place of the reason that a plan would have.
var suppositions = map[plan.Action]string{
	plan.ActionReplace: "What if it were replaced, destroy first.",
	plan.ActionDelete:  "What if it were destroyed.",
	plan.ActionUpdate:  "What if any of its attributes were changed in place.",
}

// supposed puts the words of a report of a plan right for a change that nobody planned.
// Which attributes an update would change is open, so it touches all.
func supposed(c *report.Change) {
	if text, ok := suppositions[plan.Action(c.Action)]; ok {
		c.Why = text
	}
	c.Downstream.Touched = c.Downstream.Total
}

// choose finds the changes of the instances that the addresses name, in natural order.
func choose(p *plan.Plan, addresses []string) ([]*plan.Change, error) {
	var chosen []*plan.Change
	for _, wanted := range addresses {
		matches := matcher(wanted)
		found := false
		for _, c := range p.Changes {
			if c.Address == wanted || matches(c.Instance) {
				found = true
				if !slices.Contains(chosen, c) {
					chosen = append(chosen, c)
				}
			}
		}
		if !found {
			var known []string
			for _, c := range p.Changes {
				known = append(known, c.Address)
			}
			return nil, unknownAddress(wanted, "names no managed instance that exists", known)
		}
	}
	slices.SortFunc(chosen, func(a, b *plan.Change) int { return address.Compare(a.Address, b.Address) })
	return chosen, nil
}

// matcher returns the test whether an instance is meant by an address.
func matcher(wanted string) func(address.Instance) bool {
	if inst, err := address.ParseInstance(wanted); err == nil {
		return func(i address.Instance) bool {
			return len(i.Module) == len(inst.Module) && withinModule(i.Module, inst.Module) && i.Local() == inst.Local() &&
				(inst.Key.Kind == address.NoKey || inst.Key == i.Key)
		}
	}
	if module, err := address.ParseModule(wanted); err == nil && len(module) > 0 {
		return func(i address.Instance) bool { return withinModule(i.Module, module) }
	}
	return func(address.Instance) bool { return false }
}

// withinModule reports whether a module path begins with the wanted one, in which a step
// without a key means all instances.
func withinModule(path, wanted address.Module) bool {
	if len(path) < len(wanted) {
		return false
	}
	for i, step := range wanted {
		if path[i].Name != step.Name || step.Key.Kind != address.NoKey && step.Key != path[i].Key {
			return false
		}
	}
	return true
}

// HotSpots ranks the managed instances that exist by how many others depend on them,
// and at equal numbers by what their class would cost. top bounds the list; 0 means 20.
func HotSpots(ctx context.Context, p *plan.Plan, o Options, top int) (*report.HotSpots, error) {
	p = unplanned(p, o.Config)
	a, diagnostics, err := newAnalysis(p, o)
	if err != nil {
		return nil, err
	}
	r := a.report()
	a.summarize(r)
	h := &report.HotSpots{
		SchemaVersion: r.SchemaVersion, Tool: r.Tool, Plan: r.Plan, Graph: r.Graph,
		HotSpots: []report.HotSpot{}, Diagnostics: append(slices.Clone(p.Diagnostics), diagnostics...),
	}
	h.Plan.Fingerprint = ""
	weights := map[string]int{}
	a.count(p.Changes)
	for _, c := range p.Changes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		class := a.table.Lookup(c.Type).Class
		d, _ := a.downstream(c)
		weights[class.Name] = max(class.Delete, class.Replace)
		h.HotSpots = append(h.HotSpots, report.HotSpot{
			Address: c.Address, Type: c.Type, Class: class.Name, Total: d.Total, Direct: d.Direct, Depth: d.Depth,
			Data: d.Data, Outputs: d.Outputs, LowerBound: d.LowerBound, UpperBound: d.UpperBound,
		})
	}
	slices.SortFunc(h.HotSpots, func(a, b report.HotSpot) int {
		return cmp.Or(b.Total-a.Total, weights[b.Class]-weights[a.Class], address.Compare(a.Address, b.Address))
	})
	if top == 0 {
		top = defaultHotSpots
	}
	if len(h.HotSpots) > top {
		h.HotSpots, h.Truncated = h.HotSpots[:top], true
	}
	for i := range h.HotSpots {
		h.HotSpots[i].Rank = i + 1
	}
	return h, nil
}

const defaultHotSpots = 20
