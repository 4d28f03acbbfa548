package plan_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/fixtures"
)

// naivePlan is what the standard library makes of a plan, with nothing done to it.
type naivePlan struct {
	Changes  []naiveChange `json:"resource_changes"`
	Deferred []struct {
		Change naiveChange `json:"resource_change"`
	} `json:"deferred_changes"`
	Drift   []any          `json:"resource_drift"`
	Outputs map[string]any `json:"output_changes"`
	Errored bool           `json:"errored"`
	Prior   struct {
		Values struct {
			Root naiveModule `json:"root_module"`
		} `json:"values"`
	} `json:"prior_state"`
}

type naiveChange struct {
	Address  string `json:"address"`
	Previous string `json:"previous_address"`
	Deposed  string `json:"deposed"`
	Reason   string `json:"action_reason"`
	Change   struct {
		Actions   []string       `json:"actions"`
		Importing *struct{}      `json:"importing"`
		Before    map[string]any `json:"before"`
		After     map[string]any `json:"after"`
	} `json:"change"`
}

type naiveModule struct {
	Resources []struct {
		Address string `json:"address"`
		Deposed string `json:"deposed_key"`
	} `json:"resources"`
	Children []naiveModule `json:"child_modules"`
}

func (m naiveModule) count() int {
	n := 0
	for _, r := range m.Resources {
		if r.Deposed == "" {
			n++
		}
	}
	for _, child := range m.Children {
		n += child.count()
	}
	return n
}

// words are the actions that the model shows, as Terraform writes them.
func words(c *plan.Change) string {
	switch c.Order {
	case plan.DestroyBeforeCreate:
		return "delete create"
	case plan.CreateBeforeDestroy:
		return "create delete"
	case plan.CreateThenForget:
		return "create forget"
	}
	return string(c.Action)
}

// Every fixture is read whole or refused with a reason.
func TestFixturesLoseNothing(t *testing.T) {
	t.Parallel()
	readable := 0
	for _, f := range fixtures.All(t) {
		text, err := os.ReadFile(f.Plan)
		if err != nil {
			t.Fatal(err)
		}
		p, err := readBytes(t, text)
		if err != nil {
			if _, ok := errors.AsType[*plan.RefusedError](err); !ok {
				t.Errorf("%s: %v", f.Name, err)
			}
			continue
		}
		readable++
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			var naive naivePlan
			if err := json.Unmarshal(bytes.TrimPrefix(text, []byte("\ufeff")), &naive); err != nil {
				t.Fatal(err)
			}
			compareNaive(t, f.Name, &naive, p)
		})
	}
	if readable < 40 {
		t.Errorf("%d fixtures could be read, want 40 and more", readable)
	}
}

// unread names the fixtures that do not look whole: a plan of -refresh-only can't be told
// from one whose changes were taken out, and the other one was put together by hand.
var unread = map[string]bool{"refresh-only": true, "public-googlecloudplatform-coverage": true, "public-opentofu-refresh-only": true}

func compareNaive(t *testing.T, name string, naive *naivePlan, p *plan.Plan) {
	t.Helper()
	entries := naive.Changes
	for _, d := range naive.Deferred {
		entries = append(entries, d.Change)
	}
	type line struct {
		Address, Previous, Deposed, Reason, Words string
		Imported                                  bool
		Before, After                             int
	}
	var want, got []line
	for _, e := range entries {
		want = append(want, line{
			e.Address, e.Previous, e.Deposed, e.Reason, strings.Join(e.Change.Actions, " "),
			e.Change.Importing != nil, len(e.Change.Before), len(e.Change.After),
		})
	}
	for _, c := range p.Changes {
		got = append(got, line{
			c.Address, c.PreviousAddress, c.DeposedKey, string(c.Reason), words(c), c.Imported, len(c.Before), len(c.After),
		})
		if c.Instance.String() != c.Address {
			t.Errorf("%s prints as %s", c.Address, c.Instance)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
	if len(p.Prior) != naive.Prior.Values.Root.count() {
		t.Errorf("%d instances of the prior state, want %d", len(p.Prior), naive.Prior.Values.Root.count())
	}
	if p.Drift != len(naive.Drift) || len(p.Outputs) != len(naive.Outputs) || p.Errored != naive.Errored {
		t.Errorf("drift %d of %d, outputs %d of %d, errored %t", p.Drift, len(naive.Drift), len(p.Outputs), len(naive.Outputs), p.Errored)
	}
	if p.Unread != unread[name] {
		t.Errorf("unread is %t: %v", p.Unread, p.Diagnostics)
	}
}
