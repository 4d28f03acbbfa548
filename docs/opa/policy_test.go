// Package opa holds a policy for OPA and Conftest over the report, and its test.
package opa

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/rego"
)

// decisions evaluates the policy over a report.
func decisions(t *testing.T, report map[string]any) (deny, warn []string) {
	t.Helper()
	source, err := os.ReadFile("policy.rego")
	if err != nil {
		t.Fatal(err)
	}
	ask := func(query string) []string {
		results, err := rego.New(rego.Query(query), rego.Module("policy.rego", string(source)), rego.Input(report)).Eval(t.Context())
		if err != nil || len(results) != 1 {
			t.Fatalf("%s: %v, %d results", query, err, len(results))
		}
		var messages []string
		for _, m := range results[0].Expressions[0].Value.([]any) {
			messages = append(messages, m.(string))
		}
		slices.Sort(messages)
		return messages
	}
	return ask("data.main.deny"), ask("data.main.warn")
}

func report(t *testing.T, fixture string) map[string]any {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "fixtures", fixture, "golden", "report.json"))
	if err != nil {
		t.Fatal(err)
	}
	var r map[string]any
	if err := json.Unmarshal(text, &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// change finds a change of a report.
func change(t *testing.T, r map[string]any, address string) map[string]any {
	t.Helper()
	for _, c := range r["changes"].([]any) {
		if c := c.(map[string]any); c["address"] == address {
			return c
		}
	}
	t.Fatalf("no change of %s", address)
	return nil
}

// The database of this plan is replaced, with a few unchanged instances behind it. The
// tests change the number and what else the policy looks at, one at a time.
const (
	fixture  = "google-gcp-app-sql-region"
	database = "google_sql_database_instance.db"
)

func TestPolicy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		set        func(r, c, downstream map[string]any)
		deny, warn string
	}{
		{"as it is", func(_, _, _ map[string]any) {}, "", ""},
		{"20 dependents", func(_, _, d map[string]any) { d["unchanged"] = 20 }, "", ""},
		{"21 dependents", func(_, _, d map[string]any) { d["unchanged"] = 21 }, "and 21 instances", ""},
		{"an update", func(_, c, d map[string]any) { d["unchanged"], c["action"] = 21, "update" }, "", ""},
		{"no data store", func(_, c, d map[string]any) { d["unchanged"], c["class"] = 21, "compute" }, "", ""},
		{"ignored", func(_, c, d map[string]any) {
			d["unchanged"], c["ignored"] = 21, map[string]any{"reason": "announced"}
		}, "", ""},
		{"a lower bound", func(_, _, d map[string]any) { d["lower_bound"] = true }, "", "at least"},
		{"another schema", func(r, _, _ map[string]any) { r["schema_version"] = "2" }, "schema 2", ""},
		{"no report", func(r, _, _ map[string]any) { clear(r) }, "no report of tfblast", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := report(t, fixture)
			changed := change(t, r, database)
			c.set(r, changed, changed["downstream"].(map[string]any))
			deny, warn := decisions(t, r)
			for _, d := range []struct {
				want string
				got  []string
			}{{c.deny, deny}, {c.warn, warn}} {
				if (d.want == "") != (len(d.got) == 0) || !strings.Contains(strings.Join(d.got, "\n"), d.want) {
					t.Errorf("%q, want %q", d.got, d.want)
				}
			}
		})
	}
}

// The fields that the policy reads are there in every report, so that it can't pass for
// want of one.
func TestFieldsAreThere(t *testing.T) {
	t.Parallel()
	reports, err := filepath.Glob(filepath.Join("..", "..", "fixtures", "*", "golden", "report.json"))
	if err != nil || len(reports) == 0 {
		t.Fatalf("%d reports: %v", len(reports), err)
	}
	for _, path := range reports {
		r := report(t, filepath.Base(filepath.Dir(filepath.Dir(path))))
		for _, c := range r["changes"].([]any) {
			c := c.(map[string]any)
			downstream := c["downstream"].(map[string]any)
			for _, has := range []bool{
				c["class"] != nil, c["action"] != nil, c["address"] != nil, downstream["unchanged"] != nil, downstream["lower_bound"] != nil,
			} {
				if !has {
					t.Errorf("%s: a field is missing of %v", path, c["address"])
				}
			}
		}
	}
}
