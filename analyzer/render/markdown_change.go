package render

import (
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// change explains one change in a fold of its own.
func (m *sheet) change(c *report.Change, s *selection) {
	m.line(fmt.Sprintf("<details><summary>%d · %s <b>%s %d</b> · ", c.Rank, levelSign(c.Risk.Level), c.Risk.Level, c.Risk.Score),
		codeHTML(c.Address), "</summary>")
	m.line()
	m.line("**Action:** ", actionSign(c), prose(actionSentence(c), false))
	if c.Why != "" {
		m.line()
		m.line("**Why:** ", prose(c.Why, false))
	}
	m.line()
	if m.stacks && c.Stack != "" {
		m.line("- **Stack** ", codeSpan(c.Stack, false))
	}
	if c.Deposed != nil {
		m.line("- **Deposed object** ", codeSpan(*c.Deposed, false))
	}
	if c.Location != nil {
		m.line("- **Source** ", codeSpan(fmt.Sprintf("%s:%d", c.Location.File, c.Location.Line), false))
	}
	if len(c.CausedBy) > 0 {
		m.line("- **Caused by** ", codeList(c.CausedBy))
	}
	if c.OrderForcedBy != "" {
		m.line("- **Create first** because ", codeSpan(c.OrderForcedBy, false), " sets ", codeSpan("create_before_destroy", false))
	}
	if c.PreviousAddress != nil {
		m.line("- **Moved from** ", codeSpan(*c.PreviousAddress, false))
	}
	if len(c.ReplacePaths) > 0 {
		m.line("- **Forced by** ", forcedBy(c, func(s string) string { return codeSpan(s, false) }))
	}
	m.attributes(c)
	m.content(c)
	if text := outcomeText(c); text != "" {
		m.line("- **Outcome** ", prose(text, false))
	}
	if c.Recovery.Tier != "" {
		m.line("- **Recovery** ", prose(c.Recovery.Tier+": "+c.Recovery.Why, false))
	}
	for _, command := range c.Recovery.Check {
		m.line("- **Check** ", codeSpan(command, false))
	}
	if len(c.Risk.Factors) > 0 {
		m.line("- **Risk**")
		for _, f := range c.Risk.Factors {
			m.line(fmt.Sprintf("  - **%+d** ", f.Points), prose(f.Why, false), " (", codeSpan(f.Rule, false), ")")
		}
	}
	m.line("- **Downstream** ", prose(downstreamSentence(&c.Downstream), false))
	m.tree(c)
	if c.ActsOn != nil {
		m.line("- **Acts on** ", actsOnSentence(c.ActsOn, func(name string) string { return codeSpan(name, false) }))
	}
	if c.Outside != nil {
		m.line("- **Outside** ", outsideSentence(c, func(text string) string { return prose(clean(text), false) }))
	}
	m.cascade(c, s)
	m.rename(c.ProbableRename)
	m.line()
	m.line("</details>")
}

// cascadeCell is what a root causes, for its row of the table.
func (m *sheet) cascadeCell(s *selection, c *report.Change) string {
	text := cascadeLine(s, c, func(address string) string { return codeSpan(address, true) })
	if text == "" {
		return ""
	}
	return "<br>" + text
}

// cascade lists what the change causes.
func (m *sheet) cascade(c *report.Change, s *selection) {
	cascade := s.cascades[c]
	if len(cascade) == 0 {
		return
	}
	m.line("- **Causes** ", quantity(len(cascade), "more change"))
	for i, caused := range cascade {
		if i == cascadeShown {
			m.line(fmt.Sprintf("  - … and %d more", len(cascade)-i))
			return
		}
		m.line("  - ", actionSign(caused), codeSpan(caused.Address, false), fmt.Sprintf(" (%s %d)", caused.Risk.Level, caused.Risk.Score))
	}
}

// rename shows how to keep the object where the change is probably half of a rename.
func (m *sheet) rename(r *report.ProbableRename) {
	if r == nil {
		return
	}
	word := "Probably"
	if r.Certain {
		word = "Almost certainly"
	}
	keep := ""
	if text := keepText(r); text != "" {
		keep = "; this keeps it: " + codeSpan(text, false)
	}
	m.line("- **", word, "** the same object as ", codeSpan(r.Address, false), keep)
	if r.Note != "" {
		m.line("  - ", prose(r.Note, false))
	}
}

// actionSign is the action's sign as code with a space behind, or nothing.
func actionSign(c *report.Change) string {
	if symbol := actionSymbol(c); symbol != "" {
		return codeSpan(symbol, false) + " "
	}
	return ""
}

// codeList lists attribute paths as code, the first ones of many.
func codeList(paths []string) string {
	var names []string
	for i, path := range paths {
		if i == namesShown {
			return strings.Join(names, ", ") + fmt.Sprintf(" and %d more", len(paths)-i)
		}
		names = append(names, codeSpan(path, false))
	}
	return strings.Join(names, ", ")
}

func (m *sheet) attributes(c *report.Change) {
	a := attributesOf(c)
	if a.total == 0 && len(a.values) == 0 {
		return
	}
	m.line("- **Changed** ", quantity(a.total, "attribute"))
	for i, v := range a.values {
		if i == valuesShown {
			m.line(fmt.Sprintf("  - … and %d more values", len(a.values)-i))
			break
		}
		note := ""
		if v.forces {
			note = ", **forces replacement**"
		}
		m.line("  - ", codeSpan(v.path, false), ": ", valueCode(v.before), " → ", valueCode(v.after), note)
	}
	for _, names := range [...]struct {
		list []string
		note string
	}{{a.unknown, knownLater}, {a.sensitive, "(sensitive)"}, {a.others, "(not shown)"}} {
		if len(names.list) > 0 {
			m.line("  - ", codeList(names.list), " ", names.note)
		}
	}
}

// valueCode writes a value as code, and what stands for one that is not there as words.
func valueCode(text string) string {
	if text == unset || text == knownLater {
		return text
	}
	return codeSpan(text, false)
}

// tree writes the dependents of a change as a nested list.
func (m *sheet) tree(c *report.Change) {
	if len(c.Downstream.Resources) == 0 {
		return
	}
	top, hidden, unchanged := downstreamTree(c.Address, &c.Downstream, markdownTree, markdownDepth)
	m.branches("  ", top)
	if hidden > 0 {
		m.line("  - ", moreDependents(hidden, unchanged))
	}
}

func (m *sheet) branches(indent string, list []*branch) {
	for _, b := range list {
		status := prose(formOf(b.action).did, false)
		if b.count > 1 {
			status = fmt.Sprintf("%d %s", b.count, status)
		}
		if b.action == noOp {
			status = "**" + status + "**"
		}
		m.line(indent, "- ", codeSpan(b.address, false), " ", status)
		m.branches(indent+"  ", b.children)
	}
}

// keepText is the moved block in one line, or the command where no block can.
func keepText(r *report.ProbableRename) string {
	if r.MovedBlock == "" {
		return r.Command
	}
	return strings.Join(strings.Fields(r.MovedBlock), " ")
}
