package knowledge

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// body reads the attributes of one block by name and gathers what is wrong with them.
// It stands where gohcl could stand: gohcl reads its struct tags again for each of a
// thousand blocks, which took as long as parsing the files.
type body struct {
	at    hcl.Range
	attrs hclsyntax.Attributes
	read  []string
	errs  []error
}

func newBody(block *hclsyntax.Block) *body {
	return &body{at: block.DefRange(), attrs: block.Body.Attributes}
}

func (b *body) failf(at hcl.Range, format string, args ...any) {
	b.errs = append(b.errs, fmt.Errorf("%s: "+format, append([]any{at}, args...)...))
}

// value returns the attribute's constant; it is null where the attribute is missing.
func (b *body) value(name string) (cty.Value, hcl.Range) {
	b.read = append(b.read, name)
	attr, ok := b.attrs[name]
	if !ok {
		return cty.NilVal, b.at
	}
	value, problems := attr.Expr.Value(nil)
	if problems.HasErrors() {
		b.errs = append(b.errs, problems)
		return cty.NilVal, attr.Range()
	}
	return value, attr.Range()
}

// text returns a string, empty where the attribute is missing.
func (b *body) text(name string) string {
	value, at := b.value(name)
	if value == cty.NilVal {
		return ""
	}
	if value.Type() != cty.String || value.IsNull() {
		b.failf(at, "%s: want a string", name)
		return ""
	}
	return value.AsString()
}

// required is text for an attribute that must be there and not empty.
func (b *body) required(name string) string {
	text := b.text(name)
	if text == "" {
		b.failf(b.at, "%s is missing or empty", name)
	}
	return text
}

// flag returns a bool, false where the attribute is missing.
func (b *body) flag(name string) bool {
	value, at := b.value(name)
	if value == cty.NilVal {
		return false
	}
	if value.Type() != cty.Bool || value.IsNull() {
		b.failf(at, "%s: want true or false", name)
		return false
	}
	return value.True()
}

// number returns a whole number; the attribute must be there.
func (b *body) number(name string) int {
	value, at := b.value(name)
	if value != cty.NilVal {
		if scalar, ok := scalarOf(value); ok {
			if whole, ok := scalar.(int64); ok {
				return int(whole)
			}
		}
	}
	b.failf(at, "%s: want a whole number", name)
	return 0
}

// texts returns a list of strings, nil where the attribute is missing.
func (b *body) texts(name string) []string {
	value, at := b.value(name)
	if value == cty.NilVal {
		return nil
	}
	if !value.Type().IsTupleType() {
		b.failf(at, "%s: want a list of strings", name)
		return nil
	}
	list := make([]string, 0, value.LengthInt())
	for _, element := range value.AsValueSlice() {
		if element.Type() != cty.String || element.IsNull() {
			b.failf(at, "%s: want a list of strings", name)
			return nil
		}
		list = append(list, element.AsString())
	}
	return list
}

// scalar returns a bool, a string, an int64 or a float64, nil where the attribute is
// missing.
func (b *body) scalar(name string) any {
	value, at := b.value(name)
	if value == cty.NilVal {
		return nil
	}
	scalar, ok := scalarOf(value)
	if !ok {
		b.failf(at, "%s: want true, false, a number or a string", name)
	}
	return scalar
}

// settings returns an object of scalars, sorted by name, nil where the attribute is
// missing.
func (b *body) settings(name string) []Setting {
	value, at := b.value(name)
	if value == cty.NilVal {
		return nil
	}
	if !value.Type().IsObjectType() {
		b.failf(at, "%s: want an object", name)
		return nil
	}
	var list []Setting
	fields := value.AsValueMap()
	for _, path := range slices.Sorted(maps.Keys(fields)) {
		scalar, ok := scalarOf(fields[path])
		if !ok {
			b.failf(at, "%s: %s: want true, false, a number or a string", name, path)
		}
		list = append(list, Setting{path, scalar})
	}
	return list
}

// condition reads the two ways to test an attribute: exactly one must be given.
func (b *body) condition(attribute string) Condition {
	absent, null := b.flag("absent"), b.flag("null")
	value, at := b.value("equals")
	if absent && null || (value != cty.NilVal) == (absent || null) {
		b.failf(b.at, "%q: want either equals or absent = true or null = true", attribute)
		return Condition{}
	}
	if absent || null {
		return Condition{Attribute: attribute, Absent: absent, Null: null}
	}
	scalar, ok := scalarOf(value)
	if !ok {
		b.failf(at, "%q: equals wants true, false, a number or a string", attribute)
	}
	return Condition{Attribute: attribute, Equals: scalar}
}

// finish reports attributes that nothing has read and returns all mistakes.
func (b *body) finish() []error {
	if len(b.attrs) > 0 {
		for _, name := range slices.Sorted(maps.Keys(b.attrs)) {
			if !slices.Contains(b.read, name) {
				b.failf(b.attrs[name].NameRange, "unknown attribute %q: want one of %v", name, b.read)
			}
		}
	}
	return b.errs
}

// scalarOf turns a value into a bool, a string, an int64 or, for a broken number, a
// float64.
func scalarOf(value cty.Value) (any, bool) {
	if value.IsNull() || !value.IsKnown() {
		return nil, false
	}
	switch value.Type() {
	case cty.Bool:
		return value.True(), true
	case cty.String:
		return value.AsString(), true
	case cty.Number:
		number := value.AsBigFloat()
		if whole, accuracy := number.Int64(); accuracy == 0 {
			return whole, true
		}
		broken, _ := number.Float64()
		return broken, true
	default:
		return nil, false
	}
}
