package analyzer

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/provenance"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/rules/policy"
)

// Requirements asks the gate blocks of a policy about the report that Analyze made of one
// plan under it: which approvals the plan needs. Whether they are there is not looked at.
func Requirements(r *report.Report, settings *policy.Settings) []policy.Requirement {
	return settings.Requirements(&policy.Facts{
		Plan: policyPlan(r, settings), Score: r.Summary.Score,
		Provenance: policyProvenance(r.Provenance), Expectation: policyExpectation(r), Owners: r.Owners,
	})
}

// originOf is what the report says of a change's origin.
func originOf(found *provenance.Result) *report.Provenance {
	if found == nil {
		return nil
	}
	origin := &report.Provenance{
		Stated: string(found.Stated), CommitCount: found.Commits, Commits: []report.Commit{}, Authors: len(found.Authors),
	}
	if found.Known() {
		origin.AIAssisted = new(found.AIAssisted)
	}
	for _, e := range found.Evidence {
		if n := len(origin.Commits); n == 0 || origin.Commits[n-1].Hash != e.Commit {
			origin.Commits = append(origin.Commits, report.Commit{Hash: e.Commit})
		}
		last := &origin.Commits[len(origin.Commits)-1]
		last.Signs = append(last.Signs, report.Sign{Kind: e.Sign, Assistant: e.Assistant, Text: e.Text})
	}
	return origin
}

func policyProvenance(origin *report.Provenance) policy.Provenance {
	if origin == nil {
		return policy.Provenance{}
	}
	p := policy.Provenance{
		AIAssisted: origin.AIAssisted, Stated: origin.Stated,
		Inspected: origin.CommitCount > 0, Commits: origin.CommitCount, Authors: origin.Authors,
	}
	for _, c := range origin.Commits {
		for _, s := range c.Signs {
			if s.Assistant != "" && !slices.Contains(p.Assistants, s.Assistant) {
				p.Assistants = append(p.Assistants, s.Assistant)
			}
		}
	}
	return p
}

// policyExpectation counts a plan that failed half-way as one that does too much: what it
// would do is not known.
func policyExpectation(r *report.Report) policy.Expectation {
	e := r.Expectation
	if e == nil {
		return policy.Expectation{}
	}
	return policy.Expectation{
		Declared: e.Declared, Exceeded: len(e.Exceeded) > 0 || r.Plan.Errored, Beyond: len(e.Exceeded), Missing: len(e.Missing),
	}
}
