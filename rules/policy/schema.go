package policy

import (
	"github.com/zclconf/go-cty/cty"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Object is one name that conditions and messages can use, with its attributes.
type Object struct {
	// Name is the name in expressions, Doc what it is, in one sentence.
	Name, Doc string
	// Attributes stand in the order in which they are explained.
	Attributes []Attribute
}

// Attribute is one attribute of an object.
type Attribute struct {
	// Name is the name behind the dot, Doc what it holds.
	Name, Doc string
	// Words lists all values that the attribute can have, where they are a closed list: a
	// comparison with any other is refused.
	Words []string

	// constant is true for an attribute that is the same for every plan.
	constant bool
	// known reports whether the attribute can be told of a subject; nil stands for always.
	// What can't be told is neither true nor false.
	known func(*subject) bool

	// Exactly one of these is set; each reads the attribute.
	text   func(*subject) string
	number func(*subject) int
	flag   func(*subject) bool
	texts  func(*subject) []string
}

// subject is what a rule is asked about: the plan, and a change or a finding of it or
// neither.
type subject struct {
	plan    *Plan
	judged  *judgement
	origin  *Provenance
	intent  *Expectation
	change  *Change
	verdict *Verdict
	finding *Finding
	// locals are the values of the names that loops bring.
	locals [maxLoops]string
}

// judgement is what stands in the way of a plan's rules: what the changes came to.
type judgement struct {
	score        int
	environments []string
}

// Type is the attribute's type: string, number, bool or list(string).
func (a *Attribute) Type() cty.Type {
	switch {
	case a.number != nil:
		return cty.Number
	case a.flag != nil:
		return cty.Bool
	case a.texts != nil:
		return cty.List(cty.String)
	}
	return cty.String
}

// value reads the attribute for an expression that is not compiled.
func (a *Attribute) value(s *subject) cty.Value {
	switch {
	case a.known != nil && !a.known(s):
		return cty.UnknownVal(a.Type()).RefineNotNull()
	case a.number != nil:
		return cty.NumberIntVal(int64(a.number(s)))
	case a.flag != nil:
		return cty.BoolVal(a.flag(s))
	case a.texts != nil:
		list := a.texts(s)
		if len(list) == 0 {
			return cty.ListValEmpty(cty.String)
		}
		values := make([]cty.Value, len(list))
		for i, text := range list {
			values[i] = cty.StringVal(text)
		}
		return cty.ListVal(values)
	}
	return cty.StringVal(a.text(s))
}

// Schema lists what conditions and messages can use, with the classes of a table.
func Schema(table *knowledge.Table) []Object {
	return []Object{
		{Name: "change", Doc: "One change of one resource instance.", Attributes: changeAttributes(table)},
		{Name: "downstream", Doc: "What depends on the instance that `change` is about, in existing managed instances.", Attributes: downstreamAttributes()},
		{Name: "recovery", Doc: "What it takes to undo `change` after it was applied.", Attributes: recoveryAttributes()},
		{Name: "finding", Doc: "One risk of the plan as a whole, or of several changes together, that a built-in rule found.", Attributes: findingAttributes()},
		{Name: "plan", Doc: "The plan as a whole.", Attributes: planAttributes()},
		{Name: "provenance", Doc: "Where the change comes from: what its commits (`--base`) and `--ai-assisted` say. What they leave open is neither true nor false.", Attributes: provenanceAttributes()},
		{Name: "expectation", Doc: "How the plan compares with the declared intent (`--expect`). Rules see it at the levels before any of them, gates at the last.", Attributes: expectationAttributes()},
		{Name: "level", Doc: "The levels, to compare with: `plan.level >= level.high`.", Attributes: levelAttributes()},
	}
}

func levelWords() []string {
	var words []string
	for _, level := range risk.Levels() {
		words = append(words, level.String())
	}
	return words
}

func actionWords() []string {
	return []string{
		string(plan.ActionCreate), string(plan.ActionRead), string(plan.ActionUpdate), string(plan.ActionDelete),
		string(plan.ActionReplace), string(plan.ActionForget), string(plan.ActionNoOp),
	}
}

func orderWords() []string {
	return []string{string(plan.DestroyBeforeCreate), string(plan.CreateBeforeDestroy), string(plan.CreateThenForget), ""}
}

func classWords(table *knowledge.Table) []string {
	var words []string
	for _, class := range table.Classes() {
		words = append(words, class.Name)
	}
	return words
}

func tierWords() []string {
	var words []string
	for _, tier := range knowledge.Tiers() {
		words = append(words, string(tier))
	}
	return words
}

func originWords() []string {
	return []string{
		rules.OriginAuthor, rules.OriginUpstream, rules.OriginDrift, rules.OriginDefault, rules.OriginSensitive,
		rules.OriginTrigger, rules.OriginTainted, rules.OriginRequested, rules.OriginUnexplained,
	}
}

func factorRules(factors []risk.Factor) []string {
	list := make([]string, 0, len(factors))
	for _, f := range factors {
		list = append(list, f.Rule)
	}
	return list
}
