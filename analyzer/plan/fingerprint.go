package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
)

// Fingerprint returns a digest of what the plan means: "sha256:" and 64 hexadecimal
// digits. It covers the addresses, actions, orders, replace paths, planned values and
// unknown attributes of all changes. It covers no masked value (only which sensitive
// attributes change), no timestamp, no version, and not the order of the file, so that
// the same plan made twice has the same fingerprint.
func (p *Plan) Fingerprint() string {
	lines := make([]string, 0, len(p.Changes)+len(p.Outputs))
	for _, c := range p.Changes {
		if c.Noteworthy() {
			lines = append(lines, c.meaning())
		}
	}
	for _, o := range p.Outputs {
		if o.Action != ActionNoOp {
			lines = append(lines, jsonLine("output", o.Name, o.Action))
		}
	}
	for _, i := range p.Invocations {
		lines = append(lines, jsonLine("action", i.Address, i.Trigger, i.Event, i.Deferred))
	}
	slices.Sort(lines)
	h := sha256.New()
	for _, line := range lines {
		h.Write([]byte(line))
		h.Write([]byte{'\n'})
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
}

// meaning writes a change as one line of JSON.
func (c *Change) meaning() string {
	var unknown, sensitive []string
	for _, a := range c.Changed {
		if a.Unknown {
			unknown = append(unknown, a.Path)
		}
		if a.Sensitive {
			sensitive = append(sensitive, a.Path)
		}
	}
	line := jsonLine("change", c.Address, c.PreviousAddress, c.DeposedKey, c.Action, c.Order,
		c.Imported, c.Deferred, c.ReplacePaths, unknown, sensitive, c.After)
	// The numbers go by the order of the file.
	return fragmentInText.ReplaceAllString(line, "(hidden)")
}

// MarshalJSON writes MaskText: neither the value nor its token.
func (Masked) MarshalJSON() ([]byte, error) { return []byte(`"` + MaskText + `"`), nil }

// jsonLine writes its arguments as a JSON list, in which no value can run into another.
func jsonLine(values ...any) string {
	line, err := json.Marshal(values)
	if err != nil {
		// Only values read from JSON stand here, so this is out of reach; the text
		// still differs from every real line.
		return err.Error()
	}
	return string(line)
}
