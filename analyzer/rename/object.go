package rename

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// object is one managed change that may be paired or that stands in an index shift.
type object struct {
	change *plan.Change
	// taken is true if an index shift explains the change.
	taken bool
	// before and after are filled by finder.before and finder.after.
	before, after *side
}

// side is one side of a change, with the attributes that identify an object.
type side struct {
	attributes map[string]plan.Value
	// keys holds a digest of each attribute's value, as finder.key gives it; empty values
	// have none.
	keys map[string]uint64
	// names are the names of the attributes, sorted.
	names []string
}

// generated lists attributes that the provider or Terraform fills in.
var generated = map[string]bool{
	"id": true, "arn": true, "unique_id": true, "uid": true, "self_link": true, "self_link_unique": true,
	"tags_all": true, "terraform_labels": true, "effective_labels": true, "etag": true, "output": true,
	"create_date": true, "create_time": true, "created_at": true, "updated_at": true, "timeouts": true,
}

func (f *finder) before(o *object) *side {
	if o.before == nil {
		o.before = f.read(o.change.Before, o.change.Type)
	}
	return o.before
}

func (f *finder) after(o *object) *side {
	if o.after == nil {
		o.after = f.read(o.change.After, o.change.Type)
	}
	return o.after
}

// own is the side that an object is known by.
func (f *finder) own(o *object) *side {
	if o.change.Before != nil {
		return f.before(o)
	}
	return f.after(o)
}

// valuesOf are the values that an object is known by: what it is before a delete, what
// it will be after a create, and what it is now where it stays.
func valuesOf(c *plan.Change) plan.Object {
	if c.Before != nil {
		return c.Before
	}
	return c.After
}

// read collects the attributes of an object as each visits them.
func (f *finder) read(values plan.Object, typ string) *side {
	s := &side{attributes: make(map[string]plan.Value, len(values)), keys: make(map[string]uint64, len(values))}
	each(values, typ, func(name string, v plan.Value) { s.attributes[name] = v })
	s.names = make([]string, 0, len(s.attributes))
	for name, v := range s.attributes {
		s.names = append(s.names, name)
		if !empty(v) {
			s.keys[name] = f.key(v)
		}
	}
	slices.Sort(s.names)
	return s
}

// each visits the attributes of an object under the names that its type's successor
// gives them, in no order. Name and place in Kubernetes metadata and the Name tag stand
// as attributes of their own.
func each(values plan.Object, typ string, visit func(name string, v plan.Value)) {
	renamed := successors[typ].attributes
	for name, v := range values {
		if to, ok := renamed[name]; ok {
			if values[to] != nil {
				continue // some versions have both names: the new one counts
			}
			name = to
		} else if v == nil && renamedTo(renamed, values, name) {
			continue
		}
		if generated[name] {
			continue
		}
		visit(name, v)
		switch name {
		case "metadata":
			if list, ok := v.([]any); ok && len(list) == 1 {
				lift(name, list[0], visit, "name", "namespace")
			}
		case "tags":
			lift(name, v, visit, "Name")
		}
	}
}

// renamedTo reports whether an object has an attribute that came to be called name.
func renamedTo(renamed map[string]string, values plan.Object, name string) bool {
	for old, to := range renamed {
		if _, there := values[old]; there && to == name {
			return true
		}
	}
	return false
}

// lift visits members of a map attribute as attributes of their own.
func lift(parent string, v plan.Value, visit func(name string, v plan.Value), members ...string) {
	m, ok := v.(map[string]any)
	if !ok {
		return
	}
	for _, name := range members {
		if member, ok := m[name]; ok {
			visit(parent+"."+name, member)
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
