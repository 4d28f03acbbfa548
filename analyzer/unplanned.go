package analyzer

import (
	"slices"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// unplanned returns the plan that leaves alone whatever exists before p: the managed
// instances, each with a no-op, and data sources. Moves are made, so that every instance
// has its present address. p itself stays as it is.
func unplanned(p *plan.Plan, tree *config.Tree) *plan.Plan {
	u := *p
	u.Outputs, u.Invocations, u.Planned, u.HasPlanned = nil, nil, nil, false
	u.Complete, u.Applyable, u.Errored = nil, nil, false
	moved := map[string]string{}
	u.Changes = existing(p, moved)
	if p.Config == nil && tree != nil {
		u.Config = configurationOf(tree)
		if p.State {
			u.Diagnostics = append(slices.Clone(p.Diagnostics), applyMoves(u.Changes, tree, moved)...)
		}
	}
	u.Prior = movedState(p.Prior, moved)
	return &u
}

// existing makes the no-op changes of the managed instances that are there. It notes the
// moves of the plan.
func existing(p *plan.Plan, moved map[string]string) []*plan.Change {
	var changes []*plan.Change
	listed := map[string]bool{}
	for _, c := range p.Changes {
		if c.DeposedKey != "" || !c.Managed() || c.Action == plan.ActionCreate && len(c.Before) == 0 || listed[c.Address] {
			continue
		}
		listed[c.Address] = true
		if c.Moved() {
			moved[c.PreviousAddress] = c.Address
		}
		changes = append(changes, &plan.Change{
			Address: c.Address, Instance: c.Instance, Mode: c.Mode, Type: c.Type, Name: c.Name, ProviderName: c.ProviderName,
			Action: plan.ActionNoOp, Before: c.Before, After: c.Before,
		})
	}
	for _, s := range p.Prior { // a plan that was made with -target, or cut down, lacks entries
		inst, err := address.ParseInstance(s.Address)
		if err != nil || inst.Mode != address.Managed || listed[s.Address] || moved[s.Address] != "" {
			continue
		}
		changes = append(changes, &plan.Change{
			Address: s.Address, Instance: inst, Mode: s.Mode, Type: inst.Type, Name: inst.Name, Action: plan.ActionNoOp,
		})
	}
	return changes
}

// movedState returns the state under the new addresses. A dependency on a resource that
// moved counts for its old name as well: another one may have it now.
func movedState(prior []*plan.StateInstance, moved map[string]string) []*plan.StateInstance {
	if len(moved) == 0 {
		return prior
	}
	statics := map[string][]string{}
	for from, to := range moved {
		old, err := address.ParseInstance(from)
		if err != nil {
			continue
		}
		if present, err := address.ParseInstance(to); err == nil && !slices.Contains(statics[old.Static()], present.Static()) {
			statics[old.Static()] = append(statics[old.Static()], present.Static())
		}
	}
	list := make([]*plan.StateInstance, len(prior))
	for i, s := range prior {
		instance := *s
		if to, ok := moved[s.Address]; ok {
			instance.Address = to
		}
		instance.StateBlock = &plan.StateBlock{Mode: s.Mode, Type: s.Type, DependsOn: slices.Clone(s.DependsOn)}
		for _, on := range s.DependsOn {
			instance.DependsOn = append(instance.DependsOn, statics[on]...)
		}
		slices.SortFunc(instance.DependsOn, address.Compare)
		instance.DependsOn = slices.Compact(instance.DependsOn)
		list[i] = &instance
	}
	return list
}

// configurationOf makes of the source what a plan would tell of the configuration.
func configurationOf(tree *config.Tree) *plan.Configuration {
	return &plan.Configuration{Providers: map[string]*plan.ProviderConfig{}, Root: moduleOf(tree.Root)}
}

func moduleOf(m *config.Module) *plan.ModuleConfig {
	out := &plan.ModuleConfig{}
	if m == nil {
		return out // its source was not found
	}
	for _, local := range sortedNames(m.Resources) {
		r := m.Resources[local]
		if r.Mode == config.ModeAction {
			continue
		}
		out.Resources = append(out.Resources, &plan.ResourceConfig{
			Mode: tfjson.ResourceMode(r.Mode), Type: r.Type, Name: r.Name, Uses: usesOf(r.Uses),
			Repeated: r.Repetition.Kind != config.RepeatNone, Provisioned: r.Provisioned,
		})
	}
	for _, name := range sortedNames(m.Calls) {
		call := m.Calls[name]
		c := &plan.ModuleCall{
			Name: name, Inputs: map[string][]plan.Use{}, Module: moduleOf(call.Module),
			Repetition: usesOf(call.Repetition.Uses), DependsOn: usesOf(call.DependsOn),
		}
		for _, input := range sortedNames(call.Inputs) {
			c.Inputs[input] = usesOf(call.Inputs[input])
		}
		out.Calls = append(out.Calls, c)
	}
	for _, name := range sortedNames(m.Outputs) {
		out.Outputs = append(out.Outputs, &plan.OutputConfig{Name: name, Uses: usesOf(m.Outputs[name])})
	}
	out.Variables = sortedNames(m.Variables)
	return out
}

func usesOf(uses []config.Use) []plan.Use {
	var list []plan.Use
	for _, u := range uses {
		if u.Reference.Kind == address.RefUnknown {
			continue // an action, or a form that a plan does not list either
		}
		list = append(list, plan.Use{Text: u.Text, Reference: u.Reference, Argument: u.Argument})
	}
	return list
}

func sortedNames[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.SortFunc(names, address.Compare)
	return names
}
