package render

import (
	"encoding"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// writeJSON writes the report as JSON of schema 1 (docs/report.schema.json), indented
// by two spaces, with empty lists and maps for nil ones. Options don't matter: JSON
// always holds everything.
func writeJSON(w io.Writer, r *report.Report, _ Options) error {
	return writeJSONDocument(w, r)
}

// writeJSONDocument writes what document, a pointer to a struct of the report model,
// points to as JSON, in the form of the report.
func writeJSONDocument(w io.Writer, document any) error {
	v := reflect.ValueOf(document).Elem()
	form, err := jsonFormOf(v.Type(), map[reflect.Type]*jsonForm{})
	if err != nil {
		return err
	}
	e := &jsonStream{out: w}
	e.value(v, form, false)
	e.buf = append(e.buf, '\n')
	e.flush()
	if e.err != nil {
		return fmt.Errorf("write json: %w", e.err)
	}
	return nil
}

// jsonForm is how values of one type are written, worked out once a document.
type jsonForm struct {
	kind reflect.Kind
	// text is true for a type that gives its own text.
	text bool
	// elem is the form of what a list, a map or a pointer holds.
	elem   *jsonForm
	fields []jsonField
}

type jsonField struct {
	index int
	// key is the field's name with quotes and what stands behind it.
	key       string
	omitEmpty bool
	form      *jsonForm
}

var textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()

func jsonFormOf(t reflect.Type, known map[reflect.Type]*jsonForm) (*jsonForm, error) {
	if form := known[t]; form != nil {
		return form, nil
	}
	form := &jsonForm{kind: t.Kind(), text: t.Implements(textMarshaler)}
	known[t] = form
	if form.text {
		return form, nil
	}
	var err error
	switch t.Kind() { //nolint:exhaustive // the model has no others, and they are refused
	case reflect.String, reflect.Bool, reflect.Int, reflect.Uint8:
	case reflect.Slice, reflect.Pointer, reflect.Map:
		if t.Kind() == reflect.Map && t.Key().Kind() != reflect.String {
			return nil, fmt.Errorf("no JSON form for a %s", t)
		}
		form.elem, err = jsonFormOf(t.Elem(), known)
	case reflect.Struct:
		form.fields, err = jsonFieldsOf(t, known)
	default:
		return nil, fmt.Errorf("no JSON form for a %s", t)
	}
	return form, err
}

func jsonFieldsOf(t reflect.Type, known map[reflect.Type]*jsonForm) ([]jsonField, error) {
	fields := make([]jsonField, 0, t.NumField())
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "" || f.Anonymous || options != "" && options != "omitempty" {
			return nil, fmt.Errorf("no JSON form for %s.%s", t, f.Name)
		}
		form, err := jsonFormOf(f.Type, known)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		fields = append(fields, jsonField{index: i, key: strconv.Quote(name) + ": ", omitEmpty: options == "omitempty", form: form})
	}
	return fields, nil
}

// jsonStream writes values behind one another. It holds no more than a part of the
// document: lists are handed on element by element.
type jsonStream struct {
	out   io.Writer
	buf   []byte
	depth int
	err   error // the first one of out
}

// jsonPart is the number of bytes from which on a part of the document is handed on.
const jsonPart = 32 << 10

func (e *jsonStream) flush() {
	if e.err == nil {
		_, e.err = e.out.Write(e.buf)
	}
	e.buf = e.buf[:0]
}

// value writes one value. Nil lists and maps become empty ones, unless exact: what
// stands behind a pointer, or in a list of anything but structs, is written as it is.
func (e *jsonStream) value(v reflect.Value, form *jsonForm, exact bool) {
	switch {
	case form.text:
		e.marshaled(v)
		return
	case form.kind == reflect.Pointer && v.IsNil(), exact && nilList(v, form):
		e.buf = append(e.buf, "null"...)
		return
	}
	switch form.kind { //nolint:exhaustive // jsonFormOf refuses the others
	case reflect.String:
		e.buf = appendJSONText(e.buf, v.String())
	case reflect.Bool:
		e.buf = strconv.AppendBool(e.buf, v.Bool())
	case reflect.Int:
		e.buf = strconv.AppendInt(e.buf, v.Int(), 10)
	case reflect.Uint8:
		e.buf = strconv.AppendUint(e.buf, v.Uint(), 10)
	case reflect.Pointer:
		e.value(v.Elem(), form.elem, true)
	case reflect.Struct:
		e.object(v, form, exact)
	case reflect.Slice:
		e.list(v, form, exact)
	case reflect.Map:
		e.table(v, form)
	}
}

func nilList(v reflect.Value, form *jsonForm) bool {
	return (form.kind == reflect.Slice || form.kind == reflect.Map) && v.IsNil()
}

// marshaled writes a value that gives its own text.
func (e *jsonStream) marshaled(v reflect.Value) {
	text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil && e.err == nil {
		e.err = err
	}
	e.buf = appendJSONText(e.buf, string(text))
}

func (e *jsonStream) object(v reflect.Value, form *jsonForm, exact bool) {
	first := true
	for i := range form.fields {
		f := &form.fields[i]
		field := v.Field(f.index)
		if f.omitEmpty && emptyJSON(field, f.form.kind) {
			continue
		}
		e.separate('{', first)
		first = false
		e.buf = append(e.buf, f.key...)
		e.value(field, f.form, exact)
	}
	e.end('{', '}', first)
}

func emptyJSON(v reflect.Value, kind reflect.Kind) bool {
	switch kind { //nolint:exhaustive // structs are never empty
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func (e *jsonStream) list(v reflect.Value, form *jsonForm, exact bool) {
	exact = exact || form.elem.kind != reflect.Struct
	for i := range v.Len() {
		e.separate('[', i == 0)
		e.value(v.Index(i), form.elem, exact)
		if len(e.buf) >= jsonPart {
			e.flush()
		}
	}
	e.end('[', ']', v.Len() == 0)
}

// table writes a map in the order of its keys.
func (e *jsonStream) table(v reflect.Value, form *jsonForm) {
	members := make(map[string]reflect.Value, v.Len())
	for i := v.MapRange(); i.Next(); {
		members[i.Key().String()] = i.Value()
	}
	first := true
	for _, key := range slices.Sorted(maps.Keys(members)) {
		e.separate('{', first)
		first = false
		e.buf = append(appendJSONText(e.buf, key), ": "...)
		e.value(members[key], form.elem, true)
	}
	e.end('{', '}', first)
}

// separate begins the first or the next element behind an opening bracket.
func (e *jsonStream) separate(open byte, first bool) {
	if first {
		e.buf = append(e.buf, open)
		e.depth++
	} else {
		e.buf = append(e.buf, ',')
	}
	e.line()
}

// end closes what separate opened; both brackets, if there was no element.
func (e *jsonStream) end(open, shut byte, empty bool) {
	if empty {
		e.buf = append(e.buf, open, shut)
		return
	}
	e.depth--
	e.line()
	e.buf = append(e.buf, shut)
}

// line starts a new line at the depth of the value.
func (e *jsonStream) line() {
	e.buf = append(e.buf, '\n')
	for range e.depth {
		e.buf = append(e.buf, "  "...)
	}
}
