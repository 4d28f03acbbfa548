package policy

import (
	"fmt"
	"slices"
	"time"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// Result is what a policy makes of a report.
type Result struct {
	// Changes and Findings stand in the order of the input.
	Changes  []Verdict
	Findings []risk.Finding
	// Added are findings of rules about the plan.
	Added []risk.Finding
	// Score is the highest of what is not ignored.
	Score int
	// Effects lists what the policy changed in this report.
	Effects []Effect
	// Diagnostics are what the reader of the report must know of the policy.
	Diagnostics []diagnostic.Diagnostic
	// Fired counts the changes and findings for which each rule of the policy is true,
	// ignored ones included; 1 for a rule about the plan.
	Fired map[string]int
}

// Verdict is what a policy makes of a change.
type Verdict struct {
	// Factors are those of the input and those of the policy; Score is what they come to.
	Factors []risk.Factor
	Score   int
	// Ignored is nil for a change that counts.
	Ignored *risk.Ignored
}

// Effect is one thing that a block of the policy changed in a report.
type Effect struct {
	File string
	// Line is 0 where the effect is that of no single block.
	Line int
	// Changed says what, in one clause.
	Changed string
	// Lowers is true if something is less dangerous by it, Ignores if it takes changes or
	// findings out as a whole.
	Lowers, Ignores bool
	// Watched is true if it is about the instance Input.Watched.
	Watched bool
}

// application is one run of a policy over a report.
type application struct {
	settings *Settings
	input    *Input
	result   *Result
	ignores  []*ignore // those that count
	expired  []Effect
	deeds    map[*ignore]*deeds
	judged   judgement
	// former are the previous addresses of moved instances, by their address.
	former map[string][]string
	// changes are what rules are asked about, with the verdicts before any rule.
	changes []subject
	before  []Verdict
}

// Apply asks the rules of a policy about a report, takes out what is ignored, and lists
// what it did. Rules only raise; they all see the report as it is before any of them.
func (s *Settings) Apply(input *Input) *Result {
	a := &application{settings: s, input: input, result: &Result{Fired: map[string]int{}, Effects: []Effect{}}, deeds: map[*ignore]*deeds{}, former: map[string][]string{}}
	for i := range input.Changes {
		if c := &input.Changes[i]; c.PreviousAddress != "" {
			a.former[c.Address] = append(a.former[c.Address], c.PreviousAddress)
		}
	}
	a.begin()
	a.listSettings()
	a.pickIgnores()
	a.ignoreFactors()
	a.markIgnored()
	a.prepare()
	a.eachRule(aboutChange, a.askChanges)
	a.eachRule(aboutFinding, a.askFindings)
	a.judged.score = a.score()
	a.eachRule(aboutPlan, a.askPlan)
	a.result.Score = a.score()
	a.listIgnored()
	a.result.Effects = append(a.result.Effects, a.expired...)
	a.listQuiet()
	return a.result
}

func (a *application) begin() {
	a.result.Changes = make([]Verdict, len(a.input.Changes))
	for i := range a.input.Changes {
		c := &a.input.Changes[i]
		a.result.Changes[i] = Verdict{Factors: c.Factors, Score: c.Score}
	}
	a.result.Findings = make([]risk.Finding, len(a.input.Findings))
	for i, f := range a.input.Findings {
		a.result.Findings[i] = risk.Finding{
			Rule: f.Rule, Score: f.Score, Level: risk.LevelOf(f.Score), Summary: f.Summary, Addresses: f.Addresses,
		}
	}
}

// prepare makes what rules are asked about.
func (a *application) prepare() {
	a.judged = judgement{score: a.score(), environments: a.settings.environments}
	a.before = slices.Clone(a.result.Changes)
	a.changes = make([]subject, len(a.input.Changes))
	for i := range a.changes {
		a.changes[i] = a.about(subject{change: &a.input.Changes[i], verdict: &a.before[i]})
	}
}

// about completes a subject.
func (a *application) about(s subject) subject {
	s.plan, s.judged = &a.input.Plan, &a.judged
	s.origin, s.intent = &a.input.Provenance, &a.input.Expectation
	return s
}

// score is the highest score of what is not ignored.
func (a *application) score() int {
	score := 0
	for i := range a.result.Changes {
		if v := &a.result.Changes[i]; v.Ignored == nil {
			score = max(score, v.Score)
		}
	}
	for _, list := range [][]risk.Finding{a.result.Findings, a.result.Added} {
		for i := range list {
			if list[i].Ignored == nil {
				score = max(score, list[i].Score)
			}
		}
	}
	return score
}

func (a *application) eachRule(about about, ask func(*rule)) {
	for _, s := range a.settings.sections {
		for _, r := range s.rules {
			if r.about == about {
				ask(r)
			}
		}
	}
}

// ask asks a rule about a subject. What can't be told counts as true: a rule that fails
// must not make a plan look safe.
func (a *application) ask(r *rule, s *subject, doubts *int) bool {
	switch r.when.test(s) {
	case yes:
	case failed:
		*doubts++
	case no:
		return false
	}
	a.result.Fired[r.name]++
	return true
}

func (a *application) askChanges(r *rule) {
	raised, already := a.tally(), a.tally()
	doubts := 0
	for i := range a.input.Changes {
		c, v, s := &a.input.Changes[i], &a.result.Changes[i], &a.changes[i]
		if !a.ask(r, s, &doubts) {
			continue
		}
		text := r.text(s)
		if by := a.ignoredBy(r.name, []string{c.Address}); by != nil {
			v.add(risk.Factor{Rule: r.name, Why: text + " (ignored: " + by.reason + ")"})
			a.did(by).rules.add(c.Address, c.Address)
			continue
		}
		points := max(0, r.level.Floor()-sum(v.Factors))
		if points > 0 {
			raised.add(c.Address, c.Address)
		} else {
			already.add(c.Address, c.Address)
		}
		v.add(risk.Factor{Rule: r.name, Points: points, Why: text})
	}
	a.report(r, raised, already, "changes", doubts)
}

func (a *application) askFindings(r *rule) {
	raised, already := a.tally(), a.tally()
	doubts := 0
	for i := range a.input.Findings {
		f, v := &a.input.Findings[i], &a.result.Findings[i]
		s := a.about(subject{finding: f})
		if !a.ask(r, &s, &doubts) {
			continue
		}
		v.PolicyRules = append(v.PolicyRules, r.name)
		text := r.text(&s)
		if by := a.ignoredBy(r.name, f.Addresses); by != nil {
			v.Summary += fmt.Sprintf(" (%s: %s; ignored: %s)", r.name, text, by.reason)
			a.did(by).rules.add(f.Rule, f.Addresses...)
			continue
		}
		v.Summary += fmt.Sprintf(" (%s: %s)", r.name, text)
		if floor := r.level.Floor(); floor > v.Score {
			v.Score, v.Level = floor, r.level
			raised.add(f.Rule, f.Addresses...)
		} else {
			already.add(f.Rule, f.Addresses...)
		}
	}
	a.report(r, raised, already, "findings", doubts)
}

func (a *application) askPlan(r *rule) {
	doubts := 0
	s := a.about(subject{})
	if !a.ask(r, &s, &doubts) {
		return
	}
	v := risk.Finding{Rule: r.name, Score: r.level.Floor(), Level: r.level, Summary: r.text(&s)}
	if by := a.ignoredBy(r.name, nil); by != nil {
		v.Ignored = by.mark()
		a.did(by).findings.add(r.name)
	}
	a.result.Added = append(a.result.Added, v)
	a.effect(r.place, "rule %q adds a finding of level %s", r.name, r.level)
	a.doubt(r, doubts)
}

// add appends a factor and adds up again. The factors of the input are left alone.
func (v *Verdict) add(f risk.Factor) {
	v.Factors = append(slices.Clip(v.Factors), f)
	v.Score = risk.Score(v.Factors)
}

// sum is the sum of the points before it is kept within 0 and 100.
func sum(factors []risk.Factor) int {
	n := 0
	for _, f := range factors {
		n += f.Points
	}
	return n
}

// report lists what a rule raised, and what was at its level already: there it adds its
// message.
func (a *application) report(r *rule, raised, already *tally, what string, doubts int) {
	if raised.count > 0 {
		a.effect(r.place, "rule %q raises %s to %s", r.name, raised.text(what), r.level).Watched = raised.watched
	}
	if already.count > 0 {
		a.effect(r.place, "rule %q speaks of %s, at %s or above without it", r.name, already.text(what), r.level).Watched = already.watched
	}
	a.doubt(r, doubts)
}

func (a *application) doubt(r *rule, doubts int) {
	if doubts == 0 {
		return
	}
	often := "once; it counts as true"
	if doubts > 1 {
		often = fmt.Sprintf("%d times; each counts as true", doubts)
	}
	a.result.Diagnostics = append(a.result.Diagnostics, diagnostic.Warnf("%s: the condition of rule %q can't be told %s", r.place, r.name, often))
}

// effect lists an effect, and returns it for what else is to be said of it.
func (a *application) effect(at place, format string, args ...any) *Effect {
	a.result.Effects = append(a.result.Effects, Effect{File: at.file, Line: at.line, Changed: fmt.Sprintf(format, args...)})
	return &a.result.Effects[len(a.result.Effects)-1]
}

// mark is what the report shows of an ignore.
func (i *ignore) mark() *risk.Ignored {
	m := &risk.Ignored{Reason: i.reason}
	if !i.expires.IsZero() {
		m.Expires = i.expires.Format(time.DateOnly)
	}
	return m
}
