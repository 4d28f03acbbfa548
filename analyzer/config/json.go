package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/json"
	"github.com/zclconf/go-cty/cty"
)

// jsonBodies reads an object, or a list of them, as the content of blocks.
func jsonBodies(expr hcl.Expression) []*body {
	if list, ok := jsonList(expr); ok {
		var out []*body
		for _, e := range list {
			out = append(out, jsonBodies(e)...)
		}
		return out
	}
	pairs, ok := jsonMap(expr)
	if !ok {
		return nil
	}
	b := &body{attributes: map[string]attribute{}}
	for _, p := range pairs {
		name := jsonKey(p.Key)
		if name == "//" {
			continue // a comment (terraform: JSON Configuration Syntax)
		}
		a, repeated := b.attributes[name]
		if repeated {
			a.more = append(a.more, p.Value)
		} else {
			a = attribute{expr: p.Value, at: position(p.Key.Range())}
		}
		b.attributes[name] = a
	}
	return []*body{b}
}

// jsonBlocks reads the value of a key as blocks: one level of objects for each label, and
// at every level a list stands for several (terraform: JSON Configuration Syntax).
func jsonBlocks(typ string, expr hcl.Expression, labels int, prefix []string, at Position) []block {
	if !json.IsJSONExpression(expr) {
		return nil
	}
	if list, ok := jsonList(expr); ok {
		var out []block
		for _, e := range list {
			out = append(out, jsonBlocks(typ, e, labels, prefix, at)...)
		}
		return out
	}
	pairs, ok := jsonMap(expr)
	if !ok {
		return nil
	}
	var out []block
	if labels == 0 {
		for _, b := range jsonBodies(expr) {
			out = append(out, block{typ: typ, labels: prefix, body: b, at: at, end: expr.Range().End.Line})
		}
		return out
	}
	for _, p := range pairs {
		if name := jsonKey(p.Key); name != "//" {
			path := append(slices.Clone(prefix), name)
			out = append(out, jsonBlocks(typ, p.Value, labels-1, path, position(p.Key.Range()))...)
		}
	}
	return out
}

func jsonList(expr hcl.Expression) ([]hcl.Expression, bool) {
	if !json.IsJSONExpression(expr) {
		return nil, false
	}
	list, diags := hcl.ExprList(expr)
	return list, !diags.HasErrors()
}

func jsonMap(expr hcl.Expression) ([]hcl.KeyValuePair, bool) {
	if !json.IsJSONExpression(expr) {
		return nil, false
	}
	pairs, diags := hcl.ExprMap(expr)
	return pairs, !diags.HasErrors()
}

// jsonKey is the text of an object's key.
func jsonKey(expr hcl.Expression) string {
	// Without a context JSON gives its strings as they stand (hcl: json.IsJSONExpression).
	v, _ := expr.Value(nil)
	if v.Type() == cty.String && v.IsKnown() && !v.IsNull() {
		return v.AsString()
	}
	return ""
}

// native is an expression in native syntax: JSON's strings are templates, its numbers and
// booleans literals. It is nil for a JSON list, object or null, and for a bad template.
func (l *loader) native(expr hcl.Expression) hclsyntax.Expression {
	if e, ok := expr.(hclsyntax.Expression); ok {
		return e
	}
	if expr == nil || !json.IsJSONExpression(expr) {
		return nil
	}
	if _, ok := jsonList(expr); ok {
		return nil
	}
	if _, ok := jsonMap(expr); ok {
		return nil
	}
	v, _ := expr.Value(nil)
	if v.IsNull() || !v.IsKnown() {
		return nil
	}
	r := expr.Range()
	if v.Type() != cty.String {
		return &hclsyntax.LiteralValueExpr{Val: v, SrcRange: r}
	}
	return l.parse(v.AsString(), r, hclsyntax.ParseTemplate)
}

// parse reads text that a string of the source holds, nil if it has errors: what the
// parser makes of broken text may be a part of a literal.
func (l *loader) parse(
	text string, r hcl.Range, parser func([]byte, string, hcl.Pos) (hclsyntax.Expression, hcl.Diagnostics),
) hclsyntax.Expression {
	if err := checkNesting([]byte(text)); err != nil {
		l.failf(position(r), "not read: %v", err)
		return nil
	}
	e, diags := parser([]byte(text), r.Filename, r.Start)
	l.syntax(diags)
	if diags.HasErrors() {
		return nil
	}
	return e
}

// jsonExpression adds the references below a JSON value. Its keys become steps of the
// argument's path.
func (c *collector) jsonExpression(expr hcl.Expression, ctx context) {
	if list, ok := jsonList(expr); ok {
		for _, e := range list {
			c.jsonExpression(e, ctx)
		}
		return
	}
	pairs, ok := jsonMap(expr)
	if !ok {
		if e := c.loader.native(expr); e != nil {
			c.expression(e, ctx)
		}
		return
	}
	for _, p := range pairs {
		name := jsonKey(p.Key)
		switch {
		case name == "//":
		case hclsyntax.ValidIdentifier(name) && !ctx.flat:
			if name == "dynamic" && c.jsonDynamic(p.Value, ctx, position(p.Key.Range())) {
				continue
			}
			inner := ctx
			inner.argument = join(ctx.argument, name)
			c.jsonExpression(p.Value, inner)
		default:
			// No name of a block: the key of a map, which may be a template.
			c.jsonExpression(p.Key, ctx)
			c.jsonExpression(p.Value, ctx)
		}
	}
}

// jsonDynamic reads the value of a key dynamic, if it has the form of dynamic blocks.
func (c *collector) jsonDynamic(expr hcl.Expression, ctx context, at Position) bool {
	blocks := jsonBlocks("dynamic", expr, 1, nil, at)
	for _, blk := range blocks {
		if blk.body.expr("for_each") == nil || blk.body.expr("content") == nil {
			return false
		}
	}
	for _, blk := range blocks {
		c.dynamic(blk, ctx)
	}
	return len(blocks) > 0
}
