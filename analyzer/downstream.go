package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/impact"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// class is what the plan does with a managed instance, as counts know it.
func (a *analysis) class(node graph.NodeID) impact.Class {
	action, isNew := a.fate(node)
	switch {
	case isNew:
		return impact.New
	case action.Leaving():
		return impact.Leaving
	case action == plan.ActionNoOp:
		return impact.Unchanged
	}
	return impact.Changing
}

// count counts what lies downstream of changes, all at once. A deposed object is not the
// one that others use, so nothing is counted for it.
func (a *analysis) count(changes []*plan.Change) {
	counted := make([]*plan.Change, 0, len(changes))
	sources := make([]impact.Source, 0, len(changes))
	for _, c := range changes {
		if node, ok := a.graph.Lookup(c.Address); ok && c.DeposedKey == "" {
			counted, sources = append(counted, c), append(sources, impact.Source{Node: node, Touch: a.touch(c)})
		}
	}
	if a.counts == nil {
		a.counts = make(map[*plan.Change]impact.Count, len(counted))
	}
	for i, n := range a.walker.Counts(a.classes, sources) {
		a.counts[counted[i]] = n
	}
}

// downstream tells what was counted for a change, and how many unchanged instances depend
// on it firmly: for an update, on what it changes.
func (a *analysis) downstream(c *plan.Change) (out report.Downstream, reach int) {
	out.Resources = []report.Affected{}
	node, ok := a.graph.Lookup(c.Address)
	if !ok || c.DeposedKey != "" {
		return out, 0
	}
	n, ok := a.counts[c]
	if !ok {
		a.count([]*plan.Change{c})
		n = a.counts[c]
	}
	coverage := a.graph.Coverage()
	uncovered := len(coverage.Uncovered) - n.Uncovered
	if _, itself := slices.BinarySearch(coverage.Uncovered, node); itself {
		uncovered--
	}
	return report.Downstream{
		Direct: n.Direct, Total: n.Total(), Touched: n.Touched, Unchanged: n.Unchanged, Changing: n.Changing, Leaving: n.Leaving,
		New: n.New, Released: n.Released, Data: n.Data, Outputs: n.Outputs, Depth: n.Depth,
		LowerBound: len(coverage.Reasons) > 0 || uncovered > 0 || takesContent(c, a.table.Lookup(c.Type)),
		UpperBound: !n.Exact, Resources: out.Resources,
	}, n.TouchedFirm
}

// list adds the nearest instances downstream of a change.
func (a *analysis) list(c *plan.Change, out *report.Downstream) {
	all := out.Total + out.New
	if all == 0 {
		return
	}
	node, ok := a.graph.Lookup(c.Address)
	if !ok {
		return
	}
	out.Truncated = all > a.options.maxDownstream()
	out.Resources = make([]report.Affected, 0, min(all, a.options.maxDownstream()))
	for _, r := range a.walker.Nearest(node, a.options.maxDownstream()) {
		action, _ := a.fate(r.Node)
		out.Resources = append(out.Resources, report.Affected{
			Address: a.graph.Address(r.Node), Distance: r.Distance, DistanceLowerBound: r.AtLeast, Via: a.graph.Address(r.Via), Action: string(action),
		})
	}
}

// takesContent reports whether a change takes along what the plan may not show: the
// content of a container.
func takesContent(c *plan.Change, t knowledge.Type) bool { return t.Container && c.Disruptive() }

// touch says what an in-place update changes, nil for any other action, which reaches
// all that lies downstream.
func (a *analysis) touch(c *plan.Change) *impact.Touch {
	if c.Disruptive() || c.Action != plan.ActionUpdate {
		return nil
	}
	names := topNames(changedPaths(c))
	harmless := !slices.ContainsFunc(changedPaths(c), func(path string) bool { return !a.table.HarmlessOn(c.Type, path) })
	if begun := a.updates[c]; begun != nil && rules.FirewallOf(c.Type, c.Before) != "" && rules.Closes(begun) {
		names = append(names, "id", "name", "self_link") // whoever is in the group holds that, and is cut off
	}
	return &impact.Touch{Attributes: names, Whole: !harmless || len(names) == 0}
}

// blockName is a resource block within its module.
type blockName struct{ mode, kind, name string }

// planned finds the block of the plan's configuration that an instance comes from, nil if
// there is none.
func (a *analysis) planned(inst address.Instance) *plan.ResourceConfig {
	module := a.plan.Config.Root
	for _, step := range inst.Module {
		i, found := slices.BinarySearchFunc(module.Calls, step.Name, func(call *plan.ModuleCall, name string) int {
			return address.Compare(call.Name, name)
		})
		if !found {
			return nil
		}
		module = module.Calls[i].Module
	}
	blocks, ok := a.blocks[module]
	if !ok {
		blocks = make(map[blockName]*plan.ResourceConfig, len(module.Resources))
		for _, r := range slices.Backward(module.Resources) {
			blocks[blockName{string(r.Mode), r.Type, r.Name}] = r // of equal names the first
		}
		if a.blocks == nil {
			a.blocks = map[*plan.ModuleConfig]map[blockName]*plan.ResourceConfig{}
		}
		a.blocks[module] = blocks
	}
	return blocks[blockName{string(inst.Mode), inst.Type, inst.Name}]
}
