package render_test

import (
	"regexp"
	"testing"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// What a policy ignores stays in every report, marked, with the reason.
func TestIgnoredIsMarkedEverywhere(t *testing.T) {
	t.Parallel()
	ignored := &risk.Ignored{Reason: "a copy, made anew each night", Expires: "2027-01-31"}
	c := report.Change{
		Rank: 1, Address: "aws_db_instance.copy", Type: "aws_db_instance", Action: "delete", Disruptive: true,
		Risk: report.Risk{Level: risk.LevelHigh, Score: 70}, Ignored: ignored, Owners: []string{"team-data"},
	}
	r := &report.Report{
		Summary: report.Summary{Ignored: 1, Actions: map[string]int{"delete": 1}, Levels: map[string]int{}},
		Changes: []report.Change{c},
		Findings: []risk.Finding{{
			Rule: "environment-wipe", Level: risk.LevelCritical, Score: 90, Summary: "everything goes", Ignored: ignored,
		}},
		Policy: []report.PolicyEffect{{File: "team.hcl", Line: 7, Changed: "ignores aws_db_instance.copy"}},
		Owners: map[string][]string{"team-data": {"aws_db_instance.copy"}},
	}
	reason := regexp.QuoteMeta(ignored.Reason)
	marks := map[string][]string{
		"terminal": {`1 change and 1 finding ignored by the policy`, `\(ignored\)`, `ignored +` + reason, `team\.hcl:7: ignores`, `team-data: aws_db_instance\.copy`},
		"markdown": {
			`1 change and 1 finding ignored by the policy`, "`aws_db_instance.copy` \\(ignored\\)", `\*\*Ignored:\*\* ` + reason, `everything goes.*ignored: ` + reason,
			"`team.hcl:7`: ignores", "- `team-data`: `aws_db_instance.copy`",
		},
		"json":   {`"ignored": \{\s+"reason": "` + reason, `"policy": \[`, `"owners": \{`},
		"sarif":  {`"suppressions": \[\s+\{\s+"kind": "external",\s+"justification": "` + reason, `ignored, high 70`},
		"junit":  {`<skipped message="` + reason, `failures="0"`},
		"gitlab": {`"description": "ignored, high 70[^"]*` + reason, `"severity": "info"`},
		"github": {`::notice title=ignored%2C high 70[^\n]*` + reason, `::notice title=ignored%2C critical 90`},
	}
	for _, f := range render.Formats() {
		text := write(t, f.Name, r, render.Options{Width: 200})
		if len(marks[f.Name]) == 0 {
			t.Errorf("%s: nothing says how it marks what is ignored", f.Name)
		}
		for _, want := range marks[f.Name] {
			if !regexp.MustCompile(want).MatchString(text) {
				t.Errorf("%s lacks %s:\n%s", f.Name, want, text)
			}
		}
	}
}
