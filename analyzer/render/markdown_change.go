package render

import (
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// change explains one change in a fold of its own.
func (m *sheet) change(c *report.Change, s *selection) {
	level := fmt.Sprintf("%s %d", c.Risk.Level, c.Risk.Score)
	lead := levelSign(c.Risk.Level) + " "
	if n := s.shownNumber(c); n > 0 {
		lead = fmt.Sprintf("%d · %s", n, lead)
	}
	html, flat := codeHTML(c.Address), codeSpan(c.Address, false)
	if m.stacks && c.Stack != "" {
		html, flat = codeHTML(c.Stack)+" › "+html, codeSpan(c.Stack, false)+" › "+flat
	}
	m.out.WriteString(m.foldOpen(lead+"<b>"+level+"</b> · "+html, lead+"**"+level+"** · "+flat))
	m.line("**Action:** ", actionSign(c), prose(actionSentence(c), false))
	if c.Why != "" {
		m.line()
		m.line("**Why:** ", whyProse(c))
	}
	if text := mayBreak(c); text != "" {
		m.line()
		m.line("**What may break:** ", text)
	}
	m.line()
	m.ofPolicy(c)
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
	if c.Downtime != nil && m.explains {
		m.line("- **Downtime** ", prose(downtimeReason(c), false))
	}
	if c.CreateFirst != nil {
		m.line("- **Create first** ", codeSpan("create_before_destroy", false), " ", prose(createFirstText(c.CreateFirst), false))
	}
	if c.Recovery.Tier != "" {
		m.line("- **Recovery** ", prose(c.Recovery.Tier+": "+c.Recovery.Why, false))
	}
	for _, command := range c.Recovery.Check {
		m.line("- **Check** ", codeSpan(command, false))
	}
	m.others(c)
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
	m.graph(c)
	m.out.WriteString(m.foldShut())
}

// breakShown is the number of dependents that a change's head names.
const breakShown = 3

// mayBreak names the nearest of what a disruptive change leaves as it is and what depends
// on it; empty if there is none.
func mayBreak(c *report.Change) string {
	d := &c.Downstream
	if !c.Disruptive || d.Unchanged == 0 {
		return mayBreakOutside(c)
	}
	bound := ""
	if d.LowerBound {
		bound = "at least "
	} else if d.UpperBound {
		bound = "up to "
	}
	what := " that stay as they are depend on it"
	if d.Unchanged == 1 {
		what = " that stays as it is depends on it"
	}
	var names []string
	for i := range d.Resources {
		if a := &d.Resources[i]; a.Action == noOp && len(names) < breakShown {
			names = append(names, codeSpan(a.Address, false))
		}
	}
	if len(names) == 0 {
		return bound + quantity(d.Unchanged, "resource") + what + andMayBreakOutside(c)
	}
	text := bound + quantity(d.Unchanged, "resource") + what + ": " + strings.Join(names, ", ")
	if more := d.Unchanged - len(names); more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text + andMayBreakOutside(c)
}

// mayBreakOutside counts what depends on a disruptive change from outside of the state.
func mayBreakOutside(c *report.Change) string {
	n := c.Downstream.External
	switch {
	case !c.Disruptive || n == 0:
		return ""
	case n == 1:
		return "1 object outside of this state depends on it"
	}
	return fmt.Sprintf("%d objects outside of this state depend on it", n)
}

func andMayBreakOutside(c *report.Change) string {
	if text := mayBreakOutside(c); text != "" {
		return "; " + text
	}
	return ""
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
	keep, lead := "", "; this keeps it:"
	if len(r.Keep) > 0 {
		lead = "; " + moveAlone + codeList(r.Keep) + moveAndName
	}
	switch {
	case r.MovedBlock != "":
		keep = lead
	case r.Command != "":
		keep = lead + " " + codeSpan(r.Command, false)
	}
	m.line("- **", word, "** the same object as ", codeSpan(r.Address, false), keep)
	m.block("  ", r.MovedBlock)
	if r.Note != "" {
		m.line("  - ", prose(r.Note, false))
	}
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
		before, after := apart(v.before, v.after, maxSpan)
		m.line("  - ", codeSpan(v.path, false), ": ", valueCode(before), " → ", valueCode(after), note)
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

// block writes configuration as a fenced block, nothing for none: two arguments of a block
// can't stand in one line. The fence is longer than any run of backticks in it.
func (m *sheet) block(indent, text string) {
	if text == "" {
		return
	}
	fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
	m.line()
	m.line(indent, fence, "hcl")
	for line := range strings.Lines(text) {
		m.line(indent, shorten(clean(strings.TrimRight(line, "\n")), maxSpan))
	}
	m.line(indent, fence)
	m.line()
}
