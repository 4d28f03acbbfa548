package render_test

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	htmlrenderer "github.com/yuin/goldmark/renderer/html"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// injected is a report with a text in each place that a plan or its surroundings can fill.
func injected(s string) *report.Report {
	r := hostileShell(s)
	c := hostileChange(1, s)
	c.Location = &report.Location{File: s, Line: 7}
	c.CausedBy, c.OrderForcedBy = []string{s}, s
	c.Owners, c.Downstream.Owners, c.Ignored = []string{s}, []string{s}, &risk.Ignored{Reason: s, Expires: s}
	r.Owners, r.Policy = map[string][]string{s: {s}}, []report.PolicyEffect{{File: s, Line: 1, Changed: s}}
	c.Others, c.OthersOmitted = []report.Other{{Tool: s, Rule: s, Summary: s, Page: s, Message: s, Level: s, Severity: s, Line: 3}}, 1
	r.OtherTools = []report.OtherTool{{Tool: s, Results: 3, Unplaced: 1, Suppressed: 1}}
	c.Outside = &report.Outside{Source: s, State: s, Facts: []string{s}, Missing: []string{s}, Dependents: []report.External{{Kind: s, ID: s, Place: s, Note: s}}}
	c.Downstream.External = 2
	r.Graph.Coverage.Outside = &report.LookUps{
		Source: s, Recorded: s, Asked: 3, Incomplete: 2, Missing: []report.NotLookedUp{{Address: s, Why: []string{s}}},
		Causes: []report.Cause{{Why: s, Changes: 2, Actions: []string{s}}, {Why: s + "2", Changes: 1}},
	}
	c.ProbableRename = &report.ProbableRename{Address: s, MovedBlock: movedBlock(s), Keep: []string{s}, Note: s}
	c.ActsOn = &report.ActsOn{Effect: "cuts off", Resources: []string{s}, Total: 1, Direct: 1}
	c.Outcomes = []string{s}
	caused := hostileChange(2, s+" caused")
	caused.Stack, caused.Causes, caused.Others = s, []string{s}, c.Others
	c.Deposed = nil
	r.Changes = []report.Change{c, caused}
	r.Findings = []risk.Finding{{Rule: s, Level: risk.LevelHigh, Score: 60, Summary: s, Addresses: []string{s, s}}}
	r.Gates = []report.Gate{{Name: s, Why: s}}
	r.Invocations = []report.ActionInvocation{{Address: s, Type: s, Trigger: s, Event: s}}
	r.Outputs = []report.Output{{Name: s, Action: s}}
	r.Diagnostics = []diagnostic.Diagnostic{{Severity: diagnostic.Warning, Summary: s, Detail: s}, {Severity: diagnostic.Error, Summary: s}}
	r.Plans = []report.Plan{r.Plan, {Source: s + "2", Stack: s + "2"}}
	return r
}

// movedBlock is the block that a rename of an instance with such a key comes with: HCL
// quotes the key.
func movedBlock(s string) string {
	key := strconv.Quote(s)
	return "moved {\n  from = a.b[" + key + "]\n  to   = a.c[" + key + "]\n}"
}

func TestInjections(t *testing.T) {
	t.Parallel()
	if len(injections) < 40 {
		t.Fatalf("only %d cases", len(injections))
	}
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("testdata", "sarif", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range injections {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := render.Options{
				Verbose: true, FullReport: s, Folders: map[string]string{s: s},
				Rule: func(string) (render.RuleText, bool) {
					return render.RuleText{Title: "t", Looks: "l", Why: "w", Fix: "f"}, true
				},
			}
			for _, f := range render.Formats() {
				text := write(t, f.Name, injected(s), o)
				checkFormat(t, f.Name, text)
				checkOwnLines(t, f.Name, text)
				checkSyntax(t, f.Name, text, schema)
			}
			for _, limit := range []render.Limit{{}, {Max: 20_000}, {Flat: true}} {
				o.Limit = limit
				text := write(t, "markdown", injected(s), o)
				if limit.Flat {
					checkFlat(t, name, text)
				} else {
					checkDocument(t, name, text)
				}
				checkHTML(t, text)
			}
		})
	}
}

// ownLine is how a line of Markdown may begin: with words and signs of the report.
var ownLine = regexp.MustCompile("^( *- |[|]|> |#{3,4} |```|  (n\\d|classDef)|</?details>|flowchart|---$|" +
	"  (moved \\{$|  (from|to  ) = a\\.[bc]\\[\"|\\}$|```+(hcl)?$)|\\*\\*(Action|Why|What may break|Warning|Ignored|Owners|Also affects):|Plan |Changes by level: |Graph |Also |Made by |… )")

// checkOwnLines holds that no line of a report is one that the text brought along: a
// delimiter, a command of a bot, an assignment. Terminal reports wrap long names wherever
// they end, and are no input of anything.
func checkOwnLines(t *testing.T, format, text string) {
	t.Helper()
	if format == "terminal" {
		return
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		switch {
		case line == "EOF", line == "ghadelimiter", strings.HasPrefix(line, "/"), strings.HasPrefix(line, "atlantis "),
			strings.HasPrefix(line, "PATH="), strings.HasPrefix(line, "level="), strings.HasPrefix(line, "level<<"):
			t.Errorf("%s: the line %q", format, line)
		case format == "markdown" && line != "" && !ownLine.MatchString(line):
			t.Errorf("%s: a line begins with %q", format, line)
		}
		if format != "json" && strings.Contains(line, "<!--") {
			t.Errorf("%s: a comment: %q", format, line)
		}
		if format != "json" && strings.Contains(line, "[[ATTACHMENT") {
			t.Errorf("%s: an attachment: %q", format, line)
		}
	}
}

// checkSyntax reads a report as its readers do.
func checkSyntax(t *testing.T, format, text string, sarif *jsonschema.Schema) {
	t.Helper()
	switch format {
	case "sarif":
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
		if err == nil {
			err = sarif.Validate(value)
		}
		if err != nil {
			t.Errorf("sarif: %v", err)
		}
		for _, m := range regexp.MustCompile(`"text": "([^"]*(\]\(|\{\d))`).FindAllString(text, -1) {
			t.Errorf("sarif: a link or placeholder in a message: %s", m)
		}
		for _, m := range regexp.MustCompile(`"uri": "([^"]*)"`).FindAllStringSubmatch(text, -1) {
			if strings.HasPrefix(m[1], "/") || strings.HasPrefix(m[1], "..") || strings.Contains(m[1], ":") {
				t.Errorf("sarif: the place %q", m[1])
			}
		}
	case "gitlab":
		var issues []struct {
			Severity, Fingerprint, Description string
			Location                           struct {
				Path  string
				Lines struct{ Begin int }
			}
		}
		if err := json.Unmarshal([]byte(text), &issues); err != nil || len(issues) != 5 {
			t.Errorf("gitlab: %d issues, want 5: %v", len(issues), err)
		}
		for _, issue := range issues {
			ignored := strings.HasPrefix(issue.Description, "ignored, ")
			if serious := issue.Severity == "blocker" || issue.Severity == "critical"; serious == ignored || ignored && issue.Severity != "info" {
				t.Errorf("gitlab: severity %q", issue.Severity)
			}
			if p := issue.Location.Path; p == "" || strings.HasPrefix(p, "/") || strings.HasPrefix(p, "../") {
				t.Errorf("gitlab: path %q", p)
			}
		}
	case "junit":
		checkXML(t, text)
	}
}

// checkXML holds JUnit to its own elements and to the number of tests that there are.
func checkXML(t *testing.T, text string) {
	t.Helper()
	d, tests := xml.NewDecoder(strings.NewReader(text)), 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("junit: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch token.Name.Local {
			case "testsuites", "testsuite", "failure", "skipped", "system-out":
			case "testcase":
				tests++
			default:
				t.Errorf("junit: the element %s", token.Name.Local)
			}
		case xml.Comment, xml.Directive:
			t.Errorf("junit: %v", token)
		}
	}
	if tests != 6 {
		t.Errorf("junit: %d tests, want 6", tests)
	}
}

var (
	htmlTag = regexp.MustCompile(`<[^>]*>`)
	// plainTag are the tags that a rendered report may hold, with all of their attributes.
	plainTag = regexp.MustCompile(`^<(/?(h3|h4|p|ul|li|strong|b|code|br|table|thead|tbody|tr|details|summary|hr|blockquote|pre)` +
		`|/?t[hd]|t[hd] style="text-align:(left|right)"|code class="language-(mermaid|hcl)")( /)?>$`)
	htmlCode  = regexp.MustCompile(`(?s)<code[^>]*>.*?</code>`)
	tableCell = regexp.MustCompile(`(?s)<td[^>]*>(.*?)</td>`)
)

// checkHTML renders Markdown as hosts do, with HTML let through, and holds the page to
// harmless tags, to nothing that a host would link outside of code, and to rows that are
// whole.
func checkHTML(t *testing.T, source string) {
	t.Helper()
	var page strings.Builder
	m := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(htmlrenderer.WithUnsafe()))
	if err := m.Convert([]byte(source), &page); err != nil {
		t.Fatal(err)
	}
	for _, tag := range htmlTag.FindAllString(page.String(), -1) {
		if !plainTag.MatchString(tag) {
			t.Errorf("HTML: the tag %q", tag)
		}
	}
	outside := unescape(htmlTag.ReplaceAllString(htmlCode.ReplaceAllString(page.String(), " "), ""))
	outside = strings.ReplaceAll(outside, "✅", "")
	if found := live.FindString(outside); found != "" {
		t.Errorf("HTML: %q outside of code", found)
	}
	cells := tableCell.FindAllStringSubmatch(page.String(), -1)
	if len(cells) == 0 || len(cells)%6 != 0 {
		t.Errorf("HTML: %d cells in a table of 6 columns", len(cells))
	}
	for i, cell := range cells {
		text := strings.TrimSpace(unescape(htmlTag.ReplaceAllString(cell[1], "")))
		if column := i % 6; column != 3 && strings.ContainsAny(text[:1], "=+-@\t\r") { // an action begins with the report's own sign
			t.Errorf("HTML: the cell %q is a formula", text)
		}
	}
	for _, tag := range []string{"details", "summary", "table", "code", "pre", "li", "blockquote"} {
		opened := strings.Count(page.String(), "<"+tag+">") + strings.Count(page.String(), "<"+tag+" ")
		if closed := strings.Count(page.String(), "</"+tag+">"); opened != closed {
			t.Errorf("HTML: %d %s opened, %d closed", opened, tag, closed)
		}
	}
}
