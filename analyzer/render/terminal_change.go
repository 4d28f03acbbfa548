package render

import (
	"fmt"
	"strings"

	"charm.land/lipgloss/v2"

	"github.com/tfblast/tfblast/analyzer/report"
)

const (
	labelColumn = 13 // width of the labels of a change's details
	treeLines   = 12
	treeDepth   = 7
	namesShown  = 10 // names listed of attributes without values
	valuesShown = 8
)

// bodyIndent is the column at which the bodies of details begin.
func (p *page) bodyIndent() int {
	if p.width < wideWidth {
		return 5
	}
	return 3 + labelColumn
}

// field writes one labelled paragraph of a change's details.
func (p *page) field(label, text string) {
	p.paragraph(p.label(label), text, plain)
}

// label returns the lead of a field's first line; on a narrow page the label gets a
// line of its own.
func (p *page) label(label string) string {
	if p.width < wideWidth {
		if label != "" {
			p.line("   " + p.ink.dim(label))
		}
		return strings.Repeat(" ", p.bodyIndent())
	}
	return "   " + p.ink.dim(pad(label, labelColumn))
}

// change explains one change.
func (p *page) change(c *report.Change, s *selection) {
	p.line("")
	rank := padLeft(fmt.Sprint(s.shownNumber(c)), 2) + " "
	if s.shownNumber(c) == 0 { // without a row, or explained though the plan leaves it alone
		rank = "   "
	}
	p.paragraph(rank, fullAddress(c), p.ink.bold)
	lead := "   " + p.ink.level(c.Risk.Level, fmt.Sprintf("%s %d", c.Risk.Level, c.Risk.Score)) + " · "
	p.paragraph(lead, strings.TrimSpace(actionSymbol(c)+" "+actionSentence(c)), plain)
	if c.Why != "" {
		p.paragraph("   ", clean(c.Why), plain)
	}
	p.line("")
	p.ofPolicy(c)
	if p.stacks && c.Stack != "" {
		p.field("stack", clean(c.Stack))
	}
	if c.Location != nil {
		p.field("source", fmt.Sprintf("%s:%d", clean(c.Location.File), c.Location.Line))
	}
	if c.PreviousAddress != nil {
		p.field("moved from", clean(*c.PreviousAddress))
	}
	p.causes(c)
	if c.OrderForcedBy != "" {
		p.field("create first", "because "+clean(c.OrderForcedBy)+" sets create_before_destroy")
	}
	if len(c.ReplacePaths) > 0 {
		p.field("forced by", forcedBy(c, func(s string) string { return shorten(clean(s), 2*minWidth) }))
	}
	p.attributes(c)
	p.content(c)
	if text := outcomeText(c); text != "" {
		p.field("outcome", text)
	}
	if c.Downtime != nil && p.explains {
		p.field("downtime", downtimeReason(c))
	}
	if c.CreateFirst != nil {
		p.field("create first", createFirstText(c.CreateFirst))
	}
	if c.Recovery.Tier != "" {
		p.field("recovery", strings.TrimSuffix(clean(c.Recovery.Tier)+": "+clean(c.Recovery.Why), ": "))
	}
	if len(c.Recovery.Check) > 0 { // explain shows all
		p.command("check", c.Recovery.Check[0])
	}
	p.others(c)
	p.factors(c)
	p.field("downstream", downstreamSentence(&c.Downstream))
	p.tree(c)
	if c.ActsOn != nil {
		p.field("acts on", actsOnSentence(c.ActsOn, clean))
	}
	if c.Outside != nil {
		p.field("outside", outsideSentence(c, clean))
	}
	p.cascade(c, s)
	p.rename(c.ProbableRename)
}

// causes lists what directly causes a change. Of many causes the first say enough.
func (p *page) causes(c *report.Change) {
	shown := c.CausedBy[:min(len(c.CausedBy), namesShown)]
	for i, cause := range shown {
		p.field(labelOnce("caused by", i), clean(cause))
	}
	if more := len(c.CausedBy) - len(shown); more > 0 {
		p.field("", fmt.Sprintf("and %d more", more))
	}
}

// cascade lists what the change causes.
func (p *page) cascade(c *report.Change, s *selection) {
	for i, caused := range s.cascades[c] {
		if i == cascadeShown {
			p.field("", fmt.Sprintf("… and %d more", len(s.cascades[c])-i))
			return
		}
		p.field(labelOnce("causes", i), fmt.Sprintf("%s %s (%s %d)", actionSymbol(caused), clean(caused.Address), caused.Risk.Level, caused.Risk.Score))
	}
}

// What stands around the names that have to stay where a moved block is not enough.
const (
	moveAlone   = "a move alone does not keep it, since a new name replaces most objects: keep "
	moveAndName = " as it was, too:"
)

// rename shows how to keep the object where the change is probably half of a rename.
func (p *page) rename(r *report.ProbableRename) {
	if r == nil {
		return
	}
	word := "probably"
	if r.Certain {
		word = "almost certainly"
	}
	text, lead := r.MovedBlock, "; this keeps it:"
	if len(r.Keep) > 0 {
		lead = "; " + moveAlone + nameList(r.Keep) + moveAndName
	}
	if text == "" {
		text = r.Command
	}
	if text == "" {
		lead = ""
	}
	p.field("rename?", word+" the same object as "+clean(r.Address)+lead)
	indent := strings.Repeat(" ", p.bodyIndent())
	for line := range strings.Lines(text) {
		p.line(indent + openLine(shorten(clean(strings.TrimRight(line, "\n")), p.width-p.bodyIndent()-3)))
	}
	if r.Note != "" {
		p.field("", clean(r.Note))
	}
}

// labelOnce is the label for the first of several fields, and nothing for the others.
func labelOnce(label string, i int) string {
	if i > 0 {
		return ""
	}
	return label
}

// nameList lists attribute paths, the first ones of many.
func nameList(paths []string) string {
	var names []string
	for i, path := range paths {
		if i == namesShown {
			return strings.Join(names, ", ") + fmt.Sprintf(" and %d more", len(paths)-i)
		}
		names = append(names, shorten(clean(path), 2*minWidth))
	}
	return strings.Join(names, ", ")
}

// attributes lists what changes: the values that may be shown, then names.
func (p *page) attributes(c *report.Change) {
	a := attributesOf(c)
	if a.total == 0 && len(a.values) == 0 {
		return
	}
	label := "changed"
	next := func() string {
		lead := p.label(label)
		label = ""
		return lead
	}
	room := p.width - p.bodyIndent()
	column := 0
	for _, v := range a.values {
		column = max(column, lipgloss.Width(v.path))
	}
	column = min(column, room/3)
	for i, v := range a.values {
		if i == valuesShown {
			p.paragraph(next(), fmt.Sprintf("… and %d more values", len(a.values)-i), p.ink.dim)
			break
		}
		p.value(next(), v, column, room)
	}
	for _, names := range [...]struct {
		list []string
		note string
	}{{a.unknown, knownLater}, {a.sensitive, "(sensitive)"}, {a.others, "(not shown)"}} {
		if len(names.list) > 0 {
			p.paragraph(next(), nameList(names.list)+" "+names.note, plain)
		}
	}
}

// value writes one attribute with its values, on one line where they fit.
func (p *page) value(lead string, v attributeValue, column, room int) {
	path := pad(openLine(v.path), column) + "  "
	if lipgloss.Width(path)+lipgloss.Width(v.before)+len(arrow)+lipgloss.Width(v.after) <= room {
		p.line(lead + path + v.before + arrow + v.after)
		return
	}
	p.paragraph(lead, v.path, plain)
	room -= 2 + lipgloss.Width(arrow) + 3 // two to indent, three that openLine may add
	half := room / 2
	before, after := apart(v.before, v.after, half)
	before = shorten(before, max(half, room-lipgloss.Width(after)))
	after = shorten(after, room-lipgloss.Width(before))
	p.line(strings.Repeat(" ", p.bodyIndent()+2) + openLine(before) + arrow + after)
}

const arrow = " → "

// factors lists what the score is made of.
func (p *page) factors(c *report.Change) {
	label := "risk"
	for _, f := range c.Risk.Factors {
		points := fmt.Sprintf("%+4d  ", f.Points)
		p.paragraph(p.label(label)+points, clean(f.Why)+" ("+clean(f.Rule)+")", plain)
		label = ""
	}
}

// tree draws the dependents of a change. Unchanged ones carry an exclamation mark:
// they stay while something under them goes.
func (p *page) tree(c *report.Change) {
	d := &c.Downstream
	if len(d.Resources) == 0 {
		return
	}
	top, hidden, unchanged := downstreamTree(c.Address, d, treeLines, treeDepth)
	indent := strings.Repeat(" ", p.bodyIndent())
	p.branches(indent, top, hidden > 0)
	if hidden > 0 {
		p.line(indent + p.ink.dim("└─ "+moreDependents(hidden, unchanged)))
	}
}

// branches draws one level of the tree and what is under it; open says that another
// line of the same level follows.
func (p *page) branches(prefix string, list []*branch, open bool) {
	for i, b := range list {
		twig, below := "├─ ", "│  "
		if i == len(list)-1 && !open {
			twig, below = "└─ ", "   "
		}
		p.branch(prefix+twig, b)
		p.branches(prefix+below, b.children, false)
	}
}

func (p *page) branch(prefix string, b *branch) {
	form := formOf(b.action)
	mark, status := form.symbol, form.did
	if b.count > 1 {
		status = fmt.Sprintf("%d %s", b.count, status)
	}
	style := p.ink.dim
	if b.action == noOp {
		mark, style = "!", p.ink.warn
	}
	mark = padLeft(mark, 1)
	room := p.width - lipgloss.Width(prefix) - lipgloss.Width(mark) - 3
	status = fit(status, room/2)
	address := shortenAddress(clean(b.address), room-lipgloss.Width(status))
	p.line(p.ink.dim(prefix) + style(mark) + " " + address + "  " + style(status))
}
