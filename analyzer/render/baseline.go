package render

import (
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// shownNews is the number of changes of each kind that human reports name in what they
// say about an earlier report.
const shownNews = 10

// baselineLine says in one line how a report differs from an earlier one.
func baselineLine(d *report.Delta) string {
	var parts []string
	for _, part := range [...]struct {
		n    int
		word string
	}{{d.New, "new"}, {d.Worse, "worse"}, {d.Changed, "changed"}, {d.Gone, "gone"}, {d.Same, "unchanged"}, {d.NotCompared, "not compared"}} {
		if part.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", part.n, part.word))
		}
	}
	text := "no changes, then and now"
	if len(parts) > 0 {
		text = strings.Join(parts, ", ")
	}
	if d.NewFindings > 0 {
		text += ", " + quantity(d.NewFindings, "new finding")
	}
	text += fmt.Sprintf(". The plan was %s %d.", d.Level, d.Score)
	if d.OtherStack {
		text += " That was a report of another stack: the two can't be compared."
	}
	if d.LevelsOnly {
		text += " One of the two reports is of an earlier version, which keeps no more than levels and actions: what is unchanged may have other values."
	}
	if d.Partial && d.Gone > 0 {
		text += " One of the two reports is not complete: what is gone may be hidden only."
	}
	return text
}

// news is one change that is new, worse, changed or gone.
type news struct {
	stack, address, deposed string
	// note says what the change does and did.
	note string
}

// newsList is one kind of news.
type newsList struct {
	sign, word string
	news       []news
	// all counts those without a name, too.
	all int
}

// newsOf lists what is new, worse, changed and gone beside the earlier report, as far as it
// is named there.
func newsOf(r *report.Report) []newsList {
	var added, worse, changed, gone []news
	past, before := r.Baseline.WorseChanges, r.Baseline.ChangedChanges
	for i := range r.Changes {
		c := &r.Changes[i]
		n := news{stack: c.Stack, address: c.Address, note: fmt.Sprintf("%s, %s %d", actionWord(c), c.Risk.Level, c.Risk.Score)}
		if c.Deposed != nil {
			n.deposed = *c.Deposed
		}
		switch {
		case c.Baseline == report.BaselineNew:
			added = append(added, n)
		case c.Baseline == report.BaselineWorse && len(past) > 0:
			n.note += "; was " + pastNote(&past[0])
			past = past[1:]
			worse = append(worse, n)
		case c.Baseline == report.BaselineChanged:
			if len(before) > 0 {
				if note := pastNote(&before[0]); before[0].Action != c.Action || before[0].Level != c.Risk.Level {
					n.note += "; was " + note
				}
				before = before[1:]
			}
			changed = append(changed, n)
		}
	}
	for i := range r.Baseline.GoneChanges {
		p := &r.Baseline.GoneChanges[i]
		n := news{stack: p.Stack, address: p.Address, note: "was " + pastNote(p)}
		if p.Deposed != nil {
			n.deposed = *p.Deposed
		}
		gone = append(gone, n)
	}
	return []newsList{
		{"🆕", "new", added, r.Baseline.New}, {"🔺", "worse", worse, r.Baseline.Worse},
		{"📝", "changed", changed, r.Baseline.Changed}, {"➖", "gone", gone, r.Baseline.Gone},
	}
}

func pastNote(p *report.PastChange) string {
	return fmt.Sprintf("%s, %s %d", formOf(p.Action).word, p.Level, p.Score)
}

// baseline says in the terminal format what is new since an earlier report.
func (p *page) baseline(r *report.Report) {
	if r.Baseline == nil {
		return
	}
	p.heading(baselineTitle)
	p.paragraph("   ", baselineLine(r.Baseline), plain)
	for _, list := range newsOf(r) {
		lead := "   " + pad(list.word, labelColumn)
		for i := range list.news[:min(len(list.news), shownNews)] {
			n := &list.news[i]
			name := clean(n.address)
			if n.deposed != "" {
				name += " (deposed " + clean(n.deposed) + ")"
			}
			if p.stacks && n.stack != "" {
				name = clean(n.stack) + " › " + name
			}
			p.paragraph(lead, name+" ("+n.note+")", plain)
			lead = strings.Repeat(" ", 3+labelColumn)
		}
		if more := moreNews(list.all, len(list.news)); more != "" {
			p.line(lead + p.ink.dim(more))
		}
	}
}

// baselineTitle heads what is said about an earlier report.
const baselineTitle = "Since the last report"

// moreNews says how many are not named, empty for none. Of none that is named the count
// in the first line is enough.
func moreNews(all, named int) string {
	if shown := min(named, shownNews); shown > 0 && all > shown {
		return fmt.Sprintf("… and %d more", all-shown)
	}
	return ""
}

// baseline says in Markdown what is new since an earlier report.
func (m *sheet) baseline(r *report.Report) section {
	s := section{noun: "some of what is new since the last report"}
	if r.Baseline == nil {
		return s
	}
	s.add("\n**" + baselineTitle + ":** " + baselineLine(r.Baseline) + "\n")
	lead := "\n"
	for _, list := range newsOf(r) {
		word := list.sign + " " + list.word
		for i := range list.news[:min(len(list.news), shownNews)] {
			n := &list.news[i]
			name := codeSpan(n.address, false)
			if n.deposed != "" {
				name += " (deposed " + codeSpan(n.deposed, false) + ")"
			}
			if m.stacks && n.stack != "" {
				name = codeSpan(n.stack, false) + " › " + name
			}
			s.add(lead + "- " + word + " " + name + " (" + prose(n.note, false) + ")\n")
			lead = ""
		}
		if more := moreNews(list.all, len(list.news)); more != "" {
			s.add("- " + word + " " + more + "\n")
		}
	}
	return s
}
