package chart_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/chart"
)

func texts(list ...any) plan.Object { return plan.Object{"values": list} }

func TestOf(t *testing.T) {
	t.Parallel()
	set := func(name, value string, more ...string) map[string]any {
		block := map[string]any{"name": name, "value": value}
		if len(more) > 0 {
			block["type"] = more[0]
		}
		return block
	}
	tests := []struct {
		name    string
		release plan.Object
		want    map[string]plan.Value
		problem string
	}{
		{"nothing", plan.Object{}, map[string]plan.Value{}, ""},
		{"an empty text", texts("", "# a comment\n", "null"), map[string]plan.Value{}, ""},
		{
			"scalars", texts("a: true\nb: 3\nc: '3'\nd: ~\ne: off\nf: 'off'\ng: v1.2.3\nh: 1.5"),
			map[string]plan.Value{"a": true, "b": json.Number("3"), "c": "3", "d": nil, "e": false, "f": "off", "g": "v1.2.3", "h": json.Number("1.5")},
			"",
		},
		{
			"lists and names", texts("a:\n- b: 1\n- {}\nc/d: []\n"),
			map[string]plan.Value{"a[0].b": json.Number("1"), "a[1]": map[string]any{}, `["c/d"]`: []any{}},
			"",
		},
		{
			"a text lies over the ones before", texts("a: {b: 1, c: 2}\nl: [1, 2]", "a: {b: 3}\nl: [4]"),
			map[string]plan.Value{"a.b": json.Number("3"), "a.c": json.Number("2"), "l[0]": json.Number("4")},
			"",
		},
		{
			"anchors and merge keys", texts("x: &x {b: 1, c: 2}\ny: {<<: *x, c: 3}\nz: *x"),
			map[string]plan.Value{
				"x.b": json.Number("1"), "x.c": json.Number("2"), "y.b": json.Number("1"), "y.c": json.Number("3"), "z.b": json.Number("1"), "z.c": json.Number("2"),
			},
			"",
		},
		{
			"settings lie over texts",
			plan.Object{
				"values": []any{"a: {b: true}\nl: [{n: 1}, {n: 2}]"},
				"set":    []any{set("a.b", "false"), set("c", "5"), set("d", "5", "string"), set(`e\.f`, "x"), set("l[1].n", "7"), set("g[", "x"), set("", "x")},
			},
			map[string]plan.Value{
				"a.b": false, "c": json.Number("5"), "d": "5", `["e.f"]`: "x", "l[0].n": json.Number("1"), "l[1].n": json.Number("7"),
			},
			"",
		},
		{
			"lists and secrets that are set",
			plan.Object{
				"set_list":      []any{map[string]any{"name": "l", "value": []any{"a", "b"}}},
				"set_sensitive": []any{set("p", "hunter2")},
			},
			map[string]plan.Value{"l[0]": "a", "l[1]": "b", "p": plan.MaskText},
			"",
		},
		{"no YAML", texts("a: [", "b: 1"), map[string]plan.Value{"b": json.Number("1")}, "its values can't be read as YAML"},
		{"no map", texts("- a"), map[string]plan.Value{}, "its values can't be read as YAML"},
		{"a key that is a map", texts("{a: 1}: b"), map[string]plan.Value{}, "its values can't be read as YAML"},
		{"hidden", texts(plan.Masked{}), map[string]plan.Value{}, "its values are hidden"},
		{"unknown", texts(nil), map[string]plan.Value{}, "its values are known only after apply"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := chart.Of(tt.release)
			if diff := cmp.Diff(tt.want, got.Leaves); diff != "" {
				t.Error(diff)
			}
			if got.Problem != tt.problem {
				t.Errorf("problem %q, want %q", got.Problem, tt.problem)
			}
		})
	}
}

// Anchors that name each other make a small text endless; so does depth.
func TestOfIsBounded(t *testing.T) {
	t.Parallel()
	var laughs strings.Builder
	laughs.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := range 9 {
		one := string(rune('0' + i))
		next := string(rune('1' + i))
		laughs.WriteString("a" + next + ": &a" + next + " [" + strings.Repeat("*a"+one+", ", 8) + "*a" + one + "]\n")
	}
	for name, text := range map[string]string{
		"anchors":             laughs.String(),
		"an anchor in itself": "a: &a {b: *a}",
		"depth":               strings.Repeat("[", 5_000) + strings.Repeat("]", 5_000),
		"size":                "a: " + strings.Repeat("x", 2<<20),
		"entries":             strings.Repeat("- {a: 1, b: 2}\n", 60_000),
	} {
		got := chart.Of(texts(text))
		if got.Problem == "" || len(got.Leaves) > 0 {
			t.Errorf("%s: %d values, problem %q", name, len(got.Leaves), got.Problem)
		}
	}
	many := "a:\n" + strings.Repeat("- x\n", 30_000)
	if got := chart.Of(texts(many)); got.Problem != "it has too many values to look at" {
		t.Errorf("problem %q of a long list", got.Problem)
	}
}

// Whatever stands in values and settings, reading them ends, and twice with the same result.
func FuzzOf(f *testing.F) {
	for _, text := range []string{
		"", "a: 1", "a: {b: [1, {c: yes}]}", "x: &x {b: 1}\ny: {<<: *x}", "x: &x {b: 1}\ny: {<<: [*x, *x]}", "<<: {<<: 1}", "a: &a {b: *a}",
		"!!binary x: y", "? [a]\n: b", "a: !!int x", "---\na: 1\n---\nb: 2", "%YAML 1.1\n---\na: off", "\t", "a: 'x", "&a *a : b",
	} {
		f.Add(text, "a.b", "true")
	}
	f.Add("a: [1, 2]", "a[1].b", "x")
	f.Add("a: 1", `a\.b[0][1]..`, "null")
	f.Fuzz(func(t *testing.T, text, name, value string) {
		release := plan.Object{"values": []any{text, text}, "set": []any{map[string]any{"name": name, "value": value}}}
		first, second := chart.Of(release), chart.Of(release)
		if diff := cmp.Diff(first, second); diff != "" {
			t.Error(diff)
		}
		for _, path := range first.Paths() {
			switch v := first.Leaves[path].(type) {
			case nil, bool, json.Number, string, plan.Masked:
			case []any:
				if len(v) > 0 {
					t.Errorf("%s is a list with content", path)
				}
			case map[string]any:
				if len(v) > 0 {
					t.Errorf("%s is a map with content", path)
				}
			default:
				t.Errorf("%s is a %T", path, v)
			}
		}
	})
}

func TestParseList(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want []any
		bad  bool
	}{
		{"- a: 1\n- b", []any{map[string]any{"a": json.Number("1")}, "b"}, false},
		{"[]", []any{}, false},
		{"", nil, false},
		{"null", nil, false},
		{"a: 1", nil, true},
		{"- 'a", nil, true},
		{"text", nil, true},
		{strings.Repeat("#", 1<<20) + "\n- a", nil, true},
	} {
		got, err := chart.ParseList(tt.text)
		if diff := cmp.Diff(tt.want, got); diff != "" || (err != nil) != tt.bad {
			t.Errorf("%.20q: error %v (-want +got):\n%s", tt.text, err, diff)
		}
	}
}

// Whatever the text, reading it as a list ends.
func FuzzParseList(f *testing.F) {
	for _, text := range []string{"", "- a", "- rolearn: x\n  groups: [y]", "&a [*a]", "- &x [1]\n- *x", "a: b", "- {<<: [1]}"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if list, err := chart.ParseList(text); err != nil && list != nil {
			t.Errorf("a list and the error %v", err)
		}
	})
}
