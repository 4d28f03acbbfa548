package cli

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/policy"
)

// gates holds the questions that decide the exit code; nil ones are not asked.
type gates struct {
	failOn                             *risk.Level
	maxDelete, maxReplace, maxAffected *int
	strict                             bool
	// places say where a policy asks the questions, by its own names of them; nil for
	// those of flags.
	places map[string]string
}

// policyGates are the questions of a policy.
func policyGates(settings *policy.Settings, strict bool) gates {
	g := settings.Gates()
	return gates{failOn: g.FailOn, maxDelete: g.Delete, maxReplace: g.Replace, maxAffected: g.Affected, strict: strict, places: g.Places}
}

func (g *gates) register(set *pflag.FlagSet) {
	set.Var(levelValue{&g.failOn}, "fail-on", "exit with 2 if the plan's level is `LEVEL` or higher: info, low, medium, high, critical")
	set.Var(limitValue{&g.maxDelete}, "max-delete", "exit with 2 if more than `N` instances are deleted")
	set.Var(limitValue{&g.maxReplace}, "max-replace", "exit with 2 if more than `N` instances are replaced")
	set.Var(limitValue{&g.maxAffected}, "max-affected", "exit with 2 if more than `N` existing instances are affected")
	set.BoolVar(&g.strict, "strict", false, "fail a gate whose question the plan can't answer")
}

// name is what a gate is called in reports: by the flag, or by what stands in the policy.
func (g gates) name(flag, setting string) string {
	switch {
	case g.places == nil:
		return flag
	case setting == "fail_on":
		return "policy fail_on"
	}
	return "policy limits " + setting
}

// place is where a policy asks a question, as the end of a sentence.
func (g gates) place(setting string) string {
	if g.places == nil {
		return ""
	}
	return " (" + g.places[setting] + ")"
}

// decide answers the questions for a report.
func (g gates) decide(r *report.Report) []report.Gate {
	var decided []report.Gate
	s := r.Summary
	unknown := unknownActions(s.Actions)
	add := func(flag, setting string, passed bool, format string, args ...any) {
		gate := report.Gate{Name: g.name(flag, setting), Passed: passed, Why: fmt.Sprintf(format, args...) + g.place(setting)}
		unanswered := g.unanswered(r)
		if setting == "fail_on" {
			unanswered = g.openLevel(r)
		}
		if passed && unanswered != "" {
			gate.Passed = false
			gate.Why += "; --strict: " + unanswered
		}
		decided = append(decided, gate)
	}
	if g.failOn != nil {
		add("fail-on", "fail_on", s.Level < *g.failOn, "the plan's level is %s, the gate fails at %s", s.Level, *g.failOn)
	}
	limit := func(setting, what string, n int, most *int) {
		if most == nil {
			return
		}
		atLeast := ""
		if s.LowerBound {
			atLeast = "at least "
		}
		note := ""
		if unknown > 0 {
			note = fmt.Sprintf(" (%d with an unknown action among them)", unknown)
		}
		if setting == "delete" && s.Deposed > 0 {
			n += s.Deposed
			note += fmt.Sprintf(" (%d deposed among them)", s.Deposed)
		}
		if ignored := ignoredChanges(r, setting); ignored > 0 {
			note += fmt.Sprintf(" (%d ignored by the policy among them)", ignored)
		}
		add("max-"+setting, setting, n <= *most, "%s%d %s%s, the limit is %d", atLeast, n, what, note, *most)
	}
	limit("delete", "deleted", s.Actions["delete"]+unknown, g.maxDelete)
	limit("replace", "replaced", s.Actions["replace"]+unknown, g.maxReplace)
	limit("affected", "affected", s.Affected, g.maxAffected)
	return decided
}

// ignoredChanges counts the changes with an action that a policy ignores: limits count
// them all the same.
func ignoredChanges(r *report.Report, action string) int {
	n := 0
	for i := range r.Changes {
		if c := &r.Changes[i]; c.Ignored != nil && c.Action == action {
			n++
		}
	}
	return n
}

var knownActions = []string{"create", "update", "replace", "delete", "forget", "read", "no-op"}

// unknownActions counts instances whose action is none that this version knows; for a
// limit they count as if they did what is limited.
func unknownActions(actions map[string]int) int {
	n := 0
	for action, count := range actions {
		if !slices.Contains(knownActions, action) {
			n += count
		}
	}
	return n
}

// unanswered says with --strict why the plan can't answer, empty if it can.
func (g gates) unanswered(r *report.Report) string {
	switch {
	case !g.strict:
		return ""
	case r.Plan.Errored:
		return "planning failed half-way, so changes are missing"
	case r.Plan.Complete != nil && !*r.Plan.Complete:
		return "the plan is not complete: -target or deferred changes leave something out"
	case unknownActions(r.Summary.Actions) > 0:
		return "the plan holds an action that this version does not know"
	case r.Summary.LowerBound:
		return "the plan does not show all dependencies or changes"
	case onlyUnknownTypes(r):
		return "nothing is known about any of the types that are changed disruptively"
	}
	return ""
}

// openLevel says with --strict why the plan's level may be higher, empty if it may not.
func (g gates) openLevel(r *report.Report) string { return cmp.Or(g.unanswered(r), g.notLookedUp(r)) }

// namedMissing is how many changes a gate names that were not looked up.
const namedMissing = 3

// notLookedUp says with --strict which changes were not looked up in full outside of the
// plan, where someone was asked: what is found there can raise the level. Limits count
// instances of the state and don't depend on it.
func (g gates) notLookedUp(r *report.Report) string {
	l := r.Graph.Coverage.Outside
	if !g.strict || l == nil || l.Incomplete == 0 {
		return ""
	}
	var names []string
	for _, m := range l.Missing[:min(len(l.Missing), namedMissing)] {
		names = append(names, m.Address+" ("+strings.Join(m.Why, ", ")+")")
	}
	if more := l.Incomplete - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return "not looked up in full (" + l.Source + "): " + strings.Join(names, ", ")
}

// onlyUnknownTypes reports whether there are disruptive changes and all of them are of
// types that nothing is known about.
func onlyUnknownTypes(r *report.Report) bool {
	found := false
	for _, c := range r.Changes {
		if !c.Disruptive {
			continue
		}
		if c.Class != "other" {
			return false
		}
		found = true
	}
	return found
}
