package rename_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// attributes are one side of a change.
type attributes map[string]any

// with returns a copy with some attributes set otherwise.
func (a attributes) with(other attributes) attributes {
	c := maps.Clone(a)
	maps.Copy(c, other)
	return c
}

// without returns a copy that lacks some attributes, as `after` lacks unknown ones.
func (a attributes) without(names ...string) attributes {
	c := maps.Clone(a)
	for _, name := range names {
		delete(c, name)
	}
	return c
}

// row is one entry of resource_changes; it creates without a before, deletes without
// an after, is a no-op if both are equal and an update otherwise, unless it says so.
type row struct {
	at, previous  string
	before, after attributes
	unknown       []string
	actions       []string
	reason        string
	provider      string
	sensitive     []string
	imported      bool
}

func (r row) actionsOf(tb testing.TB) []string {
	tb.Helper()
	switch {
	case r.actions != nil:
		return r.actions
	case r.before == nil:
		return []string{"create"}
	case r.after == nil:
		return []string{"delete"}
	case text(tb, r.before) == text(tb, r.after) && r.unknown == nil:
		return []string{"no-op"}
	}
	return []string{"update"}
}

func (r row) entry(tb testing.TB) map[string]any {
	tb.Helper()
	inst, err := address.ParseInstance(r.at)
	if err != nil {
		tb.Fatal(err)
	}
	unknown, marks := map[string]bool{}, map[string]bool{}
	for _, name := range r.unknown {
		unknown[name] = true
	}
	for _, name := range r.sensitive {
		marks[name] = true
	}
	provider := r.provider
	if provider == "" {
		provider = "registry.terraform.io/hashicorp/" + strings.SplitN(inst.Type, "_", 2)[0]
	}
	change := map[string]any{"actions": r.actionsOf(tb), "after_unknown": unknown, "before_sensitive": marks, "after_sensitive": marks}
	if r.imported {
		change["importing"] = map[string]string{"id": "x"}
	}
	if r.before != nil {
		change["before"] = r.before
	}
	if r.after != nil {
		change["after"] = r.after
	}
	e := map[string]any{
		"address": r.at, "mode": "managed", "type": inst.Type, "name": inst.Name, "provider_name": provider, "change": change,
	}
	if r.previous != "" {
		e["previous_address"] = r.previous
	}
	if r.reason != "" {
		e["action_reason"] = r.reason
	}
	return e
}

// read makes a plan of the rows and reads it.
func read(tb testing.TB, rows ...row) *plan.Plan {
	tb.Helper()
	entries := make([]any, len(rows))
	for i, r := range rows {
		entries[i] = r.entry(tb)
	}
	document := text(tb, map[string]any{"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": entries})
	p, err := plan.Read(tb.Context(), strings.NewReader(document))
	if err != nil {
		tb.Fatalf("read: %v", err)
	}
	return p
}

func text(tb testing.TB, v any) string {
	tb.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

func at(format string, args ...any) string { return fmt.Sprintf(format, args...) }
