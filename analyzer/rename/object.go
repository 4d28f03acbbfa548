package rename

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// object is one managed change with the attributes that identify it.
type object struct {
	change *plan.Change
	// taken is true if an index shift explains the change.
	taken bool
	// attributes and keys are filled by finder.load. A key is the canonical text of an
	// attribute's value, with equal keys for equal values; empty values have none.
	attributes map[string]plan.Value
	keys       map[string]string
}

// generated lists attributes that the provider or Terraform fills in.
var generated = map[string]bool{
	"id": true, "arn": true, "unique_id": true, "uid": true, "self_link": true, "self_link_unique": true,
	"tags_all": true, "terraform_labels": true, "effective_labels": true, "etag": true, "output": true,
	"create_date": true, "create_time": true, "created_at": true, "updated_at": true, "timeouts": true,
}

// load reads the attributes of an object's side: what it is before a delete, what it
// will be after a create, and what it is now where it stays.
func (f *finder) load(o *object) {
	if o.attributes != nil {
		return
	}
	side := o.change.Before
	if side == nil {
		side = o.change.After
	}
	o.attributes, o.keys = f.read(side, o.change.Type)
}

// read collects the attributes of an object under the names that its type's
// successor gives them. Name and place in Kubernetes metadata and the Name tag stand
// as attributes of their own.
func (f *finder) read(side plan.Object, typ string) (map[string]plan.Value, map[string]string) {
	attributes := make(map[string]plan.Value, len(side))
	renamed := successors[typ].attributes
	for name, v := range side {
		if to, ok := renamed[name]; ok {
			name = to
		}
		if generated[name] {
			continue
		}
		attributes[name] = v
		switch name {
		case "metadata":
			if list, ok := v.([]any); ok && len(list) == 1 {
				lift(attributes, name, list[0], "name", "namespace")
			}
		case "tags":
			lift(attributes, name, v, "Name")
		}
	}
	keys := make(map[string]string, len(attributes))
	for name, v := range attributes {
		if !empty(v) {
			keys[name] = f.key(v)
		}
	}
	return attributes, keys
}

// lift copies members of a map attribute out as attributes of their own.
func lift(attributes map[string]plan.Value, parent string, v plan.Value, members ...string) {
	m, ok := v.(map[string]any)
	if !ok {
		return
	}
	for _, name := range members {
		if member, ok := m[name]; ok {
			attributes[parent+"."+name] = member
		}
	}
}

// empty reports whether a value says nothing. Providers write "" and [] where the
// configuration has null.
func empty(v plan.Value) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == "" || v == "Managed by Terraform" // the AWS provider's default description
	case []any:
		return !slices.ContainsFunc(v, func(e any) bool { return !empty(e) })
	case map[string]any:
		for _, e := range v {
			if !empty(e) {
				return false
			}
		}
		return true
	}
	return false
}

// key is the canonical text of a value: equal for equal values and for JSON
// documents that differ in layout only.
func (f *finder) key(v plan.Value) string {
	var b strings.Builder
	f.writeKey(&b, v)
	return b.String()
}

func (f *finder) writeKey(b *strings.Builder, v plan.Value) {
	switch v := v.(type) {
	case bool:
		b.WriteString(strconv.FormatBool(v))
	case json.Number:
		b.WriteString(v.String())
	case string:
		b.WriteString(strconv.Quote(canonical(v)))
	case plan.Masked:
		token, ok := f.tokens[v]
		if !ok {
			token = len(f.tokens)
			f.tokens[v] = token
		}
		b.WriteString("masked " + strconv.Itoa(token))
	case []any:
		b.WriteByte('[')
		for _, e := range v {
			f.writeKey(b, e)
			b.WriteByte(',')
		}
		b.WriteByte(']')
	case map[string]any:
		b.WriteByte('{')
		for _, k := range slices.Sorted(maps.Keys(v)) {
			if v[k] == nil {
				continue
			}
			b.WriteString(strconv.Quote(k))
			b.WriteByte(':')
			f.writeKey(b, v[k])
			b.WriteByte(',')
		}
		b.WriteByte('}')
	}
}

// canonical takes the layout out of a JSON document in a string, such as a policy.
func canonical(s string) string {
	if s == "" || s[0] != '{' && s[0] != '[' {
		return s
	}
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var document any
	if d.Decode(&document) != nil || d.More() {
		return s
	}
	compact, err := json.Marshal(document)
	if err != nil {
		return s
	}
	return string(compact)
}
