package plan

import (
	"encoding/hex"
	"slices"
	"time"
)

// meaningForm goes into the digest first, as fingerprintForm does.
const meaningForm = "tfblast change meaning 1"

// meaningBytes is what is kept of the digest.
const meaningBytes = 8

// Meaning returns a short digest of what the change does, 16 hexadecimal digits, by which
// it can be recognised in a later plan of the same configuration: address, action and
// order, replace paths, the attributes that change with both of their values, what is
// known only after apply; of an object that is made, its attributes; of one that is taken
// away, what it is. Like the fingerprint of a plan it covers no masked value. Times that a
// provider keeps in an object, which go on by themselves, are not in it, and neither are
// attributes that stay as they are.
func (c *Change) Meaning() string {
	changed := make([][]any, 0, len(c.Changed))
	for i := range c.Changed {
		a := &c.Changed[i]
		before := a.Before
		if a.Unknown {
			before = withoutTimes(before)
		}
		changed = append(changed, []any{a.Path, a.Unknown, a.Sensitive, before, a.After})
	}
	var made, gone any
	switch {
	case c.Before == nil:
		made = []any{c.After, unknownNames(c.AfterUnknown)}
	case c.After == nil && len(changed) == 0:
		gone = withoutTimes(map[string]any(c.Before))
	default:
		gone = c.Before["id"]
	}
	sum := digestOfMeaning(meaningForm, c.Address, c.PreviousAddress, c.DeposedKey, c.ProviderName, c.Action, c.Order,
		c.ImportDigest, c.Deferred, c.Doubt, c.ReplacePaths, changed, made, gone)
	return sum[:hex.EncodedLen(meaningBytes)]
}

// unknownNames lists the attributes of an object that is made of which something is known
// only after apply. What stands in them is not told: keys of maps may be secret.
func unknownNames(shadow any) []string {
	attributes, _ := shadow.(map[string]any)
	var names []string
	for name, v := range attributes {
		if anyTrue(v) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// withoutTimes is a value without the times in it.
func withoutTimes(v Value) Value {
	switch v := v.(type) {
	case string:
		if _, err := time.Parse(time.RFC3339, v); err == nil {
			return nil
		}
	case map[string]any:
		kept := make(map[string]any, len(v))
		for name, e := range v {
			kept[name] = withoutTimes(e)
		}
		return kept
	case []any:
		kept := make([]any, len(v))
		for i, e := range v {
			kept[i] = withoutTimes(e)
		}
		return kept
	}
	return v
}
