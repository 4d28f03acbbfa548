package rename

import (
	"slices"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// reach is a move of everything below one address to below another one.
type reach struct{ from, to string }

// tally counts the changes at or below an address.
type tally struct {
	deletes, creates, others int
	// declared is true if a delete's reason says that the configuration still has the
	// module or resource itself.
	declared bool
	gone     []*object
}

// widest finds, for each match, the widest move that explains it and nothing else:
// Terraform refuses a moved block whose source the configuration still declares
// ("Moved object still exists"), and leaves an object where the target is taken.
func (f *finder) widest() map[*match]reach {
	modules, resources := f.tallies()
	chosen := map[*match]reach{}
	asked := map[reach]bool{}
	allow := func(m *match, r reach, within map[string]*tally) {
		ok, known := asked[r]
		if !known {
			ok = f.explains(r, within)
			asked[r] = ok
		}
		if ok {
			chosen[m] = r
		}
	}
	for _, d := range f.deletes {
		m := f.partner[d]
		if m == nil {
			continue
		}
		from, to := m.from.change.Instance, m.to.change.Instance
		if from.Key != to.Key {
			continue
		}
		if from.Key.Kind != address.NoKey {
			allow(m, reach{address.Join(from.Module.String(), from.Local()), address.Join(to.Module.String(), to.Local())}, resources)
		}
		if r, ok := moduleReach(from, to); ok {
			allow(m, r, modules)
		}
		if r, ok := f.callReach(from, to); ok {
			allow(m, r, modules)
		}
	}
	return chosen
}

// top is where an address begins: with a module call, or a resource of the root module.
type top struct{ module, typ, name string }

func topOf(inst address.Instance) top {
	if len(inst.Module) > 0 {
		return top{module: inst.Module[0].Name}
	}
	return top{typ: inst.Type, name: inst.Name}
}

// tallies counts the changes below each module address, with and without the last
// key, and at each resource, as far as a match begins with the same.
func (f *finder) tallies() (modules, resources map[string]*tally) {
	modules, resources = map[string]*tally{}, map[string]*tally{}
	tops := map[top]bool{}
	for o := range f.partner {
		tops[topOf(o.change.Instance)] = true
	}
	for _, c := range f.all {
		inst := c.Instance
		if !tops[topOf(inst)] {
			continue
		}
		for i, step := range inst.Module {
			full := inst.Module[:i+1].String()
			gone := []tfjson.ActionReason{tfjson.ActionReasonDeleteBecauseNoModule}
			if c.Reason == tfjson.ActionReasonDeleteBecauseNoResourceConfig && f.callGone(inst.Module[:i+1]) {
				gone = append(gone, c.Reason) // so Terraform puts it where the call's block is gone
			}
			f.count(modules, full, c, gone...)
			if step.Key.Kind != address.NoKey {
				f.count(modules, withoutKey(inst.Module[:i+1]), c, gone...)
			}
		}
		f.count(resources, address.Join(inst.Module.String(), inst.Local()), c,
			tfjson.ActionReasonDeleteBecauseNoModule, tfjson.ActionReasonDeleteBecauseNoResourceConfig)
	}
	f.tallyUnchanged(tops, modules, resources)
	return modules, resources
}

func (f *finder) count(tallies map[string]*tally, at string, c *plan.Change, gone ...tfjson.ActionReason) {
	t := tallies[at]
	if t == nil {
		t = &tally{}
		tallies[at] = t
	}
	switch c.Action {
	case plan.ActionDelete:
		t.deletes++
		o := f.object(c)
		t.gone = append(t.gone, o)
		if o.taken || c.Reason != "" && !slices.Contains(gone, c.Reason) {
			t.declared = true
		}
	case plan.ActionCreate:
		t.creates++
	case plan.ActionNoOp, plan.ActionRead, plan.ActionUpdate, plan.ActionReplace, plan.ActionForget:
		t.others++
	default:
		t.others++
	}
}

// explains reports whether a move takes along nothing but pairs: all that stood at
// its source leaves, all that stands at its target is new, and each object that would
// meet a new one there is paired with it.
func (f *finder) explains(r reach, within map[string]*tally) bool {
	source, target := within[r.from], within[r.to]
	if source == nil || target == nil || source.declared || source.creates+source.others > 0 || target.deletes+target.others > 0 {
		return false
	}
	for _, d := range source.gone {
		to := r.to + strings.TrimPrefix(d.change.Address, r.from)
		m := f.partner[d]
		if m == nil && f.created(to) || m != nil && m.to.change.Address != to {
			return false
		}
	}
	return true
}

func (f *finder) created(at string) bool {
	_, found := slices.BinarySearchFunc(f.creates, at, func(o *object, at string) int { return address.Compare(o.change.Address, at) })
	return found
}

// moduleReach returns the module instances in which two addresses differ, if they
// are equal below them.
func moduleReach(from, to address.Instance) (reach, bool) {
	a, b, ok := modulesApart(from, to)
	return reach{a.String(), b.String()}, ok
}

// modulesApart cuts off what two addresses have in common below a module.
func modulesApart(from, to address.Instance) (a, b address.Module, ok bool) {
	if from.Local() != to.Local() || from.Key != to.Key {
		return nil, nil, false
	}
	a, b = from.Module, to.Module
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b, len(a) > 0 && len(b) > 0
}

// callReach is moduleReach for all instances of a module call with count or for_each,
// where they keep their keys and the call is gone from the configuration.
func (f *finder) callReach(from, to address.Instance) (reach, bool) {
	a, b, ok := modulesApart(from, to)
	if !ok {
		return reach{}, false
	}
	last := a[len(a)-1].Key
	if last.Kind == address.NoKey || last != b[len(b)-1].Key || f.declares(a) {
		return reach{}, false
	}
	return reach{withoutKey(a), withoutKey(b)}, true
}

// withoutKey prints a module path without the key of its last step.
func withoutKey(m address.Module) string {
	m = slices.Clone(m)
	m[len(m)-1].Key = address.Key{}
	return m.String()
}

// callGone reports whether the configuration is known and lacks a module call.
func (f *finder) callGone(m address.Module) bool { return f.plan.Config != nil && !f.declares(m) }

// declares reports whether the configuration has a module call.
func (f *finder) declares(m address.Module) bool {
	if f.plan.Config == nil {
		return false
	}
	at := f.plan.Config.Root
	for _, step := range m {
		if at == nil {
			return false
		}
		i := slices.IndexFunc(at.Calls, func(c *plan.ModuleCall) bool { return c.Name == step.Name })
		if i < 0 {
			return false
		}
		at = at.Calls[i].Module
	}
	return true
}
