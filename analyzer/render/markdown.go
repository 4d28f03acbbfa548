package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
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

// sheet collects lines of Markdown. Every line begins with words or signs of its own,
// never with text from a plan.
type sheet struct {
	out    strings.Builder
	stacks bool
	limit  Limit
	// explains is true for the explanation of one change, which has all reasons.
	explains bool
}

func (m *sheet) line(parts ...string) {
	for _, part := range parts {
		m.out.WriteString(part)
	}
	m.out.WriteByte('\n')
}

// piece is what write adds, as text of its own.
func (m *sheet) piece(write func(m *sheet)) string {
	part := &sheet{stacks: m.stacks, limit: m.limit, explains: m.explains}
	write(part)
	return part.out.String()
}

// writeMarkdown writes the report for a pull or merge request, within Options.Limit.
func writeMarkdown(w io.Writer, r *report.Report, o Options) error {
	m := &sheet{stacks: len(r.Plans) > 1, limit: o.Limit}
	s := selectChanges(r, o, true)
	d := m.document(r, &s, o)
	text, err := d.fit(o)
	if err == nil {
		_, err = io.WriteString(w, text)
	}
	if err != nil {
		return fmt.Errorf("write markdown report: %w", err)
	}
	return nil
}

// document lays the report out: what it says of the whole on top, then the ranked table,
// then each of the first changes in full.
func (m *sheet) document(r *report.Report, s *selection, o Options) *document {
	d := &document{}
	d.top = m.piece(func(m *sheet) { m.whatIf(r.WhatIf); m.verdict(r) })
	d.bottom = m.piece(func(m *sheet) { m.footer(r) })
	d.beyond, d.origin = m.expectation(r), m.provenance(r)
	d.news = m.baseline(r)
	d.plans = m.plans(r)
	d.warnings = m.warnings(r)
	d.gates, d.policy, d.owners = m.gates(r), m.policy(r), m.owners(r)
	d.findings, d.minor = m.findings(r)
	d.rows = m.rows(s)
	d.below = m.piece(func(m *sheet) { m.unlisted(s, o) })
	d.gone = m.gone(s)
	d.details = section{noun: "the details of %d change"}
	for _, c := range s.details {
		d.details.add(m.piece(func(m *sheet) { m.change(c, s) }))
	}
	d.others = m.otherTools(r, s)
	d.invocations = m.invocations(r)
	d.outputs = m.outputs(r)
	d.diagnostics = m.diagnostics(r)
	return d
}

// maxHeading is the number of columns from which on the first line is shortened.
const maxHeading = 400

func (m *sheet) verdict(r *report.Report) {
	level := r.Summary.Level
	title := level.String()
	m.line("### ", levelSign(level), " ", strings.ToUpper(title[:1])+title[1:], fmt.Sprintf(" %d: ", r.Summary.Score),
		prose(shorten(verdict(r), maxHeading), false))
	var counts []string
	for _, l := range risk.Levels() {
		if n := r.Summary.Levels[l.String()]; n > 0 {
			counts = append(counts, fmt.Sprintf("%s %d %s", levelSign(l), n, l))
		}
	}
	if len(counts) > 0 {
		m.line()
		m.line("Changes by level: ", strings.Join(counts, " · "))
	}
	if r.Summary.LowerBound {
		m.line()
		m.line("> This verdict holds **", lowerBoundNote, "**.")
	}
}

func (m *sheet) plans(r *report.Report) section {
	if len(r.Plans) == 0 {
		s := section{noun: "the plan's line"}
		s.add("\nPlan " + planCode(&r.Plan) + "\n")
		return s
	}
	s := section{noun: "the lines of %d plan", open: "\n"}
	for i := range r.Plans {
		s.add("- Plan " + planCode(&r.Plans[i]) + "\n")
	}
	return s
}

// warnings says what makes the report less than it seems, and how complete the graph is.
func (m *sheet) warnings(r *report.Report) section {
	s := section{noun: "%d warning"}
	for _, warning := range warnings(r) {
		s.add("\n> **Warning:** " + stackLead(r, warning.stack, stackCode) + prose(warning.text, false) + "\n")
	}
	if r.Graph.Resources > 0 || !r.Graph.Coverage.Complete {
		s.add("\n" + prose(coverageLine(&r.Graph), false) + "\n")
	}
	return s
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

// minorUnfolded is the number of lesser findings up to which they are not folded.
const minorUnfolded = 5

// findings are those at level high or above, which stand before the table, and the others,
// which stand behind it; the highest score first.
func (m *sheet) findings(r *report.Report) (severe, minor section) {
	ranked := slices.Clone(r.Findings)
	slices.SortStableFunc(ranked, func(a, b risk.Finding) int { return cmp.Compare(b.Score, a.Score) })
	severe = section{noun: "%d finding", open: "\n#### Findings\n\n"}
	minor = section{noun: "%d lesser finding", open: "\n#### Lesser findings\n\n"}
	var levels []risk.Level
	for i := range ranked {
		f := &ranked[i]
		if f.Level >= risk.LevelHigh {
			severe.add(findingLine(r, f), f.Level)
			continue
		}
		levels = append(levels, f.Level)
		minor.add(findingLine(r, f), f.Level)
	}
	if len(levels) > minorUnfolded {
		title := "Lesser findings: " + levelCounts(levels)
		minor.open, minor.shut = m.foldOpen(title, title), m.foldShut()
	}
	return severe, minor
}

func findingLine(r *report.Report, f *risk.Finding) string {
	text := fmt.Sprintf("- %s **%s %d** ", levelSign(f.Level), f.Level, f.Score) + stackLead(r, f.Stack, stackCode) +
		prose(f.Summary, false) + " (" + codeSpan(f.Rule, false) + ")" + prose(ignoredNote(f.Ignored), false)
	beside := besideSummary(f)
	var names []string
	for _, address := range beside[:min(len(beside), shownAddresses)] {
		names = append(names, codeSpan(address, false))
	}
	if len(names) > 0 {
		text += ": " + strings.Join(names, ", ")
		if more := len(beside) - len(names); more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
	}
	return text + "\n"
}

func (m *sheet) invocations(r *report.Report) section {
	s := section{noun: "%d action invocation", open: "\n#### Actions that the plan invokes\n\n"}
	for i := range r.Invocations {
		a := &r.Invocations[i]
		phrase, trigger := invocationPhrase(a)
		if trigger != "" {
			trigger = " " + codeSpan(trigger, false)
		}
		if a.Deferred {
			trigger += " (deferred)"
		}
		s.add("- " + stackPath(r, a.Stack, stackCode) + codeSpan(a.Address, false) + ", " + prose(phrase, false) + trigger + "\n")
	}
	return s
}

func (m *sheet) outputs(r *report.Report) section {
	s := section{noun: "%d output", open: "\n#### Outputs that change\n\n"}
	for i, o := range r.Outputs {
		if i == shownOutputs {
			s.shut = fmt.Sprintf("- … and %d more\n", len(r.Outputs)-i)
			break
		}
		s.add("- " + stackPath(r, o.Stack, stackCode) + codeSpan(o.Name, false) + " (" + prose(o.Action, false) + ")\n")
	}
	return s
}

func (m *sheet) gates(r *report.Report) section {
	s := section{noun: "%d gate", open: "\n#### Gates\n\n"}
	for _, g := range r.Gates {
		verdict := "✅ passed"
		if !g.Passed {
			verdict = "❌ **failed**"
		}
		s.add("- " + verdict + " " + codeSpan(g.Name, false) + ": " + stackLead(r, g.Stack, stackCode) + prose(g.Why, false) + "\n")
	}
	return s
}

func (m *sheet) diagnostics(r *report.Report) section {
	title := "Diagnostics: " + diagnosticsLine(r.Diagnostics)
	s := section{noun: "%d diagnostic", open: m.foldOpen(title, title), shut: m.foldShut()}
	for i, d := range r.Diagnostics {
		if i == maxDiagnostics {
			s.shut = fmt.Sprintf("- … and %d more\n", len(r.Diagnostics)-i) + s.shut
			break
		}
		s.add(m.piece(func(m *sheet) {
			m.line("- **", prose(string(d.Severity), false), "** ", stackLead(r, d.Stack, stackCode), prose(d.Summary, false))
			if d.Detail != "" {
				m.line("  - ", prose(d.Detail, false))
			}
		}))
	}
	return s
}

// maxDiagnostics keeps a comment readable.
const maxDiagnostics = 30

// foldOpen begins a fold; title is its line as HTML, flat the same as Markdown for a place
// that folds nothing.
func (m *sheet) foldOpen(title, flat string) string {
	if m.limit.Flat {
		return "\n#### " + flat + "\n\n"
	}
	return "\n<details><summary>" + title + "</summary>\n\n"
}

func (m *sheet) foldShut() string {
	if m.limit.Flat {
		return ""
	}
	return "\n</details>\n"
}

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
