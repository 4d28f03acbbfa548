package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// maxExpressionDepth bounds how deep the walk follows one expression: a chain of
// operators is parsed in a loop, but gives one level for each.
const maxExpressionDepth = 10000

// collector gathers the references of expressions.
type collector struct {
	loader *loader
	uses   []Use
}

// context is what surrounds an expression.
type context struct {
	argument string
	// shadowed are the names that a for expression or a dynamic block takes over.
	shadowed []string
	// conditional is true in a branch of a condition, iterated where a whole value is handed
	// to a for expression, a dynamic block or a function.
	conditional, iterated bool
	// flat is true for what is surely a value: JSON's keys in it are no blocks.
	flat  bool
	depth int
}

func (ctx context) shadow(names ...string) context {
	ctx.shadowed = append(slices.Clone(ctx.shadowed), names...)
	return ctx
}

// collect adds the references of an argument in either syntax. Nil is no expression.
func (c *collector) collect(expr hcl.Expression, ctx context) {
	if expr == nil {
		return
	}
	if e, ok := expr.(hclsyntax.Expression); ok {
		c.expression(e, ctx)
		return
	}
	c.jsonExpression(expr, ctx)
}

// expression adds the references of a native expression. hclsyntax.Variables finds the same
// names, but not the index expressions behind them.
func (c *collector) expression(e hclsyntax.Expression, ctx context) {
	if ctx.depth++; ctx.depth > maxExpressionDepth {
		c.loader.failf(position(e.Range()), "expression not read to its end: more than %d levels", maxExpressionDepth)
		return
	}
	whole := ctx
	ctx.iterated = false
	switch e := e.(type) {
	case nil:
	case *hclsyntax.LiteralValueExpr, *hclsyntax.AnonSymbolExpr, *hclsyntax.ExprSyntaxError:
	case *hclsyntax.ScopeTraversalExpr, *hclsyntax.RelativeTraversalExpr, *hclsyntax.IndexExpr, *hclsyntax.SplatExpr:
		c.chain(e, whole)
	case *hclsyntax.ParenthesesExpr:
		c.expression(e.Expression, whole)
	case *hclsyntax.TemplateWrapExpr:
		c.expression(e.Wrapped, whole)
	case *hclsyntax.FunctionCallExpr:
		ctx.iterated = true
		c.expressions(e.Args, ctx)
	case *hclsyntax.ConditionalExpr:
		c.expression(e.Condition, ctx)
		ctx.conditional = true
		c.expressions([]hclsyntax.Expression{e.TrueResult, e.FalseResult}, ctx)
	case *hclsyntax.ForExpr:
		c.forExpression(e, ctx)
	case *hclsyntax.ObjectConsExpr:
		for _, item := range e.Items {
			c.expressions([]hclsyntax.Expression{item.KeyExpr, item.ValueExpr}, ctx)
		}
	case *hclsyntax.ObjectConsKeyExpr:
		// A bare word is the key itself.
		if hcl.ExprAsKeyword(e.Wrapped) == "" {
			c.expression(e.Wrapped, ctx)
		}
	case *hclsyntax.TupleConsExpr:
		c.expressions(e.Exprs, ctx)
	case *hclsyntax.BinaryOpExpr:
		c.expressions([]hclsyntax.Expression{e.LHS, e.RHS}, ctx)
	case *hclsyntax.UnaryOpExpr:
		c.expression(e.Val, ctx)
	case *hclsyntax.TemplateExpr:
		c.expressions(e.Parts, ctx)
	case *hclsyntax.TemplateJoinExpr:
		c.expression(e.Tuple, ctx)
	default:
		// Syntax that this version of the parser does not have: the names still count.
		for _, t := range e.Variables() {
			c.add(t.RootName(), append(traversalSteps(t[1:]), step{kind: stepSplat}), ctx, position(e.Range()))
		}
	}
}

func (c *collector) expressions(list []hclsyntax.Expression, ctx context) {
	for _, e := range list {
		if e != nil {
			c.expression(e, ctx)
		}
	}
}

// forExpression adds the references of a for expression, whose variables hide outer names.
func (c *collector) forExpression(e *hclsyntax.ForExpr, ctx context) {
	over := ctx
	over.iterated = true
	c.expressions([]hclsyntax.Expression{e.CollExpr}, over)
	inner := ctx.shadow(e.ValVar)
	if e.KeyVar != "" {
		inner = inner.shadow(e.KeyVar)
	}
	c.expressions([]hclsyntax.Expression{e.KeyExpr, e.ValExpr, e.CondExpr}, inner)
}

// body adds the references of a block's arguments and nested blocks, each under its path.
func (c *collector) body(b *body, ctx context) {
	for _, name := range b.names() {
		inner := ctx
		inner.argument = join(ctx.argument, name)
		for _, expr := range b.attributes[name].all() {
			if name == "dynamic" && c.jsonDynamic(expr, ctx, b.attributes[name].at) {
				continue
			}
			c.collect(expr, inner)
		}
	}
	for _, blk := range b.blocks {
		switch blk.typ {
		case "dynamic":
			c.dynamic(blk, ctx)
		case "_":
			// The escape block: its content belongs to the block around it.
			c.body(blk.body, ctx)
		default:
			inner := ctx
			inner.argument = join(ctx.argument, blk.typ)
			c.body(blk.body, inner)
		}
	}
}

// fixed adds the references of a whole block under one argument's name.
func (c *collector) fixed(b *body, argument string) {
	for _, use := range c.loader.uses(func(inner *collector) { inner.body(b, context{}) }) {
		use.Argument = argument
		c.uses = append(c.uses, use)
	}
}

// dynamic adds the references of a dynamic block under the name of the block that it makes.
// Its iterator, by default of the same name, is known only in the content and the labels.
func (c *collector) dynamic(blk block, ctx context) {
	if len(blk.labels) != 1 {
		c.loader.warnf(blk.at, "dynamic block without exactly one label: what it refers to is not read")
		return
	}
	name := blk.labels[0]
	ctx.argument = join(ctx.argument, name)
	over := ctx
	over.iterated, over.flat = true, true
	c.collect(blk.body.expr("for_each"), over)
	iterator := name
	if expr := blk.body.expr("iterator"); expr != nil {
		if word := hcl.ExprAsKeyword(c.loader.reference(expr)); word != "" {
			iterator = word
		}
	}
	inner := ctx.shadow(iterator)
	c.collect(blk.body.expr("labels"), inner)
	for _, content := range blk.body.nested("content", 0) {
		c.body(content.body, inner)
	}
}

// uses runs a collection and returns what it found.
func (l *loader) uses(collect func(*collector)) []Use {
	c := &collector{loader: l}
	collect(c)
	return c.uses
}

// valueUses are the references of an argument that is a value.
func (l *loader) valueUses(a attribute, argument string) []Use {
	var out []Use
	for _, expr := range a.all() {
		out = append(out, l.usesOf(expr, argument)...)
	}
	if len(out) == 1 && len(a.all()) == 1 {
		out[0].Alone = l.alone(a.all()[0])
	}
	return out
}

// alone reports whether an expression is nothing but one variable, local value, each.key
// or count.index: then it passes the value on as it is.
func (l *loader) alone(expr hcl.Expression) bool {
	root, steps, base := flatten(l.wrapped(expr))
	return base == nil && len(steps) == 1 && steps[0].kind == stepAttribute &&
		slices.Contains([]string{"var", "local", "each", "count"}, root)
}

// usesOf are the references of one expression of a value.
func (l *loader) usesOf(expr hcl.Expression, argument string) []Use {
	return l.uses(func(c *collector) { c.collect(expr, context{argument: argument, flat: true}) })
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}
