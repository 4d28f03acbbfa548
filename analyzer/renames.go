package analyzer

import (
	"fmt"
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/rename"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// The IDs of the findings that come from pairs of a delete and a create.
const (
	findingRename = "probable-rename"
	findingShift  = "index-shift"
	// renameScore and shiftScore are low: the deletes have scores of their own.
	renameScore, shiftScore = 10, 20
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

// renameFindings tells of renames and index shifts as a whole.
func (a *analysis) renameFindings() []risk.Finding {
	var renamed, lost []string
	shifted := map[string]int{} // by resource
	for _, from := range address.SortedKeys(a.renames) {
		pair := a.renames[from]
		if pair.Kind != rename.Shifted {
			renamed = append(renamed, from)
			continue
		}
		inst, err := address.ParseInstance(from)
		if err != nil {
			continue
		}
		at := inst.Module.String() + " " + inst.Local()
		if shifted[at]++; shifted[at] == 1 { // each pair of a shift names all that it loses
			lost = append(lost, pair.Lost...)
		}
	}
	var findings []risk.Finding
	if len(renamed) > 0 {
		findings = append(findings, risk.Finding{
			Rule: findingRename, Score: renameScore, Level: risk.LevelOf(renameScore), Addresses: renamed,
			Summary: fmt.Sprintf("%d of the objects that go are probably the same as ones that are created: moved blocks keep them.", len(renamed)),
		})
	}
	if len(lost) > 0 {
		slices.SortFunc(lost, address.Compare)
		lost = slices.Compact(lost)
		findings = append(findings, risk.Finding{
			Rule: findingShift, Score: shiftScore, Level: risk.LevelOf(shiftScore), Addresses: lost,
			Summary: fmt.Sprintf("Index shift in %d resource(s) with count: of all that is destroyed, only these had to go.", len(shifted)),
		})
	}
	return findings
}
