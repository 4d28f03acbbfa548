package policy

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// answer is what a condition says of a subject.
type answer int8

const (
	no answer = iota
	yes
	// failed means that it can't be told.
	failed
)

func answerOf(b bool) answer {
	if b {
		return yes
	}
	return no
}

// test is a condition, or a part of one, as a function.
type test func(*subject) answer

// condition is the condition of a rule. HCL's own evaluation makes a value of each
// attribute and of each step, which for many rules over many changes takes longer than the
// whole analysis. So what conditions mostly hold, comparisons of an attribute with a
// constant and a few functions, becomes plain functions; HCL evaluates the rest, part by
// part. Both must come to the same, which a test compares.
type condition struct {
	expression *evaluated // all of it
	test       test
}

func (p *Policy) compile(e hclsyntax.Expression) *condition {
	return &condition{p.evaluated(e), (&compiler{policy: p, language: p.language, costs: map[*hclsyntax.BinaryOpExpr]int{}}).test(e)}
}

// compiler compiles one expression. Its functions return nil for what they can't compile.
type compiler struct {
	policy   *Policy
	language *language
	// locals are the names that the loops around an expression bring.
	locals []string
	costs  map[*hclsyntax.BinaryOpExpr]int
}

// maxLoops is how deep loops nest that are compiled.
const maxLoops = 2

// test compiles an expression that is true or false. Outside of loops it never returns nil:
// there HCL evaluates what can't be compiled. The value of a loop's name is not HCL's.
func (c *compiler) test(e hclsyntax.Expression) test {
	if t := c.tryTest(e); t != nil || len(c.locals) > 0 {
		return t
	}
	return c.policy.evaluated(e).answer
}

func (c *compiler) tryTest(e hclsyntax.Expression) test {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.test(e.Expression)
	case *hclsyntax.LiteralValueExpr:
		if e.Val.Type() == cty.Bool && !e.Val.IsNull() {
			constant := answerOf(e.Val.True())
			return func(*subject) answer { return constant }
		}
	case *hclsyntax.UnaryOpExpr:
		if inner := c.test(e.Val); e.Op == hclsyntax.OpLogicalNot && inner != nil {
			return negated(inner)
		}
	case *hclsyntax.BinaryOpExpr:
		return c.binary(e)
	case *hclsyntax.ScopeTraversalExpr:
		if a := c.attribute(e); a != nil && a.flag != nil {
			if a.known != nil {
				return func(s *subject) answer {
					if !a.known(s) {
						return failed
					}
					return answerOf(a.flag(s))
				}
			}
			return func(s *subject) answer { return answerOf(a.flag(s)) }
		}
	case *hclsyntax.FunctionCallExpr:
		return c.call(e)
	}
	return nil
}

func (c *compiler) binary(e *hclsyntax.BinaryOpExpr) test {
	if e.Op != hclsyntax.OpLogicalAnd && e.Op != hclsyntax.OpLogicalOr {
		return c.comparison(e)
	}
	a, b := c.test(e.LHS), c.test(e.RHS)
	if c.cost(e.LHS) > c.cost(e.RHS) {
		a, b = b, a
	}
	switch {
	case a == nil || b == nil:
		return nil
	case e.Op == hclsyntax.OpLogicalOr:
		return negated(both(negated(a), negated(b)))
	}
	return both(a, b)
}

func negated(t test) test {
	return func(s *subject) answer {
		switch t(s) {
		case yes:
			return no
		case no:
			return yes
		case failed:
		}
		return failed
	}
}

// both is false if either is, whatever the other one says.
func both(a, b test) test {
	return func(s *subject) answer {
		first := a(s)
		if first == no {
			return no
		}
		if second := b(s); first == yes || second == no {
			return second
		}
		return failed
	}
}

// comparison compiles ==, != and the comparisons by size; nil if it can't.
func (c *compiler) comparison(e *hclsyntax.BinaryOpExpr) test {
	if a, b := c.text(e.LHS), c.text(e.RHS); a != nil && b != nil {
		switch e.Op {
		case hclsyntax.OpEqual:
			return func(s *subject) answer { return answerOf(a(s) == b(s)) }
		case hclsyntax.OpNotEqual:
			return func(s *subject) answer { return answerOf(a(s) != b(s)) }
		}
	}
	compare := comparisons[e.Op]
	a, b := c.number(e.LHS), c.number(e.RHS)
	if compare == nil || a == nil || b == nil {
		return nil
	}
	return func(s *subject) answer { return answerOf(compare(a(s), b(s))) }
}

var comparisons = map[*hclsyntax.Operation]func(a, b float64) bool{
	hclsyntax.OpEqual:              func(a, b float64) bool { return a == b },
	hclsyntax.OpNotEqual:           func(a, b float64) bool { return a != b },
	hclsyntax.OpGreaterThan:        func(a, b float64) bool { return a > b },
	hclsyntax.OpGreaterThanOrEqual: func(a, b float64) bool { return a >= b },
	hclsyntax.OpLessThan:           func(a, b float64) bool { return a < b },
	hclsyntax.OpLessThanOrEqual:    func(a, b float64) bool { return a <= b },
}

// call compiles a call of a function that is true or false; nil if it can't.
func (c *compiler) call(e *hclsyntax.FunctionCallExpr) test {
	switch {
	case e.Name == "anytrue":
		return c.anyOf(e.Args[0], yes)
	case e.Name == "alltrue":
		if t := c.anyOf(e.Args[0], no); t != nil {
			return negated(t)
		}
		return nil
	case len(e.Args) != 2:
		return nil
	case e.Name == "contains":
		list, text := c.texts(e.Args[0]), c.text(e.Args[1])
		if list == nil || text == nil {
			return nil
		}
		return func(s *subject) answer { return answerOf(slices.Contains(list(s), text(s))) }
	}
	a, b := c.text(e.Args[0]), c.text(e.Args[1])
	if a == nil || b == nil {
		return nil
	}
	switch e.Name {
	case "startswith":
		return func(s *subject) answer { return answerOf(strings.HasPrefix(a(s), b(s))) }
	case "endswith":
		return func(s *subject) answer { return answerOf(strings.HasSuffix(a(s), b(s))) }
	case "glob":
		return func(s *subject) answer { return answerOf(glob(b(s)).matches(a(s))) }
	case "at_least":
		return func(s *subject) answer {
			ok, err := atLeast(a(s), b(s))
			if err != nil {
				return failed
			}
			return answerOf(ok)
		}
	case "regex":
		if pattern, ok := constantText(e.Args[0]); ok {
			if compiled, err := regexp.Compile(pattern); err == nil {
				return func(s *subject) answer { return answerOf(compiled.MatchString(b(s))) }
			}
		}
	}
	return nil
}
