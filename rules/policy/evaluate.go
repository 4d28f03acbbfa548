package policy

import (
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// evaluated is an expression that HCL evaluates, with the attributes that it names: making
// values of all of them would take longer than the rest.
type evaluated struct {
	expression hclsyntax.Expression
	functions  map[string]function.Function
	// names holds the attributes by object.
	names map[string][]*Attribute
}

// evaluated finds what an expression names. Load has checked that there is nothing else.
func (p *Policy) evaluated(e hclsyntax.Expression) *evaluated {
	found := &evaluated{e, p.functions, map[string][]*Attribute{}}
	for _, traversal := range e.Variables() {
		object := p.language.object(traversal.RootName())
		if object == nil || len(traversal) < 2 {
			continue
		}
		if step, ok := traversal[1].(hcl.TraverseAttr); ok {
			if a := object.attribute(step.Name); a != nil {
				found.names[object.Name] = append(found.names[object.Name], a)
			}
		}
	}
	return found
}

// value evaluates the expression for a subject; the second result is false if it can't.
func (e *evaluated) value(s *subject) (cty.Value, bool) {
	objects := make(map[string]cty.Value, len(e.names))
	for name, attributes := range e.names {
		if !s.has(name) {
			continue
		}
		values := make(map[string]cty.Value, len(attributes))
		for _, a := range attributes {
			values[a.Name] = a.value(s)
		}
		objects[name] = cty.ObjectVal(values)
	}
	v, problems := e.expression.Value(&hcl.EvalContext{Variables: objects, Functions: e.functions})
	return v, !problems.HasErrors() && v.IsKnown() && !v.IsNull()
}

// answer evaluates an expression that is true or false.
func (e *evaluated) answer(s *subject) answer {
	v, ok := e.value(s)
	if !ok || v.Type() != cty.Bool {
		return failed
	}
	return answerOf(v.True())
}

// has reports whether the subject has an object of that name.
func (s *subject) has(object string) bool {
	switch object {
	case "change", "downstream", "recovery":
		return s.change != nil
	case "finding":
		return s.finding != nil
	}
	return true
}

// maxMessage bounds a message in characters.
const maxMessage = 500

// text is what a rule says of a subject, on one line. If it can't be told, the rule's name
// must do.
func (r *rule) text(s *subject) string {
	v, ok := r.message.value(s)
	if !ok || v.Type() != cty.String {
		return "the rule " + r.name + " fires"
	}
	text := strings.Join(strings.Fields(v.AsString()), " ")
	if utf8.RuneCountInString(text) > maxMessage {
		text = string([]rune(text)[:maxMessage-1]) + "…"
	}
	return text
}
