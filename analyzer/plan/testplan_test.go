package plan_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/klauspost/compress/zstd"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/fixtures"
)

// document is a plan with the given members beside its versions.
func document(members ...string) string {
	return `{"format_version":"1.2","terraform_version":"1.11.4",` + strings.Join(members, ",") + `}`
}

// changes is a plan whose resource_changes are the given entries.
func changes(entries ...string) string {
	return document(`"resource_changes":[` + strings.Join(entries, ",") + `]`)
}

// entry is an entry of resource_changes for aws_thing.x with the given change.
func entry(change string) string {
	return `{"address":"aws_thing.x","mode":"managed","type":"aws_thing","name":"x","change":{` + change + `}}`
}

func read(tb testing.TB, input string) *plan.Plan {
	tb.Helper()
	p, err := plan.Read(tb.Context(), strings.NewReader(input))
	if err != nil {
		tb.Fatalf("read: %v", err)
	}
	return p
}

// only reads a plan with one change and returns that.
func only(tb testing.TB, input string) *plan.Change {
	tb.Helper()
	p := read(tb, input)
	if len(p.Changes) != 1 {
		tb.Fatalf("%d changes, want 1", len(p.Changes))
	}
	return p.Changes[0]
}

// refusal reads an input that must be refused.
func refusal(tb testing.TB, input string) *plan.RefusedError {
	tb.Helper()
	p, err := plan.Read(tb.Context(), strings.NewReader(input))
	if err == nil {
		tb.Fatalf("read as a plan of %d changes, want a refusal", len(p.Changes))
	}
	refused, ok := errors.AsType[*plan.RefusedError](err)
	if !ok {
		tb.Fatalf("error is a %T, want a *RefusedError: %v", err, err)
	}
	return refused
}

// fixture returns the plan file of one fixture.
func fixture(tb testing.TB, name string) string {
	tb.Helper()
	for _, f := range fixtures.All(tb) {
		if f.Name == name {
			text, err := os.ReadFile(f.Plan)
			if err != nil {
				tb.Fatal(err)
			}
			return strings.TrimSpace(string(text))
		}
	}
	tb.Fatalf("there is no fixture %s", name)
	return ""
}

func gzipped(tb testing.TB, s string) string {
	tb.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write([]byte(s)); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

func zstandard(tb testing.TB, s string) string {
	tb.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		tb.Fatal(err)
	}
	return string(w.EncodeAll([]byte(s), nil))
}

// inUTF16 encodes s with a byte order mark.
func inUTF16(tb testing.TB, s string, order binary.AppendByteOrder) string {
	tb.Helper()
	b := order.AppendUint16(nil, 0xfeff)
	for _, unit := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, unit)
	}
	return string(b)
}

// eachString visits every string that can be reached from v, unexported fields too.
func eachString(v any, visit func(path, text string)) {
	walkStrings(reflect.ValueOf(v), "", map[uintptr]bool{}, visit)
}

func walkStrings(v reflect.Value, path string, seen map[uintptr]bool, visit func(path, text string)) {
	switch v.Kind() { //nolint:exhaustive // the other kinds hold no string
	case reflect.String:
		visit(path, v.String())
	case reflect.Pointer:
		if v.IsNil() || seen[v.Pointer()] {
			return
		}
		seen[v.Pointer()] = true
		walkStrings(v.Elem(), path, seen, visit)
	case reflect.Interface:
		if !v.IsNil() {
			walkStrings(v.Elem(), path, seen, visit)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			walkStrings(v.Field(i), path+"."+v.Type().Field(i).Name, seen, visit)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			walkStrings(v.Index(i), path+"[]", seen, visit)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			walkStrings(k, path+"(key)", seen, visit)
			walkStrings(v.MapIndex(k), path+"{}", seen, visit)
		}
	}
}
