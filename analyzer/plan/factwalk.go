package plan

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/tfblast/tfblast/analyzer/jsonscan"
)

// Object returns the facts of one side of a change of a resource of the given type. own
// says whether the instance owns what others may hold: an existing managed one does, by
// its values before. The list is valid until the next call.
func (f *Finder) Object(kind string, o Object, own bool) []Fact {
	f.begin(kind)
	for name, v := range o {
		f.path, f.label = append(f.path[:0], name...), isLabel(name)
		if text, ok := v.(string); ok {
			f.top = append(f.top, topString{[]byte(name), []byte(text)})
		}
		if masked, ok := v.(Masked); ok && name == "id" && own {
			f.add(MaskedIdentity, f.table.path(f.path), masked.hash)
		}
		f.value(v)
	}
	if own {
		f.own()
	}
	f.scope()
	return f.facts
}

func (f *Finder) value(v any) {
	switch v := v.(type) {
	case string:
		f.text([]byte(v))
	case Masked:
		if !f.label {
			f.mention(v.hash)
		}
	case []any:
		for _, e := range v {
			f.value(e)
		}
	case map[string]any:
		length := len(f.path)
		for name, e := range v {
			f.path = append(append(f.path[:length], '.'), name...)
			f.value(e)
		}
		f.path = f.path[:length]
	}
}

// isGenerated reports whether an attribute is filled in for every object anew, or with what
// others hold already.
func isGenerated(name []byte) bool { return string(name) == "id" || string(name) == "tags_all" }

// raw finds the facts and digests of the object at i, whose values are those of an
// existing managed instance, and returns the position behind it; jsonscan.Refused for
// anything else.
func (f *Finder) raw(kind string, b []byte, i int) int {
	f.begin(kind)
	f.topOnly = true
	m := jsonscan.Object(b, i)
	for n := 0; m.Next(); n++ {
		attribute := f.attribute(n, m.Name)
		f.path = append(f.path[:0], m.Name...)
		f.label, f.topPath = attribute.label, attribute.path
		if b[m.Value] == '"' {
			text, end := f.string(b, m.Value)
			if m.End = end; end != jsonscan.Refused {
				f.top = append(f.top, topString{m.Name, text})
				f.text(text)
			}
		} else {
			m.End = f.walk(b, m.Value, 1)
		}
		if m.End != jsonscan.Refused && !attribute.generated {
			f.digest(attribute.path, b[m.Value:m.End])
		}
	}
	if m.End == jsonscan.Refused {
		return m.End
	}
	f.own()
	f.scope()
	return m.End
}

// walk visits the strings of the value at i.
func (f *Finder) walk(b []byte, i, depth int) int {
	if i >= len(b) || depth > maxFactDepth {
		return jsonscan.Refused
	}
	switch b[i] {
	case '"':
		text, end := f.string(b, i)
		if end != jsonscan.Refused {
			f.text(text)
		}
		return end
	case '[':
		e := jsonscan.Array(b, i)
		for e.Next() {
			e.End = f.walk(b, e.Value, depth+1)
		}
		return e.End
	case '{':
		if len(f.held) == 0 && f.label && string(f.path) != "tags" {
			return jsonscan.Skip(b, i)
		}
		length := len(f.path)
		m := jsonscan.Object(b, i)
		for m.Next() {
			f.path = append(append(f.path[:length], '.'), m.Name...)
			if m.End = f.walk(b, m.Value, depth+1); m.End != jsonscan.Refused && depth < 3 && lifted[string(f.path)] {
				f.digest(f.table.path(f.path), b[m.Value:m.End])
			}
		}
		f.path = f.path[:length]
		return m.End
	}
	return jsonscan.Skip(b, i)
}

// maxFactDepth bounds how deep values nest that are read here.
const maxFactDepth = 50

// string returns the text of the string at i and the position behind it.
func (f *Finder) string(b []byte, i int) ([]byte, int) {
	end, plain := jsonscan.String(b, i)
	switch {
	case end == jsonscan.Refused:
		return nil, end
	case plain:
		return b[i+1 : end-1], end
	case bytes.HasPrefix(b[i:], []byte(`"{\"`)):
		return nil, end // a JSON document: neither an identifier nor a name
	}
	text, err := jsontext.AppendUnquote(nil, b[i:end])
	if err != nil {
		return nil, jsonscan.Refused
	}
	return text, end
}
