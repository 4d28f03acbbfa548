package config

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/tfblast/tfblast/analyzer/address"
)

// step is one step behind the root name of a reference.
type step struct {
	kind stepKind
	// name is set for an attribute, key for a constant index, index for a computed one.
	name  string
	key   address.Key
	index hclsyntax.Expression
}

type stepKind uint8

const (
	stepAttribute stepKind = iota
	stepKey
	stepIndex
	stepSplat
)

// chain adds the reference that nested traversal, index and splat expressions spell, and
// those of the indexes in it. aws_x.y[each.key].id is three of them: a traversal of the
// traversed attribute, of an index expression, of the traversal aws_x.y.
func (c *collector) chain(e hclsyntax.Expression, ctx context) {
	root, steps, base := flatten(e)
	if base != nil {
		// Steps into the result of something else, such as values(aws_x.y)[0].id.
		c.expression(base, ctx)
	} else if root != "" {
		c.add(root, steps, ctx, position(e.Range()))
	}
	ctx.iterated = false
	for _, s := range steps {
		if s.index != nil {
			c.expression(s.index, ctx)
		}
	}
}

// flatten takes a chain apart. base is what it starts from if that is no name; both are
// empty if it starts from a splat's own item.
func flatten(e hclsyntax.Expression) (root string, steps []step, base hclsyntax.Expression) {
	root, steps, base = flattenBackwards(e, nil)
	slices.Reverse(steps)
	return root, steps, base
}

// flattenBackwards adds the steps of a chain to those behind it, the last one first.
func flattenBackwards(e hclsyntax.Expression, steps []step) (root string, _ []step, base hclsyntax.Expression) {
	for {
		switch t := e.(type) {
		case *hclsyntax.ParenthesesExpr:
			e = t.Expression
		case *hclsyntax.RelativeTraversalExpr:
			steps = appendBackwards(steps, t.Traversal)
			e = t.Source
		case *hclsyntax.IndexExpr:
			steps = append(steps, indexStep(t.Key))
			e = t.Collection
		case *hclsyntax.SplatExpr:
			_, steps, _ = flattenBackwards(t.Each, steps)
			steps = append(steps, step{kind: stepSplat})
			e = t.Source
		case *hclsyntax.ScopeTraversalExpr:
			return t.Traversal.RootName(), appendBackwards(steps, t.Traversal[1:]), nil
		case *hclsyntax.AnonSymbolExpr:
			return "", steps, nil
		default:
			return "", steps, e
		}
	}
}

func appendBackwards(steps []step, t hcl.Traversal) []step {
	for _, s := range slices.Backward(traversalSteps(t)) {
		steps = append(steps, s)
	}
	return steps
}

// traversalSteps reads the steps of a traversal. One that is none of ours picks anything.
func traversalSteps(t hcl.Traversal) []step {
	steps := make([]step, 0, len(t))
	for _, s := range t {
		switch s := s.(type) {
		case hcl.TraverseAttr:
			steps = append(steps, step{kind: stepAttribute, name: s.Name})
		case hcl.TraverseIndex:
			key, ok := keyOf(s.Key)
			if ok {
				steps = append(steps, step{kind: stepKey, key: key})
				continue
			}
			steps = append(steps, step{kind: stepIndex})
		default:
			steps = append(steps, step{kind: stepSplat})
		}
	}
	return steps
}

func indexStep(e hclsyntax.Expression) step {
	if text, ok := literal(e); ok {
		return step{kind: stepKey, key: address.Key{Kind: address.StringKey, Text: text}}
	}
	if l, ok := e.(*hclsyntax.LiteralValueExpr); ok {
		if key, ok := keyOf(l.Val); ok {
			return step{kind: stepKey, key: key}
		}
	}
	return step{kind: stepIndex, index: e}
}

func keyOf(v cty.Value) (address.Key, bool) {
	if v.IsNull() || !v.IsKnown() {
		return address.Key{}, false
	}
	switch v.Type() {
	case cty.String:
		return address.Key{Kind: address.StringKey, Text: v.AsString()}, true
	case cty.Number:
		if n, accuracy := v.AsBigFloat().Int64(); accuracy == 0 {
			return address.Key{Kind: address.IntKey, Int: n}, true
		}
	}
	return address.Key{}, false
}

// add adds the reference to a root name with its steps, unless the name is hidden.
func (c *collector) add(root string, steps []step, ctx context, at Position) {
	if slices.Contains(ctx.shadowed, root) {
		return
	}
	use := Use{Argument: ctx.argument, Conditional: ctx.conditional, At: at, Text: textOf(root, steps, ctx)}
	name, rest := named(root, steps)
	if root == "action" {
		// No address of Terraform's state: package address knows no such mode.
		use.Reference = address.Reference{Kind: address.RefUnknown, Name: name}
		use.index(rest, ctx)
		c.uses = append(c.uses, use)
		return
	}
	key, rest := use.index(rest, ctx)
	name += key
	// An attribute that is read of the instance, or the output of the module.
	if len(rest) > 0 && rest[0].kind == stepAttribute {
		name += "." + rest[0].name
		rest = rest[1:]
	}
	use.Reference = address.ParseReference(name)
	if use.Reference.Kind == address.RefUnknown && c.loader.broken[at.File] {
		return // behind an unclosed quote a literal's text looks like a name
	}
	if use.Reference.Kind == address.RefOutput && len(rest) > 0 {
		use.OutputIndex, _ = classify(rest[0], ctx)
	}
	whole := use.Reference.Attribute == "" && use.Reference.Output == ""
	if ctx.iterated && whole && use.Index == IndexNone {
		use.Index = IndexOther
	}
	c.uses = append(c.uses, use)
}

// index reads the step of the instance's key, if the next one is an index. It returns a
// constant key as text, and what follows.
func (u *Use) index(steps []step, ctx context) (key string, rest []step) {
	if len(steps) == 0 || steps[0].kind == stepAttribute {
		return "", steps
	}
	u.Index, u.IndexRef = classify(steps[0], ctx)
	return steps[0].text(), steps[1:]
}

// text is the key of a constant step, empty for any other.
func (s step) text() string {
	if s.kind != stepKey {
		return ""
	}
	return s.key.String()
}

// named splits a reference into the name of the thing that it refers to and the rest: two
// steps for data.t.n, ephemeral.t.n, resource.t.n and action.t.n, else one.
func named(root string, steps []step) (name string, rest []step) {
	want := 1
	switch root {
	case "data", "ephemeral", "resource", "action":
		want = 2
	}
	name = root
	for want > 0 && len(steps) > 0 && steps[0].kind == stepAttribute {
		name += "." + steps[0].name
		steps = steps[1:]
		want--
	}
	return name, steps
}

// classify says what an index step picks. ref is set for a lone local or variable.
func classify(s step, ctx context) (index Index, ref *address.Reference) {
	switch s.kind {
	case stepAttribute:
		return IndexNone, nil
	case stepKey:
		return IndexConstant, nil
	case stepIndex, stepSplat:
	}
	switch name := plainName(s, ctx); name {
	case "each.key":
		return IndexEachKey, nil
	case "each.value":
		return IndexEachValue, nil
	case "count.index":
		return IndexCountIndex, nil
	case "":
	default:
		if r := address.ParseReference(name); r.Kind == address.RefLocal || r.Kind == address.RefVariable {
			return IndexOther, &r
		}
	}
	return IndexOther, nil
}

// plainName is the two-word name that a computed index consists of, such as each.key, or
// empty if it is anything else.
func plainName(s step, ctx context) string {
	if s.index == nil {
		return ""
	}
	t, ok := unwrap(s.index).(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(t.Traversal) != 2 || slices.Contains(ctx.shadowed, t.Traversal.RootName()) {
		return ""
	}
	attr, ok := t.Traversal[1].(hcl.TraverseAttr)
	if !ok {
		return ""
	}
	return t.Traversal.RootName() + "." + attr.Name
}

// textOf prints a reference.
func textOf(root string, steps []step, ctx context) string {
	var b strings.Builder
	b.WriteString(root)
	for _, s := range steps {
		switch s.kind {
		case stepAttribute:
			b.WriteString("." + s.name)
		case stepKey:
			b.WriteString(s.key.String())
		case stepSplat:
			b.WriteString("[*]")
		case stepIndex:
			name := plainName(s, ctx)
			if name == "" {
				name = "..."
			}
			b.WriteString("[" + name + "]")
		}
	}
	return b.String()
}
