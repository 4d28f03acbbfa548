package plan

import (
	"bytes"
	"errors"
	"slices"
	"strconv"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/jsonscan"
)

// unitKind says how a unit is read.
type unitKind uint8

const (
	// unitSkip is a value that nothing needs: only its form is checked.
	unitSkip unitKind = iota
	// unitDecode is decoded into the unit's target.
	unitDecode
	// unitChange is an entry of resource_changes, unitDrift one of resource_drift.
	unitChange
	unitDrift
	// unitPlanned is an instance of planned_values, unitPrior one of prior_state.
	unitPlanned
	unitPrior
	// unitState is an instance of a state that is read on its own: its values are kept.
	unitState
	// unitOutput is an output of planned_values or of a state.
	unitOutput
	// unitBlock is a resource block of the configuration.
	unitBlock
)

// unit is one value of the document that is read by itself: batch.buf[start:end].
type unit struct {
	start, end int
	kind       unitKind
	// depth counts the modules around an instance.
	depth int
	// index is the unit's place in its list, place where the list stands; index is -1 for
	// what is in no list.
	index int
	place *location
	// target is what unitDecode and unitBlock fill.
	target any
}

// pointer is where the unit stands in the document.
func (u *unit) pointer() jsontext.Pointer {
	if u.index < 0 {
		return u.place.pointer()
	}
	return u.place.pointer().AppendToken(strconv.Itoa(u.index))
}

// batch is a part of the document with the units in it.
type batch struct {
	number int
	buf    []byte
	base   int64 // offset of buf[0] in the document
	units  []unit
}

// worker reads units.
type worker struct {
	lean   *lean
	shared *interned
	found  *findings
	finder *Finder // nil unless lean

	values valueChunk // of the present batch's unchanged instances
	// last is what stood in the unit before: units side by side have much in common.
	last struct {
		module, mode, typ, name string
		rawList                 []byte
		list                    []string
		resource                *UnchangedResource
		at                      string // the resource's module
	}

	scratch stateUnit
	// lastBlock is that of the instance of a state that was read last.
	lastBlock *StateBlock
	prior     []StateInstance // of the present batch
	text      []byte          // of the last string with an escape
	words     map[string]string
	// decoding decodes what is not read in passing.
	decoding jsonv2.Options
	lists    map[string][]string
	modules  map[string]address.Module
	// resources holds the blocks of unchanged instances, by module instance, type and name.
	resources map[[3]string]*UnchangedResource
	// references holds the references read so far by their text.
	references map[string]address.Reference
}

func newWorker(lean *lean, shared *interned) *worker {
	w := &worker{
		lean: lean, shared: shared, found: newFindings(),
		words: map[string]string{}, lists: map[string][]string{}, modules: map[string]address.Module{},
		resources:  map[[3]string]*UnchangedResource{},
		references: map[string]address.Reference{},
	}
	w.decoding = newDecoding(w.tokenText)
	if lean != nil {
		w.finder = lean.finder(shared)
	}
	return w
}

// maxWord and maxWords bound the texts of which a worker keeps one copy, in bytes and in
// number.
const (
	maxWord  = 32
	maxWords = 20_000
)

// tokenText returns the text of a string. Names of attributes and short values stand in
// very many places.
func (w *worker) tokenText(token jsontext.Token) string {
	text := token.String()
	if len(text) > maxWord {
		return text
	}
	word, known := w.words[text]
	if known {
		return word
	}
	if len(w.words) < maxWords {
		w.words[text] = text
	}
	return text
}

// read reads the units of a batch up to the first that is in no order.
func (w *worker) read(b *batch) {
	if w.found.failed != nil && w.found.failed.offset < b.base {
		return
	}
	w.found.begin(b.number)
	for i := range b.units {
		u := &b.units[i]
		if err := w.unit(u, b.buf[u.start:u.end]); err != nil {
			if form := check(b.buf[u.start:u.end]); form != nil {
				err = form // the decoder says less of where
			}
			at := b.base + int64(u.start)
			w.found.failed = &unitError{offset: at, err: syntaxError(err, position{
				offset: at, pointer: u.pointer(), shift: at, prefix: u.pointer(),
			})}
			return
		}
	}
	part := w.found.now()
	part.prior, w.prior = slices.Clone(w.prior), w.prior[:0]
	if len(part.unchanged) > 0 {
		part.unchanged = slices.Clone(part.unchanged)
		chunk := w.values.cut()
		for i := range part.unchanged {
			part.unchanged[i].chunk = chunk
		}
	}
}

var errForm = errors.New("not in the form of a value")

// unit reads one unit. The error is that of the decoder.
func (w *worker) unit(u *unit, raw []byte) error {
	switch u.kind {
	case unitSkip:
		return check(raw)
	case unitDecode:
		return jsonv2.Unmarshal(raw, u.target, w.decoding)
	case unitChange:
		return w.change(u, raw)
	case unitDrift:
		return w.drift(u, raw)
	case unitPlanned, unitPrior, unitState:
		return w.instance(u, raw)
	case unitOutput:
		return w.output(raw)
	case unitBlock:
		return w.block(u, raw)
	}
	return errForm
}

// check returns what is wrong with raw as JSON, nil if nothing is.
func check(raw []byte) error {
	if jsonscan.Skip(raw, 0) == len(raw) {
		return nil
	}
	dec := jsontext.NewDecoder(bytes.NewReader(raw))
	for {
		if _, err := dec.ReadToken(); err != nil {
			return err
		}
		if dec.StackDepth() == 0 {
			break
		}
	}
	if int(dec.InputOffset()) != len(raw) {
		_, err := dec.ReadToken()
		return err
	}
	return nil
}
