package analyzer_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/fixtures"
)

// now is a fixed time, so that reports are the same on every day.
var now = time.Date(2026, time.January, 31, 12, 0, 0, 0, time.UTC)

// extensions names the golden file of each format.
var extensions = map[string]string{
	"terminal": "txt", "markdown": "md", "json": "json",
	"sarif": "sarif", "junit": "junit.xml", "gitlab": "gitlab.json", "github": "github.txt",
}

// everywhere are the formats with a golden file for every fixture; the others have one for
// those in several.
var (
	everywhere = map[string]bool{"terminal": true, "markdown": true, "json": true}
	several    = map[string]bool{
		"aws-three-tier-az-drop": true, "aws-web-small-deposed": true, "errored": true, "no-changes": true,
		"modules-nested": true, "sensitive": true, "unicode-keys": true,
	}
)

// analyze reads and analyses a fixture; a plan that is refused gives no report.
func analyze(t *testing.T, f fixtures.Fixture) *report.Report {
	t.Helper()
	return analyzeWith(t, f, func(*analyzer.Options) {})
}

func loadSource(t *testing.T, dir string) *config.Tree {
	t.Helper()
	tree, _, err := config.Load(os.DirFS(dir), ".")
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func analyzeWith(t *testing.T, f fixtures.Fixture, set func(*analyzer.Options)) *report.Report {
	t.Helper()
	text, err := os.ReadFile(f.Plan)
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Read(t.Context(), bytes.NewReader(text))
	if refused, ok := errors.AsType[*plan.RefusedError](err); ok {
		fixtures.Golden(t, filepath.Join(f.Dir, "golden", "refused.txt"), []byte(refused.Error()+"\n"))
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	options := analyzer.Options{Source: "plan.json", Stack: f.Name, Version: "test", Now: now}
	set(&options)
	r, err := analyzer.Analyze(t.Context(), p, options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestGoldenReports(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t, filepath.Join("..", "docs", "report.schema.json"))
	sarif := compileSchema(t, filepath.Join("render", "testdata", "sarif", "sarif-schema-2.1.0.json"))
	for _, f := range fixtures.All(t) {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			r := analyze(t, f)
			if r == nil {
				return
			}
			checkInvariants(t, r)
			for _, format := range render.Formats() {
				var got bytes.Buffer
				if err := format.Write(&got, r, render.Options{}); err != nil {
					t.Fatalf("%s: %v", format.Name, err)
				}
				extension, ok := extensions[format.Name]
				if !ok {
					t.Fatalf("format %s has no extension in this test", format.Name)
				}
				if format.Name == "sarif" {
					validate(t, sarif, got.Bytes())
				}
				if !everywhere[format.Name] && !several[f.Name] {
					continue
				}
				fixtures.Golden(t, filepath.Join(f.Dir, "golden", "report."+extension), got.Bytes())
				if format.Name == "json" {
					validate(t, schema, got.Bytes())
				}
			}
		})
	}
}

func compileSchema(t *testing.T, path string) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(path)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, report []byte) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(report))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		t.Error(err)
	}
}

// checkInvariants checks what holds for every report.
func checkInvariants(t *testing.T, r *report.Report) {
	t.Helper()
	levels := 0
	for _, n := range r.Summary.Levels {
		levels += n
	}
	if levels+r.Summary.Ignored != len(r.Changes) {
		t.Errorf("levels count %d changes and %d are ignored, the report has %d", levels, r.Summary.Ignored, len(r.Changes))
	}
	previous := 101
	for i, c := range r.Changes {
		d := c.Downstream
		if d.Total != d.Unchanged+d.Changing+d.Leaving {
			t.Errorf("%s: total %d is not %d + %d + %d", c.Address, d.Total, d.Unchanged, d.Changing, d.Leaving)
		}
		if d.Direct > d.Total || d.Total > r.Summary.Resources || (d.Total > 0) != (d.Depth > 0) {
			t.Errorf("%s: direct %d, total %d, depth %d of %d resources", c.Address, d.Direct, d.Total, d.Depth, r.Summary.Resources)
		}
		if !d.Truncated && len(d.Resources) != d.Total+d.New {
			t.Errorf("%s: lists %d of %d resources", c.Address, len(d.Resources), d.Total+d.New)
		}
		if c.Rank != i+1 || c.Risk.Score > previous {
			t.Errorf("%s: rank %d at place %d, score %d after %d", c.Address, c.Rank, i+1, c.Risk.Score, previous)
		}
		previous = c.Risk.Score
		if c.Disruptive && r.Summary.Affected == 0 && c.Deposed == nil && c.Mode != "data" {
			t.Errorf("%s is disruptive, and nothing counts as affected", c.Address)
		}
		if c.Why == "" || strings.Contains(c.Why, "%!") {
			t.Errorf("%s: why is %q", c.Address, c.Why)
		}
	}
	if r.Summary.Affected > r.Summary.Resources {
		t.Errorf("affected %d of %d resources", r.Summary.Affected, r.Summary.Resources)
	}
}
