package policy

import (
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// evaluation is a subject with what HCL needs of it, made when it is first asked for.
type evaluation struct {
	subject
	policy  *Policy
	context *hcl.EvalContext
}

// evaluate lets HCL evaluate an expression that is true or false.
func (s *evaluation) evaluate(e hclsyntax.Expression) answer {
	v, problems := e.Value(s.values())
	if problems.HasErrors() || !v.IsKnown() || v.IsNull() || v.Type() != cty.Bool {
		return failed
	}
	return answerOf(v.True())
}

// values holds the objects that the subject has.
func (s *evaluation) values() *hcl.EvalContext {
	if s.context != nil {
		return s.context
	}
	objects := map[string]cty.Value{}
	for i := range s.policy.language.objects {
		o := &s.policy.language.objects[i]
		if !s.has(o.Name) {
			continue
		}
		attributes := make(map[string]cty.Value, len(o.Attributes))
		for j := range o.Attributes {
			attributes[o.Attributes[j].Name] = o.Attributes[j].value(&s.subject)
		}
		objects[o.Name] = cty.ObjectVal(attributes)
	}
	s.context = &hcl.EvalContext{Variables: objects, Functions: s.policy.functions}
	return s.context
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

// message is what a rule says of a subject, on one line. If it can't be told, the rule's
// name must do.
func (r *rule) text(s *evaluation) string {
	v, problems := r.message.Value(s.values())
	if problems.HasErrors() || !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return "the rule " + r.name + " fires"
	}
	text := strings.Join(strings.Fields(v.AsString()), " ")
	if utf8.RuneCountInString(text) > maxMessage {
		text = string([]rune(text)[:maxMessage-1]) + "…"
	}
	return text
}
