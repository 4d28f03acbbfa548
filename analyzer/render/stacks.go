package render

import (
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/report"
)

// A report of several plans names the stack with whatever is about one of them: two stacks
// made of one module have the same addresses.

// stackLead is what stands in front of a text about one of several plans: its stack through
// show, and a colon; empty in a report of one plan.
func stackLead(r *report.Report, stack string, show func(string) string) string {
	if len(r.Plans) < 2 || stack == "" {
		return ""
	}
	return show(stack) + ": "
}

// stackPath is what stands in front of the address of one of several plans.
func stackPath(r *report.Report, stack string, show func(string) string) string {
	if len(r.Plans) < 2 || stack == "" {
		return ""
	}
	return show(stack) + " › "
}

// stackName is a stack's name for one line of text.
func stackName(stack string) string { return shorten(clean(stack), maxSpan) }

// stackCode is a stack's name as Markdown.
func stackCode(stack string) string { return codeSpan(stack, false) }

// told is a sentence of text, behind its stack in a report of several plans.
func told(r *report.Report, stack, text string) string {
	if lead := stackLead(r, stack, stackName); lead != "" {
		return lead + ended(text)
	}
	return sentence(text)
}

// warning says what makes a plan as a whole less than it seems.
type warning struct {
	// stack is that of the plan; empty where it is about all, or there is one plan only.
	stack, text string
}

// warnings says what makes the report less than it seems: what could not be read or looked
// up, then what is odd about each plan.
func warnings(r *report.Report) []warning {
	var list []warning
	for _, d := range r.Diagnostics {
		if d.Severity == diagnostic.Error {
			text := sentence(d.Summary)
			if stackLead(r, d.Stack, clean) != "" {
				text = ended(d.Summary)
			}
			list = append(list, warning{d.Stack, text})
		}
	}
	if l := r.Graph.Coverage.Outside; l != nil && l.Incomplete > 0 {
		list = append(list, warning{"", lookUpsLine(l)})
	}
	if len(r.Plans) == 0 {
		return append(list, planWarnings(&r.Plan, "", len(r.Changes) > 0)...)
	}
	changing := map[string]bool{}
	for i := range r.Changes {
		changing[r.Changes[i].Stack] = true
	}
	for i := range r.Plans {
		p := &r.Plans[i]
		list = append(list, planWarnings(p, p.Stack, changing[p.Stack])...)
	}
	return list
}

// planWarnings is what is odd about one plan. Of a plan without changes it matters little
// that it can't be applied.
func planWarnings(p *report.Plan, stack string, changing bool) []warning {
	if p.Errored {
		return []warning{{stack, erroredText}}
	}
	var list []warning
	if p.Complete != nil && !*p.Complete {
		list = append(list, warning{stack, incompleteText})
	}
	if p.Applyable != nil && !*p.Applyable && changing {
		list = append(list, warning{stack, notApplyableText})
	}
	return list
}

const (
	erroredText      = "Planning failed half-way: the plan holds only what was planned before the error. Do not take this report for the whole."
	incompleteText   = "The plan is incomplete: it leaves changes out (-target, or deferred changes), and what it leaves out is not judged."
	notApplyableText = "This plan can't be applied: Terraform marked it as not applyable."
)

// line is the warning behind its stack.
func (w warning) line(r *report.Report) string { return stackLead(r, w.stack, stackName) + w.text }
