package policy

import (
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// Function is one function that conditions and messages can call. There are no others:
// none reads files, the environment, the network or the time.
type Function struct {
	// Name and Parameters are how it is called, Doc what it returns.
	Name, Parameters, Doc string

	params   []cty.Type
	variadic bool // the last parameter can be given any number of times, once at least
	result   cty.Type
	// pattern is 1 + the index of the argument that must be constant text, 0 for none.
	pattern int
	call    func(args []cty.Value) (cty.Value, error)
}

var listOfText, listOfFlags = cty.List(cty.String), cty.List(cty.Bool)

// Functions lists them by name.
func Functions() []Function {
	text, number, flag := cty.String, cty.Number, cty.Bool
	return []Function{
		{
			Name: "alltrue", Parameters: "list", Doc: "True if all of the list is true, or it is empty.", params: []cty.Type{listOfFlags}, result: flag,
			call: func(args []cty.Value) (cty.Value, error) {
				return cty.BoolVal(!slices.ContainsFunc(args[0].AsValueSlice(), cty.Value.False)), nil
			},
		},
		{
			Name: "anytrue", Parameters: "list", Doc: "True if any of the list is true.", params: []cty.Type{listOfFlags}, result: flag,
			call: func(args []cty.Value) (cty.Value, error) {
				return cty.BoolVal(slices.ContainsFunc(args[0].AsValueSlice(), cty.Value.True)), nil
			},
		},
		{
			Name: "at_least", Parameters: "level, level", Doc: "True if the first level is the second one or a higher one.", params: []cty.Type{text, text}, result: flag, pattern: 2,
			call: func(args []cty.Value) (cty.Value, error) {
				ok, err := atLeast(args[0].AsString(), args[1].AsString())
				return cty.BoolVal(ok), err
			},
		},
		{
			Name: "contains", Parameters: "list, text", Doc: "True if the text is in the list.", params: []cty.Type{listOfText, text}, result: flag,
			call: func(args []cty.Value) (cty.Value, error) {
				return cty.BoolVal(slices.Contains(textsOf(args[0]), args[1].AsString())), nil
			},
		},
		textTest("endswith", "text, end", "True if the text ends so.", strings.HasSuffix),
		{
			Name: "glob", Parameters: "text, pattern", Doc: "True if the whole text fits the pattern: `*` is any run of characters, `?` is one, all else stands for itself.", params: []cty.Type{text, text}, result: flag, pattern: 2,
			call: func(args []cty.Value) (cty.Value, error) {
				return cty.BoolVal(glob(args[1].AsString()).matches(args[0].AsString())), nil
			},
		},
		{
			Name: "join", Parameters: "separator, list", Doc: "The texts of the list with the separator between them.", params: []cty.Type{text, listOfText}, result: text,
			call: func(args []cty.Value) (cty.Value, error) {
				return cty.StringVal(strings.Join(textsOf(args[1]), args[0].AsString())), nil
			},
		},
		{
			Name: "length", Parameters: "list", Doc: "How many the list holds.", params: []cty.Type{listOfText}, result: number,
			call: func(args []cty.Value) (cty.Value, error) { return cty.NumberIntVal(int64(args[0].LengthInt())), nil },
		},
		textChange("lower", "The text in small letters.", strings.ToLower),
		numberChoice("max", "The largest of the numbers.", func(a, b *big.Float) bool { return a.Cmp(b) > 0 }),
		numberChoice("min", "The smallest of the numbers.", func(a, b *big.Float) bool { return a.Cmp(b) < 0 }),
		{
			Name: "regex", Parameters: "pattern, text", Doc: "True if the regular expression (RE2) matches anywhere in the text.", params: []cty.Type{text, text}, result: flag, pattern: 1,
			call: func(args []cty.Value) (cty.Value, error) {
				ok, err := regexp.MatchString(args[0].AsString(), args[1].AsString())
				return cty.BoolVal(ok), err
			},
		},
		textTest("startswith", "text, begin", "True if the text begins so.", strings.HasPrefix),
		textChange("upper", "The text in capital letters.", strings.ToUpper),
	}
}

func textTest(name, parameters, doc string, test func(text, part string) bool) Function {
	return Function{
		Name: name, Parameters: parameters, Doc: doc, params: []cty.Type{cty.String, cty.String}, result: cty.Bool,
		call: func(args []cty.Value) (cty.Value, error) {
			return cty.BoolVal(test(args[0].AsString(), args[1].AsString())), nil
		},
	}
}

func textChange(name, doc string, change func(string) string) Function {
	return Function{
		Name: name, Parameters: "text", Doc: doc, params: []cty.Type{cty.String}, result: cty.String,
		call: func(args []cty.Value) (cty.Value, error) { return cty.StringVal(change(args[0].AsString())), nil },
	}
}

func numberChoice(name, doc string, better func(a, b *big.Float) bool) Function {
	return Function{
		Name: name, Parameters: "number, ...", Doc: doc, params: []cty.Type{cty.Number}, variadic: true, result: cty.Number,
		call: func(args []cty.Value) (cty.Value, error) {
			best := args[0]
			for _, other := range args[1:] {
				if better(other.AsBigFloat(), best.AsBigFloat()) {
					best = other
				}
			}
			return best, nil
		},
	}
}

func textsOf(list cty.Value) []string {
	texts := make([]string, 0, list.LengthInt())
	for _, v := range list.AsValueSlice() {
		texts = append(texts, v.AsString())
	}
	return texts
}

func atLeast(level, floor string) (bool, error) {
	have, err := risk.ParseLevel(level)
	if err != nil {
		return false, err
	}
	want, err := risk.ParseLevel(floor)
	return have >= want, err
}

// param returns the type of the parameter at an index.
func (f *Function) param(i int) cty.Type { return f.params[min(i, len(f.params)-1)] }

// takes reports whether the function can be called with n arguments.
func (f *Function) takes(n int) bool { return n == len(f.params) || f.variadic && n >= len(f.params) }

// usage is how the function is called: glob(text, pattern).
func (f *Function) usage() string { return fmt.Sprintf("%s(%s)", f.Name, f.Parameters) }

// callable makes functions of HCL's expressions out of the list.
func callable(list []Function) map[string]function.Function {
	functions := map[string]function.Function{}
	for i := range list {
		f := &list[i]
		spec := &function.Spec{
			Type: function.StaticReturnType(f.result),
			Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
				if slices.ContainsFunc(args, func(v cty.Value) bool { return !v.IsWhollyKnown() }) {
					return cty.UnknownVal(f.result).RefineNotNull(), nil // a list of what is not known yet
				}
				return f.call(args)
			},
		}
		for i, t := range f.params {
			p := function.Parameter{Name: fmt.Sprintf("p%d", i), Type: t}
			if f.variadic && i == len(f.params)-1 {
				spec.VarParam = &p
				continue
			}
			spec.Params = append(spec.Params, p)
		}
		functions[f.Name] = function.New(spec)
	}
	return functions
}
