package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

const (
	defaultWidth = 80
	minWidth     = 40
	// wideWidth is the width from which on the table and the details fit side by side.
	wideWidth = 60
)

// page writes lines of at most width columns.
type page struct {
	out   *bufio.Writer
	width int
	ink   ink
	// stacks is true for a report of several plans: changes name their stack.
	stacks bool
	// explains is true for the explanation of one change, which has all reasons.
	explains bool
}

// line writes one line without spaces at its end. The caller sees to its width.
func (p *page) line(text string) {
	p.out.WriteString(strings.TrimRight(text, " ")) //nolint:errcheck // bufio keeps the error for Flush
	p.out.WriteByte('\n')                           //nolint:errcheck // as above
}

// paragraph writes cleaned text behind a lead of its own, which stands on the first
// line, and as many spaces on the following ones. style is applied to each line.
func (p *page) paragraph(lead, text string, style func(string) string) {
	indent := lipgloss.Width(lead)
	for i, l := range wrap(shorten(text, maxText), p.width-indent) {
		if i > 0 {
			lead = strings.Repeat(" ", indent)
		}
		p.line(lead + style(l))
	}
}

func plain(s string) string { return s }

// writeTerminal writes the report for people at a terminal: the verdict first, then
// the ranked changes, what the worst of them do, and what the report rests on.
func writeTerminal(w io.Writer, r *report.Report, o Options) error {
	width := o.Width
	if width == 0 {
		width = defaultWidth
	}
	p := &page{out: bufio.NewWriter(w), width: max(width, minWidth), ink: ink{on: o.Color}, stacks: len(r.Plans) > 1}
	s := selectChanges(r, o, false)
	p.whatIf(r.WhatIf)
	p.verdict(r)
	p.expectation(r)
	p.baseline(r)
	p.findings(r)
	p.table(s, o)
	p.gone(&s)
	for _, c := range s.details {
		p.change(c, &s)
	}
	p.invocations(r)
	p.outputs(r)
	p.otherTools(r, &s)
	p.policy(r)
	p.provenance(r)
	p.gates(r)
	p.footer(r, o)
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("write terminal report: %w", err)
	}
	return nil
}

// verdict writes the plan's level and what it does, and which plan that is.
func (p *page) verdict(r *report.Report) {
	word := levelWord(r.Summary.Level, r.Summary.Score)
	text := verdict(r)
	if p.width >= wideWidth {
		text = keepTogether(text)
	}
	lines := wrap(text, p.width-len(word)-2)
	lead := p.ink.level(r.Summary.Level, word)
	if p.ink.on && r.Summary.Level > 0 {
		lead = p.ink.bold(lead)
	}
	for _, l := range lines {
		p.line(lead + "  " + l)
		lead = strings.Repeat(" ", len(word))
	}
	plans := r.Plans
	if len(plans) == 0 {
		plans = []report.Plan{r.Plan}
	}
	for i := range plans {
		facts := planFacts(&plans[i])
		if len(plans) > 1 {
			facts[0] = "plan " + facts[0]
		}
		text := strings.Join(facts, " · ")
		if p.width >= wideWidth {
			text = keepTogether(text)
		}
		p.paragraph("", text, p.ink.dim)
	}
	if r.Summary.LowerBound {
		p.paragraph("", "This verdict holds "+lowerBoundNote+"; the last lines say what it does not show.", p.ink.warn)
	}
	for _, warning := range warnings(r) {
		p.paragraph(p.ink.bad("!")+" ", warning.line(r), p.ink.bad)
	}
}

// keepTogether makes wrap break a list at its commas and dots only.
func keepTogether(list string) string {
	list = strings.ReplaceAll(list, " ", noBreak)
	list = strings.ReplaceAll(list, ","+noBreak, ", ")
	return strings.ReplaceAll(list, noBreak+"·"+noBreak, noBreak+"· ")
}

// columns are the widths of the ranked table.
type columns struct {
	rank, symbol, word, address, count int
}

const (
	riskColumn = len("critical 100")
	columnGap  = "  "
)

// table lists the selected changes in the order of their rank.
func (p *page) table(s selection, o Options) {
	if len(s.rows) > 0 {
		p.line("")
		cols := p.columns(s.rows)
		if p.width >= wideWidth {
			p.line(p.ink.dim(strings.Join([]string{
				padLeft("#", cols.rank), pad("risk", riskColumn),
				pad("action", cols.symbol+1+cols.word), pad("resource", cols.address), padLeft("downstream", cols.count),
			}, columnGap)))
		}
		for i, c := range s.rows {
			p.row(i+1, c, cols)
			if text := cascadeLine(&s, c, clean); text != "" {
				p.paragraph(strings.Repeat(" ", cols.rank)+columnGap+p.ink.dim("└ "), text, p.ink.dim)
			}
			if text := reasonLine(&s, c); text != "" {
				p.paragraph(strings.Repeat(" ", cols.rank)+columnGap+p.ink.dim("· "), text, p.ink.dim)
			}
		}
	} else if len(s.harmless)+s.below+len(s.more) > 0 {
		p.line("")
	}
	for _, text := range leftOut(s, o) {
		p.paragraph("", text, p.ink.dim)
	}
	if len(s.harmless) > 0 {
		p.paragraph("", harmlessLine(s.harmless), p.ink.dim)
	}
}

func (p *page) columns(rows []*report.Change) columns {
	cols := columns{rank: len(fmt.Sprint(len(rows))), count: len("downstream")}
	for _, c := range rows {
		cols.symbol = max(cols.symbol, len(actionSymbol(c)))
		cols.word = max(cols.word, lipgloss.Width(firstWord(c)))
		cols.count = max(cols.count, lipgloss.Width(rowTotal(c)))
	}
	cols.word = min(max(cols.word, len("action")-cols.symbol-1), len("unknown"))
	used := cols.rank + riskColumn + cols.symbol + 1 + cols.word + cols.count + 4*len(columnGap)
	cols.address = p.width - used
	return cols
}

// firstWord is a change's action without its flags.
func firstWord(c *report.Change) string {
	word, _, _ := strings.Cut(actionWord(c), ",")
	return word
}

// row writes one change of the table behind its number; in two lines where the terminal is
// narrow.
func (p *page) row(number int, c *report.Change, cols columns) {
	action := padLeft(actionSymbol(c), cols.symbol) + " " + pad(fit(firstWord(c), cols.word), cols.word)
	level := c.Risk.Level
	lead := p.ink.dim(padLeft(fmt.Sprint(number), cols.rank)) + columnGap +
		p.ink.level(level, pad(level.String(), riskColumn-3)+padLeft(fmt.Sprint(c.Risk.Score), 3)) + columnGap
	count := rowTotal(c)
	if p.width >= wideWidth {
		p.line(lead + action + columnGap + pad(p.rowAddress(c, cols.address), cols.address) + columnGap + padLeft(count, cols.count))
		return
	}
	p.line(lead + strings.TrimLeft(action, " "))
	indent := strings.Repeat(" ", cols.rank) + columnGap
	suffix := columnGap + "↓ " + count
	room := p.width - len(indent) - lipgloss.Width(suffix)
	p.line(indent + openLine(p.rowAddress(c, room-3)) + p.ink.dim(suffix))
}

// rowAddress is the address for the table, in at most width columns: behind the stack
// where there are several, with the flags of the change behind it.
func (p *page) rowAddress(c *report.Change, width int) string {
	address, flags := clean(c.Address), ""
	if p.stacks && c.Stack != "" {
		address = shorten(clean(c.Stack), width/3) + " › " + address
	}
	if c.Deposed != nil {
		flags += " (deposed)"
	}
	if c.Moved && firstWord(c) != "move" {
		flags += " (moved)"
	}
	if c.Imported && firstWord(c) != "import" {
		flags += " (imported)"
	}
	if c.Ignored != nil {
		flags += " (ignored)"
	}
	return shortenAddress(address, max(width-len(flags), width/2)) + fit(flags, width/2)
}

// fullAddress is a change's address with the key of its deposed object.
func fullAddress(c *report.Change) string {
	address := clean(c.Address)
	if c.Deposed != nil {
		address += " (deposed " + clean(*c.Deposed) + ")"
	}
	return address
}

// heading starts a section.
func (p *page) heading(text string) {
	p.line("")
	p.line(p.ink.bold(text))
}

func (p *page) findings(r *report.Report) {
	if len(r.Findings) == 0 {
		return
	}
	p.heading("Findings")
	for i := range r.Findings {
		f := &r.Findings[i]
		word := fmt.Sprintf("%s %d", f.Level, f.Score)
		lead := "   " + p.ink.level(f.Level, pad(word, labelColumn))
		p.paragraph(lead, stackLead(r, f.Stack, stackName)+clean(f.Summary)+" ("+clean(f.Rule)+")"+ignoredNote(f.Ignored), plain)
		indent := strings.Repeat(" ", 3+labelColumn)
		beside := besideSummary(f)
		for n, address := range beside {
			if n == shownAddresses {
				p.line(indent + p.ink.dim(fmt.Sprintf("… and %d more", len(beside)-n)))
				break
			}
			p.line(indent + p.ink.dim(openLine(shortenAddress(clean(address), p.width-len(indent)-3))))
		}
	}
}

// shownAddresses is the number of addresses that human reports name with a finding.
const shownAddresses = 4

// besideSummary lists the addresses of a finding that its summary does not name.
func besideSummary(f *risk.Finding) []string {
	summary := shorten(clean(f.Summary), maxText)
	var list []string
	for _, address := range f.Addresses {
		if !namesAddress(summary, shorten(clean(address), maxSpan)) {
			list = append(list, address)
		}
	}
	return list
}

// namesAddress reports whether a text names an address, not only a longer one that holds it.
func namesAddress(text, address string) bool {
	for from := 0; address != ""; {
		i := strings.Index(text[from:], address)
		if i < 0 {
			return false
		}
		start, end := from+i, from+i+len(address)
		opens := start == 0 || strings.IndexByte(` ("'`, text[start-1]) >= 0
		rest := strings.TrimLeft(text[end:], closing)
		if opens && (rest == "" || rest[0] == ' ') {
			return true
		}
		from = start + 1
	}
	return false
}

func (p *page) invocations(r *report.Report) {
	if len(r.Invocations) == 0 {
		return
	}
	p.heading("Actions that the plan invokes")
	for i := range r.Invocations {
		a := &r.Invocations[i]
		phrase, trigger := invocationPhrase(a)
		text := strings.TrimSpace(stackPath(r, a.Stack, stackName) + clean(a.Address) + ", " + phrase + " " + trigger)
		if a.Deferred {
			text += " (deferred)"
		}
		p.paragraph("   ! ", text, plain)
	}
}

func (p *page) outputs(r *report.Report) {
	if len(r.Outputs) == 0 {
		return
	}
	p.heading("Outputs that change")
	for i, o := range r.Outputs {
		if i == shownOutputs {
			p.line("   " + p.ink.dim(fmt.Sprintf("… and %d more", len(r.Outputs)-i)))
			break
		}
		p.paragraph("   ", stackPath(r, o.Stack, stackName)+clean(o.Name)+" ("+clean(o.Action)+")", plain)
	}
}

// shownOutputs is the number of outputs that human reports name.
const shownOutputs = 8

func (p *page) gates(r *report.Report) {
	if len(r.Gates) == 0 {
		return
	}
	p.heading("Gates")
	for _, g := range r.Gates {
		lead, style := "   "+p.ink.good(pad("✓ passed", labelColumn)), plain
		if !g.Passed {
			lead, style = "   "+p.ink.bad(pad("✗ failed", labelColumn)), p.ink.bold
		}
		p.paragraph(lead, clean(g.Name)+": "+stackLead(r, g.Stack, stackName)+clean(g.Why), style)
	}
}

// footer says what the report rests on.
func (p *page) footer(r *report.Report, o Options) {
	graph := r.Graph.Resources > 0 || !r.Graph.Coverage.Complete
	if graph || len(r.Diagnostics) > 0 {
		p.line("")
	}
	if graph {
		style := p.ink.dim
		if !r.Graph.Coverage.Complete {
			style = p.ink.warn
		}
		p.paragraph("", coverageLine(&r.Graph), style)
	}
	if len(r.Diagnostics) == 0 {
		return
	}
	p.paragraph("", "Diagnostics: "+diagnosticsLine(r.Diagnostics)+".", p.ink.dim)
	if !o.Verbose {
		return
	}
	for _, d := range r.Diagnostics {
		p.paragraph("   ", clean(string(d.Severity))+": "+stackLead(r, d.Stack, stackName)+clean(d.Summary), plain)
		if d.Detail != "" {
			p.paragraph("      ", clean(d.Detail), p.ink.dim)
		}
	}
}
