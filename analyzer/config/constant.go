package config

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// unwrap takes parentheses and a lone "${...}" off an expression.
func unwrap(e hclsyntax.Expression) hclsyntax.Expression {
	for {
		switch t := e.(type) {
		case *hclsyntax.ParenthesesExpr:
			e = t.Expression
		case *hclsyntax.TemplateWrapExpr:
			e = t.Wrapped
		default:
			return e
		}
	}
}

// literal is the text of a constant string.
func literal(e hclsyntax.Expression) (string, bool) {
	switch t := unwrap(e).(type) {
	case *hclsyntax.TemplateExpr:
		if len(t.Parts) == 0 {
			return "", true
		}
		if l, ok := t.Parts[0].(*hclsyntax.LiteralValueExpr); ok && len(t.Parts) == 1 {
			return literal(l)
		}
	case *hclsyntax.LiteralValueExpr:
		if t.Val.Type() == cty.String && t.Val.IsKnown() && !t.Val.IsNull() {
			return t.Val.AsString(), true
		}
	case *hclsyntax.ObjectConsKeyExpr:
		if word := hcl.ExprAsKeyword(t); word != "" {
			return word, true
		}
		return literal(t.Wrapped)
	}
	return "", false
}

// text is the constant string of an argument in either syntax.
func (l *loader) text(expr hcl.Expression) (string, bool) {
	return literal(l.native(expr))
}

// boolean is the constant of an argument, nil if it is none. Terraform converts the
// words "true" and "false".
func (l *loader) boolean(expr hcl.Expression) *bool {
	e := unwrap(l.native(expr))
	if v, ok := e.(*hclsyntax.LiteralValueExpr); ok && v.Val.Type() == cty.Bool && v.Val.IsKnown() && !v.Val.IsNull() {
		yes := v.Val.True()
		return &yes
	}
	if word, ok := literal(e); ok && (word == "true" || word == "false") {
		yes := word == "true"
		return &yes
	}
	return nil
}

// mayHold reports whether an argument is set to what is not the constant false.
func (l *loader) mayHold(expr hcl.Expression) bool {
	if expr == nil {
		return false
	}
	v := l.boolean(expr)
	return v == nil || *v
}

// reference is an expression that must name something: quoted names and "${...}" are
// what Terraform 0.11 wrote and JSON still does. A star is the old word for all.
func (l *loader) reference(expr hcl.Expression) hclsyntax.Expression {
	e := l.native(expr)
	if text, ok := literal(e); ok && text != "*" {
		parsed := l.parse(text, e.Range(), hclsyntax.ParseExpression)
		if parsed == nil {
			return e
		}
		return parsed
	}
	if e == nil {
		return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal}
	}
	return unwrap(e)
}

// references are the expressions of a list that must name things.
func (l *loader) references(expr hcl.Expression) []hclsyntax.Expression {
	if expr == nil {
		return nil
	}
	list, diags := hcl.ExprList(expr)
	if diags.HasErrors() {
		return []hclsyntax.Expression{l.reference(expr)}
	}
	out := make([]hclsyntax.Expression, 0, len(list))
	for _, e := range list {
		out = append(out, l.reference(e))
	}
	return out
}

// referenceUses are the uses that a list such as depends_on makes.
func (l *loader) referenceUses(expr hcl.Expression, argument string) []Use {
	return l.uses(func(c *collector) { c.expressions(l.references(expr), context{argument: argument}) })
}

// name prints what an expression names, or "" if it names nothing.
func (l *loader) name(expr hcl.Expression) string {
	if expr == nil {
		return ""
	}
	root, steps, base := flatten(l.reference(expr))
	if root == "" || base != nil {
		return ""
	}
	return textOf(root, steps, context{})
}
