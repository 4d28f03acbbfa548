package plan

import (
	"bytes"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/jsonscan"
)

// change reads one entry of resource_changes.
func (w *worker) change(u *unit, raw []byte) error {
	if w.lean != nil {
		if c, ok := w.unchanged(raw); ok {
			part := w.found.now()
			c.number = uint32(len(part.unchanged)) //nolint:gosec // of one buffer
			part.unchanged = append(part.unchanged, c)
			w.values.add(w.finder)
			return nil
		}
	}
	var rc *tfjson.ResourceChange
	if err := jsonv2.Unmarshal(raw, &rc, w.decoding); err != nil {
		return err
	}
	if rc != nil {
		w.found.secrets.change(rc.Change)
		for _, s := range []*string{&rc.Address, &rc.Type, &rc.Name, &rc.ProviderName} {
			*s = w.shared.text([]byte(*s))
		}
	}
	part := w.found.now()
	part.changes = append(part.changes, entry{index: u.index, change: rc})
	return nil
}

// output reads one output of a state for what it marks.
func (w *worker) output(raw []byte) error {
	var o *wireStateOutput
	if err := jsonv2.Unmarshal(raw, &o, w.decoding); err != nil {
		return err
	}
	if o != nil && o.Sensitive {
		w.found.secrets.collectAll(o.Value)
	}
	return nil
}

// unchanged reads an entry that leaves its instance as it is. It gives up on anything that
// is out of the ordinary, and on what contradicts itself.
func (w *worker) unchanged(raw []byte) (c Unchanged, ok bool) {
	var module, mode, typ, name string
	var change []byte
	m := jsonscan.Object(raw, 0)
	for m.Next() {
		ok := true
		switch string(m.Name) {
		case "address":
			c.Address, ok = w.string(&m)
		case "module_address":
			module, ok = w.word(&m, &w.last.module)
		case "mode":
			mode, ok = w.word(&m, &w.last.mode)
		case "type":
			typ, ok = w.word(&m, &w.last.typ)
		case "name":
			name, ok = w.word(&m, &w.last.name)
		case "provider_name":
			_, ok = w.unquoted(m.Raw())
		case "change":
			// Actions come first, so most of what changes is told from here.
			change = raw[m.Value:]
			if typ == "" || slices.Contains(w.lean.needs.Whole, typ) || !bytes.HasPrefix(change, []byte(`{"actions":["no-op"],`)) {
				return c, false
			}
			m.End, ok = w.sameSides(typ, raw, m.Value)
		case "index":
			m.Skip()
		default: // previous_address, deposed, action_reason and what is not known yet
			return c, false
		}
		if !ok {
			return c, false
		}
	}
	if m.End != len(raw) || change == nil || mode != string(tfjson.ManagedResourceMode) {
		return c, false
	}
	return c, w.place(&c, module, typ, name)
}

// place parses the address and compares it with what the entry says.
func (w *worker) place(c *Unchanged, module, typ, name string) bool {
	local := c.Address
	if module != "" {
		if len(c.Address) <= len(module) || c.Address[:len(module)] != module || c.Address[len(module)] != '.' {
			return false
		}
		local = c.Address[len(module)+1:]
	}
	parsed, err := address.ParseInstance(local)
	if err != nil || len(parsed.Module) > 0 || parsed.Mode != address.Managed || parsed.Type != typ || parsed.Name != name || !ascii(typ) {
		return false
	}
	start, ok := keyStart(local, typ, name)
	if !ok {
		return false
	}
	c.key = uint32(len(c.Address)-len(local)) + start //nolint:gosec // an address is short
	if last := w.last.resource; last != nil && w.last.at == module && last.Type == typ && last.Name == name {
		c.Resource = last
		return true
	}
	c.Resource = w.resources[[3]string{module, typ, name}]
	if c.Resource != nil {
		w.last.resource, w.last.at = c.Resource, module
		return true
	}
	path, known := w.modules[module]
	if !known {
		if path, err = address.ParseModule(module); err != nil {
			return false
		}
		w.modules[module] = path
	}
	c.Resource = &UnchangedResource{Module: path, Type: typ, Name: name}
	w.resources[[3]string{module, typ, name}] = c.Resource
	w.last.resource, w.last.at = c.Resource, module
	return true
}

// keyStart is where the instance key begins in TYPE.NAME[KEY], false for another form.
func keyStart(local, typ, name string) (uint32, bool) {
	n := len(typ) + 1 + len(name)
	if len(local) < n || local[:len(typ)] != typ || local[len(typ)] != '.' || local[len(typ)+1:n] != name {
		return 0, false
	}
	return uint32(n), true //nolint:gosec // an address is short
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// sameSides reads the change of a no-op entry, if both sides are the same, nothing is
// unknown and nothing else is told.
func (w *worker) sameSides(kind string, raw []byte, i int) (end int, ok bool) {
	var before, after []byte
	var marked *marks
	m := jsonscan.Object(raw, i)
	for m.Next() {
		ok := true
		switch string(m.Name) {
		case "actions":
			ok = string(m.Raw()) == `["no-op"]`
		case "before":
			start := m.Value
			if m.End = w.finder.raw(kind, raw, start); m.End != jsonscan.Refused {
				before = raw[start:m.End]
			}
		case "after":
			if ok = before != nil && bytes.HasPrefix(raw[m.Value:], before); ok {
				after, m.End = before, m.Value+len(before)
			}
		case "after_unknown":
			m.End, ok = quiet(raw, m.Value)
		case "before_sensitive", "after_sensitive":
			var side *marks
			side, m.End, ok = w.rawMarks(raw, m.Value)
			marked = marked.with(side)
		case "before_identity", "after_identity":
			m.Skip()
		default: // importing, replace_paths, generated_config and what is not known yet
			return m.End, false
		}
		if !ok {
			return m.End, false
		}
	}
	if m.End == jsonscan.Refused || after == nil {
		return m.End, false
	}
	if marked != nil {
		if marked.sensitive() || marked.key("id") != nil || w.collectRaw(before, 0, marked) != len(before) {
			return m.End, false
		}
		w.finder.marked(before, 0, marked)
	}
	return m.End, true
}
