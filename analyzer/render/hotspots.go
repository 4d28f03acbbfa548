package render

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/tfblast/tfblast/analyzer/report"
)

// HotSpots returns what writes a ranking of instances in a format, false if the format
// has no form for it.
func HotSpots(format string) (func(w io.Writer, h *report.HotSpots, o Options) error, bool) {
	switch format {
	case "terminal":
		return writeHotSpots, true
	case "markdown":
		return writeHotSpotsMarkdown, true
	case "json":
		return func(w io.Writer, h *report.HotSpots, _ Options) error { return writeJSONDocument(w, h) }, true
	}
	return nil, false
}

// newPage starts a page as the options want it.
func newPage(w io.Writer, o Options) *page {
	width := o.Width
	if width == 0 {
		width = defaultWidth
	}
	return &page{out: bufio.NewWriter(w), width: max(width, minWidth), ink: ink{on: o.Color}}
}

// facts says which plan or state it is.
func (p *page) facts(of *report.Plan) {
	text := strings.Join(planFacts(of), " · ")
	if p.width >= wideWidth {
		text = keepTogether(text)
	}
	p.paragraph("", text, p.ink.dim)
}

func writeHotSpots(w io.Writer, h *report.HotSpots, o Options) error {
	p := newPage(w, o)
	p.paragraph("", hotSpotsTitle(h), p.ink.bold)
	p.facts(&h.Plan)
	if len(h.HotSpots) > 0 {
		p.line("")
		p.hotSpots(h.HotSpots)
	}
	if h.Truncated {
		p.paragraph("", fmt.Sprintf("… and %d more; --top N lists more of them.", h.Graph.Resources-len(h.HotSpots)), p.ink.dim)
	}
	p.line("")
	style := p.ink.dim
	if !h.Graph.Coverage.Complete {
		style = p.ink.warn
	}
	p.paragraph("", coverageLine(&h.Graph), style)
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("write hot spots: %w", err)
	}
	return nil
}

func hotSpotsTitle(h *report.HotSpots) string {
	if len(h.HotSpots) == 0 {
		return "There is no managed resource that could break anything."
	}
	return fmt.Sprintf("What would break most if it went, of %s:", quantity(h.Graph.Resources, "resource"))
}

// hotSpots writes the ranking as a table.
func (p *page) hotSpots(list []report.HotSpot) {
	counts, rank, class := make([]string, len(list)), 1, len("class")
	count := len("downstream")
	for i := range list {
		h := &list[i]
		counts[i] = hotSpotTotal(h)
		rank, class = max(rank, len(fmt.Sprint(h.Rank))), max(class, lipgloss.Width(clean(h.Class)))
		count = max(count, lipgloss.Width(counts[i]))
	}
	const direct, depth = len("direct"), len("depth")
	narrow := p.width < wideWidth
	used := rank + count + 2*len(columnGap)
	if !narrow {
		used += class + direct + depth + 3*len(columnGap)
	}
	room := p.width - used
	row := func(cells ...string) string {
		if narrow {
			cells = []string{cells[0], cells[2], cells[3]}
		}
		return strings.Join(cells, columnGap)
	}
	p.line(p.ink.dim(row(padLeft("#", rank), pad("class", class), pad("resource", room), padLeft("downstream", count), "direct", "depth")))
	for i := range list {
		h := &list[i]
		p.line(row(p.ink.dim(padLeft(fmt.Sprint(h.Rank), rank)), pad(clean(h.Class), class), pad(shortenAddress(clean(h.Address), room), room),
			padLeft(counts[i], count), padLeft(fmt.Sprint(h.Direct), direct), padLeft(fmt.Sprint(h.Depth), depth)))
	}
}

func hotSpotTotal(h *report.HotSpot) string {
	return boundedTotal(&report.Downstream{Total: h.Total, LowerBound: h.LowerBound, UpperBound: h.UpperBound})
}

func writeHotSpotsMarkdown(w io.Writer, h *report.HotSpots, _ Options) error {
	m := &sheet{}
	m.line("**", hotSpotsTitle(h), "**")
	if len(h.HotSpots) > 0 {
		m.line()
		m.line("| # | Class | Resource | Downstream | Direct | Depth |")
		m.line("|--:|:------|:---------|-----------:|-------:|------:|")
		for i := range h.HotSpots {
			s := &h.HotSpots[i]
			m.line(fmt.Sprintf("| %d | %s | %s | %s | %d | %d |", s.Rank, codeSpan(s.Class, true), codeSpan(s.Address, true), hotSpotTotal(s), s.Direct, s.Depth))
		}
	}
	m.line()
	m.line(prose(coverageLine(&h.Graph), false))
	if _, err := io.WriteString(w, m.out.String()); err != nil {
		return fmt.Errorf("write hot spots: %w", err)
	}
	return nil
}

// whatIfSentence says that the report is about a change that nobody has planned; empty
// for the report of a plan.
func whatIfSentence(w *report.WhatIf) string {
	if w == nil {
		return ""
	}
	return fmt.Sprintf("What if: no plan, but what would break if %s were %s and all else stayed as it is.",
		quantity(len(w.Addresses), "resource"), formOf(w.Action).did)
}

func (p *page) whatIf(w *report.WhatIf) {
	if text := whatIfSentence(w); text != "" {
		p.paragraph("", text, p.ink.bold)
	}
}

func (m *sheet) whatIf(w *report.WhatIf) {
	if text := whatIfSentence(w); text != "" {
		m.line("**", prose(text, false), "**")
		m.line()
	}
}
