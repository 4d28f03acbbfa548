package render_test

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

var schemaPath = filepath.Join("..", "..", "docs", "report.schema.json")

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func decode(t *testing.T, text string) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatalf("not JSON: %v", err)
	}
	return v
}

func TestJSONMatchesSchema(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t)
	for _, s := range samples() {
		if err := schema.Validate(decode(t, write(t, "json", plausible(s.report), render.Options{}))); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
}

// plausible gives the closed words of a hostile report values that the schema has.
func plausible(r *report.Report) *report.Report {
	for i := range r.Changes {
		c := &r.Changes[i]
		if len(c.Order) > 0 && !strings.HasPrefix(c.Order, "destroy") {
			c.Order = ""
		}
		if c.Action == "" {
			c.Action = "?"
		}
		switch c.Recovery.Tier {
		case "reversible", "recreatable", "restorable", "lost":
		default:
			c.Recovery.Tier = "unknown"
		}
	}
	return r
}

func TestSchemaRefusesBrokenReports(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t)
	text := write(t, "json", criticalReport(), render.Options{})
	for _, tc := range []struct{ name, old, new string }{
		{"other version", `"schema_version": "1"`, `"schema_version": "2"`},
		{"unknown level", `"level": "critical"`, `"level": "terrible"`},
		{"score above 100", `"score": 97`, `"score": 101`},
		{"score as text", `"score": 97`, `"score": "97"`},
		{"unknown order", `"order": "destroy-before-create"`, `"order": "sometimes"`},
		{"unknown tier", `"tier": "restorable"`, `"tier": "perhaps"`},
		{"unknown severity", `"severity": "warning"`, `"severity": "fatal"`},
		{"null list", `"findings": [`, `"findings": null, "x": [`},
		{"missing address", `"address": "aws_subnet.app[0]",`, ``},
		{"missing total", `"total": 17,`, ``},
		{"negative count", `"affected": 37`, `"affected": -1`},
		{"no such rank", `"rank": 1,`, `"rank": 0,`},
		{"short fingerprint", `"fingerprint": "sha256:0123456789abcdef`, `"fingerprint": "sha256:`},
	} {
		broken := strings.Replace(text, tc.old, tc.new, 1)
		if broken == text {
			t.Fatalf("%s: the report does not hold %s", tc.name, tc.old)
		}
		if err := schema.Validate(decode(t, broken)); err == nil {
			t.Errorf("%s: the schema takes it", tc.name)
		}
	}
	more := strings.Replace(text, `"rank": 1,`, `"rank": 1, "from_a_later_version": {},`, 1)
	if err := schema.Validate(decode(t, more)); err != nil {
		t.Errorf("the schema refuses a field that it does not know: %v", err)
	}
}

// TestSchemaKnowsEveryField compares the schema with the Go types: each field is
// described, and required exactly if it is never left out.
func TestSchemaKnowsEveryField(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	var root map[string]any
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	compareFields(t, root, root, reflect.TypeFor[report.Report](), "report")
}

func compareFields(t *testing.T, root, schema map[string]any, typ reflect.Type, path string) {
	t.Helper()
	if ref, ok := schema["$ref"].(string); ok {
		schema = root["$defs"].(map[string]any)[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
	}
	for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
		if typ.Kind() == reflect.Slice {
			compareFields(t, root, schema["items"].(map[string]any), typ.Elem(), path+"[]")
			return
		}
		typ = typ.Elem()
	}
	if typ.Kind() != reflect.Struct {
		return
	}
	properties, _ := schema["properties"].(map[string]any)
	required := map[string]bool{}
	list, _ := schema["required"].([]any)
	for _, name := range list {
		required[name.(string)] = true
	}
	for field := range typ.Fields() {
		name, option, _ := strings.Cut(field.Tag.Get("json"), ",")
		property, ok := properties[name].(map[string]any)
		if !ok {
			t.Errorf("%s.%s is not in the schema", path, name)
			continue
		}
		if required[name] != (option != "omitempty") {
			t.Errorf("%s.%s: required is %v, omitempty is %v", path, name, required[name], option == "omitempty")
		}
		compareFields(t, root, property, field.Type, path+"."+name)
	}
}

// TestJSONKeepsEverything decodes what was written and compares it with the report.
func TestJSONKeepsEverything(t *testing.T) {
	t.Parallel()
	for _, s := range samples() {
		if s.name == "hostile" {
			continue // holds bytes that JSON can't; see TestJSONText
		}
		var got report.Report
		if err := json.Unmarshal([]byte(write(t, "json", s.report, render.Options{Top: 1})), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(s.report, &got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", s.name, diff)
		}
	}
}

// TestJSONLooksLikeOneDocument compares the streamed form with encoding/json's.
func TestJSONLooksLikeOneDocument(t *testing.T) {
	t.Parallel()
	for _, s := range samples() {
		got := write(t, "json", s.report, render.Options{})
		var v report.Report
		if err := json.Unmarshal([]byte(got), &v); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		var want strings.Builder
		e := json.NewEncoder(&want)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(v); err != nil {
			t.Fatal(err)
		}
		if s.name == "hostile" {
			continue // differs by escapes
		}
		if diff := cmp.Diff(want.String(), got); diff != "" {
			t.Errorf("%s (-encoding/json +streamed):\n%s", s.name, diff)
		}
	}
}

var nullField = regexp.MustCompile(`"(\w+)": null`)

func TestJSONHasNoNullLists(t *testing.T) {
	t.Parallel()
	nullable := map[string]bool{"now": true, "complete": true, "previous_address": true, "deposed": true, "before": true, "after": true, "by": true}
	for _, r := range []*report.Report{{}, {Changes: []report.Change{{}}, Graph: report.Graph{}}, criticalReport()} {
		for _, match := range nullField.FindAllStringSubmatch(write(t, "json", r, render.Options{}), -1) {
			if !nullable[match[1]] {
				t.Errorf("%s is null", match[1])
			}
		}
	}
	empty := &report.Report{Changes: []report.Change{{}}}
	write(t, "json", empty, render.Options{})
	if empty.Changes[0].Changed != nil || empty.Findings != nil {
		t.Error("writing changed the report")
	}
}

func TestJSONText(t *testing.T) {
	t.Parallel()
	for _, s := range hostileStrings() {
		text := write(t, "json", hostileShell(s), render.Options{})
		checkLines(t, text)
		var got report.Report
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Fatalf("%q: %v", s, err)
		}
		if want := asJSON(s); got.Plan.Source != want {
			t.Errorf("%q came back as %q", s, got.Plan.Source)
		}
	}
}

type brokenWriter struct{}

var errBroken = errors.New("broken pipe")

func (brokenWriter) Write([]byte) (int, error) { return 0, errBroken }

func TestWriteErrors(t *testing.T) {
	t.Parallel()
	for _, f := range render.Formats() {
		if err := f.Write(brokenWriter{}, manyReport(), render.Options{}); !errors.Is(err, errBroken) {
			t.Errorf("%s: error %v does not wrap the writer's", f.Name, err)
		}
	}
}

// asJSON replaces each byte that is not UTF-8 as encoding/json does.
func asJSON(s string) string {
	return string([]rune(s))
}
