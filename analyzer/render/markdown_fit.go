package render

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// document is a Markdown report in pieces, each well-formed by itself. It is shortened by
// leaving whole pieces out, never by cutting one.
type document struct {
	// top, below and bottom are always there: the verdict, what the options leave out,
	// and the last line.
	top, below, bottom string
	// The sections in the order of the document.
	beyond, news, plans, warnings, origin, gates, policy, owners, findings, rows, gone, minor, details, others, invocations, outputs, diagnostics section
}

// section is a run of entries of which the first ones are kept.
type section struct {
	// noun says in the note what is left out; %d is its number.
	noun string
	// open and shut stand around the entries, if there is one.
	open, shut string
	entries    []entry
	// severe is the number of entries up to the last one at level high or above.
	severe int
	// kept is the number of entries that the document shows.
	kept int
}

// entry is a piece that is shown as a whole or left out.
type entry struct {
	text string
	// levels are those of the changes or findings that the entry stands for.
	levels []risk.Level
}

func (s *section) add(text string, levels ...risk.Level) {
	s.entries = append(s.entries, entry{text, levels})
	s.kept = len(s.entries)
}

func (s *section) write(b *strings.Builder) {
	if s.kept == 0 {
		return
	}
	b.WriteString(s.open)
	for _, e := range s.entries[:s.kept] {
		b.WriteString(e.text)
	}
	b.WriteString(s.shut)
}

func (d *document) sections() []*section {
	return []*section{
		&d.beyond, &d.news, &d.plans, &d.warnings, &d.origin, &d.gates, &d.policy, &d.owners, &d.findings, &d.rows, &d.gone, &d.minor, &d.details, &d.others, &d.invocations, &d.outputs, &d.diagnostics,
	}
}

// text is the document with the entries that are kept; note stands below the verdict.
func (d *document) text(note string) string {
	var b strings.Builder
	b.WriteString(d.top + note)
	for _, s := range d.sections() {
		s.write(&b)
		if s == &d.rows {
			b.WriteString(d.below)
		}
	}
	b.WriteString(d.bottom)
	return b.String()
}

// fillStep is one step of filling a document: up to a number of entries of a section, while
// the document takes no more than a share of the room.
type fillStep struct {
	section *section
	entries int
	percent int
}

// fills says in which order the room is given away. Whatever is high or critical has a row
// before anything else is named or explained, but leaves room to explain the first of them.
func (d *document) fills() []fillStep {
	all := func(s *section) fillStep { return fillStep{s, len(s.entries), 100} }
	return []fillStep{
		{&d.beyond, len(d.beyond.entries), 20},
		{&d.news, len(d.news.entries), 25},
		{&d.warnings, len(d.warnings.entries), 30},
		{&d.plans, len(d.plans.entries), 35},
		{&d.gates, len(d.gates.entries), 40},
		{&d.origin, len(d.origin.entries), 42},
		{&d.policy, len(d.policy.entries), 45},
		{&d.findings, len(d.findings.entries), 50},
		{&d.rows, d.rows.severe, 88},
		{&d.details, min(len(d.details.entries), 1), 95},
		{&d.rows, d.rows.severe, 100},
		{&d.gone, len(d.gone.entries), 78},
		{&d.minor, len(d.minor.entries), 80},
		{&d.owners, len(d.owners.entries), 85},
		{&d.others, len(d.others.entries), 90},
		all(&d.details),
		all(&d.beyond), all(&d.origin), all(&d.gone), all(&d.minor), all(&d.others), all(&d.policy), all(&d.owners), all(&d.invocations), all(&d.outputs), all(&d.plans), all(&d.rows), all(&d.diagnostics),
	}
}

// fit is the document within Options.Limit, with a note that counts what is left out.
func (d *document) fit(o Options) (string, error) {
	whole := d.text("")
	room, length := o.Limit.room(), o.Limit.Unit.Length
	if room <= 0 || length(whole) <= room {
		return whole, nil
	}
	for _, s := range d.sections() {
		s.kept = 0
	}
	used := length(d.text(d.note(o.FullReport))) // no other note is longer
	if used > room {
		return "", fmt.Errorf("a limit of %d is too low: the verdict alone takes %d, and a margin of %d stays free",
			o.Limit.Max, used, o.Limit.Max-room)
	}
	for _, f := range d.fills() {
		used = f.run(used, room*f.percent/100, length)
	}
	return d.text(d.note(o.FullReport)), nil
}

// run keeps entries while they fit and returns the length that is used then.
func (f fillStep) run(used, room int, length func(string) int) int {
	s := f.section
	for s.kept < f.entries {
		more := length(s.entries[s.kept].text)
		if s.kept == 0 {
			more += length(s.open) + length(s.shut)
		}
		if used+more > room {
			break
		}
		used += more
		s.kept++
	}
	return used
}

// note says what is left out, by level where it has one, and where all of it is.
func (d *document) note(fullReport string) string {
	var parts []string
	for _, s := range []*section{
		&d.rows, &d.beyond, &d.gone, &d.details, &d.findings, &d.minor, &d.news, &d.warnings, &d.origin, &d.gates, &d.policy, &d.owners, &d.others, &d.invocations, &d.outputs, &d.plans, &d.diagnostics,
	} {
		if s.kept < len(s.entries) {
			parts = append(parts, s.leftOut())
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "\n> **Shortened to fit here.** Left out: " + strings.Join(parts, "; ") + ". " + whereAllIs(fullReport) + "\n"
}

// leftOut counts what is not kept. A row counts with all that its change causes.
func (s *section) leftOut() string {
	n := len(s.entries) - s.kept
	var levels []risk.Level
	for _, e := range s.entries[s.kept:] {
		levels = append(levels, e.levels...)
	}
	n = max(n, len(levels))
	text := s.noun
	if strings.Contains(text, "%d") {
		text = fmt.Sprintf(text, n)
		if n != 1 {
			text += "s"
		}
	}
	if len(levels) > 0 {
		text += " (" + levelCounts(levels) + ")"
	}
	return text
}

// whereAllIs names the full report, as a link if it is the address of a page.
func whereAllIs(fullReport string) string {
	if fullReport == "" {
		return "The full report: " + codeSpan("--markdown-limit none", false) + " or " + codeSpan("-f json", false)
	}
	u, err := url.Parse(fullReport)
	if err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" &&
		!strings.ContainsAny(fullReport, "<>\\`\"' ") && plainASCII(fullReport) {
		return "[The full report](<" + fullReport + ">)"
	}
	return "The full report: " + prose(fullReport, false)
}
