package sarif_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/sarif"
)

func readFile(t *testing.T, name string) []sarif.Run {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	runs, err := sarif.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return runs
}

func TestRead(t *testing.T) {
	t.Parallel()
	want := []sarif.Run{{
		Tool: "Trivy", Suppressed: 1,
		Results: []sarif.Result{
			{
				Rule: "AVD-AWS-0107", Summary: "Security groups should not allow ingress from everywhere", Level: "error", Severity: 9.5,
				Places: []sarif.Place{{File: "net/main file.tf", Base: "/repo", Line: 12}},
			},
			{Rule: "AVD-AWS-0124", Summary: "Rules should have a description", Level: "warning", Severity: 2},
		},
	}}
	got := readFile(t, "trivy.sarif")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("runs (-want +got):\n%s", diff)
	}
	if strings.Contains(fmt.Sprintf("%+v", got), "SECRET") {
		t.Error("a message was read")
	}
}

// run is a log of one run with the properties that a case adds.
func run(driver, rest string) string {
	return `{"version": "2.1.0", "runs": [{"tool": {"driver": ` + driver + rest + `}]}`
}

// A run that failed, or holds no list of results, is told from one that found nothing.
func TestReadFailed(t *testing.T) {
	t.Parallel()
	for rest, want := range map[string]sarif.Run{
		`}, "results": []`:                      {},
		`}, "results": [], "invocations": [{}]`: {},
		`}, "results": null`:                    {Unread: true},
		`}`:                                     {Unread: true},
		`}, "results": [], "invocations": [{"executionSuccessful": true}, {"executionSuccessful": false}]`:                         {Failed: true},
		`}, "results": [], "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": [{"level": "warning"}]}]`:   {},
		`}, "results": [], "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": [{"level": "error"}]}]`:     {Failed: true},
		`}, "results": [], "invocations": [{"executionSuccessful": true, "toolConfigurationNotifications": [{"level": "error"}]}]`: {Failed: true},
	} {
		want.Tool = "T"
		got, err := sarif.Read(strings.NewReader(run(`{"name": "T"}`, rest)))
		if err != nil {
			t.Fatalf("%s: %v", rest, err)
		}
		if diff := cmp.Diff([]sarif.Run{want}, got); diff != "" {
			t.Errorf("%s: runs (-want +got):\n%s", rest, diff)
		}
	}
	got, err := sarif.Read(strings.NewReader(`{"version": "2.1.0", "runs": []}`))
	if err != nil || len(got) != 1 || !got[0].Unread {
		t.Errorf("no run: %+v, %v", got, err)
	}
}

func TestReadResult(t *testing.T) {
	t.Parallel()
	const driver = `{"name": "T", "rules": [{"id": "A", "name": "a", "defaultConfiguration": {"level": "note"}}, {"id": "B", "shortDescription": {"text": "b"}, "properties": {"security-severity": 7}}]}`
	for _, test := range []struct {
		name, result, rest string
		want               sarif.Result
	}{
		{"level of the rule", `{"ruleId": "A"}`, "", sarif.Result{Rule: "A", Summary: "a", Level: "note"}},
		{"index alone", `{"ruleIndex": 1}`, "", sarif.Result{Rule: "B", Summary: "b", Level: "warning", Severity: 7}},
		{"rule object", `{"rule": {"id": "B"}}`, "", sarif.Result{Rule: "B", Summary: "b", Level: "warning", Severity: 7}},
		{"part of a rule", `{"ruleId": "A/x/y", "level": "error"}`, "", sarif.Result{Rule: "A/x/y", Summary: "a", Level: "error"}},
		{"index of another rule", `{"ruleId": "A", "ruleIndex": 1}`, "", sarif.Result{Rule: "A", Summary: "a", Level: "note"}},
		{"index out of range", `{"ruleId": "C", "ruleIndex": 9}`, "", sarif.Result{Rule: "C", Level: "warning"}},
		{"negative index", `{"ruleId": "C", "ruleIndex": -1}`, "", sarif.Result{Rule: "C", Level: "warning"}},
		{"nothing", `{}`, "", sarif.Result{Rule: "unnamed rule", Level: "warning"}},
		{"no failure", `{"ruleId": "A", "kind": "review"}`, "", sarif.Result{Rule: "A", Summary: "a", Level: "none"}},
		{"unknown level", `{"ruleId": "B", "level": "fatal"}`, "", sarif.Result{Rule: "B", Summary: "b", Level: "warning", Severity: 7}},
		{
			"extension", `{"ruleId": "E", "rule": {"index": 0, "toolComponent": {"index": 0}}}`, `, "extensions": [{"rules": [{"id": "E", "name": "e"}]}]`,
			sarif.Result{Rule: "E", Summary: "e", Level: "warning"},
		},
		{
			"address", `{"ruleId": "A", "locations": [{"logicalLocations": [{"fullyQualifiedName": "module.m.a.b", "name": "b"}]}, {}]}`, "",
			sarif.Result{Rule: "A", Summary: "a", Level: "note", Places: []sarif.Place{{Addresses: []string{"module.m.a.b", "b"}}}},
		},
		{
			"windows", `{"ruleId": "A", "locations": [{"physicalLocation": {"artifactLocation": {"uri": "file:///C:/r/x.tf"}, "region": {"startLine": -3}}}, {"physicalLocation": {"artifactLocation": {"uri": "C:\\r\\x.tf"}}}]}`, "",
			sarif.Result{Rule: "A", Summary: "a", Level: "note", Places: []sarif.Place{{File: "C:/r/x.tf"}, {File: "C:/r/x.tf"}}},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			runs, err := sarif.Read(strings.NewReader(run(driver, test.rest+`}, "results": [`+test.result+`]`)))
			if err != nil || len(runs) != 1 {
				t.Fatalf("%d runs, %v", len(runs), err)
			}
			if diff := cmp.Diff([]sarif.Result{test.want}, runs[0].Results); diff != "" {
				t.Errorf("results (-want +got):\n%s", diff)
			}
		})
	}
}

// A rule without a text names its page, and only one that is safe to name.
func TestReadPages(t *testing.T) {
	t.Parallel()
	long := "https://example.com/" + strings.Repeat("a", 200)
	for uri, want := range map[string]string{
		"https://example.com/r.md": "https://example.com/r.md", "http://example.com/": "", "javascript:alert(1)": "", "https://u:p@example.com/": "",
		"https://": "", "x": "", "": "", long: "", "https://example.com/a b`c": "https://example.com/a%20b%60c",
	} {
		runs, err := sarif.Read(strings.NewReader(run(`{"name": "T", "rules": [{"id": "A", "helpUri": "`+uri+`"},
			{"id": "B", "helpUri": "`+uri+`", "shortDescription": {"text": "b"}}]}}`, `, "results": [{"ruleId": "A"}, {"ruleId": "B"}]`)))
		if err != nil {
			t.Fatal(err)
		}
		if got := runs[0].Results; got[0].Page != want || got[1].Page != "" {
			t.Errorf("%q: pages %q and %q, want %q and none", uri, got[0].Page, got[1].Page, want)
		}
	}
}

// Messages are kept on demand only, and cut.
func TestReadMessages(t *testing.T) {
	t.Parallel()
	text := run(`{"name": "T"}}`, `, "results": [{"ruleId": "A", "message": {"text": "`+strings.Repeat("ä", 400)+`"}}]`)
	without, err := sarif.Read(strings.NewReader(text))
	if err != nil || without[0].Results[0].Message != "" {
		t.Errorf("%+v, %v", without, err)
	}
	with, err := sarif.ReadWithMessages(strings.NewReader(text))
	if err != nil || with[0].Results[0].Message != strings.Repeat("ä", 299)+"…" {
		t.Errorf("%+v, %v", with, err)
	}
}

func TestReadBases(t *testing.T) {
	t.Parallel()
	text := run(`{"name": "T"}}`, `, "artifacts": [{"location": {"uri": "x.tf", "uriBaseId": "SRC"}}], "originalUriBaseIds": {
		"ROOT": {"uri": "file:///repo/"}, "SRC": {"uri": "live/", "uriBaseId": "ROOT"}, "LOOP": {"uri": "a/", "uriBaseId": "LOOP"}},
		"results": [{"ruleId": "A", "locations": [
			{"physicalLocation": {"artifactLocation": {"index": 0}, "region": {"startLine": 2}}},
			{"physicalLocation": {"artifactLocation": {"uri": "y.tf", "uriBaseId": "LOOP"}}},
			{"physicalLocation": {"artifactLocation": {"uri": "../z.tf", "uriBaseId": "NONE"}}}]}]`)
	runs, err := sarif.Read(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	want := []sarif.Place{{File: "x.tf", Base: "/repo/live", Line: 2}, {File: "y.tf"}, {File: "../z.tf"}}
	if diff := cmp.Diff(want, runs[0].Results[0].Places); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"empty": "", "other JSON": `{"version": 4}`, "a list": `[]`, "version": `{"version": "2.0.0", "runs": []}`,
		"no runs": `{"version": "2.1.0"}`, "cut": `{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"`,
		"kind": `{"version": "2.1.0", "runs": [{"results": [{"ruleId": {"SECRET": 1}}]}]}`,
		"two":  `{"version": "2.1.0", "runs": []}{}`,
	} {
		_, err := sarif.Read(strings.NewReader(text))
		if !errors.Is(err, sarif.ErrNoSARIF) {
			t.Errorf("%s: %v", name, err)
		} else if strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%s: the error quotes the file: %v", name, err)
		}
	}
}

func TestReadBounds(t *testing.T) {
	t.Parallel()
	many := run(`{"name": "T"}}`, `, "results": [{}`+strings.Repeat(",{}", sarif.MaxResults)+`]`)
	if _, err := sarif.Read(strings.NewReader(many)); err == nil || !strings.Contains(err.Error(), "results") {
		t.Errorf("too many results: %v", err)
	}
	large := strings.NewReader(strings.Repeat(" ", sarif.MaxSize+1))
	if _, err := sarif.Read(large); err == nil || !strings.Contains(err.Error(), "MiB") {
		t.Errorf("too large: %v", err)
	}
	long := strings.Repeat("é", 5000)
	runs, err := sarif.Read(strings.NewReader("\xef\xbb\xbf" + run(`{"name": "`+long+`"}}`, `, "results": [{"ruleId": "`+long+`"}]`)))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{runs[0].Tool, runs[0].Results[0].Rule} {
		if n := len([]rune(text)); n != 120 {
			t.Errorf("a name of %d characters", n)
		}
	}
}

func FuzzRead(f *testing.F) {
	content, err := os.ReadFile(filepath.Join("testdata", "trivy.sarif"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Add([]byte(run(`{"name": "T", "rules": [{"id": "A"}]}}`, `, "results": [{"ruleIndex": 0, "locations": [{"logicalLocations": [{"name": "a.b"}]}]}]`)))
	f.Fuzz(func(t *testing.T, b []byte) {
		runs, err := sarif.Read(strings.NewReader(string(b)))
		if err != nil {
			return
		}
		for _, r := range runs {
			for _, result := range r.Results {
				if r.Tool == "" || result.Rule == "" || result.Severity < 0 || result.Severity > 10 {
					t.Errorf("%q: %+v", r.Tool, result)
				}
				for _, p := range result.Places {
					if p.File == "" && len(p.Addresses) == 0 || p.Line < 0 || p.Base != "" && p.File == "" {
						t.Errorf("%+v", p)
					}
				}
			}
		}
		fitted(changes(), runs, "/repo/live", "/repo/live/main.tf")
	})
}
