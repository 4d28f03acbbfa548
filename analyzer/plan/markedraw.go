package plan

import (
	jsonv2 "github.com/go-json-experiment/json"

	"github.com/tfblast/tfblast/analyzer/jsonscan"
)

// collectRaw adds the strings below the marked places of the value at i and returns the position
// behind it, jsonscan.Refused for what has to be decoded. Only what is marked is decoded.
func (w *worker) collectRaw(b []byte, i int, m *marks) int {
	if m == nil {
		return jsonscan.Skip(b, i)
	}
	if i >= len(b) {
		return jsonscan.Refused
	}
	switch {
	case m.all:
	case b[i] == '{' && m.keys != nil:
		members := jsonscan.Object(b, i)
		for members.Next() {
			members.End = w.collectRaw(b, members.Value, m.keys[string(members.Name)])
		}
		return members.End
	case b[i] == '[' && m.elements != nil:
		elements := jsonscan.Array(b, i)
		for elements.Next() {
			elements.End = w.collectRaw(b, elements.Value, m.elements)
		}
		return elements.End
	}
	end := jsonscan.Skip(b, i)
	if end == jsonscan.Refused {
		return end
	}
	var v any
	if jsonv2.Unmarshal(b[i:end], &v, w.decoding) != nil {
		return jsonscan.Refused
	}
	w.found.secrets.collectAll(v)
	return end
}

// rawMarks reads a shadow, nil and true for one that marks nothing.
func (w *worker) rawMarks(b []byte, i int) (m *marks, end int, ok bool) {
	if end, ok = quiet(b, i); ok || end == jsonscan.Refused {
		return nil, end, ok
	}
	var shadow any
	if jsonv2.Unmarshal(b[i:end], &shadow, w.decoding) != nil {
		return nil, end, false
	}
	return marksOf(shadow), end, true
}

// marked adds mentions of the strings of an object that are marked: they may be equal to
// an id that is taken out, whatever their form.
func (f *Finder) marked(b []byte, i int, m *marks) {
	members := jsonscan.Object(b, i)
	for members.Next() {
		if child := m.below(string(members.Name)); child == nil {
			members.Skip()
		} else {
			f.path = append(f.path[:0], members.Name...)
			f.label, f.topPath = isLabel(string(members.Name)), f.table.path(members.Name)
			members.End = f.markedValue(b, members.Value, child)
		}
	}
}

func (f *Finder) markedValue(b []byte, i int, m *marks) int {
	if m == nil || i >= len(b) {
		return jsonscan.Skip(b, i)
	}
	switch b[i] {
	case '"':
		text, end := f.string(b, i)
		if end != jsonscan.Refused && !f.label {
			f.mention(f.table.hash(text))
		}
		return end
	case '[':
		elements := jsonscan.Array(b, i)
		for elements.Next() {
			elements.End = f.markedValue(b, elements.Value, m.below(""))
		}
		return elements.End
	case '{':
		members := jsonscan.Object(b, i)
		for members.Next() {
			members.End = f.markedValue(b, members.Value, m.below(string(members.Name)))
		}
		return members.End
	}
	return jsonscan.Skip(b, i)
}
