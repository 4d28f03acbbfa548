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

// shiftsOf finds what had to go in each index shift, by the resource that is shifted.
func shiftsOf(pairs map[string]rename.Pair) map[string][]string {
	lost := map[string][]string{}
	for from, pair := range pairs {
		if inst, err := address.ParseInstance(from); err == nil && pair.Kind == rename.Shifted {
			lost[resourceOf(inst)] = pair.Lost // each pair of a shift names all that it loses
		}
	}
	return lost
}

// resourceOf names the resource of an instance, in its module instance.
func resourceOf(inst address.Instance) string { return inst.Module.String() + " " + inst.Local() }

// shifted reports whether an object goes only since a list behind a count moved up.
func (a *analysis) shifted(c *plan.Change) bool {
	lost, ok := a.shifts[resourceOf(c.Instance)]
	return ok && c.Disruptive() && c.DeposedKey == "" && !slices.Contains(lost, c.Address)
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
	for _, lost := range a.shifts {
		pass.ShiftLost = append(pass.ShiftLost, lost...)
	}
	slices.SortFunc(pass.ShiftLost, address.Compare)
	pass.Shifted, pass.ShiftLost = len(a.shifts), slices.Compact(pass.ShiftLost)
}
