package render

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

const (
	// goneLines and goneLinesTerminal bound the lines of what else goes.
	goneLines         = 200
	goneLinesTerminal = 40
	// goneKeys and goneKeysTerminal bound the instances that one of these lines names.
	goneKeys         = 60
	goneKeysTerminal = 12
	// goneUnfolded is the number of lines up to which they are not folded.
	goneUnfolded = 5
)

// loses reports whether an action takes an object away or out of Terraform's hands. One that
// is not known may.
func loses(action string) bool {
	switch action {
	case "create", "read", "update", noOp:
		return false
	}
	return true
}

// unnamed lists by rank what is destroyed, replaced or forgotten, or may be, and has neither
// a row nor details; of what a row causes, listed are the names that its row gives.
func (s *selection) unnamed(listed func(row int, cascade []*report.Change) []*report.Change) []*report.Change {
	named := map[*report.Change]bool{}
	for _, c := range s.details {
		named[c] = true
	}
	var all []*report.Change
	for i, c := range s.rows {
		named[c] = true
		if worst := s.worst(c); worst != nil {
			named[worst] = true
		}
		for _, caused := range listed(i, s.cascades[c]) {
			named[caused] = true
		}
		all = append(all, s.cascades[c]...)
	}
	for _, c := range s.more {
		all = append(append(all, c), s.cascades[c]...)
	}
	all = slices.DeleteFunc(append(all, s.harmless...), func(c *report.Change) bool { return named[c] || !loses(c.Action) })
	slices.SortStableFunc(all, func(a, b *report.Change) int { return cmp.Compare(a.Rank, b.Rank) })
	return all
}

// goneLine names instances of one resource that share an action, in the order of rank.
type goneLine struct{ changes []*report.Change }

// goneLinesOf groups changes by stack, resource and action.
func goneLinesOf(list []*report.Change) []goneLine {
	type key struct{ stack, resource, symbol, action string }
	var lines []goneLine
	at := map[key]int{}
	for _, c := range list {
		k := key{c.Stack, withoutKey(c.Address), actionSymbol(c), c.Action}
		if c.Deposed != nil || k.resource == c.Address {
			lines = append(lines, goneLine{[]*report.Change{c}})
			continue
		}
		i, found := at[k]
		if !found {
			i = len(lines)
			at[k] = i
			lines = append(lines, goneLine{})
		}
		lines[i].changes = append(lines[i].changes, c)
	}
	return lines
}

// names are the address of the first instance and the keys of the others, as far as a line
// holds them, through show; and how many are left.
func (l goneLine) names(first string, limit int, show func(string) string) (text string, more int) {
	parts := []string{first}
	resource := withoutKey(l.changes[0].Address)
	for i, c := range l.changes[1:] {
		if i+1 == limit {
			return strings.Join(parts, ", "), len(l.changes) - limit
		}
		parts = append(parts, show(strings.TrimPrefix(c.Address, resource)))
	}
	return strings.Join(parts, ", "), 0
}

// goneTitle heads the list: what becomes of them, and how many there are.
func goneTitle(list []*report.Change) string {
	var words []string
	for _, f := range actionForms {
		if loses(f.word) && slices.ContainsFunc(list, func(c *report.Change) bool { return c.Action == f.word }) {
			words = append(words, f.did)
		}
	}
	if slices.ContainsFunc(list, func(c *report.Change) bool { return formOf(c.Action).symbol == unknownSymbol }) {
		words = append(words, "of unknown action")
	}
	last := len(words) - 1
	text := words[last]
	if last > 0 {
		text = strings.Join(words[:last], ", ") + " and " + text
	}
	return fmt.Sprintf("Also %s (%d)", text, len(list))
}

// moreGone counts what no line names.
func moreGone(lines []goneLine) string {
	n := 0
	for _, l := range lines {
		n += len(l.changes)
	}
	return fmt.Sprintf("… and %d more (-f json lists all)", n)
}

// gone names in the terminal format whatever else is lost.
func (p *page) gone(s *selection) {
	list := s.unnamed(func(int, []*report.Change) []*report.Change { return nil })
	if len(list) == 0 {
		return
	}
	p.heading(goneTitle(list))
	lines := goneLinesOf(list)
	for i, l := range lines {
		if i == goneLinesTerminal {
			p.line("   " + p.ink.dim(moreGone(lines[i:])))
			return
		}
		c := l.changes[0]
		first := fullAddress(c)
		if p.stacks && c.Stack != "" {
			first = clean(c.Stack) + " › " + first
		}
		text, more := l.names(first, goneKeysTerminal, clean)
		if more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		p.paragraph("   "+pad(actionSymbol(c), 4), text, plain)
	}
}

// gone names whatever else is lost.
func (m *sheet) gone(s *selection) section {
	out := section{noun: "some names of what else goes"}
	list := s.unnamed(func(row int, cascade []*report.Change) []*report.Change {
		if m.limit.Flat || row >= defaultRows {
			return nil
		}
		return cascade[:min(len(cascade), cascadeShown)]
	})
	if len(list) == 0 {
		return out
	}
	title, lines := goneTitle(list), goneLinesOf(list)
	out.open = "\n**" + title + "**\n\n"
	if len(lines) > goneUnfolded {
		out.open, out.shut = m.foldOpen(title, title), m.foldShut()
	}
	code := func(text string) string { return codeSpan(text, false) }
	for i, l := range lines {
		if i == goneLines {
			out.add("- " + prose(moreGone(lines[i:]), false) + "\n")
			break
		}
		c := l.changes[0]
		text, more := l.names(m.addressCode(c, false), goneKeys, code)
		if more > 0 {
			text += fmt.Sprintf(" and %d more", more)
		}
		out.add("- " + actionSign(c) + text + "\n")
	}
	return out
}
