package config

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// repetition reads count and for_each.
func (l *loader) repetition(b *body) Repetition {
	if expr := b.expr("for_each"); expr != nil {
		r := Repetition{Kind: RepeatForEach, Uses: l.usesOf(expr, "for_each"), Constant: l.constantKeys(expr)}
		root, steps, base := flatten(l.wrapped(expr))
		plain := !slices.ContainsFunc(steps, func(s step) bool { return s.kind == stepIndex || s.kind == stepSplat })
		if root != "" && base == nil && plain && len(r.Uses) == 1 && isWhole(root, steps) {
			pass := r.Uses[0]
			r.Passes = &pass
		}
		return r
	}
	if expr := b.expr("count"); expr != nil {
		return Repetition{Kind: RepeatCount, Uses: l.usesOf(expr, "count"), ConstantCount: l.constantCount(expr)}
	}
	return Repetition{}
}

// wrapped is the native expression without its wrapping, never nil.
func (l *loader) wrapped(expr hcl.Expression) hclsyntax.Expression {
	if e := unwrap(l.native(expr)); e != nil {
		return e
	}
	return &hclsyntax.LiteralValueExpr{Val: cty.DynamicVal}
}

// isWhole reports whether a reference names a whole resource, local value, variable or
// module output, not a part of it.
func isWhole(root string, steps []step) bool {
	_, rest := named(root, steps)
	switch root {
	case "each", "count", "path", "terraform", "tofu", "self":
		return false
	case "module":
		if len(rest) > 0 && rest[0].kind == stepKey {
			rest = rest[1:]
		}
		if len(rest) > 0 && rest[0].kind == stepAttribute {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// constantKeys are the keys that a for_each's map or set has by its source alone.
func (l *loader) constantKeys(expr hcl.Expression) []string {
	if pairs, ok := jsonMap(expr); ok {
		keys := make([]string, 0, len(pairs))
		for _, p := range pairs {
			key, ok := l.text(p.Key)
			if !ok {
				return nil
			}
			keys = append(keys, key)
		}
		return sortedSet(keys)
	}
	keys, ok := nativeKeys(l.wrapped(expr))
	if !ok {
		return nil
	}
	return sortedSet(keys)
}

func nativeKeys(e hclsyntax.Expression) (keys []string, ok bool) {
	keys = []string{}
	switch t := e.(type) {
	case *hclsyntax.ObjectConsExpr:
		for _, item := range t.Items {
			key, ok := literal(item.KeyExpr)
			if !ok {
				return nil, false
			}
			keys = append(keys, key)
		}
		return keys, true
	case *hclsyntax.FunctionCallExpr:
		if len(t.Args) != 1 || t.ExpandFinal {
			return nil, false
		}
		arg := unwrap(t.Args[0])
		if t.Name == "tomap" {
			if _, isObject := arg.(*hclsyntax.ObjectConsExpr); isObject {
				return nativeKeys(arg)
			}
		}
		list, isList := arg.(*hclsyntax.TupleConsExpr)
		if t.Name != "toset" || !isList {
			return nil, false
		}
		for _, e := range list.Exprs {
			key, ok := literal(e)
			if !ok {
				return nil, false
			}
			keys = append(keys, key)
		}
		return keys, true
	}
	return nil, false
}

func sortedSet(keys []string) []string {
	slices.Sort(keys)
	return slices.Compact(keys)
}

// constantCount is the number of a constant count. Terraform converts a quoted one.
func (l *loader) constantCount(expr hcl.Expression) *int {
	e := l.wrapped(expr)
	v, ok := e.(*hclsyntax.LiteralValueExpr)
	val := cty.DynamicVal
	if ok {
		val = v.Val
	} else if text, isText := literal(e); isText {
		if parsed, err := cty.ParseNumberVal(text); err == nil {
			val = parsed
		}
	}
	key, ok := keyOf(val)
	if !ok || key.Text != "" || key.Int < 0 || val.Type() != cty.Number {
		return nil
	}
	n := int(key.Int)
	return &n
}
