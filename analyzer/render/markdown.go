package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// markdownTree is the number of dependents that a change's nested list holds.
const (
	markdownTree  = 25
	markdownDepth = 6
)

// levelSigns are the coloured signs of the levels, as Markdown has no colours.
var levelSigns = [...]string{
	risk.LevelInfo: "⚪", risk.LevelLow: "🔵", risk.LevelMedium: "🟡", risk.LevelHigh: "🟠", risk.LevelCritical: "🔴",
}

func levelSign(l risk.Level) string {
	if int(l) < len(levelSigns) {
		return levelSigns[l]
	}
	return ""
}

// sheet writes lines of Markdown. Every line begins with words or signs of its own,
// never with text from a plan.
type sheet struct {
	out    *bufio.Writer
	stacks bool
}

func (m *sheet) line(parts ...string) {
	for _, part := range parts {
		m.out.WriteString(part) //nolint:errcheck // bufio keeps the error for Flush
	}
	m.out.WriteByte('\n') //nolint:errcheck // as above
}

// writeMarkdown writes the report for a pull or merge request.
func writeMarkdown(w io.Writer, r *report.Report, o Options) error {
	m := &sheet{out: bufio.NewWriter(w), stacks: len(r.Plans) > 1}
	s := selectChanges(r, o)
	m.whatIf(r.WhatIf)
	m.verdict(r)
	m.findings(r)
	m.table(s, o)
	for _, c := range s.details {
		m.change(c, &s)
	}
	m.invocations(r)
	m.outputs(r)
	m.policy(r)
	m.gates(r)
	m.diagnostics(r)
	m.footer(r)
	if err := m.out.Flush(); err != nil {
		return fmt.Errorf("write markdown report: %w", err)
	}
	return nil
}

func (m *sheet) verdict(r *report.Report) {
	level := r.Summary.Level
	title := level.String()
	m.line("### ", levelSign(level), " ", strings.ToUpper(title[:1])+title[1:], fmt.Sprintf(" %d: ", r.Summary.Score), prose(verdict(r), false))
	m.line()
	plans := r.Plans
	if len(plans) == 0 {
		plans = []report.Plan{r.Plan}
	}
	for i := range plans {
		lead := "Plan "
		if len(plans) > 1 {
			lead = "- Plan "
		}
		m.line(lead, planCode(&plans[i]))
	}
	for _, warning := range warnings(r) {
		m.line()
		m.line("> **Warning:** ", prose(warning, false))
	}
	if r.Summary.LowerBound {
		m.line()
		m.line("> This verdict holds **", lowerBoundNote, "**.")
	}
	if r.Graph.Resources > 0 || !r.Graph.Coverage.Complete {
		m.line()
		m.line(prose(coverageLine(&r.Graph), false))
	}
}

// planCode is planFacts with the plan's own words as code.
func planCode(p *report.Plan) string {
	source := codeSpan(p.Source, false)
	if p.Source == "-" {
		source = "on standard input"
	}
	facts := []string{source}
	if namesStack(p) {
		facts = append(facts, "stack "+codeSpan(p.Stack, false))
	}
	if p.TerraformVersion != "" {
		facts = append(facts, "Terraform "+codeSpan(p.TerraformVersion, false))
	}
	if p.Timestamp != "" {
		facts = append(facts, "planned "+codeSpan(p.Timestamp, false))
	}
	return strings.Join(facts, " · ")
}

func (m *sheet) table(s selection, o Options) {
	if len(s.rows) > 0 {
		m.line()
		m.line("| # | Level | Score | Action | Resource | Downstream |")
		m.line("|--:|:------|------:|:-------|:---------|-----------:|")
		for _, c := range s.rows {
			m.line(fmt.Sprintf("| %d | %s %s | %d | %s | %s | %s |", c.Rank, levelSign(c.Risk.Level), c.Risk.Level,
				c.Risk.Score, actionCode(c, true), m.addressCode(c, true)+m.cascadeCell(&s, c), boundedTotal(&c.Downstream)))
		}
	}
	for _, text := range leftOut(s, o) {
		m.line()
		m.line(prose(text, false))
	}
	if len(s.harmless) > 0 {
		m.line()
		m.line("Also ", prose(strings.TrimPrefix(harmlessLine(s.harmless), "+ "), false))
	}
	if len(s.details) > 0 {
		m.line()
	}
}

// actionCode is a change's action with its sign.
func actionCode(c *report.Change, table bool) string {
	word := prose(actionWord(c), table)
	if symbol := actionSymbol(c); symbol != "" {
		return codeSpan(symbol, table) + " " + word
	}
	return word
}

func (m *sheet) addressCode(c *report.Change, table bool) string {
	s := codeSpan(c.Address, table)
	if c.Deposed != nil {
		s += " (deposed " + codeSpan(*c.Deposed, table) + ")"
	}
	if m.stacks && c.Stack != "" {
		s = codeSpan(c.Stack, table) + " › " + s
	}
	if c.Ignored != nil {
		s += " (ignored)"
	}
	return s
}

func (m *sheet) findings(r *report.Report) {
	if len(r.Findings) == 0 {
		return
	}
	m.line()
	m.line("#### Findings")
	m.line()
	for i := range r.Findings {
		f := &r.Findings[i]
		m.line("- ", levelSign(f.Level), fmt.Sprintf(" **%s %d** ", f.Level, f.Score), prose(f.Summary, false), " (", codeSpan(f.Rule, false), ")", prose(ignoredNote(f.Ignored), false))
		for n, address := range f.Addresses {
			if n == shownAddresses {
				m.line(fmt.Sprintf("  - … and %d more", len(f.Addresses)-n))
				break
			}
			m.line("  - ", codeSpan(address, false))
		}
	}
}

func (m *sheet) invocations(r *report.Report) {
	if len(r.Invocations) == 0 {
		return
	}
	m.line()
	m.line("#### Actions that the plan invokes")
	m.line()
	for i := range r.Invocations {
		a := &r.Invocations[i]
		phrase, trigger := invocationPhrase(a)
		if trigger != "" {
			trigger = " " + codeSpan(trigger, false)
		}
		if a.Deferred {
			trigger += " (deferred)"
		}
		m.line("- ", codeSpan(a.Address, false), ", ", prose(phrase, false), trigger)
	}
}

func (m *sheet) outputs(r *report.Report) {
	if len(r.Outputs) == 0 {
		return
	}
	m.line()
	m.line("#### Outputs that change")
	m.line()
	for i, o := range r.Outputs {
		if i == shownOutputs {
			m.line(fmt.Sprintf("- … and %d more", len(r.Outputs)-i))
			break
		}
		m.line("- ", codeSpan(o.Name, false), " (", prose(o.Action, false), ")")
	}
}

func (m *sheet) gates(r *report.Report) {
	if len(r.Gates) == 0 {
		return
	}
	m.line()
	m.line("#### Gates")
	m.line()
	for _, g := range r.Gates {
		verdict := "✅ passed"
		if !g.Passed {
			verdict = "❌ **failed**"
		}
		m.line("- ", verdict, " ", codeSpan(g.Name, false), ": ", prose(g.Why, false))
	}
}

func (m *sheet) diagnostics(r *report.Report) {
	if len(r.Diagnostics) == 0 {
		return
	}
	m.line()
	m.line("<details><summary>Diagnostics: ", diagnosticsLine(r.Diagnostics), "</summary>")
	m.line()
	for i, d := range r.Diagnostics {
		if i == maxDiagnostics {
			m.line(fmt.Sprintf("- … and %d more", len(r.Diagnostics)-i))
			break
		}
		m.line("- **", prose(string(d.Severity), false), "** ", prose(d.Summary, false))
		if d.Detail != "" {
			m.line("  - ", prose(d.Detail, false))
		}
	}
	m.line()
	m.line("</details>")
}

// maxDiagnostics keeps a comment within what hosts accept.
const maxDiagnostics = 30

func (m *sheet) footer(r *report.Report) {
	m.line()
	m.line("---")
	m.line()
	facts := []string{"Made by " + codeSpan(strings.TrimSpace(r.Tool.Name+" "+r.Tool.Version), false)}
	if r.Plan.Fingerprint != "" {
		facts = append(facts, "plan fingerprint "+codeSpan(r.Plan.Fingerprint, false))
	}
	m.line(strings.Join(facts, ", "))
}
