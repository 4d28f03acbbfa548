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
	deferred         []*tfjson.DeferredResourceChange
	outputs          map[string]*tfjson.Change
	config           *wireConfig
	invocations      []*tfjson.ActionInvocation
	deferredActions  []*wireDeferredAction

	// What the workers found.
	hasChanges, hasPrior, hasPlanned bool

	changes   []entry
	drifted   []entry
	unchanged []*Unchanged
	drift     int
	instances []*StateInstance // of the prior state
	deposed   [][2]string
	planned   []string // managed ones
	states    []*wireStateResource
	secrets   []*collected
	shared    *interned
}

// wireStateOutput and the types below follow terraform: internal/command/jsonstate/state.go.
type wireStateOutput struct {
	Sensitive bool `json:"sensitive"`
	Value     any  `json:"value"`
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

// newDecoding makes the strict decoder keep numbers as they are written and read
// tfjson.Change. Names match exactly and may not repeat: a second "actions" must not
// be able to replace the first. text gives the text of a token.
func newDecoding(text func(jsontext.Token) string) jsonv2.Options {
	return jsonv2.WithUnmarshalers(jsonv2.JoinUnmarshalers(
		jsonv2.UnmarshalFromFunc(func(dec *jsontext.Decoder, v *any) (err error) {
			*v, err = readValue(dec, text)
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
}

// readValue reads one JSON value. The decoder bounds how deep values nest.
func readValue(dec *jsontext.Decoder, text func(jsontext.Token) string) (any, error) {
	token, err := dec.ReadToken()
	if err != nil {
		return nil, err
	}
	switch token.Kind() {
	case '"':
		return text(token), nil
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
			key := text(name)
			if object[key], err = readValue(dec, text); err != nil {
				return nil, err
			}
		}
		_, err = dec.ReadToken()
		return object, err
	case '[':
		list := []any{}
		for dec.PeekKind() != ']' {
			e, err := readValue(dec, text)
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
	case "deferred_changes":
		return &w.deferred
	case "output_changes":
		return &w.outputs
	case "action_invocations":
		return &w.invocations
	case "deferred_action_invocations":
		return &w.deferredActions
	}
	return nil
}
