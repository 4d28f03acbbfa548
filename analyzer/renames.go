package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/rename"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules"
)

// renamesOf finds the pairs of a delete and a create that are one object, by the address
// that goes.
func renamesOf(p *plan.Plan) map[string]rename.Pair {
	pairs := map[string]rename.Pair{}
	for _, pair := range rename.Find(p) {
		pairs[pair.From] = pair
	}
	return pairs
}

// renameOf is the other half of a change that is probably one half of a rename. The
// objects of an index shift can only be moved together, so they get no command each.
func (a *analysis) renameOf(c *plan.Change) *report.ProbableRename {
	pair, ok := a.renames[c.Address]
	if !ok || c.DeposedKey != "" || !c.Disruptive() {
		return nil
	}
	out := &report.ProbableRename{Address: pair.To, MovedBlock: pair.MovedBlock(), Certain: pair.Certain, Keep: pair.Keep, Note: pair.Note}
	if pair.Kind != rename.Shifted {
		out.Command = rename.StateMove(pair)
	}
	return out
}

// shiftsOf finds an index shift's pair for each resource that is shifted: each of them names
// all that had to go, or all that was added.
func shiftsOf(pairs map[string]rename.Pair) map[string]rename.Pair {
	shifts := map[string]rename.Pair{}
	for from, pair := range pairs {
		if inst, err := address.ParseInstance(from); err == nil && pair.Kind == rename.Shifted {
			shifts[resourceOf(inst)] = pair
		}
	}
	return shifts
}

// resourceOf names the resource of an instance, in its module instance.
func resourceOf(inst address.Instance) string { return inst.Module.String() + " " + inst.Local() }

// shifted reports whether an object goes only since a list behind a count moved: up where
// an element went, down where one was put in front of others.
func (a *analysis) shifted(c *plan.Change) (up, down bool) {
	pair, ok := a.shifts[resourceOf(c.Instance)]
	ok = ok && c.Disruptive() && c.DeposedKey == "" && !slices.Contains(pair.Lost, c.Address)
	return ok && len(pair.Added) == 0, ok && len(pair.Added) > 0
}

// addRenames tells the plan rules of renames and index shifts.
func (a *analysis) addRenames(pass *rules.PlanPass) {
	for _, from := range address.SortedKeys(a.renames) {
		if a.renames[from].Kind != rename.Shifted {
			pass.Renamed = append(pass.Renamed, from)
			if len(a.renames[from].Keep) > 0 {
				pass.NewNames++
			}
		}
	}
	for _, pair := range a.shifts {
		pass.ShiftLost, pass.ShiftAdded = append(pass.ShiftLost, pair.Lost...), append(pass.ShiftAdded, pair.Added...)
		if len(pair.Added) == 0 {
			pass.Shifted++
		}
	}
	slices.SortFunc(pass.ShiftLost, address.Compare)
	slices.SortFunc(pass.ShiftAdded, address.Compare)
	pass.ShiftLost, pass.ShiftAdded = slices.Compact(pass.ShiftLost), slices.Compact(pass.ShiftAdded)
}
