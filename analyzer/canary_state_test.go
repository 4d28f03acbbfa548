package analyzer_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
)

// checkNoCanary looks for a secret, plain and in base64 at three alignments.
func checkNoCanary(t *testing.T, name, text string) {
	t.Helper()
	for _, trace := range []string{"cAnArY", "Y0FuQXJZ", "NBbkFyW", "jQW5Bcl"} {
		if i := strings.Index(text, trace); i >= 0 {
			t.Errorf("%s: a secret got out: …%s…", name, text[max(0, i-80):min(len(text), i+80)])
		}
	}
}

// writeAll writes what whatif says of a state, or of a plan, in every format.
func writeAll(t *testing.T, p *plan.Plan, o analyzer.Options) map[string]string {
	t.Helper()
	written := map[string]string{}
	add := func(name string, write func(w io.Writer) error) {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		written[name] = out.String()
	}
	var addresses []string
	for _, c := range p.Changes {
		addresses = append(addresses, c.Address)
	}
	shown := render.Options{Verbose: true, Top: 1000}
	h, err := analyzer.HotSpots(t.Context(), p, o, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range render.Names() {
		if write, ok := render.HotSpots(format); ok {
			add("hot spots, "+format, func(w io.Writer) error { return write(w, h, shown) })
		}
		for _, action := range []plan.Action{plan.ActionReplace, plan.ActionDelete, plan.ActionUpdate} {
			r, err := analyzer.WhatIf(t.Context(), p, o, addresses, action)
			if err != nil {
				t.Fatal(err)
			}
			f, _ := render.Lookup(format)
			add(fmt.Sprintf("what if %s, %s", action, format), func(w io.Writer) error { return f.Write(w, r, shown) })
		}
		for i, address := range addresses {
			e, err := analyzer.Explain(t.Context(), p, o, address)
			if err != nil {
				t.Fatal(err)
			}
			if write, ok := render.Explanation(format); ok {
				add(fmt.Sprintf("explain %d, %s", i, format), func(w io.Writer) error { return write(w, e, shown) })
			}
		}
	}
	return written
}

// canaryState plants secrets where a state marks them and where only names tell, in both
// forms of a state, with copies.
func canaryState(secret func(n int) string) map[string]any {
	type m = map[string]any
	list := func(v ...any) []any { return v }
	step := func(name string) m { return m{"type": "get_attr", "value": name} }
	resource := func(typ, name string, instances ...any) m {
		return m{"mode": "managed", "type": typ, "name": name, "provider": `provider["registry.terraform.io/hashicorp/aws"]`, "instances": instances}
	}
	copies := func(n int) m {
		return m{"id": fmt.Sprintf("i-%d", n), "plain": secret(n), "inside": "connect to " + secret(n) + " now", "tags": m{secret(n): "k"}}
	}
	resources := list(
		resource("x_a", "marked", m{
			"attributes": m{"v": secret(1), "w": m{"value": m{"p": secret(2)}, "type": list("object", m{"p": "string"})}}, "private": secret(3),
			"sensitive_attributes": list(list(step("v")), list(step("w"), step("p"))),
		}),
		resource("x_a", "named", m{"attributes": m{"master_password": secret(4), "conf": list(m{"api_key": secret(5)})}, "sensitive_attributes": list()}),
		resource("random_password", "p", m{"attributes": m{"id": "none", "result": secret(6)}}),
	)
	for n := range 7 {
		if n == 3 {
			continue // never read
		}
		resources = append(resources, resource("x_copy", fmt.Sprintf("n%d", n), m{
			"index_key": secret(n), "attributes": copies(n), "dependencies": list(fmt.Sprintf("x_copy.n1[%q]", secret(n))),
		}))
	}
	return m{
		"version": 4, "terraform_version": "1.11.4", "serial": 1, "lineage": "b0", "resources": resources,
		"outputs": m{"o": m{"value": secret(0), "type": "string", "sensitive": true}},
	}
}

func TestStateSecretsStayInside(t *testing.T) {
	t.Parallel()
	secret := func(n int) string { return fmt.Sprintf(`cAnArY-%d-"quoted"-%d!`, n, n*7919) }
	texts := map[string][]byte{}
	raw, err := json.Marshal(canaryState(secret))
	if err != nil {
		t.Fatal(err)
	}
	texts["raw"] = raw
	if texts["plan"], err = json.Marshal(canaryPlan(secret)); err != nil {
		t.Fatal(err)
	}
	for _, file := range []string{"state.json", "terraform.tfstate"} {
		text, err := os.ReadFile(filepath.Join("..", "fixtures", "states", "shop", file))
		if err != nil {
			t.Fatal(err)
		}
		texts[file] = bytes.ReplaceAll(text, []byte("canary-Hunter2"), []byte("cAnArY-Hunter2"))
	}
	for name, text := range texts {
		if n := strings.Count(string(text), "cAnArY"); n < 3 {
			t.Errorf("%s: only %d canaries planted", name, n)
		}
		p, err := plan.ReadState(t.Context(), bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		for what, written := range writeAll(t, p, analyzer.Options{Values: analyzer.ValuesAll}) {
			checkNoCanary(t, name+": "+what, written)
		}
	}
}

// The reports of whatif keep to the schema.
func TestWhatIfSchema(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t, filepath.Join("..", "docs", "report.schema.json"))
	p := readFile(t, "states", "shop", "terraform.tfstate")
	r := whatIf(t, p, analyzer.Options{}, plan.ActionDelete, "terraform_data.subnet")
	f, _ := render.Lookup("json")
	var out bytes.Buffer
	if err := f.Write(&out, r, render.Options{}); err != nil {
		t.Fatal(err)
	}
	validate(t, schema, out.Bytes())
	if !strings.Contains(out.String(), `"what_if": {`) {
		t.Error("the report does not say that nothing was planned")
	}
}
