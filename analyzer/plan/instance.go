package plan

import (
	"bytes"
	"slices"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	tfjson "github.com/hashicorp/terraform-json"

	"github.com/tfblast/tfblast/analyzer/jsonscan"
)

// instance reads one instance of planned_values or of a state. Its values are looked at
// only where something in them is marked.
func (w *worker) instance(u *unit, raw []byte) error {
	if u.kind != unitState {
		if s, ok := w.plainInstance(raw); ok {
			w.note(u, s)
			return nil
		}
	}
	var r *wireStateResource
	if err := jsonv2.Unmarshal(raw, &r, w.decoding); err != nil || r == nil {
		return err
	}
	w.found.secrets.collect(r.Values, marksOf(r.Sensitive))
	if u.kind == unitState {
		part := w.found.now()
		part.states = append(part.states, atDepth[*wireStateResource]{u.depth, r})
		return nil
	}
	w.note(u, &stateUnit{
		address: w.shared.text([]byte(r.Address)), deposed: r.DeposedKey, tainted: r.Tainted,
		block: StateBlock{Mode: r.Mode, Type: r.Type, DependsOn: r.DependsOn},
	})
	return nil
}

// stateUnit is one instance of a state as it is read.
type stateUnit struct {
	address, deposed string
	block            StateBlock
	tainted          bool
}

// note keeps what is needed of an instance.
func (w *worker) note(u *unit, s *stateUnit) {
	part := w.found.now()
	switch {
	case u.kind == unitPlanned:
		if s.block.Mode != tfjson.DataResourceMode {
			part.planned = append(part.planned, atDepth[string]{u.depth, s.address})
		}
	case s.deposed != "":
		part.deposed = append(part.deposed, [2]string{s.address, s.deposed})
	case s.address != "":
		w.prior = append(w.prior, StateInstance{Address: s.address, StateBlock: w.stateBlock(s.block), Tainted: s.tainted})
		part.priorDepths = append(part.priorDepths, int32(u.depth)) //nolint:gosec // bounded by maxNesting
	}
}

// stateBlock returns the one copy of what the instances of a block have in common: they
// stand side by side.
func (w *worker) stateBlock(b StateBlock) *StateBlock {
	last := w.lastBlock
	if last == nil || last.Type != b.Type || last.Mode != b.Mode || !slices.Equal(last.DependsOn, b.DependsOn) {
		last = &b
		w.lastBlock = last
	}
	return last
}

// plainInstance reads an instance without decoding its values, but for what is marked. It
// gives up on anything that is out of the ordinary.
func (w *worker) plainInstance(raw []byte) (*stateUnit, bool) {
	s := &w.scratch
	*s = stateUnit{}
	var values []byte
	m := jsonscan.Object(raw, 0)
	for m.Next() {
		var ok bool
		switch string(m.Name) {
		case "address":
			s.address, ok = w.string(&m)
		case "mode":
			var mode string
			mode, ok = w.word(&m, &w.last.mode)
			s.block.Mode = tfjson.ResourceMode(mode)
		case "type":
			s.block.Type, ok = w.word(&m, &w.last.typ)
		case "deposed_key":
			s.deposed, ok = w.string(&m)
		case "name", "provider_name":
			_, ok = w.unquoted(m.Raw())
		case "depends_on":
			s.block.DependsOn, ok = w.list(&m)
		case "values":
			values = raw[m.Value:]
			m.Skip()
			ok = true
		case "sensitive_values":
			var marked *marks
			marked, m.End, ok = w.rawMarks(raw, m.Value)
			ok = ok && (marked == nil || values != nil && w.collectRaw(values, 0, marked) != jsonscan.Refused)
		case "tainted":
			value := m.Raw()
			s.tainted = string(value) == "true"
			ok = s.tainted || string(value) == "false"
		default:
			m.Skip()
			ok = true
		}
		if !ok {
			return nil, false
		}
	}
	return s, m.End == len(raw)
}

// string returns the one copy of the text of the present value, if it is a string.
func (w *worker) string(m *jsonscan.Members) (string, bool) {
	text, ok := w.unquoted(m.Raw())
	return w.shared.text(text), ok
}

// word is string for the few words that stand in very many places; last is the word that
// stood there in the unit before.
func (w *worker) word(m *jsonscan.Members, last *string) (string, bool) {
	text, ok := w.unquoted(m.Raw())
	if ok && string(text) == *last {
		return *last, true
	}
	word, known := w.words[string(text)]
	if !known && ok {
		word = w.shared.text(text)
		w.words[word] = word
	}
	*last = word
	return word, ok
}

// unquoted returns what a string says. It is valid until the next call.
func (w *worker) unquoted(raw []byte) ([]byte, bool) {
	if len(raw) < 2 || raw[0] != '"' {
		return nil, false
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return raw[1 : len(raw)-1], true
	}
	text, err := jsontext.AppendUnquote(w.text[:0], raw)
	w.text = text
	return text, err == nil
}

// list returns a list of strings. Instances of one block have the same lists, so there is
// one copy of each.
func (w *worker) list(m *jsonscan.Members) ([]string, bool) {
	raw := m.Raw()
	if raw != nil && bytes.Equal(raw, w.last.rawList) {
		return w.last.list, true
	}
	list, ok := w.lists[string(raw)]
	if !ok {
		if list, ok = w.readList(raw); !ok {
			return nil, false
		}
		w.lists[string(raw)] = list
	}
	w.last.rawList, w.last.list = append(w.last.rawList[:0], raw...), list
	return list, true
}

func (w *worker) readList(raw []byte) ([]string, bool) {
	var list []string
	e := jsonscan.Array(raw, 0)
	for e.Next() {
		e.Skip()
		if e.End == jsonscan.Refused {
			return nil, false
		}
		text, ok := w.unquoted(raw[e.Value:e.End])
		if !ok {
			return nil, false
		}
		list = append(list, w.shared.text(text))
	}
	return list, e.End == len(raw)
}

// quiet passes a shadow of a value and reports whether it marks nothing.
func quiet(b []byte, i int) (end int, ok bool) {
	if i >= len(b) {
		return jsonscan.Refused, false
	}
	if i+1 < len(b) && b[i] == '{' && b[i+1] == '}' {
		return i + 2, true
	}
	end = jsonscan.Skip(b, i)
	if end == jsonscan.Refused {
		return end, false
	}
	return end, quietText(b[i:end])
}

// quietText reports whether nothing but false and null stands in a value that is known to
// be in the form of JSON.
func quietText(b []byte) bool {
	for i := 0; i < len(b); {
		switch b[i] {
		case '"':
			end, _ := jsonscan.String(b, i)
			if next := jsonscan.Space(b, end); next >= len(b) || b[next] != ':' {
				return false // not a name
			}
			i = end
		case 't', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			return false
		default:
			i++
		}
	}
	return true
}
