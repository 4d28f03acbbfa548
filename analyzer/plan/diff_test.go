package plan_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestChangedAttributes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, before, after, unknown string
		want                         []string
	}{
		{"nothing", `{"a":1}`, `{"a":1}`, `{}`, nil},
		{"null and absent are one", `{"a":null,"b":{"c":null}}`, `{"b":{}}`, `{}`, nil},
		{"a scalar", `{"a":1,"b":"x"}`, `{"a":2,"b":"x"}`, `{}`, []string{"a"}},
		{"null to a value", `{"a":null}`, `{"a":false}`, `{}`, []string{"a"}},
		{"a value to absent", `{"a":""}`, `{}`, `{}`, []string{"a"}},
		{"numbers as they are written", `{"a":1,"b":1,"c":10}`, `{"a":1.0,"b":1,"c":1e1}`, `{}`, []string{"a", "c"}},
		{"big numbers", `{"a":9007199254740993}`, `{"a":9007199254740992}`, `{}`, []string{"a"}},
		{"another kind", `{"a":"1","b":[],"c":{}}`, `{"a":1,"b":{},"c":""}`, `{}`, []string{"a", "b", "c"}},
		{"natural order", `{"a10":1,"a9":1}`, `{"a10":2,"a9":2}`, `{}`, []string{"a9", "a10"}},

		{"nested blocks", `{"b":[{"x":1,"y":1},{"x":1}]}`, `{"b":[{"x":1,"y":2},{"x":2}]}`, `{}`, []string{"b[0].y", "b[1].x"}},
		{"blocks that are added", `{"b":[{"x":1}]}`, `{"b":[{"x":1},{"x":2}]}`, `{}`, []string{"b"}},
		{"blocks that are all removed", `{"b":[{"x":1}]}`, `{"b":[]}`, `{}`, []string{"b"}},
		{"a list of scalars is one attribute", `{"l":["a","b"]}`, `{"l":["a","c"]}`, `{}`, []string{"l"}},
		{"lists of lists", `{"l":[["a"],["b"]]}`, `{"l":[["a"],["c"]]}`, `{}`, []string{"l[1]"}},
		{"maps", `{"t":{"a":"1","b.c":"1"}}`, `{"t":{"b.c":"2","d":"3"}}`, `{}`, []string{"t.a", "t.d", `t["b.c"]`}},
		{"object and null", `{"t":{"a":1}}`, `{"t":null}`, `{}`, []string{"t"}},

		{"unknown", `{"a":1,"b":1}`, `{"b":1}`, `{"a":true}`, []string{"a?"}},
		{"unknown, not there before", `{}`, `{}`, `{"a":true}`, []string{"a?"}},
		{"not unknown", `{"a":1}`, `{"a":1}`, `{"a":false,"b":[],"c":{}}`, nil},
		{"unknown leaf", `{"b":[{"x":1,"y":1}]}`, `{"b":[{"y":1}]}`, `{"b":[{"x":true}]}`, []string{"b[0].x?"}},
		{"unknown leaf in a longer list", `{"b":[]}`, `{"b":[{"y":1}]}`, `{"b":[{"x":true}]}`, []string{"b?"}},
		{"unknown element", `{"l":["a","b"]}`, `{"l":["a",null]}`, `{"l":[false,true]}`, []string{"l?"}},
		{"unknown value of a map", `{"t":{"a":"1"}}`, `{"t":{}}`, `{"t":{"a":true}}`, []string{"t.a?"}},
		{"unknown below a scalar", `{"a":1}`, `{"a":1}`, `{"a":{"b":true}}`, []string{"a?"}},
		{"unknown as a whole", `{"a":1,"b":[{"c":1}]}`, `{"d":1}`, `true`, []string{"a?", "b?", "d?"}},
		{"unknown as a whole, no object", `{"a":1,"b":2}`, `null`, `true`, []string{"a?", "b?"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := only(t, changes(entry(fmt.Sprintf(`"actions":["update"],"before":%s,"after":%s,"after_unknown":%s`, tt.before, tt.after, tt.unknown))))
			var got []string
			for _, a := range c.Changed {
				path := a.Path
				if a.Unknown {
					path += "?"
				}
				got = append(got, path)
				if a.Sensitive {
					t.Errorf("%s counts as sensitive", path)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("changed (-want +got):\n%s", diff)
			}
		})
	}
}

// Where there is only one side, nothing is compared: all of it comes or goes.
func TestChangedOfOneSide(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`"actions":["create"],"before":null,"after":{"a":1},"after_unknown":{"b":true}`,
		`"actions":["delete"],"before":{"a":1},"after":null,"after_unknown":{}`,
		`"actions":["delete"],"before":{"a":1},"after":null,"after_unknown":false`,
		`"actions":["delete"]`,
	} {
		if c := only(t, changes(entry(text))); len(c.Changed) != 0 {
			t.Errorf("%s: changed %v", text, c.Changed)
		}
	}
}

func TestReplacePaths(t *testing.T) {
	t.Parallel()
	c := only(t, changes(entry(`"actions":["delete","create"],"before":{},"after":{},"replace_paths":[`+
		`["root_block_device",0,"encrypted"],["name"],["b10"],["b9"],["tags","a.b"],["tags","${x}"],["set",{"a":1}],["set",null],["name"]]`)))
	want := []string{
		"b9", "b10", "name", "root_block_device[0].encrypted", "set[(sensitive)]", `tags["$${x}"]`, `tags["a.b"]`,
	}
	if diff := cmp.Diff(want, c.ReplacePaths); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A path that leads into a marked value names nothing of it.
func TestReplacePathsIntoMarkedValues(t *testing.T) {
	t.Parallel()
	c := only(t, changes(entry(`"actions":["delete","create"],"before":{"m":{"pin":"x"},"l":["pin"],"n":{"a":{"b":1}}},"after":{},`+
		`"before_sensitive":{"m":true,"l":[true],"n":{"a":true}},"replace_paths":[["m","pin"],["m"],["l","pin"],["n","a"],["n","a","b","c"]]`)))
	want := []string{"l[(sensitive)]", "m", "m[(sensitive)]", "n.a", "n.a[(sensitive)]"}
	if diff := cmp.Diff(want, c.ReplacePaths); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
