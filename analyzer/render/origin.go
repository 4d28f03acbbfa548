package render

import (
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// The numbers of entries that human reports name.
const (
	shownBeyond  = 20
	shownCommits = 5
)

const (
	beyondTitle  = "Beyond the declared intent"
	nothingTitle = "Beyond the declared intent: nothing was declared"
)

func titleOfBeyond(e *report.Expectation) string {
	if e.Declared {
		return beyondTitle
	}
	return nothingTitle
}

// originLine says in one sentence where the change comes from.
func originLine(o *report.Provenance) string {
	of := quantity(o.CommitCount, "commit")
	if o.CommitCount == 0 {
		of = "no commits were looked at"
	}
	switch {
	case o.AIAssisted == nil:
		return "Whether an AI assistant took part is not known: " + of + "."
	case o.Stated == "no" && len(o.Commits) > 0:
		return fmt.Sprintf("The change is stated to be not AI-assisted, but %d of %s say that it is.", len(o.Commits), of)
	case o.Stated != "auto":
		word := "AI-assisted"
		if !*o.AIAssisted {
			word = "not AI-assisted"
		}
		return "The change is stated to be " + word + " (" + of + ")."
	case *o.AIAssisted:
		return fmt.Sprintf("The change is AI-assisted: %d of %s say so.", len(o.Commits), of)
	}
	return "The change is not AI-assisted, as far as its commits say (" + of + ")."
}

// signsOf lists what a commit shows, cleaned.
func signsOf(c *report.Commit) string {
	var texts []string
	for _, s := range c.Signs {
		texts = append(texts, clean(s.Kind)+" "+clean(s.Text))
	}
	return strings.Join(texts, "; ")
}

func shortHash(hash string) string {
	const shown = 10
	if runes := []rune(hash); len(runes) > shown {
		return string(runes[:shown])
	}
	return hash
}

// expectation lists what nobody declared.
func (p *page) expectation(r *report.Report) {
	if r.Expectation == nil || len(r.Expectation.Exceeded) == 0 {
		return
	}
	p.heading(titleOfBeyond(r.Expectation))
	for i, e := range r.Expectation.Exceeded {
		if i == shownBeyond {
			p.line("   " + p.ink.dim(fmt.Sprintf("… and %d more", len(r.Expectation.Exceeded)-i)))
			break
		}
		text := clean(e.Why)
		if e.Address != "" {
			text = clean(e.Action) + " " + clean(e.Address) + ": " + text
		}
		p.paragraph("   "+p.ink.bad("!")+" ", text, plain)
	}
}

// provenance says where the change comes from, and which commits say so.
func (p *page) provenance(r *report.Report) {
	o := r.Provenance
	if o == nil {
		return
	}
	p.heading("Provenance")
	p.paragraph("   ", originLine(o), plain)
	for i := range o.Commits {
		if i == shownCommits {
			p.line("   " + p.ink.dim(fmt.Sprintf("… and %d more", len(o.Commits)-i)))
			break
		}
		p.paragraph("   "+p.ink.dim(clean(shortHash(o.Commits[i].Hash)))+" ", signsOf(&o.Commits[i]), p.ink.dim)
	}
}

func (m *sheet) expectation(r *report.Report) section {
	s := section{noun: "%d undeclared change"}
	if r.Expectation == nil || len(r.Expectation.Exceeded) == 0 {
		return s
	}
	s.open = "\n#### " + titleOfBeyond(r.Expectation) + "\n\n"
	for _, e := range r.Expectation.Exceeded {
		text := prose(e.Why, false)
		if e.Address != "" {
			text = prose(e.Action, false) + " " + codeSpan(e.Address, false) + ": " + text
		}
		s.add("- " + text + "\n")
	}
	return s
}

func (m *sheet) provenance(r *report.Report) section {
	s := section{noun: "where the change comes from"}
	o := r.Provenance
	if o == nil {
		return s
	}
	s.add("\n" + prose(originLine(o), false) + "\n")
	if len(o.Commits) == 0 {
		return s
	}
	var b strings.Builder
	b.WriteByte('\n')
	for i := range o.Commits {
		if i == shownCommits {
			fmt.Fprintf(&b, "- … and %d more\n", len(o.Commits)-i)
			break
		}
		b.WriteString("- " + codeSpan(shortHash(o.Commits[i].Hash), false) + " " + prose(signsOf(&o.Commits[i]), false) + "\n")
	}
	s.add(b.String())
	return s
}
