package analyzer_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/fixtures"
)

// canaryPlan plants secrets at every place where a plan marks or declares them, and
// copies of them where nothing marks them. Each secret(n) is another one.
func canaryPlan(secret func(n int) string) map[string]any {
	type m = map[string]any
	list := func(v ...any) []any { return v }
	copies := func(s string) m {
		return m{
			"id": "known-id", "plain": s, "inside": "connect to " + s + " now",
			"user_data": base64.StdEncoding.EncodeToString([]byte("#!/bin/sh\nexport X=" + s + "\n")),
			"policy":    fmt.Sprintf(`{"Key":%q}`, s), "url": "https://example.com/?q=" + url.QueryEscape(s),
			"tags": m{s: "as a key", "Name": s}, "nested": list(m{"deep": list(s)}),
		}
	}
	change := func(address string, actions []string, extra m) m {
		typ, name, _ := strings.Cut(address, ".")
		name, _, _ = strings.Cut(name, "[")
		c := m{"actions": actions}
		maps.Copy(c, extra)
		return m{"address": address, "mode": "managed", "type": typ, "name": name, "provider_name": "p", "change": c}
	}
	update := []string{"update"}
	changes := list(
		change("x_a.before", update, m{
			"before": m{"v": secret(1)}, "after": m{"v": "new"}, "before_sensitive": m{"v": true}, "after_sensitive": false,
		}),
		change("x_a.after", update, m{
			"before": m{"v": "old"}, "after": m{"v": secret(2)}, "before_sensitive": false, "after_sensitive": m{"v": true},
		}),
		change("x_a.whole", []string{"delete", "create"}, m{
			"before": m{"v": secret(3), "w": list(secret(4))}, "after": m{"v": secret(5)},
			"before_sensitive": true, "after_sensitive": true, "replace_paths": list(list("v"), list("w", 0)),
		}),
		change("x_a.nested", update, m{
			"before": m{"l": list(m{"a": secret(6)}, m{"a": "open"}), "m": m{"k": secret(7)}},
			"after":  m{"l": list(m{"a": "open"}, m{"a": secret(8)}), "m": m{"k": "other"}},
			// the mark stands on one element and on one side only
			"before_sensitive": m{"l": list(m{"a": true}), "m": m{"k": true}}, "after_sensitive": m{},
		}),
		change("x_a.named", update, m{"before": m{"password": secret(9)}, "after": m{"password": secret(10)}}),
		change(fmt.Sprintf("x_a.keys[%q]", secret(1)), update, m{
			"before": copies(secret(1)), "after": copies(secret(2)), "after_unknown": m{"tags": m{secret(3): true}},
			"replace_paths": list(list("tags", secret(1))),
		}),
	)
	for n := 1; n <= 19; n++ {
		if n == 9 || n == 10 {
			continue // known by their attribute's name alone, and so not looked for elsewhere
		}
		changes = append(changes, change(fmt.Sprintf("x_copy.n%d", n), []string{"delete", "create"}, m{
			"before": copies("old"), "after": copies(secret(n)), "replace_paths": list(list("tags", secret(n))),
		}))
	}
	constant := func(v any) m { return m{"constant_value": v} }
	return m{
		"format_version": "1.2", "terraform_version": "1.11.4",
		"variables":        m{"password_of_root": m{"value": secret(11)}, "declared": m{"value": secret(12)}},
		"resource_changes": changes,
		"resource_drift": list(change("x_a.drift", update, m{
			"before": m{"v": secret(13)}, "after": m{"v": "z"}, "before_sensitive": m{"v": true},
		})),
		"output_changes": m{"o": m{
			"actions": update, "before": secret(14), "after": secret(15), "before_sensitive": true, "after_sensitive": true,
		}},
		"planned_values": m{"outputs": m{"p": m{"sensitive": true, "value": secret(16)}}, "root_module": m{}},
		"prior_state": m{"values": m{"root_module": m{"resources": list(m{
			"address": "x_a.before", "mode": "managed", "type": "x_a", "name": "before",
			"values": m{"hidden": secret(17)}, "sensitive_values": m{"hidden": true},
			"depends_on": list(fmt.Sprintf("x_a.keys[%q]", secret(1))),
		})}}},
		"configuration": m{
			"provider_config": m{"p": m{"name": "p", "expressions": m{"token": constant(secret(18))}}},
			"root_module": m{
				"variables": m{"declared": m{"sensitive": true, "default": secret(19)}},
				"resources": list(m{
					"address": "x_a.after", "mode": "managed", "type": "x_a", "name": "after",
					"expressions": m{"v": m{"references": list(fmt.Sprintf("x_a.keys[%q].v", secret(1)), fmt.Sprintf("x_a.keys[%q]", secret(1)), "x_a.keys")}},
				}),
			},
		},
	}
}

// reportsOf renders a plan in every format under every values policy.
func reportsOf(t *testing.T, text []byte) map[string]string {
	t.Helper()
	reports := map[string]string{}
	for _, values := range []analyzer.ValuesPolicy{analyzer.ValuesNone, analyzer.ValuesSafe, analyzer.ValuesAll} {
		p, err := plan.Read(t.Context(), bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		r, err := analyzer.Analyze(t.Context(), p, analyzer.Options{Values: values, Version: "test"})
		if err != nil {
			t.Fatal(err)
		}
		for _, format := range render.Formats() {
			var out bytes.Buffer
			if err := format.Write(&out, r, render.Options{Verbose: true, Top: 1000}); err != nil {
				t.Fatal(err)
			}
			reports[format.Name+" with values "+string(values)] = out.String()
		}
	}
	return reports
}

func TestSecretsStayInside(t *testing.T) {
	t.Parallel()
	secret := func(n int) string { return fmt.Sprintf(`cAnArY-%d-"quoted"-%d!`, n, n*7919) }
	text, err := json.Marshal(canaryPlan(secret))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "cAnArY"); n < 100 {
		t.Fatalf("only %d canaries planted", n)
	}
	for name, report := range reportsOf(t, text) {
		if !strings.Contains(report, "x_copy") {
			t.Errorf("%s: the changes are not in the report", name)
		}
		for _, trace := range []string{"cAnArY", "Y0FuQXJZ", "NBbkFyW", "jQW5Bcl"} { // plain, and in base64 at three alignments
			if i := strings.Index(report, trace); i >= 0 {
				t.Errorf("%s: a secret got out: …%s…", name, report[max(0, i-80):min(len(report), i+80)])
			}
		}
	}
}

// TestSecretsDoNotShowByDifference changes every secret and nothing else: no output may
// tell the two plans apart.
func TestSecretsDoNotShowByDifference(t *testing.T) {
	t.Parallel()
	reports := func(word string) map[string]string {
		text, err := json.Marshal(canaryPlan(func(n int) string { return fmt.Sprintf("%s-%04d-secret", word, n) }))
		if err != nil {
			t.Fatal(err)
		}
		return reportsOf(t, text)
	}
	one, other := reports("aaaaaaaa"), reports("zzzzzzzz")
	for name := range one {
		if one[name] != other[name] {
			t.Errorf("%s: the reports differ with the secrets", name)
		}
	}
}

// TestFixturesKeepTheirCanaries looks at the plans that terraform itself has marked.
func TestFixturesKeepTheirCanaries(t *testing.T) {
	t.Parallel()
	checked := 0
	for _, f := range fixtures.All(t) {
		text, err := os.ReadFile(f.Plan)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(text, []byte("CANARY")) {
			continue
		}
		checked++
		for name, report := range reportsOf(t, text) {
			if strings.Contains(report, "CANARY") {
				t.Errorf("%s: %s: a canary got out", f.Name, name)
			}
		}
	}
	if checked == 0 {
		t.Error("no fixture holds a canary")
	}
}
