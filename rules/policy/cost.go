package policy

import "github.com/hashicorp/hcl/v2/hclsyntax"

// The price of what a condition asks, roughly: a comparison is 1.
const (
	costOfComparison = 1
	costOfSearch     = 3
	costOfRegexp     = 10
	costOfLoop       = 20
)

// cost estimates what a condition costs. Of two that are joined, the cheaper is asked first,
// which changes nothing but the time: neither has an effect, and neither is asked for the
// other's sake, since no condition can fail. What was estimated is kept: each step of a
// chain asks for all before it.
func (c *compiler) cost(e hclsyntax.Expression) int {
	chain, ok := e.(*hclsyntax.BinaryOpExpr)
	if !ok {
		return c.estimate(e)
	}
	known, ok := c.costs[chain]
	if !ok {
		known = c.estimate(e)
		c.costs[chain] = known
	}
	return known
}

func (c *compiler) estimate(e hclsyntax.Expression) int {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.cost(e.Expression)
	case *hclsyntax.UnaryOpExpr:
		return c.cost(e.Val)
	case *hclsyntax.BinaryOpExpr:
		if e.Op == hclsyntax.OpLogicalAnd || e.Op == hclsyntax.OpLogicalOr {
			return c.cost(e.LHS) + c.cost(e.RHS)
		}
		return max(c.cost(e.LHS), c.cost(e.RHS))
	case *hclsyntax.FunctionCallExpr:
		most := costOfSearch
		if e.Name == "regex" {
			most = costOfRegexp
		}
		for _, arg := range e.Args {
			most = max(most, c.cost(arg))
		}
		return most
	case *hclsyntax.ScopeTraversalExpr, *hclsyntax.LiteralValueExpr, *hclsyntax.TemplateExpr, *hclsyntax.TupleConsExpr:
		return costOfComparison
	}
	return costOfLoop
}
