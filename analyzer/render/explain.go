package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// Explanation returns what writes the explanation of one change in a format, false if
// the format has no form for it.
func Explanation(format string) (func(w io.Writer, e *report.Explanation, o Options) error, bool) {
	switch format {
	case "terminal":
		return writeExplanation, true
	case "markdown":
		return writeExplanationMarkdown, true
	case "json":
		return func(w io.Writer, e *report.Explanation, _ Options) error { return writeJSONDocument(w, e) }, true
	}
	return nil, false
}

func writeExplanation(w io.Writer, e *report.Explanation, o Options) error {
	p := newPage(w, o)
	p.explains = true
	p.facts(&e.Plan)
	if l := e.Graph.Coverage.Outside; l != nil && l.Incomplete > 0 {
		p.paragraph(p.ink.bad("!")+" ", lookUpsLine(l), p.ink.bad)
	}
	for i := range e.Changes {
		p.change(&e.Changes[i], &selection{})
	}
	for i, c := range e.Cascade {
		p.field(labelOnce("causes", i), cascadeEntry(c))
	}
	p.links("Depends on", e.Dependencies)
	p.links("Direct dependents", e.Dependents)
	if len(e.Farthest) > 0 {
		p.heading("Paths to the farthest")
		for _, path := range e.Farthest {
			p.paragraph("   ", pathText(path), plain)
		}
	}
	p.effects(&report.Report{}, e.Policy)
	if len(e.Commands) > 0 {
		p.heading("To run next, all read-only")
		for _, c := range e.Commands {
			p.line("   " + openLine(clean(c.Line)))
			p.paragraph("      ", clean(c.Why), p.ink.dim)
		}
	}
	if !e.Graph.Coverage.Complete {
		p.line("")
		p.paragraph("", coverageLine(&e.Graph), p.ink.warn)
	}
	if err := p.out.Flush(); err != nil {
		return fmt.Errorf("write explanation: %w", err)
	}
	return nil
}

func cascadeEntry(c report.Caused) string {
	return fmt.Sprintf("%s, %s (rank %d)", clean(c.Address), formOf(c.Action).word, c.Rank)
}

func pathText(path []string) string {
	names := make([]string, len(path))
	for i, address := range path {
		names[i] = clean(address)
	}
	return strings.Join(names, " ← ")
}

// links writes direct edges: the other end, then what the edge is.
func (p *page) links(title string, list []report.Link) {
	if len(list) == 0 {
		return
	}
	p.heading(fmt.Sprintf("%s (%d)", title, len(list)))
	for i := range list {
		l := &list[i]
		status := ""
		if l.Action != "" {
			status = " (" + formOf(l.Action).did + ")"
		}
		p.paragraph("   ", clean(l.Address)+status, plain)
		p.paragraph("      ", linkText(l), p.ink.dim)
	}
}

// sourcePhrases put the sources of edges in words.
var sourcePhrases = map[string]string{
	"configuration": "the configuration", "prior_state": "the prior state", "source_code": "the source",
	"graph_file": "the graph file", "inferred": "an equal value", "aws": "AWS",
}

// linkText says what an edge reads, what it passes through and where it was found.
func linkText(l *report.Link) string {
	var parts []string
	switch {
	case l.Kind == "unresolved":
		parts = append(parts, "nothing in the plan says what this is made of")
	case len(l.Attributes) > 0:
		parts = append(parts, "reads "+nameList(l.Attributes))
	}
	if len(l.Through) > 0 {
		names := make([]string, len(l.Through))
		for i, name := range l.Through {
			names[i] = clean(name)
		}
		parts = append(parts, "through "+strings.Join(names, ", "))
	}
	if l.AllInstances && l.Kind == "managed" {
		parts = append(parts, "all instances, as which one is not known")
	}
	if l.Kind == "external" {
		parts = append(parts, "outside of this state")
	}
	if l.Note != "" {
		parts = append(parts, clean(l.Note))
	}
	if l.Creation {
		parts = append(parts, "when created only")
	}
	var found []string
	for _, source := range l.Sources {
		phrase, ok := sourcePhrases[source]
		if !ok {
			phrase = clean(source)
		}
		found = append(found, phrase)
	}
	return strings.Join(append(parts, "found in "+strings.Join(found, ", ")), "; ")
}

func writeExplanationMarkdown(w io.Writer, e *report.Explanation, o Options) error {
	m := &sheet{limit: o.Limit, explains: true}
	if l := e.Graph.Coverage.Outside; l != nil && l.Incomplete > 0 {
		m.line("> **Warning:** ", prose(lookUpsLine(l), false))
		m.line()
	}
	for i := range e.Changes {
		m.change(&e.Changes[i], &selection{})
	}
	if len(e.Cascade) > 0 {
		m.line()
		m.line("**Causes**")
		m.line()
		for _, c := range e.Cascade {
			m.line("- ", codeSpan(c.Address, false), ", ", prose(formOf(c.Action).word, false), fmt.Sprintf(" (rank %d)", c.Rank))
		}
	}
	m.links("Depends on", e.Dependencies)
	m.links("Direct dependents", e.Dependents)
	if len(e.Farthest) > 0 {
		m.line()
		m.line("**Paths to the farthest**")
		m.line()
		for _, path := range e.Farthest {
			m.line("- ", codeSpan(pathText(path), false))
		}
	}
	if len(e.Policy) > 0 {
		m.line()
		m.line("**Policy**")
		m.line()
		for i := range e.Policy {
			m.line("- ", codeSpan(effectPlace(&e.Policy[i]), false), ": ", prose(e.Policy[i].Changed, false))
		}
	}
	if len(e.Commands) > 0 {
		m.line()
		m.line("**To run next**, all read-only")
		m.line()
		for _, c := range e.Commands {
			m.line("- ", codeSpan(c.Line, false), ": ", prose(c.Why, false))
		}
	}
	if !e.Graph.Coverage.Complete {
		m.line()
		m.line(prose(coverageLine(&e.Graph), false))
	}
	if _, err := io.WriteString(w, strings.TrimLeft(m.out.String(), "\n")); err != nil {
		return fmt.Errorf("write explanation: %w", err)
	}
	return nil
}

func (m *sheet) links(title string, list []report.Link) {
	if len(list) == 0 {
		return
	}
	m.line()
	m.line(fmt.Sprintf("**%s** (%d)", title, len(list)))
	m.line()
	for i := range list {
		l := &list[i]
		status := ""
		if l.Action != "" {
			status = ", " + prose(formOf(l.Action).did, false)
		}
		m.line("- ", codeSpan(l.Address, false), status, ": ", prose(linkText(l), false))
	}
}
