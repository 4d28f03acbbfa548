package plan_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// FuzzRead checks that no input makes the reader panic, that each gives a plan or an
// error that says something, and that the secret of a marked place stays out.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"moved", "deposed", "removed-forget", "ephemeral", "public-hashicorp-action-reason", "public-opentofu-plan-error"} {
		f.Add([]byte(fixture(f, name)))
	}
	for _, members := range marked() {
		f.Add([]byte(strings.ReplaceAll(document(members...), "CANARY", canary)))
	}
	small := changes(entry(`"actions":["delete"],"before":{"a":1}`))
	for _, seed := range []string{
		"", "Error: x", humanTop + humanEntry, colourEntry, `{"@level":"info"}`, `{"format_version":"1.0","values":{}}`,
		small, small + small, "[command]x\n" + small, small + "::debug::x", "\ufeff" + small, "PK\x03\x04", "[1]", `{"resource_changes":[null]}`,
		gzipped(f, small), zstandard(f, small), inUTF16(f, small, binary.LittleEndian), inUTF16(f, small, binary.BigEndian),
		`{"resource_changes":[{"address":"a.b","change":{"actions":["x"],"actions":["y"]}}]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		p, err := readBytes(t, input)
		if err != nil {
			if p != nil || err.Error() == "" {
				t.Errorf("plan %v beside the error %q", p, err)
			}
			if refused, ok := errors.AsType[*plan.RefusedError](err); ok && (refused.What == "" || refused.Kind == 0) {
				t.Errorf("a refusal without a reason: %+v", refused)
			}
			return
		}
		for _, c := range p.Changes {
			if c.Address == "" || c.Action == "" {
				t.Errorf("a change without address or action: %+v", c)
			}
		}
		if again, err := readBytes(t, input); err != nil || again.Fingerprint() != p.Fingerprint() {
			t.Errorf("read again: another plan, or %v", err)
		}
	})
}

// FuzzMasking checks that a marked string of any kind is found neither as it is nor in
// the text of what was kept.
func FuzzMasking(f *testing.F) {
	for _, secret := range secretsOfManyForms {
		f.Add(secret, "before ", " after")
	}
	f.Fuzz(func(t *testing.T, secret, before, after string) {
		text := before + secret + after
		p, err := readBytes(t, []byte(declaring(t, secret, `a.b["k"]`, text)))
		if err != nil || strings.ToValidUTF8(secret, "") != secret || strings.ToValidUTF8(text, "") != text {
			return
		}
		kept, ok := p.Changes[0].After["user_data"].(string)
		if ok && text != "" && kept != text {
			t.Errorf("%q became %q", text, kept)
		}
		// Digits, booleans and regions are common words: not looked for elsewhere.
		if ok && len(secret) >= 8 && strings.ContainsAny(secret, "{}<>!?") {
			t.Errorf("%q is kept in %q", secret, kept)
		}
	})
}

// FuzzCanary checks that a declared secret is kept in no value, map key, shadow, replace
// path or address, however these are made.
func FuzzCanary(f *testing.F) {
	f.Add(`{"m":{"CANARY":["x CANARY"]}}`, `["CANARY"]`, `{"m":{"CANARY":true}}`, `"m","CANARY",0`, "x CANARY")
	f.Add(`"{\"a\":\"CANARY\"}"`, `null`, `true`, `{"a":"CANARY"}`, `"CANARY\`)
	f.Add(`[{"a":1},{"b":"CANARY"}]`, `[{"a":1}]`, `[{},{"b":[true]}]`, `null`, "CANARY\n")
	f.Fuzz(func(t *testing.T, before, after, shadow, steps, key string) {
		text := document(`"variables":{"v":{"value":"CANARY"}}`, `"configuration":{"root_module":{"variables":{"v":{"sensitive":true}}}}`,
			`"resource_changes":[{"address":`+quoted(t, "a.b"+(address.Key{Kind: address.StringKey, Text: key}).String())+`,"mode":"managed","change":{"actions":["update"],`+
				`"before":{"a":`+before+`},"after":{"a":`+after+`},"after_unknown":{"a":`+shadow+`},"replace_paths":[["a",`+steps+`]]}}]`)
		p, err := readBytes(t, []byte(strings.ReplaceAll(text, "CANARY", canary)))
		if err != nil {
			if strings.Contains(err.Error(), canary) {
				t.Errorf("the error holds the canary: %v", err)
			}
			return
		}
		if len(p.Changes) == 1 && p.Changes[0].Type == "a" {
			checkAbsent(t, p, canary)
		}
	})
}

// FuzzReadLean checks that a lean plan has the same entries as the whole one, or fails
// with the same error, and that both are read only from what jsontext accepts.
func FuzzReadLean(f *testing.F) {
	for _, name := range []string{"moved", "deposed", "ephemeral", "public-hashicorp-action-reason"} {
		f.Add([]byte(fixture(f, name)))
	}
	for _, actions := range []string{"no-op", "update"} {
		f.Add([]byte(changes(entry(`"actions":["` + actions + `"],"before":{"id":"i-0a1b2c3d4e","a":[{"b":"x\n"}]},"after":{"id":"i-0a1b2c3d4e","a":[{"b":"x\n"}]},"after_unknown":{},"before_sensitive":{"a":true}`))))
	}
	f.Fuzz(func(t *testing.T, input []byte) {
		whole, wholeErr := plan.Read(t.Context(), bytes.NewReader(input))
		lean, leanErr := plan.ReadLean(t.Context(), bytes.NewReader(input), plan.Needs{})
		if wholeErr != nil || leanErr != nil {
			if wholeErr == nil || leanErr == nil || wholeErr.Error() != leanErr.Error() {
				t.Fatalf("errors differ: %v; lean: %v", wholeErr, leanErr)
			}
			return
		}
		if len(lean.Changes)+len(lean.Unchanged) != len(whole.Changes) || whole.Fingerprint() != lean.Fingerprint() {
			t.Errorf("%d changes, lean %d and %d", len(whole.Changes), len(lean.Changes), len(lean.Unchanged))
		}
		if len(input) > 0 && input[0] == '{' {
			if _, valid := reference(string(input)); !valid {
				t.Error("read, but jsontext refuses it")
			}
		}
	})
}
