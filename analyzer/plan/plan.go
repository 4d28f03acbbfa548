// Package plan reads the JSON form of a Terraform or OpenTofu plan into a model in
// which everything that the plan marks as sensitive has been replaced.
//
// The format is the one that Terraform documents under "JSON Output Format". The
// types of hashicorp/terraform-json carry it where they reach. Values are masked
// here, at the door: no type of this package hands out a marked value, so nothing
// that is built on it can print one.
package plan

import (
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// Plan is one plan, masked.
type Plan struct {
	// State is true for the model of a state: nothing is planned, and every managed
	// instance has a no-op change.
	State bool
	// FormatVersion is the version of the JSON format, empty where the file has none.
	FormatVersion string
	// TerraformVersion is the version that wrote the plan; it may be empty.
	TerraformVersion string
	// Timestamp is the time of planning in RFC 3339; it may be empty.
	Timestamp string
	// Complete is false for a plan that leaves changes out, nil where it does not say.
	Complete *bool
	// Applyable is false for a plan that apply refuses, nil where it does not say.
	Applyable *bool
	// Errored is true if planning failed half-way.
	Errored bool

	// Changes holds every entry of resource_changes, no-ops too, then those of
	// deferred_changes, in the file's order.
	Changes []*Change
	// Unchanged holds the entries that were read for what is needed of them only; they do
	// not stand in Changes. It is empty unless Lean is true: then Needs is what was kept.
	Unchanged []*Unchanged
	Lean      bool
	Needs     Needs
	// Prior holds the resource instances of the prior state, data sources too, without
	// deposed objects.
	Prior []*StateInstance
	// Planned holds the addresses of planned_values: all instances after apply.
	Planned []string
	// HasPrior, HasPlanned and HasChanges say whether the file has these parts.
	HasPrior, HasPlanned, HasChanges bool
	// Config is the configuration, nil where the file has none.
	Config *Configuration
	// Outputs are the changes of root module outputs, by name.
	Outputs []*OutputChange
	// Invocations are provider actions that run beside the changes.
	Invocations []*Invocation
	// Drift counts the objects that were found changed outside Terraform.
	Drift int
	// Drifted says which are gone and in what the others differ, in the file's order.
	Drifted []*Drifted

	// Diagnostics are the problems met while reading.
	Diagnostics []diagnostic.Diagnostic
	// Unread is true if a part of the file could not be read as a plan, so that
	// changes may be missing.
	Unread bool

	facts *factTable
	// holds is what Holds asks; it keeps the marked strings out of reach of whatever
	// prints or copies a plan. Nil for a plan that was not read.
	holds func(text string) bool
}

// Hides reports whether a text is or holds what the plan marks as sensitive, or looks like
// a secret. Text from elsewhere that is shown beside the plan, such as the name of an object
// that someone looked up, must be replaced by MaskText where it does.
func (p *Plan) Hides(text string) bool { return looksSecret(text) || p.Holds(text) }

// Holds reports whether a text is or holds what the plan marks as sensitive. It is for
// sentences of our own, in which an address and a colon may look like a secret.
func (p *Plan) Holds(text string) bool { return p.holds != nil && p.holds(text) }

// StateInstance is one resource instance of the prior state.
type StateInstance struct {
	Address string
	// StateBlock is shared by instances that have it in common.
	*StateBlock
	// Tainted is true if the object is marked for replacement.
	Tainted bool
}

// StateBlock is what the instances of one block have in common in a state.
type StateBlock struct {
	Mode tfjson.ResourceMode
	Type string
	// DependsOn lists configuration addresses, without instance keys, on which the
	// instance depended when it was last applied, directly or through others.
	DependsOn []string
}

// OutputChange is the planned change of a root module output. Its values are not kept.
type OutputChange struct {
	Name   string
	Action Action
	// ValuesDigest is a digest of the masked values, empty for an output that stays.
	ValuesDigest string
}

// Invocation is a provider action (Terraform 1.14) that the plan will run.
type Invocation struct {
	Address  string
	Type     string
	Provider string
	// Trigger is the resource instance whose change runs the action; empty for one
	// that was asked for on the command line.
	Trigger string
	// Event is the lifecycle event, such as "AfterCreate".
	Event string
	// Deferred is true if the plan puts the invocation off.
	Deferred bool
	// SettingsDigest is a digest of the masked settings.
	SettingsDigest string
}

// ManagedMode reports whether a resource of that mode is managed: every mode is that is
// not known to be another.
func ManagedMode(mode tfjson.ResourceMode) bool {
	return mode != tfjson.DataResourceMode && mode != "ephemeral"
}

// Change is one entry of resource_changes or deferred_changes.
type Change struct {
	// Address is the absolute address; Instance is the same, parsed.
	Address  string
	Instance address.Instance
	// PreviousAddress is set if the plan moves the instance.
	PreviousAddress string
	// DeposedKey is set if the change is about a deposed object.
	DeposedKey   string
	Mode         tfjson.ResourceMode
	Type         string
	Name         string
	ProviderName string

	// Action is what happens; Order is set for a replace.
	Action Action
	Order  Order
	// Imported is true if the change takes an existing object into the state. ImportDigest is
	// a digest of its masked id then.
	Imported     bool
	ImportDigest string
	// Deferred is the reason why the change is put off, or empty.
	Deferred string
	// Reason is the plan's action_reason.
	Reason tfjson.ActionReason
	// Doubt says in what the entry contradicts itself, empty if in nothing. What it says of
	// its action can't be relied on then.
	Doubt string

	// ReplacePaths are the attribute paths that force a replacement, as text.
	ReplacePaths []string
	// Changed lists the attributes that differ, in natural order of their paths.
	Changed []Attribute
	// Before and After are the masked values; nil where there is no object.
	Before, After Object
	// AfterUnknown is the plan's after_unknown of an object that is made, nil otherwise: there
	// Changed has no paths. It holds true where a value is known only after apply.
	AfterUnknown any
}

// Moved reports whether the change gives the instance another address.
func (c *Change) Moved() bool {
	return c.PreviousAddress != "" && c.PreviousAddress != c.Address
}

// Noteworthy reports whether the entry is a change in the sense of the report: any
// action other than no-op, or a move or import.
func (c *Change) Noteworthy() bool {
	return c.Action != ActionNoOp || c.Moved() || c.Imported || c.Deferred != "" || c.Doubt != ""
}

// ChangedAround lists what the change changes at, below or above an attribute path.
func (c *Change) ChangedAround(path string) []Attribute {
	var found []Attribute
	for _, a := range c.Changed {
		if Overlap(a.Path, path) {
			found = append(found, a)
		}
	}
	return found
}

// Disruptive reports whether the change takes an existing object away, or may do so. A
// data source has no object of its own. A change in doubt may do anything.
func (c *Change) Disruptive() bool {
	return c.Doubt != "" || c.Action.Disruptive() && (c.Managed() || !c.Action.Known())
}

// Managed reports whether the change is about a managed resource. Where mode and
// address disagree it is.
func (c *Change) Managed() bool { return c.Mode != tfjson.DataResourceMode || c.Doubt != "" }

// Attribute is one attribute that a change changes.
type Attribute struct {
	// Path is the attribute path, such as root_block_device[0].encrypted.
	Path string
	// Unknown is true if the new value is known only after apply.
	Unknown bool
	// Sensitive is true if the value is masked.
	Sensitive bool
	// Before and After are the masked values, nil where there is none.
	Before, After Value
}
