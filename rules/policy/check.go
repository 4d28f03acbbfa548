package policy

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// language is what expressions can name.
type language struct {
	objects   []Object
	functions []Function
	// rules are the names of the built-in rules.
	rules []string
}

func (l *language) object(name string) *Object {
	for i := range l.objects {
		if l.objects[i].Name == name {
			return &l.objects[i]
		}
	}
	return nil
}

func (l *language) function(name string) *Function {
	for i := range l.functions {
		if l.functions[i].Name == name {
			return &l.functions[i]
		}
	}
	return nil
}

func (o *Object) attribute(name string) *Attribute {
	for i := range o.Attributes {
		if o.Attributes[i].Name == name {
			return &o.Attributes[i]
		}
	}
	return nil
}

// found is what is known of an expression before any plan is read: its type, the words it
// can be where these are a closed list, and its text where it is a constant.
type found struct {
	kind  cty.Type
	words []string
	text  *string
}

// checker goes through one expression. It knows all forms of expressions that a policy may
// have and refuses the rest, so that nothing is left to fail when a rule first fires.
type checker struct {
	language *language
	// locals are the names that `for` brings.
	locals map[string]found
	// roots are the objects that the expression uses.
	roots map[string]bool
	// ordered are the comparisons of levels by size.
	ordered []*hclsyntax.BinaryOpExpr
	diags   hcl.Diagnostics
}

var unknownType = found{kind: cty.DynamicPseudoType}

// fail notes an error and returns a type that fits everywhere, so that one mistake gives
// one message.
func (c *checker) fail(at hcl.Range, summary, format string, args ...any) found {
	c.diags = append(c.diags, wrong(at, summary, format, args...))
	return unknownType
}

// wrong is an error at a place of a policy file.
func wrong(at hcl.Range, summary, format string, args ...any) *hcl.Diagnostic {
	return &hcl.Diagnostic{Severity: hcl.DiagError, Summary: summary, Detail: fmt.Sprintf(format, args...), Subject: &at}
}

// check finds the type of an expression.
func (c *checker) check(e hclsyntax.Expression) found {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.check(e.Expression)
	case *hclsyntax.LiteralValueExpr:
		return c.literal(e)
	case *hclsyntax.TemplateWrapExpr:
		return c.check(e.Wrapped)
	case *hclsyntax.TemplateExpr:
		return c.template(e)
	case *hclsyntax.TemplateJoinExpr:
		c.check(e.Tuple)
		return found{kind: cty.String}
	case *hclsyntax.ScopeTraversalExpr:
		return c.traversal(e)
	case *hclsyntax.FunctionCallExpr:
		return c.call(e)
	case *hclsyntax.UnaryOpExpr:
		return c.unary(e)
	case *hclsyntax.BinaryOpExpr:
		return c.binary(e)
	case *hclsyntax.ConditionalExpr:
		return c.conditional(e)
	case *hclsyntax.TupleConsExpr:
		return c.list(e)
	case *hclsyntax.ForExpr:
		return c.loop(e)
	}
	return c.fail(e.Range(), "Unsupported expression", "A policy has no indexes, splats and objects. Use contains, anytrue, alltrue, length or [for x in list : ...] to look into a list.")
}

func (c *checker) literal(e *hclsyntax.LiteralValueExpr) found {
	if e.Val.IsNull() {
		return c.fail(e.Range(), "Nothing is null", `Every attribute has a value: compare text with "" and lists by length.`)
	}
	f := found{kind: e.Val.Type()}
	if f.kind == cty.String {
		text := e.Val.AsString()
		f.text = &text
	}
	return f
}

func (c *checker) template(e *hclsyntax.TemplateExpr) found {
	if len(e.Parts) == 0 {
		return found{kind: cty.String, text: new("")}
	}
	for _, part := range e.Parts {
		if f := c.check(part); f.kind.IsListType() {
			c.fail(part.Range(), "A list in a text", `Join it first: ${join(", ", list)}.`)
		}
	}
	f := found{kind: cty.String}
	if literal, ok := e.Parts[0].(*hclsyntax.LiteralValueExpr); ok && e.IsStringLiteral() {
		f.text = c.literal(literal).text
	}
	return f
}

func (c *checker) traversal(e *hclsyntax.ScopeTraversalExpr) found {
	root := e.Traversal.RootName()
	if local, ok := c.locals[root]; ok {
		if len(e.Traversal) > 1 {
			return c.fail(e.Range(), "Unsupported attribute", "%q is one element of a list: it has no attributes.", root)
		}
		return local
	}
	object := c.language.object(root)
	if object == nil {
		names := make([]string, 0, len(c.language.objects))
		for _, o := range c.language.objects {
			names = append(names, o.Name)
		}
		return c.fail(e.Traversal[0].SourceRange(), "Unknown name", "There is nothing called %q. %s", root, didYouMean(root, names))
	}
	c.roots[root] = true
	if len(e.Traversal) < 2 {
		return c.fail(e.Range(), "Incomplete name", "%q has attributes: write %s.%s, for example.", root, root, object.Attributes[0].Name)
	}
	step, ok := e.Traversal[1].(hcl.TraverseAttr)
	behind := func() found {
		return c.fail(e.Range(), "Unsupported expression", "Write %s.NAME and nothing behind it. Use contains, anytrue, alltrue, length or [for x in list : ...] to look into a list.", root)
	}
	if !ok {
		return behind()
	}
	attribute := object.attribute(step.Name)
	if attribute == nil {
		names := make([]string, 0, len(object.Attributes))
		for _, a := range object.Attributes {
			names = append(names, a.Name)
		}
		return c.fail(step.SrcRange, "Unknown attribute", "%q has no attribute %q. %s", root, step.Name, didYouMean(step.Name, names))
	}
	if len(e.Traversal) > 2 {
		return behind()
	}
	words := attribute.Words
	if name := root + "." + step.Name; name == "finding.rule" || name == "change.rules" {
		words = c.language.rules
	}
	f := found{kind: attribute.Type(), words: words}
	if attribute.constant {
		f.text = new(attribute.text(nil))
	}
	return f
}

func (c *checker) call(e *hclsyntax.FunctionCallExpr) found {
	f := c.language.function(e.Name)
	if f == nil {
		names := make([]string, 0, len(c.language.functions))
		for _, f := range c.language.functions {
			names = append(names, f.Name)
		}
		return c.fail(e.NameRange, "Unknown function", "There is no function %q. %s", e.Name, didYouMean(e.Name, names))
	}
	if e.ExpandFinal || !f.takes(len(e.Args)) {
		return c.fail(e.Range(), "Wrong arguments", "The function is called as %s; number of arguments here: %d.", f.usage(), len(e.Args))
	}
	args := make([]found, len(e.Args))
	for i, arg := range e.Args {
		args[i] = c.check(arg)
		if want := f.param(i); !fitsType(args[i].kind, want) {
			args[i] = c.fail(arg.Range(), "Wrong type", "%s wants %s here, and this is %s.", f.usage(), typeName(want), typeName(args[i].kind))
		}
	}
	c.arguments(e, f, args)
	return found{kind: f.result}
}

// arguments checks what types alone don't tell.
func (c *checker) arguments(e *hclsyntax.FunctionCallExpr, f *Function, args []found) {
	if f.pattern > 0 {
		at := e.Args[f.pattern-1].Range()
		pattern := args[f.pattern-1]
		switch {
		case pattern.kind == cty.DynamicPseudoType:
		case pattern.text == nil:
			c.fail(at, "Not a constant", "%s wants text in quotes here, without ${}. Are the arguments in the right order?", f.usage())
		case f.Name == "regex":
			if _, err := regexp.Compile(*pattern.text); err != nil {
				c.fail(at, "Wrong regular expression", "%v. The syntax is RE2; a backslash is written twice in quotes.", err)
			}
		case f.Name == "at_least":
			if _, err := risk.ParseLevel(*pattern.text); err != nil {
				c.fail(at, "Unknown level", "%q is no level. %s", *pattern.text, didYouMean(*pattern.text, levelWords()))
			}
		}
	}
	if f.Name == "at_least" && !slices.Contains(args[0].words, risk.LevelCritical.String()) && args[0].kind != cty.DynamicPseudoType {
		c.fail(e.Args[0].Range(), "Not a level", "at_least compares change.level, finding.level or plan.level with a level.")
	}
	switch f.Name {
	case "contains":
		c.word(e.Args[1].Range(), args[0], args[1])
		if list, ok := e.Args[0].(*hclsyntax.TupleConsExpr); ok {
			for _, item := range list.Exprs {
				if text, ok := constantText(item); ok {
					c.word(item.Range(), args[1], found{text: &text})
				}
			}
		}
	case "glob", "startswith", "endswith":
		c.noWord(e.Args[1].Range(), f.Name, args[0], args[1])
	case "regex":
		c.noWord(e.Args[0].Range(), f.Name, args[1], args[0])
	}
}

// noWord refuses a constant pattern, or a begin or end, that none of the words fits which
// the text can be.
func (c *checker) noWord(at hcl.Range, function string, text, pattern found) {
	if text.words == nil || pattern.text == nil {
		return
	}
	fits := func(word string) bool { return glob(*pattern.text).matches(word) }
	switch function {
	case "startswith":
		fits = func(word string) bool { return strings.HasPrefix(word, *pattern.text) }
	case "endswith":
		fits = func(word string) bool { return strings.HasSuffix(word, *pattern.text) }
	case "regex":
		re, err := regexp.Compile(*pattern.text)
		if err != nil {
			return // that was said
		}
		fits = re.MatchString
	}
	if !slices.ContainsFunc(text.words, fits) {
		c.fail(at, "It is never that", "Nothing that this can be fits %q. Want one of %s.", *pattern.text, strings.Join(quoted(text.words[:min(len(text.words), mostNames)]), ", "))
	}
}

// word refuses a constant that the other side of a comparison can never be.
func (c *checker) word(at hcl.Range, list, constant found) {
	if list.words == nil || constant.text == nil || slices.Contains(list.words, *constant.text) {
		return
	}
	c.fail(at, "It is never that", "This is never %q. %s", *constant.text, didYouMean(*constant.text, list.words))
}

// fitsType reports whether a value of a type can stand where another is wanted, without
// a conversion that could fail.
func fitsType(have, want cty.Type) bool {
	switch {
	case have == cty.DynamicPseudoType || have.Equals(want):
		return true
	case have.IsListType() && want.IsListType():
		return have.ElementType() == cty.DynamicPseudoType || want.Equals(listOfText) && have.ElementType().IsPrimitiveType()
	}
	return false
}

func typeName(t cty.Type) string {
	switch {
	case t == cty.String:
		return "text"
	case t == cty.Number:
		return "a number"
	case t == cty.Bool:
		return "true or false"
	case t.IsListType() && t.ElementType() == cty.Bool:
		return "a list of true or false"
	case t.IsListType() && t.ElementType() == cty.Number:
		return "a list of numbers"
	case t.IsListType():
		return "a list of texts"
	}
	return t.FriendlyName()
}
