package render

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

const (
	// shownEffects is the number of effects of a policy that human reports list.
	shownEffects = 20
	// shownOwned is the number of addresses that they name of a team.
	shownOwned = 3
)

// policyPart ends the verdict where a policy takes something out of it or lowers it.
func policyPart(r *report.Report) string {
	findings, lowers := 0, 0
	for i := range r.Findings {
		if r.Findings[i].Ignored != nil {
			findings++
		}
	}
	for i := range r.Policy {
		if r.Policy[i].Lowers {
			lowers++
		}
	}
	var ignored []string
	if r.Summary.Ignored > 0 {
		ignored = append(ignored, quantity(r.Summary.Ignored, "change"))
	}
	if findings > 0 {
		ignored = append(ignored, quantity(findings, "finding"))
	}
	text := ""
	if len(ignored) > 0 {
		text = " · " + strings.Join(ignored, " and ") + " ignored by the policy"
	}
	if lowers > 0 {
		text += " · scores lowered by " + quantity(lowers, "line") + " of the policy"
	}
	return text
}

// effectText is one effect of a policy on a line of its own.
func effectText(r *report.Report, e *report.PolicyEffect) string {
	return shorten(effectPlace(e)+": "+stackLead(r, e.Stack, stackName)+clean(e.Changed), maxText)
}

// policyNotes are the effects of the policy and the owners of what is changed or affected,
// for tools that show text. Those that lower something come first, as tools cut.
func policyNotes(r *report.Report) []string {
	var lowering, rest []string
	for i := range r.Policy {
		if e := &r.Policy[i]; e.Lowers || e.Ignores {
			lowering = append(lowering, "Policy: "+effectText(r, e))
		} else {
			rest = append(rest, "Policy: "+effectText(r, e))
		}
	}
	for _, team := range teamsOf(r.Owners) {
		rest = append(rest, shorten("Owner "+clean(team)+": "+owned(r.Owners[team], clean), maxText))
	}
	return append(lowering, rest...)
}

// ignoredText says why something is ignored, and until when.
func ignoredText(i *risk.Ignored) string {
	text := clean(i.Reason)
	if i.Expires != "" {
		text += " (until " + clean(i.Expires) + ")"
	}
	return text
}

// ignoredReason is ignoredText for one line of a tool; empty for what is not ignored.
func ignoredReason(i *risk.Ignored) string {
	if i == nil {
		return ""
	}
	return shorten(ignoredText(i), maxText)
}

// ignoredNote ends a line about what is ignored; empty for what is not.
func ignoredNote(i *risk.Ignored) string {
	if i == nil {
		return ""
	}
	return "; ignored: " + ignoredText(i)
}

// effectPlace is where the block stands that did something.
func effectPlace(e *report.PolicyEffect) string {
	if e.Line == 0 {
		return clean(e.File)
	}
	return fmt.Sprintf("%s:%d", clean(e.File), e.Line)
}

// teamsOf lists teams in the order of their names.
func teamsOf(owners map[string][]string) []string {
	return slices.Sorted(maps.Keys(owners))
}

// owned names what a team owns of a report: the first addresses of many.
func owned(addresses []string, show func(string) string) string {
	var names []string
	for _, a := range addresses[:min(len(addresses), shownOwned)] {
		names = append(names, show(a))
	}
	text := strings.Join(names, ", ")
	if more := len(addresses) - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}

// ofPolicy writes what the policy says of one change.
func (p *page) ofPolicy(c *report.Change) {
	if c.Ignored != nil {
		p.field("ignored", ignoredText(c.Ignored))
	}
	if len(c.Owners) > 0 {
		p.field("owners", nameList(c.Owners))
	}
	if len(c.Downstream.Owners) > 0 {
		p.field("also affects", nameList(c.Downstream.Owners))
	}
}

// policy writes what the policy changed, and who owns what is changed or affected.
func (p *page) policy(r *report.Report) {
	if len(r.Owners) > 0 {
		p.heading("Owners of what is changed or affected")
		for _, team := range teamsOf(r.Owners) {
			p.paragraph("   ", clean(team)+": "+owned(r.Owners[team], clean), plain)
		}
	}
	p.effects(r, r.Policy)
}

// effects lists what a policy changed.
func (p *page) effects(r *report.Report, list []report.PolicyEffect) {
	if len(list) == 0 {
		return
	}
	p.heading("Policy")
	for i := range list {
		if i == shownEffects {
			p.line("   " + p.ink.dim(fmt.Sprintf("… and %d more", len(list)-i)))
			break
		}
		p.paragraph("   ", effectPlace(&list[i])+": "+stackLead(r, list[i].Stack, stackName)+clean(list[i].Changed), plain)
	}
}

// ofPolicy writes what the policy says of one change.
func (m *sheet) ofPolicy(c *report.Change) {
	if c.Ignored != nil {
		m.line("**Ignored:** ", prose(ignoredText(c.Ignored), false))
		m.line()
	}
	if len(c.Owners) > 0 {
		m.line("**Owners:** ", codeList(c.Owners))
		m.line()
	}
	if len(c.Downstream.Owners) > 0 {
		m.line("**Also affects:** ", codeList(c.Downstream.Owners))
		m.line()
	}
}

// owners lists who owns what is changed or affected.
func (m *sheet) owners(r *report.Report) section {
	s := section{noun: "%d team's line", open: "\n#### Owners of what is changed or affected\n\n"}
	for _, team := range teamsOf(r.Owners) {
		s.add("- " + codeSpan(team, false) + ": " + owned(r.Owners[team], func(name string) string { return codeSpan(name, false) }) + "\n")
	}
	return s
}

// policy lists what the policy changed.
func (m *sheet) policy(r *report.Report) section {
	s := section{noun: "%d effect of the policy", open: "\n#### Policy\n\n"}
	for i := range r.Policy {
		if i == shownEffects {
			s.add(fmt.Sprintf("- … and %d more\n", len(r.Policy)-i))
			break
		}
		s.add("- " + codeSpan(effectPlace(&r.Policy[i]), false) + ": " + stackLead(r, r.Policy[i].Stack, stackCode) + prose(r.Policy[i].Changed, false) + "\n")
	}
	return s
}
