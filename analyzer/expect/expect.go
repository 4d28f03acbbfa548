// Package expect holds a plan against what its author declared it to do: these addresses,
// these actions, at most so many. Whatever the plan does beyond that is listed.
package expect

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsimple"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// Expectation is a declared intent.
type Expectation struct {
	// Changes are what the plan may do. The first one that fits and has room counts, unless
	// one that fits has no room at all.
	Changes []Change `json:"changes"`
	Max     Max      `json:"max"`
}

// Change is a kind of change that the plan may make.
type Change struct {
	// Address is a pattern of addresses; see matches.
	Address string `json:"address"`
	// Actions are words of Actions, sorted.
	Actions []string `json:"actions"`
	// Max is how many instances it may meet; nil is no limit. With 0 there may be none, also
	// if another Change fits.
	Max *int `json:"max"`

	pattern pattern
}

// Max bounds the plan as a whole; nil is no limit. Counts are those of the report's
// summary, and an action that nobody knows counts as both a delete and a replace.
type Max struct {
	Delete   *int        `json:"delete"`
	Replace  *int        `json:"replace"`
	Affected *int        `json:"affected"`
	Level    *risk.Level `json:"level"`
}

// Actions are the words that can be declared. Move and import stand for changes of the
// state alone, invoke for provider actions.
func Actions() []string {
	return []string{"create", "update", "replace", "delete", "forget", "read", "move", "import", "invoke"}
}

// file is the form of an expectation in HCL.
type file struct {
	Expect []struct {
		Changes []struct {
			Address string   `hcl:"address,label"`
			Actions []string `hcl:"actions"`
			Max     *int     `hcl:"max,optional"`
		} `hcl:"change,block"`
		Max *struct {
			Delete   *int    `hcl:"delete,optional"`
			Replace  *int    `hcl:"replace,optional"`
			Affected *int    `hcl:"affected,optional"`
			Level    *string `hcl:"level,optional"`
		} `hcl:"max,block"`
	} `hcl:"expect,block"`
}

// Parse reads an expectation in HCL: one block `expect` with blocks `change "ADDRESS"` and
// `max`. The name is for messages.
func Parse(name string, content []byte) (*Expectation, error) {
	if !strings.HasSuffix(name, ".hcl") && !strings.HasSuffix(name, ".json") {
		name += ".hcl" // the form is told by the ending
	}
	var f file
	if err := hclsimple.Decode(name, content, nil, &f); err != nil {
		return nil, fmt.Errorf("read the declared intent: %w", err)
	}
	if len(f.Expect) != 1 {
		return nil, fmt.Errorf("read the declared intent: %s: want one block expect, there are %d", name, len(f.Expect))
	}
	e := &Expectation{Changes: []Change{}}
	for _, c := range f.Expect[0].Changes {
		change, err := newChange(c.Address, c.Actions, c.Max)
		if err != nil {
			return nil, fmt.Errorf("read the declared intent: %s: change %q: %w", name, c.Address, err)
		}
		e.Changes = append(e.Changes, change)
	}
	if m := f.Expect[0].Max; m != nil {
		e.Max = Max{Delete: m.Delete, Replace: m.Replace, Affected: m.Affected}
		if m.Level != nil {
			level, err := risk.ParseLevel(*m.Level)
			if err != nil {
				return nil, fmt.Errorf("read the declared intent: %s: max: %w", name, err)
			}
			e.Max.Level = &level
		}
	}
	if err := e.Max.check(); err != nil {
		return nil, fmt.Errorf("read the declared intent: %s: max: %w", name, err)
	}
	return e, nil
}

func (m Max) check() error {
	for _, n := range []*int{m.Delete, m.Replace, m.Affected} {
		if n != nil && *n < 0 {
			return fmt.Errorf("%d: want 0 or more", *n)
		}
	}
	return nil
}

func newChange(address string, actions []string, most *int) (Change, error) {
	c := Change{Address: address, Actions: slices.Compact(slices.Sorted(slices.Values(actions))), Max: most}
	if len(c.Actions) == 0 {
		return c, errors.New("no actions: name what may happen, such as [\"update\"]")
	}
	for _, a := range c.Actions {
		if !slices.Contains(Actions(), a) {
			return c, fmt.Errorf("unknown action %q: want one of %s", a, strings.Join(Actions(), ", "))
		}
	}
	if most != nil && *most < 0 {
		return c, fmt.Errorf("max = %d: want 0 or more", *most)
	}
	var err error
	if c.pattern, err = parsePattern(address); err != nil {
		return c, err
	}
	return c, c.pattern.checkPlace(address)
}

// Declares reports whether anything was declared. Else the plan may do nothing.
func (e *Expectation) Declares() bool { return len(e.Changes) > 0 || e.Max != Max{} }

// Digest names an expectation: "sha256:" and the digest of what it says. Comments, blanks
// and the order of the actions do not count; the order of the changes does.
func (e *Expectation) Digest() string {
	text, err := json.Marshal(e)
	if err != nil {
		text = []byte(err.Error()) // out of reach: only words and numbers stand in it
	}
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// Join puts two expectations together: what either allows is allowed, and the lower limit
// counts. Either may be nil.
func Join(a, b *Expectation) *Expectation {
	if a == nil || b == nil {
		if a == nil {
			return b
		}
		return a
	}
	return &Expectation{
		Changes: slices.Concat(a.Changes, b.Changes),
		Max: Max{
			Delete: lower(a.Max.Delete, b.Max.Delete), Replace: lower(a.Max.Replace, b.Max.Replace),
			Affected: lower(a.Max.Affected, b.Max.Affected), Level: lower(a.Max.Level, b.Max.Level),
		},
	}
}

func lower[N int | risk.Level](a, b *N) *N {
	if a == nil || b != nil && *b < *a {
		return b
	}
	return a
}
