package policy

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// may are the packages that the code of this package uses. None of them reads a file, the
// environment, the network or a clock but for what forbidden names: time's clock.
var may = []string{
	"bytes", "context", "crypto/sha256", "embed", "encoding/hex", "fmt", "io", "maps", "math", "math/big", "regexp", "slices", "strings",
	"time", "unicode/utf8",
	"github.com/agext/levenshtein",
	"github.com/hashicorp/hcl/v2", "github.com/hashicorp/hcl/v2/hclsyntax",
	"github.com/zclconf/go-cty/cty", "github.com/zclconf/go-cty/cty/function",
	"github.com/tfblast/tfblast/analyzer/diagnostic", "github.com/tfblast/tfblast/analyzer/plan", "github.com/tfblast/tfblast/analyzer/risk",
	"github.com/tfblast/tfblast/rules", "github.com/tfblast/tfblast/rules/knowledge",
}

// ofTime is what may be used of package time: no clock, no timer, no time zone of the
// machine.
var ofTime = []string{"Time", "Parse", "DateOnly", "RFC3339", "Duration", "ParseDuration"}

// A policy can't read files, the environment, the network or the time, since its code
// can't either.
func TestReadsNothing(t *testing.T) {
	t.Parallel()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	files, times := 0, 0
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), entry.Name(), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil || !slices.Contains(may, path) {
				t.Errorf("%s imports %s", entry.Name(), path)
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			selector, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if name, ok := selector.X.(*ast.Ident); ok && name.Name == "time" && name.Obj == nil {
				times++
				if !slices.Contains(ofTime, selector.Sel.Name) {
					t.Errorf("%s uses time.%s", entry.Name(), selector.Sel.Name)
				}
			}
			return true
		})
	}
	if files == 0 || times == 0 {
		t.Errorf("%d files, %d uses of time: nothing was tested", files, times)
	}
}

// sample gives each kind of argument a value.
func sample(t cty.Type) cty.Value {
	switch {
	case t == cty.Number:
		return cty.NumberIntVal(3)
	case t.Equals(listOfFlags):
		return cty.ListVal([]cty.Value{cty.True, cty.False})
	case t.Equals(listOfText):
		return cty.ListVal([]cty.Value{cty.StringVal("HOME"), cty.StringVal("/etc/hosts")})
	}
	return cty.StringVal("high")
}

// A function is one of the list, and the same arguments give the same result wherever and
// whenever it is called.
func TestFunctionsAreClosed(t *testing.T) {
	call := func() map[string]cty.Value {
		results := map[string]cty.Value{}
		for name, f := range callable(Functions()) {
			var args []cty.Value
			for _, p := range f.Params() {
				args = append(args, sample(p.Type))
			}
			if p := f.VarParam(); p != nil {
				args = append(args, sample(p.Type), sample(p.Type))
			}
			result, err := f.Call(args)
			if err != nil {
				t.Errorf("%s: %v", name, err)
			}
			results[name] = result
		}
		return results
	}
	first := call()
	t.Chdir(t.TempDir())
	t.Setenv("HOME", "/nowhere")
	t.Setenv("TZ", "Pacific/Auckland")
	for name, result := range call() {
		if !result.RawEquals(first[name]) {
			t.Errorf("%s: another result in another place", name)
		}
	}
	want := []string{
		"alltrue", "anytrue", "at_least", "contains", "endswith", "glob", "join", "length", "lower", "max", "min", "regex",
		"startswith", "upper",
	}
	var names []string
	for _, f := range Functions() {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, want) {
		t.Errorf("the functions are %v: a new one must be pure, and be listed here", names)
	}
}
