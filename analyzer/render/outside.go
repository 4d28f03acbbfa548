package render

import (
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// outsideShown is how many objects from outside a sentence names.
const outsideShown = 12

// states are what a look-up came to, in words.
var states = map[string]string{
	"in-use": "in use", "unused": "unused", "unsettled": "nothing was found that uses it, which proves nothing",
	"not-looked-up": "not looked up",
}

// outsideSentence tells what a look-up outside of the plan saw of a change. text makes any
// text fit for the format.
func outsideSentence(c *report.Change, text func(string) string) string {
	o := c.Outside
	state, known := states[o.State]
	if !known {
		state = o.State
	}
	source := o.Source
	if o.Recorded != "" {
		source += ", recorded " + o.Recorded
	}
	head := text(state) + " (" + text(source) + ")"
	var missing []string
	for _, m := range o.Missing {
		missing = append(missing, text(m))
	}
	if o.State == notLookedUp && len(missing) > 0 {
		head, missing = head+": "+strings.Join(missing, "; "), nil
	}
	parts := []string{head}
	if c.Downstream.External > 0 {
		parts = append(parts, dependOutside(c, text))
	}
	for _, f := range o.Facts {
		parts = append(parts, text(f))
	}
	if len(missing) > 0 {
		parts = append(parts, "not looked up: "+strings.Join(missing, "; "))
	}
	return strings.Join(parts, "; ")
}

// rowTotal is the downstream count for tables: what a look-up found outside of the state
// stands beside it, with a question mark where it could not look.
func rowTotal(c *report.Change) string {
	total, n := boundedTotal(&c.Downstream), c.Downstream.External
	blind := c.Outside != nil && (c.Outside.State == notLookedUp || len(c.Outside.Missing) > 0)
	switch {
	case n == 0 && blind:
		return total + " + ? outside"
	case n > 0 && blind:
		return fmt.Sprintf("%s + ≥ %d outside", total, n)
	case n > 0:
		return fmt.Sprintf("%s + %d outside", total, n)
	}
	return total
}

const notLookedUp = "not-looked-up"

// besideThem counts in the verdict what depends on changes from outside of the state.
func besideThem(g *report.Graph) string {
	if g.External == 0 {
		return ""
	}
	least := ""
	if l := g.Coverage.Outside; l != nil && l.Incomplete > 0 {
		least = "at least "
	}
	verb := "depend"
	if g.External == 1 {
		verb = "depends"
	}
	return fmt.Sprintf(", %s%s outside %s on them", least, quantity(g.External, "object"), verb)
}

// andOutside counts the nodes that are outside of the state.
func andOutside(g *report.Graph) string {
	if g.External == 0 {
		return ""
	}
	return " and " + quantity(g.External, "object") + " outside"
}

// sources name who was asked.
var sources = map[string]string{"aws": "AWS"}

func sourceName(source string) string {
	if name := sources[source]; name != "" {
		return name
	}
	return clean(source)
}

// lookedUp says of complete look-ups that there were any; of others the warnings tell.
func lookedUp(l *report.LookUps) string {
	switch {
	case l == nil:
		return ""
	case l.Recorded != "" && l.Incomplete > 0:
		return fromRecording(l)
	case l.Recorded != "":
		return fromRecording(l) + fmt.Sprintf(" It answers about %s in full.", quantity(l.Asked, "change"))
	case l.Incomplete > 0:
		return ""
	}
	return fmt.Sprintf(" %s was asked about %s and answered in full.", sourceName(l.Source), quantity(l.Asked, "change"))
}

// fromRecording says that nobody was asked now, and when it was.
func fromRecording(l *report.LookUps) string {
	return fmt.Sprintf(" %s: from a recording of %s; \"the last\" hours and days are those before it.", sourceName(l.Source), clean(l.Recorded))
}

// lookUpsShown is how many changes the warning names.
const lookUpsShown = 3

// lookUpsLine says how many changes were not looked up in full and why, and names the first.
func lookUpsLine(l *report.LookUps) string {
	var names []string
	for i, m := range l.Missing {
		if i == lookUpsShown {
			break
		}
		names = append(names, shorten(clean(m.Address), defaultWidth))
	}
	if more := l.Incomplete - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	source := sourceName(l.Source)
	if l.Recorded != "" {
		source += " (from a recording of " + clean(l.Recorded) + ")"
	}
	var causes []string
	for _, c := range l.Causes {
		causes = append(causes, causeOf(&c, l.Incomplete))
	}
	why := ""
	if len(causes) > 0 {
		why = " (" + strings.Join(causes, "; ") + ")"
	}
	return fmt.Sprintf("%s: %d of %s not looked up in full%s, so more may depend on them or use them: %s.",
		source, l.Incomplete, quantity(l.Asked, "change"), why, strings.Join(names, ", "))
}

// causeOf says why changes were not looked up in full: of how many, unless of all of those, and
// the first of the actions that would have to be allowed.
func causeOf(c *report.Cause, all int) string {
	text := clean(c.Why)
	if c.Changes < all {
		text += fmt.Sprintf(" for %d", c.Changes)
	}
	if len(c.Actions) == 0 {
		return text
	}
	actions := clean(c.Actions[0])
	if more := len(c.Actions) - 1; more > 0 {
		actions += " and " + quantity(more, "more action")
	}
	return text + ": " + actions
}

// dependOutside counts what depends on a change from outside of the state, and names the
// first of those that do so directly.
func dependOutside(c *report.Change, text func(string) string) string {
	least, verb, noun := "", "depend", "objects"
	if len(c.Outside.Missing) > 0 || c.Outside.Truncated {
		least = "at least "
	}
	if c.Downstream.External == 1 {
		verb, noun = "depends", "object"
	}
	s := fmt.Sprintf("%s%d %s outside of this state %s on it", least, c.Downstream.External, noun, verb)
	var names []string
	for i, e := range c.Outside.Dependents {
		if i == outsideShown {
			break
		}
		name := e.Kind + " " + e.ID
		if e.Note != "" {
			name += " (" + e.Note + ")"
		}
		names = append(names, text(name))
	}
	if more := c.Downstream.External - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return s + ": " + strings.Join(names, ", ")
}
