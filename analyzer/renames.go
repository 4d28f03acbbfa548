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
	out := &report.ProbableRename{Address: pair.To, MovedBlock: pair.MovedBlock(), Certain: pair.Certain, Note: pair.Note}
	if pair.Kind != rename.Shifted {
		out.Command = rename.StateMove(pair)
	}
	return out
}

// addRenames tells the plan rules of renames and index shifts.
func (a *analysis) addRenames(pass *rules.PlanPass) {
	shifted := map[string]bool{} // by resource
	for _, from := range address.SortedKeys(a.renames) {
		pair := a.renames[from]
		if pair.Kind != rename.Shifted {
			pass.Renamed = append(pass.Renamed, from)
			continue
		}
		inst, err := address.ParseInstance(from)
		if err != nil {
			continue
		}
		at := inst.Module.String() + " " + inst.Local()
		if !shifted[at] { // each pair of a shift names all that it loses
			shifted[at] = true
			pass.ShiftLost = append(pass.ShiftLost, pair.Lost...)
		}
	}
	slices.SortFunc(pass.ShiftLost, address.Compare)
	pass.Shifted, pass.ShiftLost = len(shifted), slices.Compact(pass.ShiftLost)
}
