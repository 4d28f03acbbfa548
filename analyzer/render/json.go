package render

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/tfblast/tfblast/analyzer/report"
)

// writeJSON writes the report as JSON of schema 1 (docs/report.schema.json), indented
// by two spaces, with empty lists and maps for nil ones. The report's fields and the
// elements of its lists are encoded one by one, so that a large report is never held
// as a whole. Options don't matter: JSON always holds everything.
func writeJSON(w io.Writer, r *report.Report, _ Options) error {
	out := bufio.NewWriter(w)
	e := &jsonStream{out: out}
	if err := e.object(reflect.ValueOf(*r)); err != nil {
		return fmt.Errorf("write json report: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write json report: %w", err)
	}
	return nil
}

// jsonStream writes the report's outermost object.
type jsonStream struct {
	out *bufio.Writer
	buf bytes.Buffer
}

// object writes a struct, lists element by element. Errors of out are left to Flush.
func (e *jsonStream) object(v reflect.Value) error {
	separator := "{\n"
	for i := range v.NumField() {
		name, options, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		field := v.Field(i)
		if options == "omitempty" && (field.IsZero() || field.Kind() == reflect.Slice && field.Len() == 0) {
			continue
		}
		fmt.Fprintf(e.out, "%s  %q: ", separator, name) //nolint:errcheck // bufio keeps the error for Flush
		separator = ",\n"
		if field.Kind() == reflect.Slice {
			if err := e.list(field); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			continue
		}
		if err := e.value(field, "  "); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	e.out.WriteString("\n}\n") //nolint:errcheck // bufio keeps the error for Flush
	return nil
}

func (e *jsonStream) list(list reflect.Value) error {
	if list.Len() == 0 {
		e.out.WriteString("[]") //nolint:errcheck // bufio keeps the error for Flush
		return nil
	}
	separator := "[\n    "
	for i := range list.Len() {
		e.out.WriteString(separator) //nolint:errcheck // as above
		separator = ",\n    "
		if err := e.value(list.Index(i), "    "); err != nil {
			return fmt.Errorf("element %d: %w", i, err)
		}
	}
	e.out.WriteString("\n  ]") //nolint:errcheck // as above
	return nil
}

// value encodes one value whose following lines are indented by indent.
func (e *jsonStream) value(v reflect.Value, indent string) error {
	e.buf.Reset()
	enc := json.NewEncoder(&e.buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent(indent, "  ")
	if err := enc.Encode(withoutNil(v).Interface()); err != nil {
		return err
	}
	text := bytes.TrimRight(e.buf.Bytes(), "\n")
	for _, word := range commandWords {
		text = bytes.ReplaceAll(text, []byte(word+":"), []byte(word+`\u003a`))
	}
	writeJSONText(e.out, text)
	return nil
}

// withoutNil returns a copy of v in which no list or map is nil, however deep in its
// structs and lists. v itself stays as it is.
func withoutNil(v reflect.Value) reflect.Value {
	switch v.Kind() { //nolint:exhaustive // other kinds hold no lists
	case reflect.Struct:
		dup := reflect.New(v.Type()).Elem()
		dup.Set(v)
		for _, f := range dup.Fields() {
			if f.CanSet() {
				f.Set(withoutNil(f))
			}
		}
		return dup
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.Struct && !v.IsNil() {
			return v
		}
		dup := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			dup.Index(i).Set(withoutNil(v.Index(i)))
		}
		return dup
	case reflect.Map:
		if v.IsNil() {
			return reflect.MakeMap(v.Type())
		}
		return v
	default:
		return v
	}
}

// writeJSONText copies encoded JSON and escapes what must not reach a terminal or a
// log as it is: forbidden runes, and the second of two number signs, with which CI
// commands begin. Such runes stand in strings only, so the text decodes to the same.
func writeJSONText(out *bufio.Writer, text []byte) {
	previous := rune(0)
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		switch {
		case r == '\n' || r != '#' && ' ' <= r && r <= '~':
			out.WriteRune(r) //nolint:errcheck // bufio keeps the error for Flush
		case r == '#' && previous == '#' || forbidden(r):
			writeJSONEscape(out, r)
		default:
			out.Write(text[:size]) //nolint:errcheck // as above
		}
		previous = r
		text = text[size:]
	}
}

// writeJSONEscape writes r as one JSON escape, or as two for a surrogate pair.
func writeJSONEscape(out *bufio.Writer, r rune) {
	if r >= 0x10000 {
		r -= 0x10000
		fmt.Fprintf(out, `\u%04x\u%04x`, 0xd800+(r>>10), 0xdc00+(r&0x3ff)) //nolint:errcheck // bufio keeps the error for Flush
		return
	}
	fmt.Fprintf(out, `\u%04x`, r) //nolint:errcheck // bufio keeps the error for Flush
}
