package policy

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// fields are the arguments of one block, checked against its kind.
type fields struct {
	at    hcl.Range
	attrs hclsyntax.Attributes
	texts map[string]string
	lists map[string][]string
	flags map[string]bool
	nums  map[string]float64
	times map[string]time.Time
	spans map[string]time.Duration
}

// has reports whether the argument is given.
func (f *fields) has(name string) bool { return f.attrs[name] != nil }

// placeOf is where an argument stands, or its block where it is not given.
func (f *fields) placeOf(name string) hcl.Range {
	if attr := f.attrs[name]; attr != nil {
		return attr.Expr.Range()
	}
	return f.at
}

// level returns a level that was checked before; nil where it is not given.
func (f *fields) level(name string) *risk.Level {
	level, err := risk.ParseLevel(f.texts[name])
	if err != nil {
		return nil
	}
	return &level
}

// number returns a whole number; nil where it is not given.
func (f *fields) number(name string) *int {
	n, ok := f.nums[name]
	if !ok {
		return nil
	}
	return new(int(n))
}

// read checks the arguments of a body against its kind of block.
func (l *loader) read(kind *Block, body *hclsyntax.Body, at hcl.Range) *fields {
	f := &fields{
		at: at, attrs: maps.Clone(body.Attributes), texts: map[string]string{}, lists: map[string][]string{}, flags: map[string]bool{},
		nums: map[string]float64{}, times: map[string]time.Time{}, spans: map[string]time.Duration{},
	}
	arguments := kind.Arguments
	if kind.Classes {
		arguments = slices.Clone(arguments)
		for _, class := range l.classes {
			arguments = append(arguments, Argument{Name: class, Kind: KindFactor})
		}
	}
	given := hclsyntax.Attributes{}
	for _, attr := range inOrder(body.Attributes) {
		name := attr.Name
		if kind.Classes {
			name = className(name)
		}
		i := slices.IndexFunc(arguments, func(a Argument) bool { return a.Name == name })
		if i < 0 {
			l.unknownArgument(kind, arguments, attr)
			continue
		}
		if first := given[name]; first != nil {
			l.fail(attr.NameRange, "A class twice", "%s and %s, in line %d, are the same class: keep one.", attr.Name, first.Name, first.NameRange.Start.Line)
			continue
		}
		given[name] = attr
		if a := arguments[i]; a.Kind != KindCondition && a.Kind != KindMessage {
			l.constant(f, a, attr)
		}
	}
	maps.Copy(f.attrs, given) // aliases go by the names of their classes
	for _, a := range arguments {
		if a.Required && !f.has(a.Name) {
			l.fail(at, "Missing argument", "%s needs %s (%s): %s", blockTitle(kind), a.Name, a.Kind, plain(a.Doc))
		}
	}
	return f
}

func plain(doc string) string { return strings.ReplaceAll(doc, "`", `"`) }

func blockTitle(kind *Block) string {
	if kind.Name == fileBlock {
		return "The file"
	}
	return fmt.Sprintf("The block %q", kind.Name)
}

// inOrder sorts attributes by where they stand.
func inOrder(attrs hclsyntax.Attributes) []*hclsyntax.Attribute {
	list := make([]*hclsyntax.Attribute, 0, len(attrs))
	for _, a := range attrs {
		list = append(list, a)
	}
	slices.SortFunc(list, func(a, b *hclsyntax.Attribute) int { return a.NameRange.Start.Byte - b.NameRange.Start.Byte })
	return list
}

func (l *loader) unknownArgument(kind *Block, arguments []Argument, attr *hclsyntax.Attribute) {
	names := make([]string, 0, len(arguments))
	for _, a := range arguments {
		names = append(names, a.Name)
	}
	if slices.Contains(kind.Blocks, attr.Name) {
		l.fail(attr.NameRange, "A block and no argument", "Write %s { ... } without the equals sign.", attr.Name)
		return
	}
	if len(names) == 0 {
		l.fail(attr.NameRange, "Unknown argument", "%s has no arguments.", blockTitle(kind))
		return
	}
	l.fail(attr.NameRange, "Unknown argument", "%s has no argument %q. %s", blockTitle(kind), attr.Name, didYouMean(attr.Name, names))
}

// constant reads an argument that is no expression.
func (l *loader) constant(f *fields, a Argument, attr *hclsyntax.Attribute) {
	at := attr.Expr.Range()
	if len(attr.Expr.Variables()) > 0 {
		l.fail(at, "Not a constant", "%s is read before any plan: write %s out, without names.", attr.Name, withArticle(a.Kind))
		return
	}
	v, problems := attr.Expr.Value(nil)
	if problems.HasErrors() || v.IsNull() || !v.IsWhollyKnown() {
		l.fail(at, "Not a constant", "%s must be %s, written out.", attr.Name, withArticle(a.Kind))
		return
	}
	if problem := f.set(a, v, l); problem != "" {
		l.fail(at, "Wrong value", "%s: %s", attr.Name, problem)
	}
}

func withArticle(k Kind) string {
	if k == KindText || k == KindFlag {
		return string(k)
	}
	return "a " + string(k)
}

// set keeps a constant. It returns what is wrong with it, empty for nothing.
func (f *fields) set(a Argument, v cty.Value, l *loader) string {
	want := "want " + withArticle(a.Kind)
	switch a.Kind {
	case KindFlag:
		if v.Type() != cty.Bool {
			return want + ", without quotes."
		}
		f.flags[a.Name] = v.True()
		return ""
	case KindNumber, KindFactor:
		if v.Type() != cty.Number {
			return want + ", without quotes."
		}
		return f.setNumber(a, v)
	case KindTexts:
		return f.setList(a, v)
	case KindText, KindLevel, KindClass, KindTier, KindDate, KindTime, KindDuration:
	case KindCondition, KindMessage:
		return "it is no constant." // read does not ask
	}
	if v.Type() != cty.String {
		return want + " in quotes."
	}
	return f.setText(a, v.AsString(), l)
}

func (f *fields) setNumber(a Argument, v cty.Value) string {
	n, _ := v.AsBigFloat().Float64()
	f.nums[a.Name] = n
	if a.Kind == KindFactor && (n < 0 || n > maxWeight) {
		return fmt.Sprintf("want a number from 0 to %d: 1 leaves the points of the class as they are.", maxWeight)
	}
	if a.Kind == KindNumber && (n < 0 || n > 1e9 || n != float64(int(n))) {
		return "want a whole number, 0 or more."
	}
	return ""
}

// exampleOf is what a list of texts may look like.
func exampleOf(argument string) string {
	switch argument {
	case "members":
		return `["ann@example.com", "github:bob"]`
	case "from":
		return `["seniors"]`
	case "names", "emails", "lines":
		return `["*@coder.example.com"]`
	}
	return `["module.network*", "aws_vpc.*"]`
}

func (f *fields) setList(a Argument, v cty.Value) string {
	want := `want a list of texts, such as ` + exampleOf(a.Name) + `.`
	if !v.Type().IsTupleType() {
		return want
	}
	list := []string{}
	for _, element := range v.AsValueSlice() {
		if element.Type() != cty.String || element.IsNull() || strings.TrimSpace(element.AsString()) == "" {
			return want + " None of them may be empty."
		}
		list = append(list, element.AsString())
	}
	f.lists[a.Name] = list
	if len(list) == 0 {
		return want + " An empty list fits nothing."
	}
	return ""
}

func (f *fields) setText(a Argument, text string, l *loader) string {
	f.texts[a.Name] = text
	unknown := func(words []string) string {
		if slices.Contains(words, text) {
			return ""
		}
		return fmt.Sprintf("%q is no %s. %s", text, a.Kind, didYouMean(text, words))
	}
	switch a.Kind {
	case KindLevel:
		return unknown(levelWords())
	case KindClass:
		text = className(text)
		f.texts[a.Name] = text
		return unknown(l.classes)
	case KindTier:
		return unknown(tierWords())
	case KindDate:
		day, err := time.Parse(time.DateOnly, text)
		f.times[a.Name] = day
		if err != nil {
			return fmt.Sprintf("%q is no date: want a day such as 2027-01-31.", text)
		}
		return ""
	case KindTime:
		moment, err := time.Parse(time.RFC3339, text)
		f.times[a.Name] = moment
		if err != nil {
			return fmt.Sprintf("%q is no time: want one such as 2027-01-31T12:00:00Z.", text)
		}
		return ""
	case KindDuration:
		span, err := time.ParseDuration(text)
		f.spans[a.Name] = span
		if err != nil || span <= 0 {
			return fmt.Sprintf("%q is no duration: want hours, minutes and seconds, such as 24h or 1h30m.", text)
		}
		return ""
	case KindText, KindNumber, KindFlag, KindTexts, KindFactor, KindCondition, KindMessage:
	}
	if strings.TrimSpace(text) == "" {
		return "it is empty."
	}
	return ""
}
