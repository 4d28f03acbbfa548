package analyzer

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules"
)

// planPass gathers what the rules for the plan as a whole see.
func (a *analysis) planPass(r *report.Report, existing int, disruptive []graph.NodeID) *rules.PlanPass {
	pass := &rules.PlanPass{
		Plan: a.plan, Resources: r.Summary.Resources, Existing: existing,
		Disruptive: make([]string, len(disruptive)), Gone: make([]*plan.Change, len(disruptive)),
		Table: a.table, Now: a.options.Now,
		Count: func(c *plan.Change) rules.Downstream {
			d, reach := a.downstream(c)
			return rules.Downstream{Unchanged: reach, Changing: d.Changing, Leaving: d.Leaving, UpperBound: d.UpperBound}
		},
		Causes: a.causesByRoot(r.Changes), Computed: a.computed,
		Dangerous: func(c *plan.Change) bool { _, found := a.dangerous[c]; return found },
	}
	for i, id := range disruptive {
		pass.Disruptive[i], pass.Gone[i] = a.graph.Address(id), a.live[id]
	}
	pass.Modules = a.modulesLost(pass.Gone)
	pass.Exports = a.exports()
	if a.options.Config != nil {
		pass.Guarded = func(c *plan.Change) bool {
			block := a.block(c.Instance)
			return block != nil && block.PreventDestroy != nil && *block.PreventDestroy
		}
	}
	a.addRenames(pass)
	return pass
}

// exports finds the outputs of the root module whose value changes, with each object that
// is read and that changes disruptively.
func (a *analysis) exports() []rules.Export {
	changed := map[string]bool{}
	for _, o := range a.plan.Outputs {
		if o.Action != plan.ActionNoOp && o.Action != plan.ActionCreate {
			changed[o.Name] = true
		}
	}
	if len(changed) == 0 {
		return nil
	}
	var exports []rules.Export
	for i := range a.graph.Len() {
		id := graph.NodeID(i)
		if a.graph.Kind(id) != graph.Output {
			continue
		}
		name := strings.TrimPrefix(a.graph.Address(id), "output.")
		if !changed[name] {
			continue
		}
		for _, link := range a.graph.DependencyLinks(id) {
			if c := a.live[link.Node]; c != nil && c.Disruptive() {
				exports = append(exports, rules.Export{Output: name, Change: c, Attributes: link.Attributes})
			}
		}
	}
	slices.SortStableFunc(exports, func(x, y rules.Export) int { return address.Compare(x.Output, y.Output) })
	return exports
}

// computed reports whether a path of a change holds what the provider makes: its block
// does not write the attribute. Of blocks within a block the plan does not show all that
// is written, and what forces a replace somebody wrote.
func (a *analysis) computed(c *plan.Change, path string) bool {
	if plan.TopName(path) != path || slices.Contains(c.ReplacePaths, path) || a.plan.Config == nil || a.plan.Config.Root == nil {
		return false
	}
	block := a.planned(c.Instance)
	if block == nil {
		return false
	}
	_, written := slices.BinarySearchFunc(block.Arguments, path, address.Compare)
	return !written
}

// causesByRoot turns the causes of changes round: what each root causes.
func (a *analysis) causesByRoot(changes []report.Change) []rules.Cause {
	caused := map[string][]*plan.Change{}
	for i := range changes {
		node, ok := a.graph.Lookup(changes[i].Address)
		if !ok || changes[i].Deposed != nil || a.live[node] == nil {
			continue
		}
		for _, root := range changes[i].Causes {
			caused[root] = append(caused[root], a.live[node])
		}
	}
	causes := make([]rules.Cause, 0, len(caused))
	for _, root := range address.SortedKeys(caused) {
		causes = append(causes, rules.Cause{Address: root, Changes: caused[root]})
	}
	return causes
}

// modulesLost lists the module instances of which instances go, and counts what was in
// them.
func (a *analysis) modulesLost(gone []*plan.Change) []rules.ModuleLoss {
	lost := map[string]*rules.ModuleLoss{}
	for _, c := range gone {
		for depth := range c.Instance.Module {
			name := c.Instance.Module[:depth+1].String()
			if lost[name] == nil {
				lost[name] = &rules.ModuleLoss{Module: name}
			}
			lost[name].Gone = append(lost[name].Gone, c)
		}
	}
	if len(lost) == 0 {
		return nil
	}
	for _, id := range a.graph.Managed() {
		if _, isNew := a.fate(id); isNew {
			continue
		}
		inst, err := address.ParseInstance(a.graph.Address(id))
		if err != nil {
			continue
		}
		for depth := range inst.Module {
			if m := lost[inst.Module[:depth+1].String()]; m != nil {
				m.Existing++
			}
		}
	}
	list := make([]rules.ModuleLoss, 0, len(lost))
	for _, name := range address.SortedKeys(lost) {
		list = append(list, *lost[name])
	}
	return slices.Clip(list)
}
