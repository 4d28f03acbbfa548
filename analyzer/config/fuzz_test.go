package config_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/tfblast/tfblast/analyzer/config"
	"github.com/tfblast/tfblast/fixtures"
)

// FuzzLoad checks that no source crashes or hangs the reader, that the same source gives
// the same tree, and that every use says where it stands and what it means.
func FuzzLoad(f *testing.F) {
	seeds := []string{resourceSource, baseSource}
	for _, fixture := range fixtures.All(f) {
		if text, err := os.ReadFile(filepath.Join(fixture.Dir, "main.tf")); err == nil && len(text) < 4000 {
			seeds = append(seeds, string(text))
		}
	}
	for _, s := range seeds {
		f.Add(s, `{"resource": {"a": {"b": {"count": 1, "x": "${c.d[count.index].id}"}}}}`, "locals { x = 1 }")
	}
	f.Add(`module "m" { source = "./m" }`, `{"locals": [{"dynamic": {"a": {"for_each": "x", "content": 1}}}]}`, `resource "a" "b" { lifecycle {} }`)
	f.Add(`resource "a" "b" { for_each = c.d }`, `{"//": 1, "check": {"c": {"data": {"a": {"b": [{}]}}}}, "provider": [{"a": {}}]}`, "")
	f.Fuzz(func(t *testing.T, native, inJSON, override string) {
		source := files{"a.tf": native, "b.tf.json": inJSON, "c_override.tf": override, "m/x.tf": native, "d_override.tf.json": inJSON}
		tree, diags, err := config.Load(source.fs(), ".")
		if err != nil {
			t.Fatal(err)
		}
		again, diagsAgain, err := config.Load(source.fs(), ".")
		if err != nil || !reflect.DeepEqual(tree, again) || !slices.Equal(diags, diagsAgain) {
			t.Error("reads differently the second time")
		}
		for _, r := range tree.Root.Resources {
			for _, u := range r.Uses {
				if u.Text == "" || u.Argument == "" || u.At.Line < 1 || u.At.File == "" {
					t.Errorf("%s: %+v", r.Local, u)
				}
			}
		}
	})
}

// FuzzExpression checks the walk against the parser's own: whatever name the parser finds
// in an expression is found here, and nothing else.
func FuzzExpression(f *testing.F) {
	for _, s := range []string{
		"a.b[each.key].id", "{ for k, v in a.b : k => v.id if c.d }", `"${a.b}-%{ if c.d }x%{ endif }"`, "a.b[*].c[d.e]",
		"a.b.*.c[0]", "f(a.b...)", "{ (a.b) = c.d, e = f.g }", "a.b ? c.d : -e.f", "[for a in [for b in c.d : b.x] : a[b.y]]", "(a)[b.c].d", "(a).b",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // the parser reads names of it that no file holds
		}
		source := "locals {\nx = " + text + "\n}\n"
		file, diags := hclsyntax.ParseConfig([]byte(source), "main.tf", hcl.InitialPos)
		if diags.HasErrors() {
			return
		}
		body, ok := file.Body.(*hclsyntax.Body)
		if !ok || len(body.Blocks) != 1 || len(body.Attributes) != 0 || len(body.Blocks[0].Body.Attributes) != 1 {
			return
		}
		tree, _, err := config.Load(files{"main.tf": source}.fs(), ".")
		if err != nil {
			t.Fatal(err)
		}
		words := 2
		if strings.Contains(text, "(") {
			words = 1 // of (a).b the parser says a alone
		}
		want, got := map[string]int{}, map[string]int{}
		for _, traversal := range hclsyntax.Variables(body.Blocks[0].Body.Attributes["x"].Expr) {
			want[start(traversal, words)]++
		}
		for _, u := range tree.Root.Locals["x"] {
			got[startOf(u.Text, words)]++
		}
		equal(t, text, want, got)
	})
}

// start is the first one or two words of a name.
func start(t hcl.Traversal, words int) string {
	name := t.RootName()
	if words > 1 && len(t) > 1 {
		if a, ok := t[1].(hcl.TraverseAttr); ok {
			name += "." + a.Name
		}
	}
	return name
}

// startOf is the first one or two words of a printed reference.
func startOf(text string, words int) string {
	dots := 0
	for i, c := range text {
		if c == '[' {
			return text[:i]
		}
		if c == '.' {
			if dots++; dots == words {
				return text[:i]
			}
		}
	}
	return text
}
