package jsonscan_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/tfblast/tfblast/analyzer/jsonscan"
)

var accepted = []string{
	`{}`, `[]`, `null`, `true`, `false`, `0`, `-0`, `12.5e+3`, `1E5`, `""`, `"a"`, `"häß"`, `"\u00e4\n\/\""`, `"😀"`, `"\ud83d\ude00"`,
	`{"a":1,"b":[1,2,{"c":null}],"d":{}}`, `[[],[[]],{}]`, "{ \"a\" : 1 ,\n\t\"b\" : [ ] , \"c\": [ 1 , 2 ] }", `"12345678"`, `"1234567\\"`, `[{"b":{"z":1,"y":[{"d":1,"c":2}]},"a":2,"c":{}},{}]`,
}

var refused = []string{
	``, `{`, `[`, `"`, `"a`, `{"a"}`, `{"a":}`, `{"a":1,}`, `[1,]`, `[,1]`, `{,}`, `{"a":1 "b":2}`, `[1 2]`, `{]`, `[}`, `{"a":1]`, `[1}`,
	`nul`, `nulL`, `tru`, `-`, `1.`, `.5`, `1e`, `1e+`, "\"\x01\"", "\"\xff\"", "\"1234567\xc3\"", `"\x"`, `"\u12"`, `"\u12g4"`, `"\ud800"`, `"\udc00"`,
	`"\ud800\u0041"`, `{"a":1,"a":2}`, `{1:2}`, `{"a":1,"b":2,"b":3}`, `{"b":1,"a":2,"b":3}`, `[{"b":1,"a":{"c":1,"c":1}}]`, `"\`, `"\u`, `"\ud83d\u`,
}

func TestSkip(t *testing.T) {
	t.Parallel()
	for _, s := range accepted {
		if end := jsonscan.Skip([]byte(s), 0); end != len(s) {
			t.Errorf("Skip(%s) = %d, want %d", s, end, len(s))
		}
	}
	for _, s := range refused {
		if end := jsonscan.Skip([]byte(s), 0); end != jsonscan.Refused {
			t.Errorf("Skip(%q) = %d, want a refusal", s, end)
		}
	}
	// Where a number ends is for the caller to judge.
	if end := jsonscan.Skip([]byte("01"), 0); end != 1 {
		t.Errorf("Skip(01) = %d, want 1", end)
	}
}

// Members accepts names in any order and refuses the same objects as Skip.
func TestMembers(t *testing.T) {
	t.Parallel()
	for _, s := range append([]string{`{"b":1,"a":2}`, `{"c":{},"a":[],"b":"x"}`}, accepted...) {
		if s[0] == '{' {
			if names, end := walk([]byte(s)); end != len(s) || bytes.Count([]byte(s), []byte(":")) < len(names) {
				t.Errorf("%s: %d names, end %d", s, len(names), end)
			}
		}
	}
	for _, s := range append([]string{`{"b":1,"a":2,"b":3}`, `{"b":1,"a":2,"a":3}`}, refused...) {
		if _, end := walk([]byte(s)); end != jsonscan.Refused {
			t.Errorf("%q: end %d, want a refusal", s, end)
		}
	}
}

func walk(b []byte) (names []string, end int) {
	m := jsonscan.Object(b, 0)
	for m.Next() {
		names = append(names, string(m.Name))
		m.Skip()
	}
	return names, m.End
}

// elements walks the way that Skip does not take.
func elements(b []byte) int {
	e := jsonscan.Array(b, 0)
	for e.Next() {
		e.Skip()
	}
	return e.End
}

// valid reports what jsontext says of the first value of b, and how long it is.
func valid(b []byte) (int, bool) {
	dec := jsontext.NewDecoder(bytes.NewReader(b))
	if err := dec.SkipValue(); err != nil {
		return 0, false
	}
	return int(dec.InputOffset()), true
}

func FuzzAcceptsOnlyWhatJSONTextAccepts(f *testing.F) {
	for _, s := range append(append([]string{}, accepted...), refused...) {
		f.Add([]byte(s))
		f.Add([]byte(`{"x":` + s + `}`))
		f.Add([]byte(`[` + s + `]`))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		_, members := walk(b)
		for how, end := range map[string]int{"Skip": jsonscan.Skip(b, 0), "Members": members, "Elements": elements(b)} {
			if end == jsonscan.Refused {
				continue
			}
			// What follows is for the caller: a number may be cut off by it.
			if n, ok := valid(b[:end]); !ok || n != end {
				t.Errorf("%s accepts %d bytes of %q, jsontext says %d, %v", how, end, b, n, ok)
			}
		}
	})
}

// A scanner that gives up on real plans would be of no use.
func TestAcceptsFixtures(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../fixtures/*/plan.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	total, through := 0, 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		dec := jsontext.NewDecoder(bytes.NewReader(b))
		for depth := 0; depth < 8; {
			if dec.PeekKind() == '{' || dec.PeekKind() == '[' {
				depth++
			}
			if _, err := dec.ReadToken(); err != nil {
				break
			}
			if stack, _ := dec.StackIndex(dec.StackDepth()); stack == '{' && dec.StackDepth() >= 5 && dec.PeekKind() == '{' {
				v, err := dec.ReadValue()
				if err != nil {
					break
				}
				total++
				if jsonscan.Skip(v, 0) == len(v) {
					through++
				}
			}
		}
	}
	if total < 50 || through*10 < total*9 {
		t.Errorf("%d of %d objects accepted", through, total)
	}
}

func BenchmarkSkip(b *testing.B) {
	text, err := os.ReadFile("../../fixtures/aws-three-tier-rds-encrypt/plan.json")
	if err != nil {
		b.Fatal(err)
	}
	var values [][]byte
	dec := jsontext.NewDecoder(bytes.NewReader(text))
	for {
		if _, err := dec.ReadToken(); err != nil {
			break
		}
		if pointer := dec.StackPointer(); pointer.LastToken() == "values" && dec.PeekKind() == '{' && dec.StackDepth() > 4 {
			v, err := dec.ReadValue()
			if err != nil {
				b.Fatal(err)
			}
			values = append(values, bytes.Clone(v))
		}
	}
	size := 0
	for _, v := range values {
		size += len(v)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		for _, v := range values {
			jsonscan.Skip(v, 0)
		}
	}
}
