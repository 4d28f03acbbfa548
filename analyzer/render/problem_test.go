package render_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// sarifFile is what the tests look at in a SARIF report.
type sarifFile struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Rules []struct {
					ID      string
					HelpURI string
					Help    struct{ Text string }
				}
			}
		}
		Invocations []struct {
			Notifications []struct {
				Level   string
				Message struct{ Text string }
			} `json:"toolExecutionNotifications"`
		}
		Results []struct {
			RuleID    string
			RuleIndex int
			Level     string
			Rank      int
			Locations []struct {
				Physical struct {
					Artifact struct{ URI string } `json:"artifactLocation"`
					Region   struct{ StartLine int }
				} `json:"physicalLocation"`
				Logical []struct{ FullyQualifiedName string } `json:"logicalLocations"`
			}
			Fingerprints map[string]string `json:"partialFingerprints"`
		}
	}
}

func sarifOf(t *testing.T, r *report.Report, o render.Options) sarifFile {
	t.Helper()
	var f sarifFile
	if err := json.Unmarshal([]byte(write(t, "sarif", r, o)), &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// one is a report of one change per level, each with a place.
func onePerLevel() *report.Report {
	r := emptyReport()
	for i, score := range []int{95, 70, 45, 20, 3} {
		r.Changes = append(r.Changes, report.Change{
			Rank: i + 1, Stack: "prod", Address: fmt.Sprintf("aws_instance.web[%d]", i), Action: "delete", Disruptive: true, Why: "It goes.",
			Risk:     rated(score, risk.Factor{Rule: "class-action", Points: 60}, risk.Factor{Rule: "data-loss", Points: 12}, risk.Factor{Rule: "reach", Points: 20}),
			Location: &report.Location{File: "web.tf", Line: 10 + i},
		})
	}
	r.Summary.Level, r.Summary.Score = risk.LevelCritical, 95
	return settle(r)
}

func TestLevelsOfFormats(t *testing.T) {
	t.Parallel()
	r := onePerLevel()
	o := render.Options{Verbose: true, Folders: map[string]string{"prod": "infra/prod"}}
	f := sarifOf(t, r, o)
	var levels []string
	for i, result := range f.Runs[0].Results {
		levels = append(levels, result.Level)
		at := result.Locations[0]
		if at.Physical.Artifact.URI != "infra/prod/web.tf" || at.Physical.Region.StartLine != 10+i || at.Logical[0].FullyQualifiedName != r.Changes[i].Address {
			t.Errorf("result %d stands at %+v", i, at)
		}
		if result.Rank != r.Changes[i].Risk.Score {
			t.Errorf("result %d: rank %d", i, result.Rank)
		}
		if f.Runs[0].Tool.Driver.Rules[result.RuleIndex].ID != result.RuleID || result.RuleID != "data-loss" {
			t.Errorf("result %d: rule %s at %d", i, result.RuleID, result.RuleIndex)
		}
	}
	if want := []string{"error", "error", "warning", "note", "note"}; !slices.Equal(levels, want) {
		t.Errorf("sarif: %q, want %q", levels, want)
	}
	quality := regexp.MustCompile(`"severity": "(\w+)"`).FindAllStringSubmatch(write(t, "gitlab", r, o), -1)
	if got, want := fmt.Sprint(quality), `[["severity": "blocker" blocker] ["severity": "critical" critical] ["severity": "major" major] ["severity": "minor" minor] ["severity": "info" info]]`; got != want {
		t.Errorf("gitlab: %s", got)
	}
	kinds := regexp.MustCompile(`(?m)^::(\w+) file=infra/prod/web.tf,line=\d+,`).FindAllStringSubmatch(write(t, "github", r, o), -1)
	var words []string
	for _, kind := range kinds {
		words = append(words, kind[1])
	}
	if want := []string{"error", "error", "warning", "notice", "notice"}; !slices.Equal(words, want) {
		t.Errorf("github: %q, want %q", words, want)
	}
}

// What is below the level to show is counted.
func TestBelowIsCounted(t *testing.T) {
	t.Parallel()
	r := onePerLevel()
	for floor, want := range map[risk.Level]string{
		risk.LevelInfo: "Not listed: 1 info", risk.LevelHigh: "Not listed: 1 medium, 1 low, 1 info",
	} {
		o := render.Options{MinLevel: floor}
		f := sarifOf(t, r, o)
		notes := f.Runs[0].Invocations[0].Notifications
		if len(notes) != 1 || notes[0].Message.Text != want {
			t.Errorf("sarif from %s: %+v", floor, notes)
		}
		if text := write(t, "junit", r, o); !strings.Contains(text, "<system-out>"+want+"</system-out>") {
			t.Errorf("junit from %s: %s", floor, text)
		}
		if text := write(t, "github", r, o); !strings.Contains(text, strings.Replace(want, "Not listed", "Without an annotation of their own", 1)+"\n") {
			t.Errorf("github from %s: %s", floor, text)
		}
	}
}

// GitHub shows 10 annotations of a kind.
func TestAnnotationsOfAKind(t *testing.T) {
	t.Parallel()
	text := write(t, "github", limitReport(1000), render.Options{})
	counts := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^::(\w+) `).FindAllStringSubmatch(text, -1) {
		counts[m[1]]++
	}
	if want := map[string]int{"error": 10, "warning": 10, "notice": 10}; !maps.Equal(counts, want) {
		t.Errorf("%v, want %v", counts, want)
	}
	first, _, _ := strings.Cut(text, "\n")
	if !strings.Contains(first, "Without an annotation of their own: ") || !strings.HasPrefix(first, "::notice title=tfblast%3A critical 100::") {
		t.Errorf("first line %q", first)
	}
}

// Fingerprints differ within a report, and stay when scores, places and others change.
func TestFingerprints(t *testing.T) {
	t.Parallel()
	of := func(r *report.Report) map[string]string {
		prints := map[string]string{}
		for _, result := range sarifOf(t, r, render.Options{Verbose: true}).Runs[0].Results {
			address := result.Locations[0].Logical[0].FullyQualifiedName
			if other, twice := prints[result.Fingerprints["tfblast/v1"]]; twice {
				t.Errorf("%s and %s have the same fingerprint", address, other)
			}
			prints[result.Fingerprints["tfblast/v1"]] = address
		}
		return prints
	}
	before := of(onePerLevel())
	r := onePerLevel()
	r.Changes = r.Changes[1:]
	for i := range r.Changes {
		r.Changes[i].Risk, r.Changes[i].Location, r.Changes[i].Why = rated(50), nil, "Another reason."
	}
	after := of(r)
	for print, address := range after {
		if before[print] != address {
			t.Errorf("the fingerprint of %s is another one", address)
		}
	}
	twin := onePerLevel()
	twin.Changes = append(twin.Changes, twin.Changes[0], twin.Changes[0])
	twin.Changes[5].Deposed = new("a1b2")
	if n := len(of(twin)); n != 7 {
		t.Errorf("%d fingerprints of 7 results", n)
	}
}

// Blocks of downloaded modules, and whatever is no path of the repository, stand nowhere.
func TestPlaces(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ folder, file, source, want string }{
		{"infra", "main.tf", "plan.json", "infra/main.tf:10"},
		{"infra", "../modules/a/main.tf", "plan.json", "modules/a/main.tf:10"},
		{".", "main.tf", "plan.json", "main.tf:10"},
		{"infra", ".terraform/modules/vpc/main.tf", "out/plan.json", "out/plan.json"},
		{"infra", "../../elsewhere/main.tf", "out/plan.json", "out/plan.json"},
		{"/tmp/infra", "main.tf", "/tmp/plan.json", "plan.json"},
		{"infra", "a:b/c d%.tf", "-", "infra/a%3Ab/c%20d%25.tf:10"},
		{"", "../x.tf", "-", "plan.json"},
		{"", `..\x.tf`, `C:\plan.json`, "plan.json"},
	} {
		r := onePerLevel()
		r.Plan.Source = tc.source
		r.Changes = r.Changes[:1]
		r.Changes[0].Location.File = tc.file
		at := sarifOf(t, r, render.Options{Folders: map[string]string{"prod": tc.folder}}).Runs[0].Results[0].Locations[0].Physical
		got := at.Artifact.URI
		if at.Region.StartLine > 0 {
			got = fmt.Sprintf("%s:%d", got, at.Region.StartLine)
		}
		if got != tc.want {
			t.Errorf("%q in %q of %q stands at %s, want %s", tc.file, tc.folder, tc.source, got, tc.want)
		}
	}
}

func TestJUnitFailsAtTheGate(t *testing.T) {
	t.Parallel()
	for level, want := range map[risk.Level]int{risk.LevelCritical: 1, risk.LevelHigh: 2, risk.LevelMedium: 3, risk.LevelInfo: 5} {
		text := write(t, "junit", onePerLevel(), render.Options{FailOn: &level, Verbose: true})
		if n := strings.Count(text, "<failure "); n != want {
			t.Errorf("at %s: %d failures, want %d", level, n, want)
		}
		if !strings.Contains(text, fmt.Sprintf(`tests="5" failures="%d"`, want)) {
			t.Errorf("at %s: other totals", level)
		}
	}
	if n := strings.Count(write(t, "junit", onePerLevel(), render.Options{}), "<failure "); n != 2 {
		t.Errorf("without a gate: %d failures, want 2", n)
	}
	if text := write(t, "junit", criticalReport(), render.Options{}); !strings.Contains(text, `<testsuite name="gates" tests="2" failures="1"`) {
		t.Error("gates are no tests")
	}
}

// Rules have help where somebody can explain them.
func TestSARIFRules(t *testing.T) {
	t.Parallel()
	o := render.Options{Rule: func(id string) (render.RuleText, bool) {
		return render.RuleText{Title: "T", Looks: "L", Why: "because", Fix: "mend it", References: []string{"https://example.com/x"}}, id == "data-loss"
	}}
	rules := sarifOf(t, onePerLevel(), o).Runs[0].Tool.Driver.Rules
	if len(rules) != 1 || rules[0].Help.Text != "because\n\nmend it" || rules[0].HelpURI != "https://example.com/x" {
		t.Errorf("%+v", rules)
	}
	if rules := sarifOf(t, onePerLevel(), render.Options{}).Runs[0].Tool.Driver.Rules; len(rules) != 1 || rules[0].Help.Text == "" {
		t.Errorf("without texts: %+v", rules)
	}
}

// A report that is not the whole, or of what nobody has planned, says so in every format.
func TestGapsAndWhatIfAreSaid(t *testing.T) {
	t.Parallel()
	r := onePerLevel()
	r.Plan.Errored = true
	r.WhatIf = &report.WhatIf{Action: "delete", Addresses: []string{"a.b", "a.c"}}
	r.Summary.LowerBound = true
	for _, format := range []string{"sarif", "junit", "gitlab", "github"} {
		text := write(t, format, r, render.Options{})
		for _, want := range []string{"Planning failed half-way", "what if: critical 95"} {
			if !strings.Contains(strings.ReplaceAll(text, "%3A", ":"), want) {
				t.Errorf("%s does not say %q", format, want)
			}
		}
		if format != "gitlab" && !strings.Contains(text, "as far as this plan shows") {
			t.Errorf("%s does not say that counts are lower bounds", format)
		}
	}
	r.Diagnostics = []diagnostic.Diagnostic{{Severity: diagnostic.Error, Summary: "1 of 2 plans could not be read"}}
	if text := write(t, "junit", r, render.Options{}); !strings.Contains(text, `message="what if: high 60: the report is not the whole">1 of 2 plans could not be read.`) {
		t.Error("junit: a plan that could not be read is no failure")
	}
}

// Formats fail with what they write to.
func TestFormatsReportWriteErrors(t *testing.T) {
	t.Parallel()
	broken := fmt.Errorf("disk full")
	for _, f := range render.Formats() {
		if err := f.Write(failing{broken}, criticalReport(), render.Options{}); err == nil {
			t.Errorf("%s: a failed write is no error", f.Name)
		}
	}
}

// FuzzProblems holds the formats for CI systems to their syntax, whatever a plan says.
func FuzzProblems(f *testing.F) {
	for _, s := range hostileStrings() {
		f.Add(s)
	}
	for _, s := range slices.Sorted(maps.Values(injections)) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := injected(s)
		for _, format := range []string{"sarif", "junit", "gitlab", "github"} {
			text := write(t, format, r, render.Options{Folders: map[string]string{s: s}})
			checkFormat(t, format, text)
			switch format {
			case "junit":
				checkXML(t, text)
			case "sarif", "gitlab":
				if !json.Valid(bytes.TrimSpace([]byte(text))) {
					t.Errorf("%s is no JSON", format)
				}
			}
		}
	})
}
