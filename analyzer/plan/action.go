package plan

import (
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
)

// Action is what a plan does with one object: one of the constants, or the plan's
// own words where this version does not know them.
type Action string

// The actions that this version knows.
const (
	ActionNoOp    Action = "no-op"
	ActionCreate  Action = "create"
	ActionRead    Action = "read"
	ActionUpdate  Action = "update"
	ActionDelete  Action = "delete"
	ActionReplace Action = "replace"
	ActionForget  Action = "forget"

	// unnamed stands for an entry that names no action at all. It is not a no-op:
	// Terraform always names one.
	unnamed Action = "unknown"
)

// Order is the order in which a replace creates and destroys.
type Order string

// The orders of a replace.
const (
	DestroyBeforeCreate Order = "destroy-before-create"
	CreateBeforeDestroy Order = "create-before-destroy"
	CreateThenForget    Order = "create-then-forget"
)

// Known reports whether this version knows what the action does.
func (a Action) Known() bool {
	switch a {
	case ActionNoOp, ActionCreate, ActionRead, ActionUpdate, ActionDelete, ActionReplace, ActionForget:
		return true
	case unnamed:
	}
	return false
}

// Disruptive reports whether the action takes an existing object away. An action
// that this version does not know counts as disruptive.
func (a Action) Disruptive() bool { return a == ActionDelete || a == ActionReplace || !a.Known() }

// Leaving reports whether the object is no longer managed after apply.
func (a Action) Leaving() bool { return a == ActionDelete || a == ActionForget }

// pairs holds the replaces that Terraform writes as two actions.
var pairs = map[[2]tfjson.Action]Order{
	{tfjson.ActionDelete, tfjson.ActionCreate}: DestroyBeforeCreate,
	{tfjson.ActionCreate, tfjson.ActionDelete}: CreateBeforeDestroy,
	{tfjson.ActionCreate, tfjson.ActionForget}: CreateThenForget,
}

// actionOf reads the actions of a change. The order is taken from the order of the
// words: Terraform has already spread create_before_destroy to dependencies when it
// planned (terraform: internal/terraform/transform_destroy_cbd.go).
func actionOf(actions tfjson.Actions) (Action, Order) {
	switch len(actions) {
	case 0:
		return unnamed, ""
	case 1:
		if a := Action(actions[0]); a.Known() && a != ActionReplace {
			return a, ""
		}
	case 2:
		if order, ok := pairs[[2]tfjson.Action{actions[0], actions[1]}]; ok {
			return ActionReplace, order
		}
	}
	words := make([]string, len(actions))
	for i, a := range actions {
		words[i] = string(a)
	}
	joined := Action(strings.Join(words, "+"))
	switch { // ["replace"], [""]: no words of Terraform's
	case joined == "":
		return unnamed, ""
	case joined.Known():
		joined = "unknown " + joined
	}
	return joined, ""
}
