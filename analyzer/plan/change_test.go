package plan_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/tfblast/tfblast/analyzer/plan"
)

func TestChangeFlags(t *testing.T) {
	t.Parallel()
	const noop = `"change":{"actions":["no-op"],"before":{},"after":{}}`
	tests := []struct {
		name, entry                string
		moved, imported, noted     bool
		deposed, previous, address string
	}{
		{name: "plain", entry: `{"address":"a.b",` + noop + `}`, address: "a.b"},
		{name: "moved", entry: `{"address":"a.b","previous_address":"a.c",` + noop + `}`, moved: true, noted: true, previous: "a.c", address: "a.b"},
		{name: "moved to itself", entry: `{"address":"a.b","previous_address":"a.b",` + noop + `}`, previous: "a.b", address: "a.b"},
		{name: "imported", entry: `{"address":"a.b","change":{"actions":["no-op"],"importing":{"id":"i-1"}}}`, imported: true, noted: true, address: "a.b"},
		{name: "imported without an id", entry: `{"address":"a.b","change":{"actions":["no-op"],"importing":{}}}`, imported: true, noted: true, address: "a.b"},
		{name: "deposed", entry: `{"address":"a.b","deposed":"00ff","change":{"actions":["delete"],"before":{},"after":null}}`, noted: true, deposed: "00ff", address: "a.b"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := only(t, changes(tt.entry))
			if c.Moved() != tt.moved || c.Imported != tt.imported || c.Noteworthy() != tt.noted {
				t.Errorf("moved %t, imported %t, noteworthy %t", c.Moved(), c.Imported, c.Noteworthy())
			}
			if c.DeposedKey != tt.deposed || c.PreviousAddress != tt.previous || c.Address != tt.address {
				t.Errorf("deposed %q, previous %q, address %q", c.DeposedKey, c.PreviousAddress, c.Address)
			}
			if c.Type != "a" || c.Name != "b" || c.Mode != "managed" || !c.Managed() {
				t.Errorf("the address gives type %q, name %q, mode %q", c.Type, c.Name, c.Mode)
			}
		})
	}
}

func TestDeferredChanges(t *testing.T) {
	t.Parallel()
	p := read(t, document(`"resource_changes":[{"address":"a.now","mode":"managed","change":{"actions":["update"]}}]`,
		`"deferred_changes":[{"reason":"resource_config_unknown","resource_change":{"address":"a.later","mode":"managed","change":{"actions":["no-op"]}}},`+
			`{"resource_change":{"address":"a.later[0]","mode":"managed","change":{"actions":["delete"]}}}]`, `"complete":false`))
	var got []string
	for _, c := range p.Changes {
		got = append(got, c.Address+" "+string(c.Action)+" "+c.Deferred)
		if !c.Noteworthy() {
			t.Errorf("%s is not noteworthy", c.Address)
		}
	}
	want := []string{"a.now update ", "a.later no-op resource_config_unknown", "a.later[0] delete unknown"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if p.Complete == nil || *p.Complete {
		t.Error("the plan is not read as incomplete")
	}
}

func TestHeader(t *testing.T) {
	t.Parallel()
	p := read(t, document(`"resource_changes":[]`, `"timestamp":"2025-01-02T03:04:05Z"`, `"errored":true`, `"applyable":false`, `"complete":true`))
	if p.FormatVersion != "1.2" || p.TerraformVersion != "1.11.4" || p.Timestamp != "2025-01-02T03:04:05Z" {
		t.Errorf("versions %q, %q, time %q", p.FormatVersion, p.TerraformVersion, p.Timestamp)
	}
	if !p.Errored || p.Applyable == nil || *p.Applyable || p.Complete == nil || !*p.Complete {
		t.Errorf("errored %t, applyable %v, complete %v", p.Errored, p.Applyable, p.Complete)
	}
	if p := read(t, changes()); p.Errored || p.Applyable != nil || p.Complete != nil || !p.HasChanges || p.HasPrior || p.HasPlanned || p.Config != nil {
		t.Errorf("a plan that says nothing: %+v", p)
	}
}

// Each of these is kept as a change, with a word that it was not understood.
func TestChangeNotUnderstood(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, entry, diagnostic string
		unread                  bool
	}{
		{"address of no form", `{"address":"a.b.c.d","type":"a","name":"b","mode":"managed","change":{"actions":["delete"]}}`, "a.b.c.d", true},
		{"module for an address", `{"address":"module.m","type":"a","mode":"managed","change":{"actions":["delete"]}}`, "module.m", true},
		{"unknown mode", `{"address":"a.b","mode":"list","change":{"actions":["delete"]}}`, `mode "list"`, false},
		{
			"replace path of no form", `{"address":"a.b","mode":"managed","change":{"actions":["delete"],"replace_paths":[["x"],"y",[],["z"]]}}`,
			"replace_paths[2]", false,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := read(t, changes(tt.entry))
			if len(p.Changes) != 1 || p.Changes[0].Action != plan.ActionDelete || !p.Changes[0].Managed() {
				t.Fatalf("changes: %+v", p.Changes)
			}
			if len(p.Diagnostics) != 1 || !strings.Contains(p.Diagnostics[0].Summary, tt.diagnostic) {
				t.Errorf("diagnostics %v, want one with %q", p.Diagnostics, tt.diagnostic)
			}
			if p.Unread != tt.unread {
				t.Errorf("unread is %t", p.Unread)
			}
		})
	}
	c := only(t, changes(tests[3].entry))
	if diff := cmp.Diff([]string{"x", "z"}, c.ReplacePaths); diff != "" {
		t.Errorf("replace paths (-want +got):\n%s", diff)
	}
}

// Terraform lists every planned instance among the changes; one that is missing was
// taken out, whether it exists or not.
func TestUnlistedInstances(t *testing.T) {
	t.Parallel()
	instances := `{"root_module":{"resources":[{"address":"a.b","mode":"managed"},{"address":"a.b[10]","mode":"managed"},` +
		`{"address":"a.b[9]","mode":"managed"},{"address":"data.a.b","mode":"data"}]}}`
	p := read(t, document(`"resource_changes":[{"address":"a.b","mode":"managed","change":{"actions":["no-op"]}}]`,
		`"planned_values":`+instances, `"prior_state":{"values":`+instances+`}`))
	if !p.Unread || len(p.Diagnostics) != 1 || !strings.Contains(p.Diagnostics[0].Summary, "2 existing or planned instance(s) such as a.b[9] have no entry") {
		t.Errorf("unread %t, diagnostics %v", p.Unread, p.Diagnostics)
	}
}

func TestState(t *testing.T) {
	t.Parallel()
	p := read(t, document(`"resource_changes":[{"address":"a.b","mode":"managed","change":{"actions":["no-op"]}}]`,
		`"planned_values":{"root_module":{"resources":[{"address":"a.b","mode":"managed"}]}}`,
		`"prior_state":{"values":{"root_module":{"resources":[`+
			`{"address":"a.b","mode":"managed","type":"a","depends_on":["a.c","module.m.a.d"],"tainted":true},`+
			`{"address":"a.b","mode":"managed","type":"a","deposed_key":"00ff"},{"mode":"managed"}],`+
			`"child_modules":[{"child_modules":[{"resources":[{"address":"module.m[0].module.n.data.a.e","mode":"data","type":"a"}]}]}]}}}`,
		`"output_changes":{"b":{"actions":["update"]},"a":{"actions":["no-op"]},"c":null}`,
		`"resource_drift":[{"address":"a.b","change":{"actions":["update"]}}]`,
		`"action_invocations":[null,{"address":"action.x.y","type":"x","provider_name":"p","lifecycle_action_trigger":{"triggering_resource_address":"a.b","action_trigger_event":"AfterCreate"}}]`,
		`"deferred_action_invocations":[{"reason":"r","action_invocation":{"address":"action.x.z","type":"x"}}]`))
	prior := []*plan.StateInstance{
		{Address: "a.b", StateBlock: &plan.StateBlock{Mode: "managed", Type: "a", DependsOn: []string{"a.c", "module.m.a.d"}}, Tainted: true},
		{Address: "module.m[0].module.n.data.a.e", StateBlock: &plan.StateBlock{Mode: "data", Type: "a"}},
	}
	if diff := cmp.Diff(prior, p.Prior); diff != "" {
		t.Errorf("prior state (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"a.b"}, p.Planned); diff != "" {
		t.Errorf("planned (-want +got):\n%s", diff)
	}
	outputs := []*plan.OutputChange{{Name: "a", Action: "no-op"}, {Name: "b", Action: "update"}, {Name: "c", Action: "unknown"}}
	if diff := cmp.Diff(outputs, p.Outputs, cmpopts.IgnoreFields(plan.OutputChange{}, "ValuesDigest")); diff != "" {
		t.Errorf("outputs (-want +got):\n%s", diff)
	}
	invocations := []*plan.Invocation{
		{Address: "action.x.y", Type: "x", Provider: "p", Trigger: "a.b", Event: "AfterCreate"},
		{Address: "action.x.z", Type: "x", Deferred: true},
	}
	if diff := cmp.Diff(invocations, p.Invocations, cmpopts.IgnoreFields(plan.Invocation{}, "SettingsDigest")); diff != "" {
		t.Errorf("invocations (-want +got):\n%s", diff)
	}
	if p.Drift != 1 || len(p.Diagnostics) != 0 {
		t.Errorf("drift %d, diagnostics %v", p.Drift, p.Diagnostics)
	}
}
