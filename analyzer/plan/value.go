package plan

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
)

// Value is one masked JSON value: nil, bool, json.Number, string, []any,
// map[string]any or Masked.
type Value any

// Object is one side of a change: the masked attributes of a resource instance.
type Object map[string]any

// Masked stands where a value was taken out. Two masked values of one plan are equal
// if and only if the values were; token and hash mean nothing outside the process.
type Masked struct {
	token int
	// hash is that of the value where facts are compared; its seed is of the process.
	hash uint64
}

// MaskText is what stands in text for a value or a key that was taken out.
const MaskText = "(sensitive)"

// IsMasked reports whether the value, or anything in it, was taken out.
func IsMasked(v Value) bool {
	switch v := v.(type) {
	case Masked:
		return true
	case []any:
		return slices.ContainsFunc(v, func(e any) bool { return IsMasked(e) })
	case map[string]any:
		for _, e := range v {
			if IsMasked(e) {
				return true
			}
		}
	}
	return false
}

// Equal reports whether two values are the same; null and absent are.
func Equal(a, b Value) bool {
	switch a := a.(type) {
	case nil:
		return b == nil
	case map[string]any:
		bm, ok := b.(map[string]any)
		if !ok {
			return false
		}
		for k, v := range a {
			if !Equal(v, bm[k]) {
				return false
			}
		}
		for k, v := range bm {
			if _, seen := a[k]; !seen && v != nil {
				return false
			}
		}
		return true
	case []any:
		bl, ok := b.([]any)
		return ok && slices.EqualFunc(a, bl, func(x, y any) bool { return Equal(x, y) })
	}
	switch b.(type) {
	case map[string]any, []any:
		return false
	}
	return a == b
}

// Empty reports whether a value holds nothing: null, or a text, list or map without
// content.
func Empty(v Value) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// TopName returns the name of the top-level attribute with which an attribute path begins.
func TopName(path string) string {
	if end := strings.IndexAny(path, ".["); end >= 0 {
		return path[:end]
	}
	return path
}

// Within reports whether an attribute path is another one or lies below it.
func Within(path, above string) bool {
	rest, ok := strings.CutPrefix(path, above)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// Overlap reports whether two attribute paths are one, or one lies below the other.
func Overlap(x, y string) bool { return Within(x, y) || Within(y, x) }

// Text prints a value for people: strings as they are, other values as JSON, with
// MaskText for what was taken out.
func Text(v Value) string {
	if s, ok := v.(string); ok {
		return s
	}
	var b strings.Builder
	writeText(&b, v)
	return b.String()
}

func writeText(b *strings.Builder, v Value) {
	switch v := v.(type) {
	case nil:
		b.WriteString("null")
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case json.Number:
		b.WriteString(v.String())
	case string:
		b.WriteString(strconv.Quote(v))
	case Masked:
		b.WriteString(MaskText)
	case []any:
		b.WriteByte('[')
		for i, e := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			writeText(b, e)
		}
		b.WriteByte(']')
	case map[string]any:
		b.WriteByte('{')
		for i, k := range address.SortedKeys(v) {
			if i > 0 {
				b.WriteString(", ")
			}
			b.WriteString(strconv.Quote(k))
			b.WriteString(": ")
			writeText(b, v[k])
		}
		b.WriteByte('}')
	}
}

// Get returns the value at a path as Attribute.Path prints it, and whether the
// object has it.
func (o Object) Get(path string) (Value, bool) {
	var found Value
	ok := false
	walkLeaves(map[string]any(o), "", func(p string, v Value) bool {
		if p == path {
			found, ok = v, true
		}
		return !ok && (p == "" || strings.HasPrefix(path, p))
	})
	return found, ok
}

// Walk visits every value of the object that is no list and no map, in natural order of
// the paths.
func (o Object) Walk(visit func(path string, v Value)) {
	walkLeaves(map[string]any(o), "", func(path string, v Value) bool {
		switch v.(type) {
		case map[string]any, []any:
		default:
			visit(path, v)
		}
		return true
	})
}

// walkLeaves visits v and everything in it, parents first. visit returns false to
// keep out of a value.
func walkLeaves(v Value, path string, visit func(path string, v Value) bool) {
	if !visit(path, v) {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		for _, k := range address.SortedKeys(v) {
			walkLeaves(v[k], joinPath(path, k), visit)
		}
	case []any:
		for i, e := range v {
			walkLeaves(e, path+"["+strconv.Itoa(i)+"]", visit)
		}
	}
}

// joinPath adds a name to an attribute path; a key that is no identifier is quoted.
func joinPath(path, name string) string {
	if !isIdentifier(name) {
		return path + address.Key{Kind: address.StringKey, Text: name}.String()
	}
	if path == "" {
		return name
	}
	return path + "." + name
}

func isIdentifier(s string) bool {
	for i, r := range s {
		letter := r == '_' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		if !letter && (i == 0 || r != '-' && (r < '0' || r > '9')) {
			return false
		}
	}
	return s != ""
}
