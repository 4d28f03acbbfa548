package policy

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// Case is a test block: a plan, and what its report must say.
type Case struct {
	// Name is the block's label; File and Line are where it stands.
	Name, File string
	Line       int
	// Plan is the plan's file as given, relative to File.
	Plan string
	// Stack, Workspace and Now are for Scope; Now is zero where the clock is to be used.
	Stack, Workspace string
	Now              time.Time
	// AIAssisted says whether an assistant took part; nil where nobody knows.
	AIAssisted *bool
	expects    []expect
}

// expect is an expect block.
type expect struct {
	place place
	named hcl.Range // where the rule is named
	// rule and address are patterns, empty for all.
	rule, address   glob
	count           *int
	level           *risk.Level
	ignored, passed *bool
	gate            string
}

// Outcome is the report of a case's plan, as far as it is asked about.
type Outcome struct {
	Level risk.Level
	// Changes are all changes, Findings all findings, those of the policy included.
	Changes  []JudgedChange
	Findings []risk.Finding
	// Gates holds for each gate whether it passed.
	Gates map[string]bool
}

// JudgedChange is a change of an outcome.
type JudgedChange struct {
	Address string
	Level   risk.Level
	// Rules are the names of its factors.
	Rules   []string
	Ignored bool
}

// CaseResult says how a case went.
type CaseResult struct {
	Case
	// Failures say what was not as expected, each with its place. It is empty if all was.
	Failures []string
}

// Cases lists the test blocks, in the order of the files.
func (p *Policy) Cases() []Case { return p.cases }

// RunCases runs the test blocks. Analyze makes the report of a case's plan; its error is
// a failure of the case. RunCases itself fails only if the context is done.
func (p *Policy) RunCases(ctx context.Context, analyze func(context.Context, Case) (*Outcome, error)) ([]CaseResult, error) {
	results := make([]CaseResult, 0, len(p.cases))
	for _, c := range p.cases {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("policy tests: %w", err)
		}
		result := CaseResult{Case: c}
		if outcome, err := analyze(ctx, c); err != nil {
			result.Failures = []string{fmt.Sprintf("%s:%d: %v", c.File, c.Line, err)}
		} else {
			for i := range c.expects {
				result.Failures = append(result.Failures, c.expects[i].check(outcome)...)
			}
		}
		results = append(results, result)
	}
	return results, nil
}

// thing is a change or finding that an expect block is about.
type thing struct {
	name    string
	level   risk.Level
	ignored bool
}

// check compares what is expected with an outcome.
func (e *expect) check(o *Outcome) []string {
	var failures []string
	failf := func(format string, args ...any) {
		failures = append(failures, fmt.Sprintf("%s: "+format, append([]any{e.place}, args...)...))
	}
	if e.gate != "" {
		passed, asked := o.Gates[e.gate]
		switch {
		case !asked:
			failf("there is no gate %q", e.gate)
		case e.passed != nil && passed != *e.passed:
			failf("gate %q: passed is %t, want %t", e.gate, passed, *e.passed)
		}
		return failures
	}
	if e.rule == "" && e.address == "" {
		if e.level != nil && o.Level != *e.level {
			failf("the plan's level is %s, want %s", o.Level, *e.level)
		}
		return failures
	}
	things := e.things(o)
	switch {
	case e.count != nil && len(things) != *e.count:
		failf("%s: %d times, want %d", e.what(), len(things), *e.count)
	case e.count == nil && len(things) == 0:
		failf("%s: never, want at least once", e.what())
	}
	for _, t := range things {
		if e.level != nil && t.level != *e.level {
			failf("%s: the level of %s is %s, want %s", e.what(), t.name, t.level, *e.level)
		}
		if e.ignored != nil && t.ignored != *e.ignored {
			failf("%s: ignored is %t for %s, want %t", e.what(), t.ignored, t.name, *e.ignored)
		}
	}
	return failures
}

func (e *expect) what() string {
	switch {
	case e.rule == "":
		return "changes of " + string(e.address)
	case e.address == "":
		return "rule " + string(e.rule)
	}
	return "rule " + string(e.rule) + " on " + string(e.address)
}

// things lists what the block is about.
func (e *expect) things(o *Outcome) []thing {
	var list []thing
	for _, c := range o.Changes {
		if (e.address == "" || e.address.matches(c.Address)) && (e.rule == "" || slices.ContainsFunc(c.Rules, e.rule.matches)) {
			list = append(list, thing{c.Address, c.Level, c.Ignored})
		}
	}
	for _, f := range o.Findings {
		rules := append([]string{f.Rule}, f.PolicyRules...)
		if e.rule == "" || !slices.ContainsFunc(rules, e.rule.matches) || e.address != "" && !slices.ContainsFunc(f.Addresses, e.address.matches) {
			continue
		}
		list = append(list, thing{"the finding " + f.Rule, f.Level, f.Ignored != nil})
	}
	return list
}

// test reads a test block.
func (l *loader) test(f *fields, kind *Block, block *hclsyntax.Block) {
	at := placeOf(f.at)
	c := Case{
		Name: block.Labels[0], File: at.file, Line: at.line, Plan: f.texts["plan"], Stack: f.texts["stack"], Workspace: f.texts["workspace"], Now: f.times["now"],
	}
	if f.has("ai_assisted") {
		c.AIAssisted = new(f.flags["ai_assisted"])
	}
	l.eachBlock(kind, block.Body, func(kind *Block, block *hclsyntax.Block) {
		f := l.read(kind, block.Body, block.DefRange())
		l.eachBlock(kind, block.Body, func(*Block, *hclsyntax.Block) {})
		l.checkExpect(f)
		e := expect{
			place: placeOf(f.at), named: f.placeOf("rule"), rule: glob(f.texts["rule"]), address: glob(f.texts["address"]),
			count: f.number("count"), level: f.level("level"), gate: f.texts["gate"],
		}
		if f.has("ignored") {
			e.ignored = new(f.flags["ignored"])
		}
		if f.has("passed") {
			e.passed = new(f.flags["passed"])
		}
		c.expects = append(c.expects, e)
	})
	if len(c.expects) == 0 {
		l.fail(f.at, "The test expects nothing", "Add an expect block, such as expect { rule = \"NAME\" }.")
	}
	l.policy.cases = append(l.policy.cases, c)
}

// checkExpect refuses an expect block that can't fail.
func (l *loader) checkExpect(f *fields) {
	about := f.has("rule") || f.has("address")
	switch {
	case f.has("gate") != f.has("passed"):
		l.fail(f.at, "Half a question", "gate and passed go together.")
	case f.has("gate") && (about || f.has("count") || f.has("level") || f.has("ignored")):
		l.fail(f.at, "Two questions", "gate and passed stand alone; ask the rest in another expect block.")
	case !f.has("gate") && !about && !f.has("level"):
		l.fail(f.at, "It expects nothing", "Give a rule, an address or the plan's level.")
	case !f.has("gate") && !about && (f.has("count") || f.has("ignored")):
		l.fail(f.at, "Of what?", "count and ignored go with a rule or an address.")
	}
}

// Untested lists the rules and gates that no expect block names.
func (p *Policy) Untested() []string {
	named := func(fits func(expect) bool) bool {
		return slices.ContainsFunc(p.cases, func(c Case) bool { return slices.ContainsFunc(c.expects, fits) })
	}
	return slices.Concat(
		slices.DeleteFunc(p.Rules(), func(name string) bool { return named(func(e expect) bool { return string(e.rule) == name }) }),
		slices.DeleteFunc(p.Gates(), func(name string) bool { return named(func(e expect) bool { return e.gate == name }) }),
	)
}
