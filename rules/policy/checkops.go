package policy

import (
	"maps"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// want checks an operand.
func (c *checker) want(e hclsyntax.Expression, kind cty.Type, where string) {
	c.expect(e, c.check(e), kind, where)
}

// expect notes an operand of another type than wanted.
func (c *checker) expect(e hclsyntax.Expression, f found, kind cty.Type, where string) {
	if f.kind != cty.DynamicPseudoType && !f.kind.Equals(kind) {
		c.fail(e.Range(), "Wrong type", "%s wants %s, and this is %s.", where, typeName(kind), typeName(f.kind))
	}
}

func (c *checker) unary(e *hclsyntax.UnaryOpExpr) found {
	if e.Op == hclsyntax.OpLogicalNot {
		c.want(e.Val, cty.Bool, "!")
		return found{kind: cty.Bool}
	}
	c.want(e.Val, cty.Number, "-")
	return found{kind: cty.Number}
}

func (c *checker) binary(e *hclsyntax.BinaryOpExpr) found {
	switch e.Op {
	case hclsyntax.OpLogicalAnd, hclsyntax.OpLogicalOr:
		sign := "&&"
		if e.Op == hclsyntax.OpLogicalOr {
			sign = "||"
		}
		c.want(e.LHS, cty.Bool, sign)
		c.want(e.RHS, cty.Bool, sign)
		return found{kind: cty.Bool}
	case hclsyntax.OpEqual, hclsyntax.OpNotEqual:
		return c.equality(e)
	}
	left, right := c.check(e.LHS), c.check(e.RHS)
	switch e.Op {
	case hclsyntax.OpGreaterThan, hclsyntax.OpGreaterThanOrEqual, hclsyntax.OpLessThan, hclsyntax.OpLessThanOrEqual:
		switch {
		case left.isLevel() && right.isLevel():
			c.ordered = append(c.ordered, e)
			return found{kind: cty.Bool}
		case left.words != nil || right.words != nil:
			return c.fail(e.Range(), "Words have no order", `Levels are compared as in change.level >= level.high, other words by == only.`)
		}
		c.expect(e.LHS, left, cty.Number, "A comparison by size")
		c.expect(e.RHS, right, cty.Number, "A comparison by size")
		return found{kind: cty.Bool}
	}
	c.expect(e.LHS, left, cty.Number, "A calculation")
	c.expect(e.RHS, right, cty.Number, "A calculation")
	if e.Op == hclsyntax.OpDivide || e.Op == hclsyntax.OpModulo {
		if divisor, ok := e.RHS.(*hclsyntax.LiteralValueExpr); !ok || divisor.Val.Type() != cty.Number || divisor.Val.AsBigFloat().Sign() == 0 {
			return c.fail(e.RHS.Range(), "Division by what may be zero", "The divisor must be a number other than 0, written out.")
		}
	}
	return found{kind: cty.Number}
}

func (c *checker) equality(e *hclsyntax.BinaryOpExpr) found {
	left, right := c.check(e.LHS), c.check(e.RHS)
	switch {
	case left.kind == cty.DynamicPseudoType || right.kind == cty.DynamicPseudoType:
	case left.kind.IsListType() || right.kind.IsListType():
		c.fail(e.Range(), "A list is compared", "Lists are never equal to anything here. Use contains(list, text) or length(list) == 0.")
	case !left.kind.Equals(right.kind):
		c.fail(e.Range(), "Never equal", "The left side is %s and the right side is %s: they are never equal.", typeName(left.kind), typeName(right.kind))
	default:
		c.word(e.RHS.Range(), left, right)
		c.word(e.LHS.Range(), right, left)
	}
	return found{kind: cty.Bool}
}

func (c *checker) conditional(e *hclsyntax.ConditionalExpr) found {
	c.want(e.Condition, cty.Bool, "The condition before ?")
	yes, no := c.check(e.TrueResult), c.check(e.FalseResult)
	if yes.kind == cty.DynamicPseudoType {
		return no
	}
	if no.kind != cty.DynamicPseudoType && !yes.kind.Equals(no.kind) {
		return c.fail(e.Range(), "Wrong type", "Both results must be of one type: the first is %s, the second %s.", typeName(yes.kind), typeName(no.kind))
	}
	return found{kind: yes.kind}
}

// list is a list that is written out. Its elements are of one type.
func (c *checker) list(e *hclsyntax.TupleConsExpr) found {
	kind := cty.DynamicPseudoType
	for _, element := range e.Exprs {
		f := c.check(element)
		switch {
		case f.kind == cty.DynamicPseudoType:
		case f.kind.IsListType():
			return c.fail(element.Range(), "A list in a list", "A list holds texts, numbers or true and false.")
		case kind != cty.DynamicPseudoType && !kind.Equals(f.kind):
			return c.fail(element.Range(), "Wrong type", "The list holds %s before this, and this is %s.", typeName(kind), typeName(f.kind))
		default:
			kind = f.kind
		}
	}
	return found{kind: cty.List(kind)}
}

// loop is [for x in list : value if condition].
func (c *checker) loop(e *hclsyntax.ForExpr) found {
	if e.KeyExpr != nil {
		return c.fail(e.Range(), "Unsupported expression", "A policy has no objects: write [for x in list : ...].")
	}
	collection := c.check(e.CollExpr)
	if collection.kind != cty.DynamicPseudoType && !collection.kind.IsListType() {
		return c.fail(e.CollExpr.Range(), "Wrong type", "for wants a list behind in, and this is %s.", typeName(collection.kind))
	}
	element := unknownType
	if collection.kind.IsListType() {
		element = found{kind: collection.kind.ElementType(), words: collection.words}
	}
	outer := c.locals
	c.locals = maps.Clone(outer)
	defer func() { c.locals = outer }()
	if c.locals == nil {
		c.locals = map[string]found{}
	}
	c.locals[e.ValVar] = element
	if e.KeyVar != "" {
		c.locals[e.KeyVar] = found{kind: cty.Number}
	}
	if e.CondExpr != nil {
		c.want(e.CondExpr, cty.Bool, "The condition behind if")
	}
	value := c.check(e.ValExpr)
	if value.kind.IsListType() {
		return c.fail(e.ValExpr.Range(), "A list in a list", "A list holds texts, numbers or true and false.")
	}
	return found{kind: cty.List(value.kind)}
}
