package plan

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
)

// redactor replaces what must not be seen. It is used after all marks of the file are
// known; what it returns holds no marked value.
type redactor struct {
	secrets *secrets
	facts   *factTable
	// tokens numbers the values that were taken out, so that equal ones stay equal.
	tokens map[string]Masked
	// secretNames remembers what secretAttribute says of a name.
	secretNames map[string]bool
	// names numbers the keys that were taken out of addresses and paths.
	names map[string]string
	// keys remembers how bracketed keys are shown.
	keys map[string]string
	// hidden remembers what hides says.
	hidden map[string]bool
	opener *opener
}

func newRedactor(s *secrets, facts *factTable) *redactor {
	return &redactor{secrets: s, facts: facts, tokens: map[string]Masked{}, names: map[string]string{}, keys: map[string]string{}, hidden: map[string]bool{}, secretNames: map[string]bool{}, opener: &opener{numbers: map[string]int{}, holds: s.in}}
}

// value returns v without what m marks, without strings that hold a secret, and
// without what looks like one. name is the attribute's name. Lists and maps are changed
// where they are.
func (r *redactor) value(v any, m *marks, name string) Value {
	if v == nil {
		return nil
	}
	if m.sensitive() || !m.fits(v) {
		return r.mask(v)
	}
	switch v := v.(type) {
	case string:
		return r.text(v, name)
	case []any:
		for i, e := range v {
			v[i] = r.value(e, m.element(), name)
		}
		return v
	case map[string]any:
		object := v
		if r.numberKeys(v) {
			object = make(map[string]any, len(v))
		}
		named := nameOf(v)
		inOrder(v, func(k string, e any) {
			name := k
			if k == "value" && named != "" {
				name = named
			}
			object[r.key(k)] = r.value(e, m.key(k), name)
		})
		return object
	}
	return v
}

// text is value for a text that nothing marks.
func (r *redactor) text(text, name string) Value {
	switch {
	case text == "":
		return text
	case r.secretName(name):
		return r.mask(text)
	case !r.hides(text):
		return text
	case !structured(text) && !documentNames[name] || r.secrets.in(text):
		return r.mask(text)
	}
	if opened, ok := r.opener.open(text); ok {
		return opened
	}
	return r.mask(text)
}

// nameOf returns what a block calls the value beside, if that says that it is a secret.
func nameOf(block map[string]any) string {
	for _, attribute := range [...]string{"name", "key"} {
		if name, ok := block[attribute].(string); ok && namesSecret(name) {
			if text, isText := block["value"].(string); isText && tells(text) {
				return "password"
			}
		}
	}
	return ""
}

func (r *redactor) secretName(name string) bool {
	secret, ok := r.secretNames[name]
	if !ok {
		secret = secretAttribute(name)
		r.secretNames[name] = secret
	}
	return secret
}

// object is value for one side of a change. Names of attributes at the top come from
// the provider's schema and stay as they are.
func (r *redactor) object(v any, m *marks) Object {
	attributes, ok := v.(map[string]any)
	if !ok {
		return nil
	}
	inOrder(attributes, func(k string, e any) {
		child := m.key(k)
		if m.sensitive() {
			child = m
		}
		attributes[k] = r.value(e, child, k)
	})
	return attributes
}

// shadow returns the shadow of a value (after_unknown) with its keys replaced as
// value and object replace them. Names of attributes at the top stay.
func (r *redactor) shadow(v any, top bool) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		if !top {
			r.numberKeys(v)
		}
		inOrder(v, func(k string, e any) {
			if !top {
				k = r.key(k)
			}
			out[k] = r.shadow(e, false)
		})
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = r.shadow(e, false)
		}
		return out
	}
	return v
}

// mask returns the token of a value.
func (r *redactor) mask(v any) Masked {
	text, err := json.Marshal(withoutNulls(v)) // map keys come out sorted
	if err != nil {
		text = fmt.Append(nil, v)
	}
	masked, ok := r.tokens[string(text)]
	if !ok {
		masked = Masked{token: len(r.tokens) + 1, hash: r.facts.hash(text)}
		if s, ok := v.(string); ok {
			masked.hash = r.facts.hash([]byte(s))
		}
		r.tokens[string(text)] = masked
	}
	return masked
}

// withoutNulls leaves the members out that Equal takes for absent.
func withoutNulls(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, e := range v {
			if e != nil {
				out[k] = withoutNulls(e)
			}
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, e := range v {
			out[i] = withoutNulls(e)
		}
		return out
	}
	return v
}

// numberKeys gives the keys of a map that are replaced their numbers in a fixed order, and
// reports whether there are any.
func (r *redactor) numberKeys(m map[string]any) bool {
	var replaced []string
	for k := range m {
		if r.hides(k) {
			replaced = append(replaced, k)
		}
	}
	slices.Sort(replaced)
	for _, k := range replaced {
		r.key(k)
	}
	return len(replaced) > 0
}

// inOrder visits the members of a map; maps, lists and texts among them of which fragments may
// be taken out last and in a fixed order: what is within these may get numbers.
func inOrder(m map[string]any, visit func(k string, v any)) {
	var nested []string
	for k, v := range m {
		text, isText := v.(string)
		switch v.(type) {
		case map[string]any, []any:
			nested = append(nested, k)
		default:
			if isText && structured(text) {
				nested = append(nested, k)
				continue
			}
			visit(k, v)
		}
	}
	slices.Sort(nested)
	for _, k := range nested {
		visit(k, m[k])
	}
}

// word returns free text of the plan that is no value, such as an action that nobody
// knows, replaced if it holds a secret.
func (r *redactor) word(s string) string {
	if r.hides(s) {
		return MaskText
	}
	return s
}

// hides reports whether a text holds a secret. Short ones come again and again.
func (r *redactor) hides(k string) bool {
	if len(k) > maxRemembered {
		return r.secrets.in(k) || looksSecret(k)
	}
	hidden, known := r.hidden[k]
	if !known {
		hidden = r.secrets.in(k) || looksSecret(k)
		r.hidden[k] = hidden
	}
	return hidden
}

// maxRemembered bounds the texts of which the redactor remembers what they hold.
const maxRemembered = 40

// key returns a map key or an instance key, replaced if it holds a secret.
func (r *redactor) key(k string) string {
	if !r.hides(k) {
		return k
	}
	name, ok := r.names[k]
	if !ok {
		name = MaskText
		if n := len(r.names); n > 0 {
			name = fmt.Sprintf("(sensitive %d)", n+1)
		}
		r.names[k] = name
	}
	return name
}

// address returns an address or reference in which instance keys that hold a secret
// are replaced. Equal keys are replaced alike, so addresses still match each other.
func (r *redactor) address(s string) string {
	start := strings.Index(s, `["`)
	for from := start; from >= 0; {
		end := from + keyEnd(s[from:])
		if r.shownKey(s[from:end]) != s[from:end] {
			return r.hideKeys(s, start)
		}
		next := strings.Index(s[end:], `["`)
		if next < 0 {
			break
		}
		from = end + next
	}
	return s
}

// hideKeys replaces the bracketed keys of an address, of which the first begins at start.
func (r *redactor) hideKeys(s string, start int) string {
	var b strings.Builder
	for start >= 0 {
		end := start + keyEnd(s[start:])
		b.WriteString(s[:start])
		b.WriteString(r.shownKey(s[start:end]))
		s = s[end:]
		start = strings.Index(s, `["`)
	}
	b.WriteString(s)
	return b.String()
}

// shownKey remembers what quotedKey says: the same keys stand in very many addresses.
func (r *redactor) shownKey(bracketed string) string {
	shown, known := r.keys[bracketed]
	if !known {
		shown = r.quotedKey(bracketed)
		r.keys[bracketed] = shown
	}
	return shown
}

// keyEnd returns the length of the bracketed, quoted key at the start of s.
func keyEnd(s string) int {
	for i := 2; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '"':
			if i+1 < len(s) && s[i+1] == ']' {
				return i + 2
			}
			return i + 1
		}
	}
	return len(s)
}

func (r *redactor) quotedKey(bracketed string) string {
	plain := strings.TrimSuffix(strings.TrimPrefix(bracketed, `["`), `"]`)
	if inst, err := address.ParseInstance("type.name" + bracketed); err == nil {
		plain = inst.Key.Text
	}
	if masked := r.key(plain); masked != plain {
		return `["` + masked + `"]`
	}
	return bracketed
}

func (r *redactor) addresses(list []string) []string {
	out, copied := list, false
	for i, s := range list {
		masked := r.address(s)
		if masked == s {
			continue
		}
		if !copied { // the list may be shared
			out, copied = slices.Clone(list), true
		}
		out[i] = masked
	}
	return out
}
