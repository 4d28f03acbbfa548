package policy

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// operand is attribute for what can always be told; the rest is left to HCL, which knows of
// unknown values.
func (c *compiler) operand(e hclsyntax.Expression) *Attribute {
	if a := c.attribute(e); a != nil && a.known == nil {
		return a
	}
	return nil
}

// attribute returns the attribute that an expression is, nil for anything else.
func (c *compiler) attribute(e hclsyntax.Expression) *Attribute {
	t, ok := e.(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(t.Traversal) != 2 || slices.Contains(c.locals, t.Traversal.RootName()) {
		return nil
	}
	object := c.language.object(t.Traversal.RootName())
	step, isAttr := t.Traversal[1].(hcl.TraverseAttr)
	if object == nil || !isAttr {
		return nil
	}
	return object.attribute(step.Name)
}

// local returns the index of the loop whose name an expression is, -1 for anything else.
func (c *compiler) local(e hclsyntax.Expression) int {
	t, ok := e.(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(t.Traversal) != 1 {
		return -1
	}
	for i, name := range slices.Backward(c.locals) {
		if name == t.Traversal.RootName() {
			return i
		}
	}
	return -1
}

// text compiles an operand that is text: an attribute, a constant, a loop's name, or one of
// these in small or capital letters.
func (c *compiler) text(e hclsyntax.Expression) func(*subject) string {
	if a := c.operand(e); a != nil {
		return a.text
	}
	if i := c.local(e); i >= 0 {
		return func(s *subject) string { return s.locals[i] }
	}
	if text, ok := constantText(e); ok {
		return func(*subject) string { return text }
	}
	call, ok := e.(*hclsyntax.FunctionCallExpr)
	if !ok || len(call.Args) != 1 {
		return nil
	}
	change := map[string]func(string) string{"lower": strings.ToLower, "upper": strings.ToUpper}[call.Name]
	inner := c.text(call.Args[0])
	if change == nil || inner == nil {
		return nil
	}
	return func(s *subject) string { return change(inner(s)) }
}

// number compiles an operand that is a number: an attribute, a constant or a length.
func (c *compiler) number(e hclsyntax.Expression) func(*subject) float64 {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.number(e.Expression)
	case *hclsyntax.LiteralValueExpr:
		if e.Val.Type() == cty.Number && !e.Val.IsNull() {
			n, _ := e.Val.AsBigFloat().Float64()
			return func(*subject) float64 { return n }
		}
	case *hclsyntax.FunctionCallExpr:
		if e.Name == rankFunction {
			if level := c.text(e.Args[0]); level != nil {
				return func(s *subject) float64 { return levelNumber(level(s)) }
			}
		}
		if e.Name == "length" && len(e.Args) == 1 {
			if list := c.texts(e.Args[0]); list != nil {
				return func(s *subject) float64 { return float64(len(list(s))) }
			}
		}
	}
	if a := c.operand(e); a != nil && a.number != nil {
		return func(s *subject) float64 { return float64(a.number(s)) }
	}
	return nil
}

// texts compiles an operand that is a list of texts: an attribute, texts that are written
// out, or a loop over these.
func (c *compiler) texts(e hclsyntax.Expression) func(*subject) []string {
	switch e := e.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		if a := c.operand(e); a != nil {
			return a.texts
		}
	case *hclsyntax.TupleConsExpr:
		var list []string
		for _, element := range e.Exprs {
			text, ok := constantText(element)
			if !ok {
				return nil
			}
			list = append(list, text)
		}
		return func(*subject) []string { return list }
	case *hclsyntax.ForExpr:
		var value func(*subject) string
		list, keep := c.loop(e, func() bool {
			value = c.text(e.ValExpr)
			return value != nil
		})
		if list == nil {
			return nil
		}
		level := len(c.locals)
		return func(s *subject) []string {
			var kept []string
			for _, s.locals[level] = range list(s) {
				if keep(s) == yes {
					kept = append(kept, value(s))
				}
			}
			return kept
		}
	}
	return nil
}

// loop compiles the list and the condition of a loop over texts; body compiles its value,
// with the loop's name known. The list is nil if one of them can't be compiled.
func (c *compiler) loop(e *hclsyntax.ForExpr, body func() bool) (list func(*subject) []string, keep test) {
	if e.KeyVar != "" || e.KeyExpr != nil || len(c.locals) >= maxLoops {
		return nil, nil
	}
	list = c.texts(e.CollExpr)
	c.locals = append(c.locals, e.ValVar)
	defer func() { c.locals = c.locals[:len(c.locals)-1] }()
	keep = func(*subject) answer { return yes }
	if e.CondExpr != nil {
		keep = c.test(e.CondExpr)
	}
	if list == nil || keep == nil || !body() {
		return nil, nil
	}
	return list, keep
}

// anyOf compiles whether an element of a list of true and false is the wanted one.
func (c *compiler) anyOf(e hclsyntax.Expression, wanted answer) test {
	loop, ok := e.(*hclsyntax.ForExpr)
	if !ok {
		return nil
	}
	var value test
	list, keep := c.loop(loop, func() bool {
		value = c.test(loop.ValExpr)
		return value != nil
	})
	if list == nil {
		return nil
	}
	level := len(c.locals)
	return func(s *subject) answer {
		for _, s.locals[level] = range list(s) {
			kept, is := keep(s), no
			if kept == yes {
				is = value(s)
			}
			if kept == failed || is == failed {
				return failed
			}
			if kept == yes && is == wanted {
				return yes
			}
		}
		return no
	}
}
