package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"
)

// fingerprintForm goes into the digest first: no digest of another form, and none of
// something else, is the fingerprint of a plan.
const fingerprintForm = "tfblast plan fingerprint 2"

// Fingerprint returns a digest of what the plan means: "sha256:" and 64 hexadecimal
// digits. It covers, of all changes, the addresses, providers, actions, orders, replace
// paths, values before and after, unknown attributes and ids of imported objects; changes
// of outputs with their values; provider actions with their settings; and whether the plan
// is complete, applyable and without an error. So the same changes to other objects, as in
// another workspace, have another fingerprint. It covers no masked value (only which
// attributes are masked and which of them change), no timestamp, no version, and not the
// order of the file, so that the same plan made twice has the same fingerprint.
func (p *Plan) Fingerprint() string {
	lines := make([]string, 0, len(p.Changes)+len(p.Outputs)+len(p.Invocations)+1)
	lines = append(lines, jsonLine("plan", p.Errored, p.Complete, p.Applyable))
	for _, c := range p.Changes {
		if c.Noteworthy() {
			lines = append(lines, c.meaning())
		}
	}
	for _, o := range p.Outputs {
		if o.Action != ActionNoOp {
			lines = append(lines, jsonLine("output", o.Name, o.Action, o.ValuesDigest))
		}
	}
	for _, i := range p.Invocations {
		lines = append(lines, jsonLine("action", i.Address, i.Provider, i.Trigger, i.Event, i.Deferred, i.SettingsDigest))
	}
	slices.Sort(lines)
	h := sha256.New()
	h.Write([]byte(fingerprintForm + "\n"))
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
	return withoutNumbers(jsonLine("change", c.Address, c.PreviousAddress, c.DeposedKey, c.ProviderName, c.Action, c.Order,
		c.ImportDigest, c.Deferred, c.ReplacePaths, unknown, sensitive, c.replaced(), c.After))
}

// replaced is the digest of the object that the change is made to, with masked parts as
// MaskText; empty where there is none. What is only read or stays has it in After.
func (c *Change) replaced() string {
	if c.Before == nil || c.Doubt == "" && (c.Action == ActionNoOp || c.Action == ActionRead) {
		return ""
	}
	return digestOfMeaning(c.Before)
}

// importing returns what is imported, empty for nothing: masked as a value would be.
func (b *builder) importing(i *tfjson.Importing) string {
	if i == nil {
		return ""
	}
	return digestOfMeaning(b.redactor.value(i.ID, nil, "id"), b.redactor.value(i.Identity, nil, "identity"), i.Unknown)
}

// outputValues returns a digest of the values of an output, masked.
func (b *builder) outputValues(name string, c *tfjson.Change) string {
	m := marksOf(c.BeforeSensitive, c.AfterSensitive)
	return digestOfMeaning(b.redactor.value(c.Before, m, name), b.redactor.value(c.After, m, name), b.redactor.shadow(c.AfterUnknown, false))
}

// settings returns a digest of the settings of a provider action, masked.
func (b *builder) settings(a *tfjson.ActionInvocation) string {
	return digestOfMeaning(b.redactor.value(a.ConfigValues, marksOf(a.ConfigSensitive), ""), b.redactor.shadow(a.ConfigUnknown, false))
}

// digestOfMeaning is the digest of masked values.
func digestOfMeaning(values ...any) string {
	sum := sha256.Sum256([]byte(withoutNumbers(jsonLine(values...))))
	return hex.EncodeToString(sum[:])
}

// withoutNumbers takes the numbers out of what stands for hidden fragments: they go by the
// order of the file.
func withoutNumbers(line string) string {
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
