package plan

import (
	"bytes"
	"errors"
	"io"
	"runtime"

	jsonv2 "github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
)

// maxNesting bounds how deep the modules of a document nest; jsontext has the same bound.
const maxNesting = 10_000

// document reads one plan or state: it follows the structure and leaves what stands in it
// to the workers.
type document struct {
	*stream
	wire *wire
	// state is set if a state may be read as well.
	state *wireStateFile
	names []string
}

// read reads the one JSON object of the input.
func (in *input) read(w *wire, state *wireStateFile, lean *lean) (names []string, err error) {
	w.shared = newInterned()
	p := newPool(runtime.GOMAXPROCS(0), in.size, lean, w.shared)
	d := &document{wire: w, state: state, stream: &stream{
		r: in.r, buf: p.fresh(), emit: p.emit, fresh: p.fresh,
	}}
	err = d.object(d.member)
	if errors.Is(err, errMalformed) {
		err = &unitError{offset: d.base + int64(d.keep), err: d.explain()}
	}
	d.flush()
	found, failed := p.wait()
	if failed != nil && !before(err, failed) {
		err = failed
	}
	if err != nil {
		if at, ok := errors.AsType[*unitError](err); ok {
			err = at.err
		}
		return nil, err
	}
	w.gather(found)
	return d.names, in.trailing(d.buf[d.pos:d.end], d.failed)
}

// before reports whether an error of the structure stands before one in a unit. What is
// no error of the form stands first.
func before(structure, unit error) bool {
	a, ok := errors.AsType[*unitError](structure)
	b, also := errors.AsType[*unitError](unit)
	return structure != nil && (!ok || !also || a.offset < b.offset)
}

// trailing checks what follows the document: rest and what is still unread.
func (in *input) trailing(rest []byte, failed error) error {
	r := io.MultiReader(bytes.NewReader(rest), in.r)
	if failed != nil {
		r = io.MultiReader(bytes.NewReader(rest), failure{failed})
	}
	wrapped, err := checkTrailing(r)
	if wrapped {
		in.diagnostics = append(in.diagnostics, diagnostic.Infof("lines of a CI wrapper stand after the JSON; they were passed over"))
	}
	return err
}

// member reads one top-level member. One that is not listed is left unread; none of
// those hold changes.
func (d *document) member(name string) error {
	d.names = append(d.names, name)
	switch name {
	case "@level", "@message":
		return refuse(KindLog, "this is the log stream of `terraform plan -json`, not a plan")
	case "resource_changes":
		return d.list(unitChange, 0, &d.wire.hasChanges)
	case "resource_drift":
		return d.list(unitDrift, 0, nil)
	case "planned_values":
		return d.values(unitPlanned, &d.wire.hasPlanned)
	case "prior_state":
		return d.members(func(name string) error {
			if name == "values" {
				return d.values(unitPrior, &d.wire.hasPrior)
			}
			return d.skip()
		})
	case "configuration":
		return d.configuration()
	case "format_version": // says how to read the configuration, so it is not left to a worker
		return d.now(&d.wire.formatVersion)
	}
	if d.state != nil {
		if name == "values" {
			return d.values(unitState, &d.state.hasValues)
		}
		if target := d.state.part(name); target != nil {
			return d.decode(target)
		}
	}
	if target := d.wire.part(name); target != nil {
		return d.decode(target)
	}
	return d.skip()
}

// unit notes the value that comes next as a unit.
func (d *document) unit(u unit) error {
	if err := d.value(); err != nil {
		return err
	}
	u.start, u.end = d.start, d.pos
	d.units = append(d.units, u)
	return nil
}

// now decodes the value that comes next at once.
func (d *document) now(target any) error {
	if err := d.value(); err != nil {
		return err
	}
	at, place := d.base+int64(d.start), d.here().pointer()
	if err := jsonv2.Unmarshal(d.buf[d.start:d.pos], target, newDecoding(jsontext.Token.String)); err != nil {
		return &unitError{offset: at, err: syntaxError(err, position{offset: at, pointer: place, shift: at, prefix: place})}
	}
	return nil
}

func (d *document) decode(target any) error { return d.single(unitDecode, target) }

func (d *document) single(kind unitKind, target any) error {
	return d.unit(unit{kind: kind, target: target, index: -1, place: d.here()})
}

// skip passes the value that comes next, a list element by element.
func (d *document) skip() error {
	if c, err := d.next(); err != nil || c != '[' {
		return d.single(unitSkip, nil)
	}
	return d.list(unitSkip, 0, nil)
}

// list notes the elements of the list that comes next. there, if not nil, is set unless
// the list is null.
func (d *document) list(kind unitKind, depth int, there *bool) error {
	place := d.here()
	return d.elements(there, func(i int) error {
		return d.unit(unit{kind: kind, depth: depth, index: i, place: place})
	})
}

// members is object for a value that may be null.
func (d *document) members(visit func(name string) error) error {
	ok, err := d.opens('{')
	if !ok || err != nil {
		return err
	}
	return d.object(visit)
}

// elements is array for a value that may be null. there, if not nil, is set if it is not.
func (d *document) elements(there *bool, visit func(i int) error) error {
	ok, err := d.opens('[')
	if !ok || err != nil {
		return err
	}
	if there != nil {
		*there = true
	}
	return d.array(visit)
}

// opens reports whether an object or list comes next; false if null does. Anything else
// is refused.
func (d *document) opens(bracket byte) (bool, error) {
	if len(d.frames) > maxNesting {
		return false, errMalformed
	}
	if null, err := d.isNull(); null || err != nil {
		return false, err
	}
	c, err := d.next()
	if err != nil {
		return false, err
	}
	if c != bracket {
		return false, d.mismatch(c)
	}
	return true, nil
}

// mismatch refuses the value that comes next for its kind.
func (d *document) mismatch(first byte) error {
	kind := jsontext.Kind(first)
	if first == '-' || first >= '0' && first <= '9' {
		kind = '0'
	}
	if kindName(kind) == "value" {
		return errMalformed
	}
	return &unitError{offset: d.base + int64(d.pos), err: refuseForm(d.here().pointer(), kind)}
}

// values reads planned_values, or the values of a state.
func (d *document) values(kind unitKind, there *bool) error {
	ok, err := d.opens('{')
	if !ok || err != nil {
		return err
	}
	*there = true
	return d.object(func(name string) error {
		switch name {
		case "root_module":
			return d.stateModule(kind, 0)
		case "outputs":
			return d.members(func(string) error { return d.single(unitOutput, nil) })
		}
		return d.skip()
	})
}

// stateModule reads one module of a state and those below it.
func (d *document) stateModule(kind unitKind, depth int) error {
	return d.members(func(name string) error {
		switch name {
		case "resources":
			return d.list(kind, depth, nil)
		case "child_modules":
			return d.elements(nil, func(int) error { return d.stateModule(kind, depth+1) })
		}
		return d.skip()
	})
}

// configuration reads the configuration's structure.
func (d *document) configuration() error {
	ok, err := d.opens('{')
	if !ok || err != nil {
		return err
	}
	config := &wireConfig{}
	d.wire.config = config
	return d.object(func(name string) error {
		switch name {
		case "provider_config":
			return d.decode(&config.Providers)
		case "root_module":
			return d.module(&config.Root)
		}
		return d.skip()
	})
}

// module reads one module of the configuration and the calls in it.
func (d *document) module(target **wireModule) error {
	ok, err := d.opens('{')
	if !ok || err != nil {
		return err
	}
	m := &wireModule{}
	*target = m
	return d.object(func(name string) error {
		switch name {
		case "outputs":
			return d.decode(&m.Outputs)
		case "variables":
			return d.decode(&m.Variables)
		case "resources":
			place := d.here()
			return d.elements(nil, func(i int) error {
				m.Blocks = append(m.Blocks, &wireBlock{format: d.wire.formatVersion})
				return d.unit(unit{kind: unitBlock, index: i, place: place, target: m.Blocks[i]})
			})
		case "module_calls":
			m.Calls = map[string]*wireCall{}
			return d.members(func(name string) error { return d.call(m, name) })
		}
		return d.skip()
	})
}

// call reads one module call.
func (d *document) call(m *wireModule, name string) error {
	ok, err := d.opens('{')
	if !ok || err != nil {
		return err
	}
	call := &wireCall{}
	m.Calls[name] = call
	return d.object(func(name string) error {
		switch name {
		case "expressions":
			return d.decode(&call.Expressions)
		case "count_expression":
			return d.decode(&call.Count)
		case "for_each_expression":
			return d.decode(&call.ForEach)
		case "depends_on":
			return d.decode(&call.DependsOn)
		case "module":
			return d.module(&call.Module)
		}
		return d.skip()
	})
}
