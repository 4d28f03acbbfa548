package plan_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/plan"
)

func TestText(t *testing.T) {
	t.Parallel()
	masked := only(t, changes(entry(`"actions":["create"],"after":{"a":{"b":"x","c":1}},"after_sensitive":{"a":{"b":true}}`))).After["a"]
	for _, tt := range []struct {
		value plan.Value
		want  string
	}{
		{nil, "null"},
		{true, "true"},
		{json.Number("1.0"), "1.0"},
		{"plain text\n", "plain text\n"},
		{[]any{}, "[]"},
		{[]any{"a", json.Number("1"), nil}, `["a", 1, null]`},
		{map[string]any{"b10": "x", "b9": []any{false}}, `{"b9": [false], "b10": "x"}`},
		{masked, `{"b": (sensitive), "c": 1}`},
	} {
		if got := plan.Text(tt.value); got != tt.want {
			t.Errorf("%#v: %s, want %s", tt.value, got, tt.want)
		}
	}
}

func TestEqual(t *testing.T) {
	t.Parallel()
	object := func(pairs ...any) map[string]any {
		m := map[string]any{}
		for i := 0; i < len(pairs); i += 2 {
			m[pairs[i].(string)] = pairs[i+1]
		}
		return m
	}
	tests := []struct {
		name string
		a, b plan.Value
		want bool
	}{
		{"nulls", nil, nil, true},
		{"null and false", nil, false, false},
		{"null and an object", nil, object(), false},
		{"strings", "a", "a", true},
		{"a string and a number", "1", json.Number("1"), false},
		{"a string and a list", "a", []any{"a"}, false},
		{"numbers as they are written", json.Number("1"), json.Number("1.0"), false},
		{"objects, null and absent", object("a", nil, "b", "x"), object("b", "x", "c", nil), true},
		{"objects that differ", object("a", "x"), object("a", "y"), false},
		{"objects, one with more", object("a", "x"), object("a", "x", "b", "y"), false},
		{"an object and a list", object(), []any{}, false},
		{"lists", []any{"a", nil}, []any{"a", nil}, true},
		{"lists in another order", []any{"a", "b"}, []any{"b", "a"}, false},
		{"lists of other lengths", []any{"a"}, []any{"a", nil}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := plan.Equal(tt.a, tt.b); got != tt.want {
				t.Errorf("Equal is %t", got)
			}
			if got := plan.Equal(tt.b, tt.a); got != tt.want {
				t.Errorf("Equal of the two the other way round is %t", got)
			}
		})
	}
}

func TestObjectGet(t *testing.T) {
	t.Parallel()
	c := only(t, changes(entry(`"actions":["create"],"after":{"a":{"b.c":[1,{"d":"x"}],"e":null},"ab":2,"odd key":3}`)))
	for path, want := range map[string]plan.Value{
		"a.e":           nil,
		"ab":            json.Number("2"),
		`a["b.c"][0]`:   json.Number("1"),
		`a["b.c"][1].d`: "x",
		`a["b.c"][1]`:   map[string]any{"d": "x"},
		`["odd key"]`:   json.Number("3"),
		`a["b.c"]`:      []any{json.Number("1"), map[string]any{"d": "x"}},
	} {
		got, ok := c.After.Get(path)
		if !ok {
			t.Errorf("%s: not there", path)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	for _, path := range []string{"b", "a.f", "a.b", "abc", `a["b.c"][2]`, "a[0]", "a.e.x"} {
		if got, ok := c.After.Get(path); ok {
			t.Errorf("%s: %v, want nothing there", path, got)
		}
	}
	if got, ok := plan.Object(nil).Get("a"); ok {
		t.Errorf("no object has %v", got)
	}
}

// FuzzAttributePath checks that each changed attribute is found under the path that is
// printed for it, and that no path stands for two.
func FuzzAttributePath(f *testing.F) {
	f.Add(`{"a":{"b.c":[1,{"d":"x"}]}}`, `{"a":{"b.c":[2,{"d":"y"}]}}`)
	f.Add(`{"":{"":1},"a[0]":1,"a":[[1],[2]]}`, `{"":{"":2},"a[0]":2,"a":[[2],[1]]}`)
	f.Add(`{"é":1,"${x}":{"\u200b":1}}`, `{"é":2,"${x}":{"\u200b":[]}}`)
	f.Fuzz(func(t *testing.T, before, after string) {
		p, err := readBytes(t, []byte(changes(entry(`"actions":["update"],"before":`+before+`,"after":`+after))))
		if err != nil || len(p.Changes) != 1 || p.Changes[0].Before == nil || p.Changes[0].After == nil {
			return
		}
		c, seen := p.Changes[0], map[string]bool{}
		for _, a := range c.Changed {
			if seen[a.Path] {
				t.Errorf("path %q stands twice", a.Path)
			}
			seen[a.Path] = true
			for _, side := range []struct {
				object plan.Object
				want   plan.Value
			}{{c.Before, a.Before}, {c.After, a.After}} {
				if got, _ := side.object.Get(a.Path); !plan.Equal(got, side.want) {
					t.Errorf("path %q holds %v, want %v", a.Path, got, side.want)
				}
			}
		}
	})
}
