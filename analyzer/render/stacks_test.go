package render_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// twinStacks is the report of two stacks made of one module: they have the same addresses,
// and each has something of every kind.
func twinStacks(first, second string) *report.Report {
	var reports []*report.Report
	for _, stack := range []string{first, second} {
		r := emptyReport()
		r.Plan = report.Plan{Source: "plans/" + stack + ".json", Stack: stack}
		r.Changes = []report.Change{{
			Rank: 1, Stack: stack, Address: "aws_db_instance.db", Type: "aws_db_instance", Action: "replace", Disruptive: true, Why: "Replaced, destroy first.",
			Risk: rated(80, risk.Factor{Rule: "data-loss", Points: 80, Why: "it is lost"}), Location: &report.Location{File: "main.tf", Line: 3},
		}}
		r.Summary.Score, r.Summary.Level = 80, risk.LevelCritical
		r.Summary.Levels["critical"] = 1
		r.Findings = []risk.Finding{
			{Rule: "stale-plan", Stack: stack, Level: risk.LevelMedium, Score: 40, Summary: "the plan is old"},
			{Rule: "environment-wipe", Stack: stack, Level: risk.LevelHigh, Score: 70, Summary: "all goes", Addresses: []string{"aws_db_instance.db"}},
		}
		r.Gates = []report.Gate{{Name: "policy limits delete", Why: "one is deleted"}}
		r.Outputs = []report.Output{{Name: "endpoint", Action: "update"}}
		r.Invocations = []report.ActionInvocation{{Address: "action.x.y", Trigger: "aws_db_instance.db"}}
		r.Policy = []report.PolicyEffect{{File: ".tfblast.hcl", Line: 2, Changed: "raised one", Lowers: true}}
		r.Diagnostics = []diagnostic.Diagnostic{diagnostic.Warnf("odd word"), {Severity: diagnostic.Error, Summary: "part is unread"}}
		reports = append(reports, r)
	}
	return report.Merge(reports)
}

// Whatever is about one of several stacks names it, in every format.
func TestStacksAreNamed(t *testing.T) {
	t.Parallel()
	r := twinStacks("env/dev", "env/prod")
	options := render.Options{Verbose: true, Width: 160, Folders: map[string]string{"env/dev": "live/dev", "env/prod": "live/prod"}}
	for format, wants := range map[string][]string{
		"terminal": {
			"%: the plan is old", "%: all goes", "policy limits delete: %: one is deleted", "% › endpoint (update)", "% › action.x.y,", ".tfblast.hcl:2: %: raised one",
			"warning: %: odd word", "%: part is unread.", "% › aws_db_instance.db",
		},
		"markdown": {
			"`%`: the plan is old", "`%`: all goes", "`policy limits delete`: `%`: one is deleted", "- `%` › `endpoint` (update)", "- `%` › `action.x.y`,", "`.tfblast.hcl:2`: `%`: raised one",
			"**warning** `%`: odd word", "**Warning:** `%`: part is unread.", "| `%` › `aws_db_instance.db`", "<code>%</code> › <code>aws_db_instance.db</code></summary>",
		},
		"github": {
			"title=medium 40%3A %%3A stale-plan::the plan is old.", "title=critical 80%3A replace % › aws_db_instance.db::Replaced, destroy first.",
			"file=live/@/main.tf,line=3,title=high 70%3A %%3A environment-wipe", "high 60%3A %%3A the report is not the whole",
		},
		"gitlab": {"medium 40: %: stale-plan. the plan is old.", "critical 80: replace % › aws_db_instance.db. Replaced, destroy first.", `Policy: .tfblast.hcl:2: %: raised one.`},
		"sarif":  {"medium 40: %: stale-plan. the plan is old.", "critical 80: replace % › aws_db_instance.db. Replaced, destroy first.", "%: odd word."},
		"junit":  {`classname="%" name="high 70: %: environment-wipe" file="live/@/main.tf"`, `name="critical 80: replace % › aws_db_instance.db"`, "%: part is unread.", `message="%: one is deleted."`},
	} {
		got := write(t, format, r, options)
		for _, want := range wants {
			for _, name := range []string{"dev", "prod"} {
				if want := strings.NewReplacer("%3A", "%3A", "%", "env/"+name, "@", name).Replace(want); !strings.Contains(got, want) {
					t.Errorf("%s: want %q in\n%s", format, want, got)
				}
			}
		}
		if strings.Contains(got, "several plans") {
			t.Errorf("%s points at several plans", format)
		}
	}
}

// A finding lies where its own stack's change stands, not where the first change with that
// address does, and no two results are one.
func TestFindingsStandInTheirStack(t *testing.T) {
	t.Parallel()
	var log struct {
		Runs []struct {
			Results []struct {
				RuleID    string
				Locations []struct {
					PhysicalLocation struct{ ArtifactLocation struct{ URI string } }
				}
				Properties struct{ Stack string }

				PartialFingerprints map[string]string
			}
		}
	}
	text := write(t, "sarif", twinStacks("dev", "prod"), render.Options{Folders: map[string]string{"dev": "live/dev", "prod": "live/prod"}})
	if err := json.Unmarshal([]byte(text), &log); err != nil {
		t.Fatal(err)
	}
	var got []string
	keys := map[string]bool{}
	for _, result := range log.Runs[0].Results {
		got = append(got, result.RuleID+" "+result.Properties.Stack+" "+result.Locations[0].PhysicalLocation.ArtifactLocation.URI)
		keys[result.PartialFingerprints["tfblast/v1"]] = true
	}
	slices.Sort(got)
	want := []string{
		"data-loss dev live/dev/main.tf", "data-loss prod live/prod/main.tf",
		"environment-wipe dev live/dev/main.tf", "environment-wipe prod live/prod/main.tf",
		"incomplete dev plans/dev.json", "incomplete prod plans/prod.json",
		"stale-plan dev plans/dev.json", "stale-plan prod plans/prod.json",
	}
	if !slices.Equal(got, want) || len(keys) != len(want) {
		t.Errorf("%d keys of\n%s", len(keys), strings.Join(got, "\n"))
	}
}

// What is odd about one of several plans is said of that one, and of none that has nothing
// to apply.
func TestWarningsOfSeveralPlans(t *testing.T) {
	t.Parallel()
	no := false
	r := twinStacks("a", "b")
	r.Diagnostics = nil
	r.Plans = append(r.Plans, report.Plan{Source: "c.json", Stack: "c", Applyable: &no}, report.Plan{Source: "d.json", Stack: "d", Errored: true})
	r.Plan.Applyable, r.Plan.Errored = &no, true
	for _, format := range []string{"terminal", "markdown"} {
		got := strings.ReplaceAll(write(t, format, r, render.Options{Width: 200}), "`", "")
		if strings.Contains(got, "can't be applied") || !strings.Contains(got, "d: Planning failed half-way") {
			t.Errorf("%s:\n%s", format, got)
		}
	}
	r.Plans[1].Applyable = &no
	for _, format := range []string{"terminal", "markdown"} {
		got := strings.ReplaceAll(write(t, format, r, render.Options{Width: 200}), "`", "")
		if !strings.Contains(got, "b: This plan can't be applied") || strings.Count(got, "can't be applied") != 1 {
			t.Errorf("%s:\n%s", format, got)
		}
	}
}

// An address that a finding's sentence names is not listed behind it again.
func TestFindingNamesAddressesOnce(t *testing.T) {
	t.Parallel()
	r := emptyReport()
	r.Findings = []risk.Finding{{
		Rule: "x", Level: risk.LevelHigh, Score: 70, Summary: "aws_a.b[0] (id: an id) and module.m.aws_c.d go.",
		Addresses: []string{"aws_a.b", "aws_a.b[0]", "aws_c.d", "module.m.aws_c.d"},
	}}
	for format, want := range map[string]string{
		"terminal": "go. (x)\n                aws_a.b\n                aws_c.d\n",
		"markdown": "go. (`x`): `aws_a.b`, `aws_c.d`\n",
		"github":   "go. Also concerns aws_a.b, aws_c.d\n",
	} {
		if got := write(t, format, r, render.Options{}); !strings.Contains(got, want) {
			t.Errorf("%s: want %q in\n%s", format, want, got)
		}
	}
}
