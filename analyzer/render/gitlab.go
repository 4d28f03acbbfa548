package render

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// qualityIssue is one entry of a Code Quality report
// (docs.gitlab.com/ci/testing/code_quality, "Code Quality report format").
type qualityIssue struct {
	Description string          `json:"description"`
	CheckName   string          `json:"check_name"`
	Fingerprint string          `json:"fingerprint"`
	Severity    string          `json:"severity"`
	Location    qualityLocation `json:"location"`
}

type qualityLocation struct {
	Path  string       `json:"path"`
	Lines qualityLines `json:"lines"`
}

type qualityLines struct {
	Begin int `json:"begin"`
}

// severities are GitLab's words for the levels.
var severities = [...]string{
	risk.LevelInfo: "info", risk.LevelLow: "minor", risk.LevelMedium: "major", risk.LevelHigh: "critical", risk.LevelCritical: "blocker",
}

// writeGitLab writes a Code Quality report. GitLab wants a line for each entry: where
// none is known, it is the first one of the plan's file.
func writeGitLab(w io.Writer, r *report.Report, o Options) error {
	list, _ := problems(r, o)
	issues := make([]qualityIssue, 0, len(list))
	for i := range list {
		p := &list[i]
		severity := severities[risk.LevelCritical] // a level that nobody knows is no small matter
		if int(p.level) < len(severities) {
			severity = severities[p.level]
		}
		if p.ignored != "" {
			severity = severities[risk.LevelInfo]
		}
		issues = append(issues, qualityIssue{
			Description: p.title + ". " + p.message, CheckName: p.rule, Fingerprint: p.key, Severity: severity,
			Location: qualityLocation{Path: p.place.file, Lines: qualityLines{Begin: max(p.place.line, 1)}},
		})
	}
	issues = append(issues, policyIssues(r, o)...)
	return writeJSONDocument(w, &issues)
}

// policyIssues has an entry for each block of the policy that lowers or ignores something:
// what it takes away stands in no other entry.
func policyIssues(r *report.Report, o Options) []qualityIssue {
	var issues []qualityIssue
	places, seen := placesOf(r, o), map[string]int{}
	for i := range r.Policy {
		e := &r.Policy[i]
		if !e.Lowers && !e.Ignores {
			continue
		}
		stack := cmp.Or(e.Stack, r.Plan.Stack)
		at := places.unknown(stack)
		if file, ok := withinRepository(e.File); ok {
			at = place{file: file, line: e.Line}
		}
		key := strings.Join([]string{"policy", stack, e.File, e.Changed}, "\x00")
		seen[key]++
		issues = append(issues, qualityIssue{
			Description: ended("Policy: " + effectText(r, e)), CheckName: "policy", Fingerprint: digest(fmt.Sprintf("%s\x00%d", key, seen[key])),
			Severity: severities[risk.LevelInfo], Location: qualityLocation{Path: at.file, Lines: qualityLines{Begin: max(at.line, 1)}},
		})
	}
	return issues
}
