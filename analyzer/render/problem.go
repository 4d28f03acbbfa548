package render

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// problem is a change, a finding or a gap of the report in the form of tools that list problems at places of
// files. All text is cleaned and has no line breaks.
type problem struct {
	// rule is the identifier of the rule that says the most about it.
	rule  string
	level risk.Level
	score int
	// title is a short line, message says in sentences what happens and what it may come to.
	title, message string
	stack          string
	// address is what it is about, the first one of several, as the plan has it.
	address string
	place   place
	// key tells it from all others, and stays the same from one push to the next.
	key string
	// change is nil for anything else.
	change *report.Change
	// ignored is why a policy takes it out of the plan's level, empty for what counts.
	ignored string
}

// problems lists gaps, findings and changes, the highest score first, without those below
// Options.MinLevel and, unless verbose, those at level info. It counts what it leaves out.
func problems(r *report.Report, o Options) (list []problem, below []risk.Level) {
	floor := o.MinLevel
	if !o.Verbose {
		floor = max(floor, risk.LevelLow)
	}
	places := placesOf(r, o)
	type key struct{ stack, address string }
	byAddress := map[key]*report.Change{}
	for i := range r.Changes {
		if c := &r.Changes[i]; byAddress[key{c.Stack, c.Address}] == nil {
			byAddress[key{c.Stack, c.Address}] = c
		}
	}
	seen := map[string]int{}
	whatIf := ""
	if r.WhatIf != nil {
		whatIf = "what if: "
	}
	add := func(p problem, key string) {
		if p.level < floor {
			below = append(below, p.level)
			return
		}
		seen[key]++
		p.title = whatIf + p.title
		if p.ignored != "" {
			p.title, p.message = "ignored, "+p.title, ended(p.message)+" Ignored by the policy: "+p.ignored
		}
		p.key = digest(fmt.Sprintf("%s\x00%d", key, seen[key]))
		list = append(list, p)
	}
	for _, warning := range warnings(r) {
		level := incompleteLevel(r)
		stack := cmp.Or(warning.stack, r.Plan.Stack)
		add(problem{
			rule: "incomplete", level: level, score: level.Floor(),
			title:   fmt.Sprintf("%s %d: %sthe report is not the whole", level, level.Floor(), stackLead(r, stack, stackName)),
			message: shorten(warning.text, maxText), stack: stack, place: places.unknown(stack),
		}, strings.Join([]string{"incomplete", stack, warning.text}, "\x00"))
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		p := problem{
			rule: ruleName(f.Rule), level: f.Level, score: f.Score,
			title: fmt.Sprintf("%s %d: %s%s", f.Level, f.Score, stackLead(r, f.Stack, stackName), ruleName(f.Rule)), message: findingMessage(f),
			stack: cmp.Or(f.Stack, r.Plan.Stack), ignored: ignoredReason(f.Ignored),
		}
		p.place = places.unknown(p.stack)
		if len(f.Addresses) > 0 {
			p.address = f.Addresses[0]
			if c := byAddress[key{p.stack, p.address}]; c != nil {
				p.place = places.of(c)
			}
		}
		add(p, strings.Join(append([]string{"finding", p.stack, f.Rule}, f.Addresses...), "\x00"))
	}
	for i := range r.Changes {
		c := &r.Changes[i]
		add(problem{
			rule: strongestRule(c), level: c.Risk.Level, score: c.Risk.Score, title: changeTitle(r, c), message: changeMessage(c),
			stack: c.Stack, address: c.Address, place: places.of(c), change: c, ignored: ignoredReason(c.Ignored),
		}, strings.Join([]string{"change", c.Stack, c.Address, deposedKey(c), c.Action}, "\x00"))
	}
	slices.SortStableFunc(list, func(a, b problem) int { return cmp.Compare(b.score, a.score) })
	return list, below
}

// incompleteLevel is the level of what makes the report less than the whole: what could
// not be read may hold anything. Of a plan that is not whole the plan's own level tells.
func incompleteLevel(r *report.Report) risk.Level {
	if slices.ContainsFunc(r.Diagnostics, func(d diagnostic.Diagnostic) bool { return d.Severity == diagnostic.Error }) {
		return risk.LevelHigh
	}
	return risk.LevelMedium
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func deposedKey(c *report.Change) string {
	if c.Deposed == nil {
		return ""
	}
	return *c.Deposed
}

// ruleName is a rule's identifier fit for a name.
func ruleName(id string) string {
	if id = shorten(clean(id), minWidth); strings.TrimSpace(id) == "" {
		return "unnamed"
	}
	return id
}

// generic are the rules that speak of every change; they say the least about one.
var generic = map[string]bool{"class-action": true, "reach": true, "replace-order": true}

// telling is the number of points from which on a rule says more than a generic one.
const telling = 10

// strongestRule is the rule that says the most about a change: the one that gives it the
// most points, a generic one only if no other gives many. It hardly changes with what
// depends on the change, as tools take a result under another rule for a new one.
func strongestRule(c *report.Change) string {
	id, most := "change", 0
	for _, f := range c.Risk.Factors {
		points := f.Points
		if !generic[f.Rule] && points >= telling {
			points += 1000
		}
		if points > most {
			id, most = f.Rule, points
		}
	}
	return ruleName(id)
}

func changeTitle(r *report.Report, c *report.Change) string {
	title := fmt.Sprintf("%s %d: %s %s%s", c.Risk.Level, c.Risk.Score, actionWord(c), stackPath(r, c.Stack, stackName), shorten(clean(c.Address), maxSpan))
	if c.Deposed != nil {
		title += " (deposed " + shorten(clean(*c.Deposed), minWidth) + ")"
	}
	return title
}

// changeMessage says why a change happens, what it may come to and what depends on it.
// What it does and to what stands in its title.
func changeMessage(c *report.Change) string {
	var parts []string
	if c.Why != "" {
		parts = append(parts, ended(c.Why))
	} else if text := actionSentence(c); text != actionWord(c) {
		parts = append(parts, sentence(text))
	}
	if len(c.CausedBy) > 0 {
		text := "Caused by " + shorten(clean(c.CausedBy[0]), maxSpan)
		if more := len(c.CausedBy) - 1; more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		parts = append(parts, text+".")
	}
	if text := outcomeText(c); text != "" {
		parts = append(parts, "Outcome: "+text+".")
	}
	if c.Recovery.Tier != "" {
		parts = append(parts, ended("Recovery: "+c.Recovery.Tier+", "+c.Recovery.Why))
	}
	parts = append(parts, ended("Downstream: "+downstreamSentence(&c.Downstream)))
	if c.Outside != nil {
		parts = append(parts, ended("Outside of the plan: "+outsideSentence(c, clean)))
	}
	return shorten(strings.Join(parts, " "), maxText)
}

func findingMessage(f *risk.Finding) string {
	text := ended(f.Summary)
	beside := besideSummary(f)
	for i, address := range beside {
		if i == shownAddresses {
			return text + fmt.Sprintf(" and %d more", len(beside)-i)
		}
		lead := ", "
		if i == 0 && len(beside) < len(f.Addresses) {
			lead = " Also concerns "
		} else if i == 0 {
			lead = " Concerns "
		}
		text += lead + shorten(clean(address), maxSpan)
	}
	return text
}

// place is a line of a file of the repository.
type place struct {
	// file has slashes and is relative to the repository. It is the plan's file where the
	// line is not known.
	file string
	// line counts from 1; 0 stands for the whole file.
	line int
}

// places finds the places of a report's changes.
type places struct {
	folders map[string]string
	// sources are the plan files by stack; fallback is that of the report.
	sources  map[string]string
	fallback string
}

func placesOf(r *report.Report, o Options) *places {
	p := &places{folders: o.Folders, sources: map[string]string{}, fallback: planFile(&r.Plan)}
	for i := range r.Plans {
		p.sources[r.Plans[i].Stack] = planFile(&r.Plans[i])
	}
	if len(r.Plans) > 0 { // the report of several plans is no file
		p.fallback = planFile(&r.Plans[0])
	}
	if len(r.Plans) == 0 && r.Graph.Coverage.Config != nil && p.folders[r.Plan.Stack] == "" {
		p.folders = map[string]string{r.Plan.Stack: r.Graph.Coverage.Config.Folder}
	}
	return p
}

// unnamedPlan stands for a plan that is no file of the repository.
const unnamedPlan = "plan.json"

// planFile is a plan's file as a path within the repository.
func planFile(p *report.Plan) string {
	if file, ok := withinRepository(p.Source); ok && p.Source != "-" {
		return file
	}
	return unnamedPlan
}

// of is where a change's block stands, else the plan. A block of a downloaded module
// stands in no file of the repository.
func (p *places) of(c *report.Change) place {
	if c.Location == nil {
		return p.unknown(c.Stack)
	}
	file, ok := withinRepository(path.Join(p.folders[c.Stack], c.Location.File))
	if !ok {
		return p.unknown(c.Stack)
	}
	return place{file: file, line: max(c.Location.Line, 1)}
}

func (p *places) unknown(stack string) place {
	if file := p.sources[stack]; file != "" {
		return place{file: file}
	}
	return place{file: p.fallback}
}

// withinRepository cleans a path, and reports whether it can be one of the repository.
func withinRepository(file string) (string, bool) {
	file = path.Clean(clean(strings.ReplaceAll(file, `\`, "/")))
	outside := file == "." || file == ".." || strings.HasPrefix(file, "../") || path.IsAbs(file) ||
		len(file) > 1 && file[1] == ':' || strings.Contains("/"+file, "/.terraform/")
	return file, !outside
}
