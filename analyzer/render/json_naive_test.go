package render

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tfblast/tfblast/analyzer/report"
)

// naiveJSON writes a document with encoding/json and escapes what came out.
func naiveJSON(tb testing.TB, document any) string {
	tb.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(withoutNil(reflect.ValueOf(document).Elem()).Interface()); err != nil {
		tb.Fatal(err)
	}
	text := b.String()
	for _, word := range commandWords {
		text = strings.ReplaceAll(text, word+":", word+`\u003a`)
	}
	var out strings.Builder
	previous := rune(0)
	for i, r := range text {
		_, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == '\n' || r != '#' && ' ' <= r && r <= '~':
			out.WriteRune(r)
		case r >= 0x10000 && forbidden(r):
			fmt.Fprintf(&out, `\u%04x\u%04x`, 0xd800+((r-0x10000)>>10), 0xdc00+((r-0x10000)&0x3ff))
		case r == '#' && previous == '#' || forbidden(r):
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			out.WriteString(text[i : i+size])
		}
		previous = r
	}
	return out.String()
}

// withoutNil returns a copy of v in which no list or map is nil, however deep in its
// structs and lists.
func withoutNil(v reflect.Value) reflect.Value {
	dup := reflect.New(v.Type()).Elem()
	dup.Set(v)
	switch {
	case v.Kind() == reflect.Struct:
		for _, f := range dup.Fields() {
			f.Set(withoutNil(f))
		}
	case v.Kind() == reflect.Slice && (v.IsNil() || v.Type().Elem().Kind() == reflect.Struct):
		dup.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			dup.Index(i).Set(withoutNil(v.Index(i)))
		}
	case v.Kind() == reflect.Map && v.IsNil():
		dup.Set(reflect.MakeMap(v.Type()))
	}
	return dup
}

// scraps are what random texts are made of: plain words and whatever is escaped.
var scraps = []string{
	"module.app", "a", ":", "::", "#", "##", "section_start", "section_end", "travis_fold", "\travis_fold:", "ravis_fold",
	"\t", "\n", "\r", "\b", "\f", "\x00", "\x1b[31m", "\x7f", `"`, `\`, "<&>", "é", "漢字", "\u2028", "\u2029", "\u202e", "\ufeff",
	"\ufffd", "\xff", "\xe2\x80", "\U0001f600", "\U000e0041", "\U0010ffff", "\u0301", " ", "\u00a0",
}

func randomText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(6) {
		b.WriteString(scraps[r.IntN(len(scraps))])
	}
	return b.String()
}

// fill sets v and all in it to random values; one list or pointer in three is nil, one
// list in three empty.
func fill(r *rand.Rand, v reflect.Value) {
	switch v.Kind() { //nolint:exhaustive // the model holds no other kinds
	case reflect.String:
		v.SetString(randomText(r))
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int:
		v.SetInt(int64(r.IntN(5) - 1))
	case reflect.Uint8:
		v.SetUint(uint64(r.IntN(6)))
	case reflect.Struct:
		for _, f := range v.Fields() {
			fill(r, f)
		}
	case reflect.Pointer:
		if r.IntN(3) > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem())
		}
	case reflect.Slice:
		if n := r.IntN(3); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n-1+r.IntN(n), 4))
			for i := range v.Len() {
				fill(r, v.Index(i))
			}
		}
	case reflect.Map:
		if r.IntN(3) > 0 {
			v.Set(reflect.MakeMap(v.Type()))
			for range r.IntN(4) {
				elem := reflect.New(v.Type().Elem()).Elem()
				fill(r, elem)
				v.SetMapIndex(reflect.ValueOf(randomText(r)).Convert(v.Type().Key()), elem)
			}
		}
	}
}

// The streamed form is that of encoding/json, byte by byte, escapes apart.
func TestJSONAgainstNaive(t *testing.T) {
	t.Parallel()
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 1))
		for _, document := range []any{&report.Report{}, &report.Explanation{}, &report.HotSpots{}} {
			if seed > 0 { // else all is zero
				fill(r, reflect.ValueOf(document).Elem())
			}
			var got bytes.Buffer
			if err := writeJSONDocument(&got, document); err != nil {
				t.Fatal(err)
			}
			if want := naiveJSON(t, document); got.String() != want {
				at := 0
				for at < min(len(want), got.Len()) && want[at] == got.Bytes()[at] {
					at++
				}
				t.Fatalf("seed %d, %T: at byte %d\ngot  %q\nwant %q", seed, document, at,
					got.Bytes()[max(0, at-40):min(at+40, got.Len())], want[max(0, at-40):min(at+40, len(want))])
			}
		}
	}
}

// part is a writer that fails if it gets too much at once.
type part struct {
	tb  testing.TB
	max int
}

func (p part) Write(b []byte) (int, error) {
	if len(b) > p.max {
		p.tb.Errorf("%d bytes at once, want at most %d", len(b), p.max)
	}
	return len(b), nil
}

// A long list inside of one change is handed on in parts, too.
func TestJSONIsStreamed(t *testing.T) {
	t.Parallel()
	r := &report.Report{Changes: make([]report.Change, 3)}
	for i := range r.Changes {
		r.Changes[i].Downstream.Resources = make([]report.Affected, 20_000)
	}
	if err := writeJSON(part{t, 2 * jsonPart}, r, Options{}); err != nil {
		t.Fatal(err)
	}
}
