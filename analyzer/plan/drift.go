package plan

import (
	"maps"

	jsonv2 "github.com/go-json-experiment/json"
	tfjson "github.com/hashicorp/terraform-json"
)

// Drifted is an object that was found changed or deleted outside Terraform: an entry of
// resource_drift. It says what differs, not whether the plan sets it back.
type Drifted struct {
	Address string
	// Gone is true if the object was found to be deleted; nothing is in Changed then.
	Gone bool
	// Changed lists the attributes that differ, in natural order of their paths: Before
	// is what the state had, After what was found.
	Changed []Attribute
}

// drift reads one entry of resource_drift: what it marks, and what differs in it.
func (w *worker) drift(u *unit, raw []byte) error {
	w.found.drift++
	var rc *tfjson.ResourceChange
	if err := jsonv2.Unmarshal(raw, &rc, w.decoding); err != nil {
		return err
	}
	if rc == nil || rc.Change == nil {
		return nil
	}
	w.found.secrets.change(rc.Change)
	before, was := rc.Change.Before.(map[string]any)
	after, is := rc.Change.After.(map[string]any)
	switch {
	case rc.Address == "" || rc.DeposedKey != "" || !was:
		return nil // the entry says too little
	case is:
		keepDifferences(before, after)
	case rc.Change.After != nil || !rc.Change.Actions.Delete():
		return nil
	default:
		rc.Change.Before = nil // that it is gone is all that is asked for
	}
	part := w.found.now()
	part.drifted = append(part.drifted, entry{index: u.index, change: rc})
	return nil
}

// keepDifferences drops the attributes in which both sides agree: of a large object that
// drifted a little, a little is kept.
func keepDifferences(before, after map[string]any) {
	maps.DeleteFunc(before, func(name string, v any) bool {
		other, ok := after[name]
		if !ok || !Equal(v, other) {
			return false
		}
		delete(after, name)
		return true
	})
}

// drifted masks what drifted and compares both sides.
func (b *builder) drifted() {
	for _, e := range b.wire.drifted {
		raw := e.change.Change
		if raw.Before == nil {
			b.plan.Drifted = append(b.plan.Drifted, &Drifted{Address: b.redactor.address(e.change.Address), Gone: true})
			continue
		}
		m := marksOf(raw.BeforeSensitive, raw.AfterSensitive)
		d := &Drifted{
			Address: b.redactor.address(e.change.Address),
			Changed: diff(b.redactor.object(raw.Before, m), b.redactor.object(raw.After, m), nil),
		}
		if len(d.Changed) > 0 {
			b.plan.Drifted = append(b.plan.Drifted, d)
		}
	}
}
