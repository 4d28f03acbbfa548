package plan

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"
)

// stateFileVersion is the only version of raw state files that is read: all that
// Terraform from 0.12 and OpenTofu write (terraform: internal/states/statefile/version4.go).
const stateFileVersion = json.Number("4")

// ReadState reads a state, or a plan as [Read] does; Plan.State tells them apart. A state
// is the output of `terraform show -json` for one, or a raw state file of version 4. It
// becomes the plan that changes nothing: the instances stand in Prior, and each managed
// one has a no-op change with its masked values.
//
// A raw file holds everything in clear and may lack the marks of the providers' schemas.
// Besides what it marks, everything that is secret by the name of its attribute or type
// is masked. A state file of another version, or an encrypted one, is refused with a
// *RefusedError.
func ReadState(ctx context.Context, r io.Reader) (*Plan, error) {
	in, err := openDocument(ctx, r)
	if err != nil {
		return nil, err
	}
	defer in.close()
	w, s := &wire{}, &wireStateFile{}
	names, err := in.read(w, s, nil)
	if err != nil {
		return nil, err
	}
	kind := checkKind(names)
	if !isKind(kind, KindState) {
		if kind != nil {
			return nil, kind
		}
		return in.plan(w)
	}
	if err := s.fill(w, slices.Contains(names, "format_version")); err != nil {
		return nil, err
	}
	p, err := in.plan(w)
	if err != nil {
		return nil, err
	}
	p.State = true
	return p, nil
}

// wireStateFile holds the parts of either form of a state that a plan does not have.
type wireStateFile struct {
	version   any
	hasValues bool // as terraform shows them
	resources []*wireFileResource
	outputs   map[string]*wireStateOutput
	encrypted any
}

// wireFileResource and wireFileInstance follow terraform:
// internal/states/statefile/version4.go. What the provider keeps for itself is not read.
type wireFileResource struct {
	Module    string              `json:"module"`
	Mode      tfjson.ResourceMode `json:"mode"`
	Type      string              `json:"type"`
	Name      string              `json:"name"`
	Provider  string              `json:"provider"`
	Instances []*wireFileInstance `json:"instances"`
}

type wireFileInstance struct {
	IndexKey     any      `json:"index_key"`
	Status       string   `json:"status"`
	Deposed      string   `json:"deposed"`
	Attributes   any      `json:"attributes"`
	Flat         any      `json:"attributes_flat"`
	Sensitive    any      `json:"sensitive_attributes"`
	Dependencies []string `json:"dependencies"`
}

func (s *wireStateFile) part(name string) any {
	switch name {
	case "version":
		return &s.version
	case "resources":
		return &s.resources
	case "outputs":
		return &s.outputs
	case "encrypted_data":
		return &s.encrypted
	}
	return nil
}

// fill puts the state into a wire as the prior state of a plan that changes nothing.
// shown is true for the output of terraform show.
func (s *wireStateFile) fill(w *wire, shown bool) error {
	if !shown {
		switch {
		case s.encrypted != nil:
			return refuse(KindOldState, "this is an encrypted state file")
		case s.version != stateFileVersion:
			return refuse(KindOldState, "this is a state file of another version than %s", stateFileVersion)
		}
		w.formatVersion = "1.0"
		w.states = s.fileResources()
		secrets := newCollected()
		for _, o := range s.outputs {
			if o != nil && o.Sensitive {
				secrets.collectAll(o.Value)
			}
		}
		for _, r := range w.states {
			secrets.collect(r.Values, marksOf(r.Sensitive))
		}
		w.secrets = append(w.secrets, secrets)
	}
	w.hasPrior, w.hasChanges = true, true
	for _, r := range w.states {
		switch {
		case r.DeposedKey != "":
			w.deposed = append(w.deposed, [2]string{r.Address, r.DeposedKey})
		case r.Address != "":
			w.instances = append(w.instances, &StateInstance{
				Address: r.Address, StateBlock: &StateBlock{Mode: r.Mode, Type: r.Type, DependsOn: r.DependsOn}, Tainted: r.Tainted,
			})
			if ManagedMode(r.Mode) {
				w.changes = append(w.changes, entry{index: len(w.changes), change: &tfjson.ResourceChange{
					Address: r.Address, Mode: r.Mode, Type: r.Type, Name: r.Name, ProviderName: r.ProviderName,
					Change: &tfjson.Change{
						Actions: tfjson.Actions{tfjson.ActionNoop},
						Before:  r.Values, After: r.Values, BeforeSensitive: r.Sensitive, AfterSensitive: r.Sensitive,
					},
				}})
			}
		}
	}
	return nil
}

func isKind(err error, kind Kind) bool {
	refused, ok := errors.AsType[*RefusedError](err)
	return ok && refused.Kind == kind
}
