package plan_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// A plan that was edited to look harmless is not believed.
func TestContradictions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, entry, says string }{
		{"no-op of what goes", `"actions":["no-op"],"before":{"id":"x"},"after":null`, "no object is left"},
		{"no-op of what changes", `"actions":["no-op"],"before":{"key":"x"},"after":{"key":"y"}`, "key changes"},
		{"no-op of what is unknown", `"actions":["no-op"],"before":{"key":"x"},"after":{},"after_unknown":{"key":true}`, "key changes"},
		{"no-op with replace paths", `"actions":["no-op"],"before":{"key":"x"},"after":{"key":"x"},"replace_paths":[["key"]]`, "force a replacement"},
		{"create of what exists", `"actions":["create"],"before":{"id":"x"},"after":{"id":"x"}`, "exists before"},
		{"update with replace paths", `"actions":["update"],"before":{"key":"x"},"after":{"key":"y"},"replace_paths":[["key"]]`, "force a replacement"},
		{"update to nothing", `"actions":["update"],"before":{"key":"x"},"after":null`, "no object is left"},
		{"read of a managed resource", `"actions":["read"],"before":{"key":"x"},"after":{"key":"y"}`, "read of a managed"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := read(t, changes(`{"address":"a.b","mode":"managed","type":"a","name":"b","change":{`+tt.entry+`}}`))
			c := p.Changes[0]
			if !c.Disruptive() || !c.Noteworthy() || !p.Unread || !strings.Contains(c.Doubt, tt.says) {
				t.Errorf("disruptive %t, noteworthy %t, unread %t, doubt %q", c.Disruptive(), c.Noteworthy(), p.Unread, c.Doubt)
			}
			if len(p.Diagnostics) != 1 {
				t.Errorf("diagnostics: %v", p.Diagnostics)
			}
		})
	}
}

func TestIdentityContradictions(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ name, entry, says string }{
		{"mode", `"mode":"data","type":"a","name":"b"`, "its mode is data"},
		{"type", `"mode":"managed","type":"null_resource","name":"b"`, "its type is null_resource"},
		{"name", `"mode":"managed","type":"a","name":"c"`, "its name is c"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := only(t, changes(`{"address":"a.b",`+tt.entry+`,"change":{"actions":["delete"],"before":{"id":"x"},"after":null}}`))
			if !c.Disruptive() || !c.Managed() || !strings.Contains(c.Doubt, tt.says) {
				t.Errorf("disruptive %t, managed %t, doubt %q", c.Disruptive(), c.Managed(), c.Doubt)
			}
		})
	}
}

// What Terraform does write is believed.
func TestNoContradiction(t *testing.T) {
	t.Parallel()
	for _, entry := range []string{
		`"actions":["no-op"],"before":{"key":"x","none":null},"after":{"key":"x"}`,
		`"actions":["create"],"before":null,"after":{"key":"y"},"after_unknown":{"id":true}`,
		`"actions":["update"],"before":{"key":"x"},"after":{"key":"y"}`,
		`"actions":["update"],"before":{"key":"x"},"after":null,"after_unknown":true`,
		`"actions":["delete","create"],"before":{"key":"x"},"after":{"key":"y"},"replace_paths":[["key"]]`,
		`"actions":["delete"],"before":{"key":"x"},"after":null`,
	} {
		p := read(t, changes(`{"address":"a.b","mode":"managed","type":"a","name":"b","change":{`+entry+`}}`))
		if c := p.Changes[0]; c.Doubt != "" || p.Unread {
			t.Errorf("%s: doubt %q, unread %t", entry, c.Doubt, p.Unread)
		}
	}
}

// An entry is about a deposed object only if the state has that object.
func TestDeposedIsChecked(t *testing.T) {
	t.Parallel()
	entry := `"resource_changes":[{"address":"a.b","mode":"managed","deposed":"00000001","change":{"actions":["delete"],"before":{"id":"x"},"after":null}}]`
	state := func(resources string) string {
		return `"prior_state":{"values":{"root_module":{"resources":[` + resources + `]}}}`
	}
	known := read(t, document(entry, state(`{"address":"a.b","mode":"managed","deposed_key":"00000001"}`)))
	if known.Changes[0].DeposedKey == "" || len(known.Diagnostics) != 0 {
		t.Errorf("a deposed object of the state counts as live: %v", known.Diagnostics)
	}
	unknown := read(t, document(entry, state(`{"address":"a.b","mode":"managed"}`)))
	if unknown.Changes[0].DeposedKey != "" || len(unknown.Diagnostics) != 1 {
		t.Errorf("an object that the state does not have counts as deposed: %v", unknown.Diagnostics)
	}
}

// Each instance of the state has an entry, unless the plan says that it is partial.
func TestRemovedEntries(t *testing.T) {
	t.Parallel()
	state := `"prior_state":{"values":{"root_module":{"resources":[{"address":"a.b","mode":"managed"},{"address":"a.old","mode":"managed"}]}}}`
	moved := `"resource_changes":[{"address":"a.b","mode":"managed","change":{"actions":["no-op"]}},` +
		`{"address":"a.new","previous_address":"a.old","mode":"managed","change":{"actions":["no-op"]}}]`
	for _, tt := range []struct {
		name   string
		plan   *plan.Plan
		unread bool
	}{
		{"one is gone", read(t, document(`"resource_changes":[{"address":"a.b","mode":"managed","change":{"actions":["no-op"]}}]`, state)), true},
		{"all are gone", read(t, document(`"resource_changes":[]`, state)), true},
		{"the list is gone", read(t, document(state)), true},
		{"left out by -target", read(t, document(`"resource_changes":[]`, `"complete":false`, state)), false},
		{"moved", read(t, document(moved, state)), false},
	} {
		if tt.plan.Unread != tt.unread {
			t.Errorf("%s: unread is %t, diagnostics %v", tt.name, tt.plan.Unread, tt.plan.Diagnostics)
		}
	}
}

func TestRepeatedEntries(t *testing.T) {
	t.Parallel()
	entry := `{"address":"a.b","mode":"managed","change":{"actions":["%"]}}`
	p := read(t, changes(strings.Replace(entry, "%", "no-op", 1)+","+strings.Replace(entry, "%", "delete", 1)))
	if !p.Unread || len(p.Diagnostics) != 1 {
		t.Errorf("unread %t, diagnostics %v", p.Unread, p.Diagnostics)
	}
}
