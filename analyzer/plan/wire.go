package plan

import (
	"encoding/json"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	tfjson "github.com/hashicorp/terraform-json"
)

// wire holds the parts of a plan file as they stand in it, marks not yet applied.
type wire struct {
	formatVersion    string
	terraformVersion string
	timestamp        string
	complete         *bool
	applyable        *bool
	errored          bool
	variables        map[string]*tfjson.PlanVariable
	changes          []*tfjson.ResourceChange
	drift            []*tfjson.ResourceChange
	deferred         []*tfjson.DeferredResourceChange
	outputs          map[string]*tfjson.Change
	prior            *wireState
	planned          *wireValues
	config           *wireConfig
	invocations      []*tfjson.ActionInvocation
	deferredActions  []*wireDeferredAction
}

// wireState and the types below follow terraform: internal/command/jsonstate/state.go.
type wireState struct {
	Values *wireValues `json:"values"`
}

type wireValues struct {
	Outputs map[string]*wireStateOutput `json:"outputs"`
	Root    *wireStateModule            `json:"root_module"`
}

type wireStateOutput struct {
	Sensitive bool `json:"sensitive"`
	Value     any  `json:"value"`
}

type wireStateModule struct {
	Resources []*wireStateResource `json:"resources"`
	Children  []*wireStateModule   `json:"child_modules"`
}

type wireStateResource struct {
	Address      string              `json:"address"`
	Mode         tfjson.ResourceMode `json:"mode"`
	Type         string              `json:"type"`
	Name         string              `json:"name"`
	ProviderName string              `json:"provider_name"`
	Values       any                 `json:"values"`
	Sensitive    any                 `json:"sensitive_values"`
	DependsOn    []string            `json:"depends_on"`
	Tainted      bool                `json:"tainted"`
	DeposedKey   string              `json:"deposed_key"`
}

// wireDeferredAction is an entry of deferred_action_invocations, which terraform-json
// does not have (terraform: internal/command/jsonplan/action_invocations.go).
type wireDeferredAction struct {
	Reason     string                   `json:"reason"`
	Invocation *tfjson.ActionInvocation `json:"action_invocation"`
}

// wireChange is tfjson.Change without the tag that the strict decoder refuses.
type wireChange struct {
	Actions         tfjson.Actions    `json:"actions"`
	Before          any               `json:"before"`
	After           any               `json:"after"`
	AfterUnknown    any               `json:"after_unknown"`
	BeforeSensitive any               `json:"before_sensitive"`
	AfterSensitive  any               `json:"after_sensitive"`
	Importing       *tfjson.Importing `json:"importing"`
	ReplacePaths    []any             `json:"replace_paths"`
}

// decoding makes the strict decoder keep numbers as they are written and read
// tfjson.Change. Names match exactly and may not repeat: a second "actions" must not
// be able to replace the first.
var decoding = jsonv2.WithUnmarshalers(jsonv2.JoinUnmarshalers(
	jsonv2.UnmarshalFromFunc(func(dec *jsontext.Decoder, v *any) (err error) {
		*v, err = readValue(dec)
		return err
	}),
	jsonv2.UnmarshalFromFunc(func(dec *jsontext.Decoder, c *tfjson.Change) error {
		var w wireChange
		if err := jsonv2.UnmarshalDecode(dec, &w); err != nil {
			return err
		}
		*c = tfjson.Change{
			Actions: w.Actions, Before: w.Before, After: w.After, AfterUnknown: w.AfterUnknown,
			BeforeSensitive: w.BeforeSensitive, AfterSensitive: w.AfterSensitive,
			Importing: w.Importing, ReplacePaths: w.ReplacePaths,
		}
		return nil
	}),
))

// readValue reads one JSON value. The decoder bounds how deep values nest.
func readValue(dec *jsontext.Decoder) (any, error) {
	token, err := dec.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case '"':
		return token.String(), nil
	case '0':
		return json.Number(token.String()), nil
	case 't', 'f':
		return token.Bool(), nil
	case '{':
		object := map[string]any{}
		for dec.PeekKind() != '}' {
			name, err := dec.ReadToken()
			if err != nil {
				return nil, err
			}
			key := name.String()
			if object[key], err = readValue(dec); err != nil {
				return nil, err
			}
		}
		_, err = dec.ReadToken()
		return object, err
	case '[':
		list := []any{}
		for dec.PeekKind() != ']' {
			e, err := readValue(dec)
			if err != nil {
				return nil, err
			}
			list = append(list, e)
		}
		_, err = dec.ReadToken()
		return list, err
	case 'n', '}', ']', jsontext.KindInvalid:
	}
	return nil, nil
}

// part reads one top-level member of the plan. A member that is not listed is left
// unread; none of those hold changes.
func (w *wire) part(name string) any {
	switch name {
	case "format_version":
		return &w.formatVersion
	case "terraform_version":
		return &w.terraformVersion
	case "timestamp":
		return &w.timestamp
	case "complete":
		return &w.complete
	case "applyable":
		return &w.applyable
	case "errored":
		return &w.errored
	case "variables":
		return &w.variables
	case "resource_changes":
		return &w.changes
	case "resource_drift":
		return &w.drift
	case "deferred_changes":
		return &w.deferred
	case "output_changes":
		return &w.outputs
	case "prior_state":
		return &w.prior
	case "planned_values":
		return &w.planned
	case "configuration":
		return &w.config
	case "action_invocations":
		return &w.invocations
	case "deferred_action_invocations":
		return &w.deferredActions
	}
	return nil
}

// instances visits the resources of a state's modules, in the file's order.
func (m *wireStateModule) instances(visit func(*wireStateResource)) {
	pending := []*wireStateModule{m}
	for len(pending) > 0 {
		module := pending[0]
		pending = pending[1:]
		if module == nil {
			continue
		}
		for _, r := range module.Resources {
			if r != nil {
				visit(r)
			}
		}
		pending = append(pending, module.Children...)
	}
}
