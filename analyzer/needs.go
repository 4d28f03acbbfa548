package analyzer

import (
	"errors"
	"fmt"

	"github.com/tfblast/tfblast/analyzer/graph"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Needs says what Analyze needs to know of instances that a plan leaves as they are, for
// plan.ReadLean. The error is that of the built-in tables.
func Needs() (plan.Needs, error) {
	table, err := knowledge.Builtin()
	if err != nil {
		return plan.Needs{}, fmt.Errorf("built-in knowledge tables: %w", err)
	}
	return needsOf(table), nil
}

func needsOf(t *knowledge.Table) plan.Needs {
	return plan.Needs{Names: namesOf(t), Whole: rules.WholeTypes()}
}

// errLean is returned for a plan that was read for another analysis.
var errLean = errors.New("the plan was read without what this analysis needs of unchanged instances: read it with plan.Read, or with plan.ReadLean and analyzer.Needs")

// checkNeeds makes sure that nothing is silently missing in a lean plan.
func checkNeeds(p *plan.Plan, o graph.Options) error {
	if p.Lean && !p.Needs.Covers(plan.Needs{Names: o.Names, Whole: rules.WholeTypes()}) {
		return errLean
	}
	return nil
}
