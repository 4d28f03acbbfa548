package policy

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// rule reads a rule block.
func (l *loader) rule(f *fields, block *hclsyntax.Block, s *section) {
	name := block.Labels[0]
	if slices.Contains(l.builtin, name) {
		l.fail(block.LabelRanges[0], "The name of a built-in rule", "There is a built-in rule %q (tfblast rules %s). Choose another name, such as %q.", name, name, "team-"+name)
	}
	level := f.level("level")
	if !f.has("when") || !f.has("message") || level == nil {
		// That was said; what is wrong with the rest is worth knowing in the same round.
		if f.has("when") {
			l.expression(f.attrs["when"].Expr, cty.Bool, "when")
		}
		if f.has("message") {
			l.expression(f.attrs["message"].Expr, cty.String, "message")
		}
		return
	}
	when, message := f.attrs["when"].Expr, f.attrs["message"].Expr
	uses, ok := l.expression(when, cty.Bool, "when")
	says, fine := l.expression(message, cty.String, "message")
	if !ok || !fine {
		return
	}
	r := &rule{name: name, place: placeOf(f.at), level: *level, about: aboutOf(uses), message: l.policy.evaluated(message)}
	if uses["finding"] && aboutOf(uses) == aboutChange {
		l.fail(when.Range(), "About two things at once", "A rule is about each change (change, downstream, recovery) or about each finding, not about both.")
		return
	}
	if saysAbout := aboutOf(says); saysAbout != aboutPlan && saysAbout != r.about || says["finding"] && r.about == aboutChange {
		l.fail(message.Range(), "The message is about something else", "The condition names %s, so the message can't name %s.", strings.Join(rootsOf(uses), ", "), strings.Join(rootsOf(says), ", "))
		return
	}
	l.checkConstant("rule", when, uses)
	r.when = l.policy.compile(when)
	s.rules = append(s.rules, r)
}

// expression checks an expression and returns the objects that it uses.
func (l *loader) expression(e hclsyntax.Expression, kind cty.Type, argument string) (map[string]bool, bool) {
	parts := 0
	_ = hclsyntax.VisitAll(e, func(hclsyntax.Node) hcl.Diagnostics { parts++; return nil }) // it only counts
	if parts > maxParts {
		l.fail(e.StartRange(), "The expression is too large", "%s is made of %d parts; %d are the most. Split the rule, or use glob, regex or contains.", argument, parts, maxParts)
		return nil, false
	}
	c := &checker{language: l.policy.language, roots: map[string]bool{}}
	f := c.check(e)
	if f.kind != cty.DynamicPseudoType && !f.kind.Equals(kind) {
		c.fail(e.Range(), "Wrong type", "%s must be %s, and this is %s.", argument, typeName(kind), typeName(f.kind))
	}
	if f.text != nil && strings.TrimSpace(*f.text) == "" {
		c.fail(e.Range(), "Wrong value", "%s: it is empty.", argument)
	}
	if !c.diags.HasErrors() {
		rank(c.ordered)
		// What the checker lets through must be fine for HCL too: evaluate it with values
		// that are not known yet.
		if _, problems := e.Value(l.unknown()); problems.HasErrors() {
			c.diags = append(c.diags, withoutValues(problems)...)
		}
	}
	l.diags = append(l.diags, c.diags...)
	return c.roots, !c.diags.HasErrors()
}

// unknown holds a value of the right type, but not known, for each name.
func (l *loader) unknown() *hcl.EvalContext {
	if l.context != nil {
		return l.context
	}
	objects := map[string]cty.Value{}
	for _, o := range l.policy.language.objects {
		attributes := map[string]cty.Value{}
		for i := range o.Attributes {
			attributes[o.Attributes[i].Name] = cty.UnknownVal(o.Attributes[i].Type()).RefineNotNull()
			if o.Attributes[i].constant {
				attributes[o.Attributes[i].Name] = o.Attributes[i].value(nil)
			}
		}
		objects[o.Name] = cty.ObjectVal(attributes)
	}
	l.context = &hcl.EvalContext{Variables: objects, Functions: l.policy.functions}
	return l.context
}

// aboutOf tells from the objects that a condition uses what the rule is about.
func aboutOf(roots map[string]bool) about {
	switch {
	case roots["change"] || roots["downstream"] || roots["recovery"]:
		return aboutChange
	case roots["finding"]:
		return aboutFinding
	}
	return aboutPlan
}

func rootsOf(roots map[string]bool) []string {
	if len(roots) == 0 {
		return []string{"nothing"}
	}
	var names []string
	for name := range roots {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// checkConstant warns of a condition that is the same for every plan.
func (l *loader) checkConstant(what string, when hclsyntax.Expression, uses map[string]bool) {
	if v, problems := when.Value(l.unknown()); !problems.HasErrors() && v.IsKnown() {
		word := "never"
		if v.True() {
			word = "always"
		}
		if what == "gate" && v.True() {
			return // whatever the plan holds is what some gates are for
		}
		l.warn(when.Range(), "The "+what+" "+word+" fires", "The condition is %s true, whatever the plan holds.", word)
		return
	}
	if at, attribute, contradicts := contradiction(when); contradicts {
		l.warn(at, "The "+what+" never fires", "%s can't be two things at once; use || between alternatives.", attribute)
	}
	if len(uses) == 0 {
		l.warn(when.Range(), "The "+what+" looks at nothing", "The condition names neither change, downstream, recovery, finding nor plan.")
	}
}

// contradiction finds two different constants that a condition wants one attribute to be.
func contradiction(when hclsyntax.Expression) (hcl.Range, string, bool) {
	wanted := map[string]string{}
	for _, part := range conjuncts(when) {
		equal, ok := part.(*hclsyntax.BinaryOpExpr)
		if !ok || equal.Op != hclsyntax.OpEqual {
			continue
		}
		for _, side := range [][2]hclsyntax.Expression{{equal.LHS, equal.RHS}, {equal.RHS, equal.LHS}} {
			name, text, ok := namedConstant(side[0], side[1])
			if !ok {
				continue
			}
			if other, twice := wanted[name]; twice && other != text {
				return equal.Range(), name, true
			}
			wanted[name] = text
		}
	}
	return hcl.Range{}, "", false
}

func namedConstant(attribute, constant hclsyntax.Expression) (name, text string, ok bool) {
	traversal, ok := attribute.(*hclsyntax.ScopeTraversalExpr)
	if !ok || len(traversal.Traversal) != 2 {
		return "", "", false
	}
	text, ok = constantText(constant)
	step, attr := traversal.Traversal[1].(hcl.TraverseAttr)
	return traversal.Traversal.RootName() + "." + step.Name, text, ok && attr
}

// constantText returns the text of a constant.
func constantText(e hclsyntax.Expression) (string, bool) {
	if len(e.Variables()) > 0 {
		return "", false
	}
	template, ok := e.(*hclsyntax.TemplateExpr)
	if !ok {
		return "", false
	}
	v, problems := template.Value(nil)
	if problems.HasErrors() || v.Type() != cty.String || v.IsNull() {
		return "", false
	}
	return v.AsString(), true
}

// conjuncts splits a condition at its outer &&.
func conjuncts(e hclsyntax.Expression) []hclsyntax.Expression {
	switch e := e.(type) {
	case *hclsyntax.ParenthesesExpr:
		return conjuncts(e.Expression)
	case *hclsyntax.BinaryOpExpr:
		if e.Op == hclsyntax.OpLogicalAnd {
			return append(conjuncts(e.LHS), conjuncts(e.RHS)...)
		}
	}
	return []hclsyntax.Expression{e}
}
