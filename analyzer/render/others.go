package render

import (
	"fmt"

	"github.com/tfblast/tfblast/analyzer/report"
)

const (
	// othersShown is the number of results of other tools that a change shows.
	othersShown = 8
	// othersListed is the number of changes that are not explained of which they are shown.
	othersListed = 20
)

// otherFacts is what stands behind the name of a result: its level, score and line.
func otherFacts(o *report.Other) string {
	text := clean(o.Level)
	if o.Severity != "" {
		text += " " + clean(o.Severity)
	}
	if o.Line > 0 {
		text += fmt.Sprintf(", line %d", o.Line)
	}
	return text
}

// moreOthers counts the results that are not shown of a change; empty for none.
func moreOthers(c *report.Change, shown int) string {
	if more := len(c.Others) + c.OthersOmitted - shown; more > 0 {
		return fmt.Sprintf("… and %d more", more)
	}
	return ""
}

// toolLine counts the results of one tool.
func toolLine(t *report.OtherTool) string {
	text := quantity(t.Results, "result")
	switch {
	case t.Results == 0:
	case t.Unplaced == 0:
		text += ", all beside the changes"
	case t.Unplaced == t.Results:
		text += fmt.Sprintf(", %d fit no change of this plan", t.Unplaced)
	default:
		text += fmt.Sprintf(", %d beside the changes, %d fit no change of this plan", t.Results-t.Unplaced, t.Unplaced)
	}
	if t.Suppressed > 0 {
		text += fmt.Sprintf("; %d suppressed in its own file", t.Suppressed)
	}
	return text
}

// unexplained lists the changes that other tools speak of and that are not in the details.
func unexplained(r *report.Report, s *selection) []*report.Change {
	explained := map[*report.Change]bool{}
	for _, c := range s.details {
		explained[c] = true
	}
	var list []*report.Change
	for i := range r.Changes {
		if c := &r.Changes[i]; len(c.Others) > 0 && !explained[c] {
			list = append(list, c)
		}
	}
	return list
}

// others writes the results of other tools that fit a change.
func (p *page) others(c *report.Change) {
	shown := c.Others[:min(len(c.Others), othersShown)]
	for i := range shown {
		p.field(labelOnce("other tools", i), otherText(&shown[i]))
	}
	if text := moreOthers(c, len(shown)); text != "" && len(shown) > 0 {
		p.field("", text)
	}
}

// otherText is one result for the terminal.
func otherText(o *report.Other) string {
	text := clean(o.Tool) + " " + clean(o.Rule) + " (" + otherFacts(o) + ")"
	if o.Summary != "" {
		text += ": " + shorten(clean(o.Summary), maxText)
	}
	if o.Page != "" {
		text += ": " + clean(o.Page)
	}
	if o.Message != "" {
		text += "; it says: " + shorten(clean(o.Message), maxText)
	}
	return text
}

// otherTools counts what other tools say, and names what is beside changes that are not
// explained.
func (p *page) otherTools(r *report.Report, s *selection) {
	if len(r.OtherTools) == 0 {
		return
	}
	p.heading("Other tools")
	for i := range r.OtherTools {
		t := &r.OtherTools[i]
		p.paragraph("   ", clean(t.Tool)+": "+toolLine(t), plain)
	}
	list := unexplained(r, s)
	for i, c := range list {
		if i == othersListed {
			p.line("   " + p.ink.dim("… and "+quantity(len(list)-i, "more change")))
			return
		}
		p.paragraph("   ", stackPath(r, c.Stack, stackName)+fullAddress(c), plain)
		shown := c.Others[:min(len(c.Others), othersShown)]
		for j := range shown {
			p.paragraph("     ", otherText(&shown[j]), plain)
		}
		if text := moreOthers(c, len(shown)); text != "" {
			p.line("     " + p.ink.dim(text))
		}
	}
}

// others writes the results of other tools that fit a change.
func (m *sheet) others(c *report.Change) {
	if len(c.Others) == 0 {
		return
	}
	m.line("- **Other tools**")
	m.otherLines("  ", c)
}

func (m *sheet) otherLines(indent string, c *report.Change) {
	shown := c.Others[:min(len(c.Others), othersShown)]
	for i := range shown {
		o := &shown[i]
		parts := []string{indent, "- ", codeSpan(o.Tool, false), " ", codeSpan(o.Rule, false), " (", prose(otherFacts(o), false), ")"}
		if o.Summary != "" {
			parts = append(parts, ": ", prose(o.Summary, false))
		}
		if o.Page != "" {
			parts = append(parts, ": ", codeSpan(o.Page, false))
		}
		if o.Message != "" {
			parts = append(parts, "; it says: ", codeSpan(o.Message, false))
		}
		m.line(parts...)
	}
	if text := moreOthers(c, len(shown)); text != "" {
		m.line(indent, "- ", text)
	}
}

// otherTools counts what other tools say, and names what is beside changes that are not
// explained.
func (m *sheet) otherTools(r *report.Report, s *selection) section {
	out := section{noun: "%d other tool's line", open: "\n#### Other tools\n\n"}
	for i := range r.OtherTools {
		t := &r.OtherTools[i]
		out.add("- " + codeSpan(t.Tool, false) + ": " + prose(toolLine(t), false) + "\n")
	}
	list := unexplained(r, s)
	for i, c := range list {
		if i == othersListed {
			out.add("- … and " + quantity(len(list)-i, "more change") + "\n")
			break
		}
		out.add(m.piece(func(m *sheet) {
			m.line("- ", stackPath(r, c.Stack, stackCode), codeSpan(c.Address, false))
			m.otherLines("  ", c)
		}))
	}
	return out
}
