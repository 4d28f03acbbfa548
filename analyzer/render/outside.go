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
	parts := []string{text(state) + " (" + text(o.Source) + ")"}
	if c.Downstream.External > 0 {
		parts = append(parts, dependOutside(c, text))
	}
	for _, f := range o.Facts {
		parts = append(parts, text(f))
	}
	for _, m := range o.Missing {
		parts = append(parts, "not looked up: "+text(m))
	}
	return strings.Join(parts, "; ")
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
