package policy

import (
	"regexp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
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
type test func(*evaluation) answer

// condition is the condition of a rule. HCL's own evaluation makes a value of each
// attribute and of each step, which for many rules over many changes takes longer than the
// whole analysis. So what conditions mostly hold, comparisons of an attribute with a
// constant and a few functions, becomes plain functions; HCL evaluates the rest, part by
// part. Both must come to the same, which a test compares.
type condition struct {
	expression hclsyntax.Expression
	test       test
}

func (p *Policy) compile(e hclsyntax.Expression) *condition {
	return &condition{e, (&compiler{p.language}).test(e)}
}

type compiler struct{ language *language }

// test compiles an expression that is true or false.
func (c *compiler) test(e hclsyntax.Expression) test {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return c.test(e.Expression)
	case *hclsyntax.UnaryOpExpr:
		if e.Op == hclsyntax.OpLogicalNot {
			return negated(c.test(e.Val))
		}
	case *hclsyntax.BinaryOpExpr:
		switch e.Op {
		case hclsyntax.OpLogicalAnd:
			return both(c.test(e.LHS), c.test(e.RHS))
		case hclsyntax.OpLogicalOr:
			return negated(both(negated(c.test(e.LHS)), negated(c.test(e.RHS))))
		}
		if compare := c.comparison(e); compare != nil {
			return compare
		}
	case *hclsyntax.ScopeTraversalExpr:
		if a := c.attribute(e); a != nil && a.flag != nil {
			return func(s *evaluation) answer { return answerOf(a.flag(&s.subject)) }
		}
	case *hclsyntax.FunctionCallExpr:
		if call := c.call(e); call != nil {
			return call
		}
	}
	return func(s *evaluation) answer { return s.evaluate(e) }
}

func negated(t test) test {
	return func(s *evaluation) answer {
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
	return func(s *evaluation) answer {
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

// attribute returns the attribute that an expression is, nil for anything else.
func (c *compiler) attribute(e hclsyntax.Expression) *Attribute {
	t, ok := e.(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(t.Traversal) != 2 {
		return nil
	}
	object := c.language.object(t.Traversal.RootName())
	step, isAttr := t.Traversal[1].(hcl.TraverseAttr)
	if object == nil || !isAttr {
		return nil
	}
	return object.attribute(step.Name)
}

// text compiles an operand that is text: an attribute or a constant.
func (c *compiler) text(e hclsyntax.Expression) func(*subject) string {
	if a := c.attribute(e); a != nil {
		return a.text
	}
	if text, ok := constantText(e); ok {
		return func(*subject) string { return text }
	}
	return nil
}

// number compiles an operand that is a number: an attribute, a constant or a length.
func (c *compiler) number(e hclsyntax.Expression) func(*subject) float64 {
	switch e := e.(type) {
	case *hclsyntax.LiteralValueExpr:
		if e.Val.Type() == cty.Number && !e.Val.IsNull() {
			n, _ := e.Val.AsBigFloat().Float64()
			return func(*subject) float64 { return n }
		}
	case *hclsyntax.FunctionCallExpr:
		if e.Name == "length" && len(e.Args) == 1 {
			if a := c.attribute(e.Args[0]); a != nil && a.texts != nil {
				return func(s *subject) float64 { return float64(len(a.texts(s))) }
			}
		}
	}
	if a := c.attribute(e); a != nil && a.number != nil {
		return func(s *subject) float64 { return float64(a.number(s)) }
	}
	return nil
}

// texts compiles an operand that is a list: an attribute or constants.
func (c *compiler) texts(e hclsyntax.Expression) func(*subject) []string {
	if a := c.attribute(e); a != nil {
		return a.texts
	}
	tuple, ok := e.(*hclsyntax.TupleConsExpr)
	if !ok {
		return nil
	}
	var list []string
	for _, element := range tuple.Exprs {
		text, ok := constantText(element)
		if !ok {
			return nil
		}
		list = append(list, text)
	}
	return func(*subject) []string { return list }
}

// comparison compiles ==, != and the comparisons by size; nil if it can't.
func (c *compiler) comparison(e *hclsyntax.BinaryOpExpr) test {
	if a, b := c.text(e.LHS), c.text(e.RHS); a != nil && b != nil {
		switch e.Op {
		case hclsyntax.OpEqual:
			return func(s *evaluation) answer { return answerOf(a(&s.subject) == b(&s.subject)) }
		case hclsyntax.OpNotEqual:
			return func(s *evaluation) answer { return answerOf(a(&s.subject) != b(&s.subject)) }
		}
	}
	compare := comparisons[e.Op]
	a, b := c.number(e.LHS), c.number(e.RHS)
	if compare == nil || a == nil || b == nil {
		return nil
	}
	return func(s *evaluation) answer { return answerOf(compare(a(&s.subject), b(&s.subject))) }
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
	if len(e.Args) != 2 {
		return nil
	}
	if e.Name == "contains" {
		list, text := c.texts(e.Args[0]), c.text(e.Args[1])
		if list == nil || text == nil {
			return nil
		}
		return func(s *evaluation) answer { return answerOf(slices.Contains(list(&s.subject), text(&s.subject))) }
	}
	a, b := c.text(e.Args[0]), c.text(e.Args[1])
	if a == nil || b == nil {
		return nil
	}
	switch e.Name {
	case "startswith":
		return func(s *evaluation) answer { return answerOf(strings.HasPrefix(a(&s.subject), b(&s.subject))) }
	case "endswith":
		return func(s *evaluation) answer { return answerOf(strings.HasSuffix(a(&s.subject), b(&s.subject))) }
	case "glob":
		return func(s *evaluation) answer { return answerOf(glob(b(&s.subject)).matches(a(&s.subject))) }
	case "at_least":
		return func(s *evaluation) answer {
			ok, err := atLeast(a(&s.subject), b(&s.subject))
			if err != nil {
				return failed
			}
			return answerOf(ok)
		}
	case "regex":
		if pattern, ok := constantText(e.Args[0]); ok {
			if compiled, err := regexp.Compile(pattern); err == nil {
				return func(s *evaluation) answer { return answerOf(compiled.MatchString(b(&s.subject))) }
			}
		}
	}
	return nil
}
