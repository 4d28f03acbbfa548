package plan_test

import (
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
)

func TestActions(t *testing.T) {
	t.Parallel()
	tests := []struct {
		actions string
		want    plan.Action
		order   plan.Order
		known   bool
	}{
		{`["no-op"]`, plan.ActionNoOp, "", true},
		{`["create"]`, plan.ActionCreate, "", true},
		{`["read"]`, plan.ActionRead, "", true},
		{`["update"]`, plan.ActionUpdate, "", true},
		{`["delete"]`, plan.ActionDelete, "", true},
		{`["forget"]`, plan.ActionForget, "", true},
		{`["delete","create"]`, plan.ActionReplace, plan.DestroyBeforeCreate, true},
		{`["create","delete"]`, plan.ActionReplace, plan.CreateBeforeDestroy, true},
		{`["create","forget"]`, plan.ActionReplace, plan.CreateThenForget, true},

		{`[]`, "unknown", "", false},
		{`null`, "unknown", "", false},
		{`[""]`, "unknown", "", false},
		{`["replace"]`, "unknown replace", "", false},
		{`["explode"]`, "explode", "", false},
		{`["No-Op"]`, "No-Op", "", false},
		{`[" no-op"]`, " no-op", "", false},
		{`["no-op","no-op"]`, "no-op+no-op", "", false},
		{`["no-op",""]`, "no-op+", "", false},
		{`["create","create"]`, "create+create", "", false},
		{`["forget","create"]`, "forget+create", "", false},
		{`["delete","update"]`, "delete+update", "", false},
		{`["delete","create","delete"]`, "delete+create+delete", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.actions, func(t *testing.T) {
			t.Parallel()
			p := read(t, changes(entry(`"actions":`+tt.actions+`,"before":{},"after":{}`)))
			c := p.Changes[0]
			if c.Action != tt.want || c.Order != tt.order {
				t.Errorf("%q, order %q, want %q, order %q", c.Action, c.Order, tt.want, tt.order)
			}
			if c.Action.Known() != tt.known {
				t.Errorf("known is %t", c.Action.Known())
			}
			disruptive := tt.want == plan.ActionDelete || tt.want == plan.ActionReplace || !tt.known
			if c.Action.Disruptive() != disruptive {
				t.Errorf("disruptive is %t", c.Action.Disruptive())
			}
			if leaving := tt.want == plan.ActionDelete || tt.want == plan.ActionForget; c.Action.Leaving() != leaving {
				t.Errorf("leaving is %t", c.Action.Leaving())
			}
			if noteworthy := tt.want != plan.ActionNoOp; c.Noteworthy() != noteworthy {
				t.Errorf("noteworthy is %t", c.Noteworthy())
			}
			var warned bool
			for _, d := range p.Diagnostics {
				warned = warned || strings.Contains(d.Summary, "is not known to this version")
			}
			if warned == tt.known {
				t.Errorf("diagnostics: %v", p.Diagnostics)
			}
		})
	}
}

// An entry that says nothing of its change is not one without a change.
func TestActionMissing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"address":"a.b"}`,
		`{"address":"a.b","change":null}`,
		`{"address":"a.b","change":{}}`,
	} {
		c := only(t, changes(text))
		if c.Action.Known() || !c.Action.Disruptive() || !c.Noteworthy() {
			t.Errorf("%s: action %q", text, c.Action)
		}
	}
}

// What is done with a data source takes nothing away, unless nobody knows what it is.
func TestChangeDisruptive(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		mode, actions string
		want          bool
	}{
		{"managed", `["delete"]`, true},
		{"managed", `["delete","create"]`, true},
		{"managed", `["update"]`, false},
		{"managed", `["forget"]`, false},
		{"managed", `[]`, true},
		{"data", `["read"]`, false},
		{"data", `["delete"]`, false},
		{"data", `["explode"]`, true},
		{"odd", `["delete"]`, true},
	} {
		addr := "a.b"
		if tt.mode == "data" {
			addr = "data.a.b"
		}
		c := only(t, changes(`{"address":"`+addr+`","mode":"`+tt.mode+`","change":{"actions":`+tt.actions+`}}`))
		if c.Disruptive() != tt.want {
			t.Errorf("%s %s: disruptive is %t", tt.mode, tt.actions, c.Disruptive())
		}
	}
}

func TestReasonText(t *testing.T) {
	t.Parallel()
	for _, reason := range []string{
		"replace_because_cannot_update", "replace_because_tainted", "replace_by_request", "replace_by_triggers",
		"delete_because_no_resource_config", "delete_because_wrong_repetition", "delete_because_count_index",
		"delete_because_each_key", "delete_because_no_module", "delete_because_no_move_target",
		"read_because_config_unknown", "read_because_dependency_pending", "read_because_check_nested",
	} {
		p := read(t, changes(`{"address":"a.b","mode":"managed","action_reason":"`+reason+`","change":{"actions":["update"]}}`))
		text, known := plan.ReasonText(p.Changes[0].Reason)
		if !known || text == "" || strings.Contains(text, "_") && !strings.Contains(text, "replace_triggered_by") && !strings.Contains(text, "for_each") {
			t.Errorf("%s: %q, known %t", reason, text, known)
		}
		if len(p.Diagnostics) > 0 {
			t.Errorf("%s: %v", reason, p.Diagnostics)
		}
	}
	p := read(t, changes(`{"address":"a.b","mode":"managed","action_reason":"because","change":{"actions":["update"]}}`))
	if _, known := plan.ReasonText(p.Changes[0].Reason); known || len(p.Diagnostics) != 1 {
		t.Errorf("an unknown reason: known %t, diagnostics %v", known, p.Diagnostics)
	}
}
