package render

import (
	"fmt"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
)

// actedShown is the number of addresses that the line about what a change acts on names.
const actedShown = 3

// actsOnSentence says what a change does to what it acts on, and how much lies behind
// that; name writes an address.
func actsOnSentence(a *report.ActsOn, name func(string) string) string {
	names := make([]string, 0, actedShown)
	for i, address := range a.Resources {
		if i == actedShown {
			break
		}
		names = append(names, name(address))
	}
	if more := a.Direct - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	s := clean(a.Effect) + " " + enumeration(names)
	behind := a.Total - a.Direct
	switch {
	case behind > 0 || a.LowerBound:
		counted := report.Downstream{Total: behind, LowerBound: a.LowerBound, UpperBound: a.UpperBound}
		noun := "resources"
		if behind == 1 {
			noun = "resource"
		}
		s += " and " + boundedTotal(&counted) + " " + noun + " behind " + it(a.Direct)
		if a.Unchanged < a.Total {
			s += fmt.Sprintf(", %d of the %d unchanged", a.Unchanged, a.Total)
		}
	case a.UpperBound:
		s = "perhaps " + s
	}
	if a.Partial {
		s += "; for some addresses only"
	}
	if !a.Lasting {
		s += "; until the new one takes its place"
	}
	return s
}

func it(n int) string {
	if n == 1 {
		return "it"
	}
	return "them"
}

func enumeration(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
