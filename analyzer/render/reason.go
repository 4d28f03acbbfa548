package render

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// reasonPoints is what a factor of a low change gives at least to be named: less says nothing
// that a reader would ask about.
const reasonPoints = 8

// reasonLine says why a change at level low has its points, where the report explains it no
// further: the heaviest of its factors but the one of its class and that of what depends on
// it, which the line of the change counts. It is empty where there is none.
func reasonLine(s *selection, c *report.Change) string {
	if c.Risk.Level != risk.LevelLow || slices.Contains(s.details, c) {
		return ""
	}
	worst := reasonOf(c)
	if worst.Points == 0 {
		return ""
	}
	return clean(worst.Why) + " (" + clean(worst.Rule) + ")"
}

// reasonOf is the heaviest factor of a change that says something of its own, the zero
// factor where there is none or the change is harmless.
func reasonOf(c *report.Change) risk.Factor {
	worst := risk.Factor{}
	if c.Risk.Level == risk.LevelInfo {
		return worst
	}
	for _, f := range c.Risk.Factors {
		if f.Rule != "class-action" && f.Rule != "reach" && f.Points >= reasonPoints && f.Points > worst.Points {
			worst = f
		}
	}
	return worst
}

// reason is a change's reason for its row.
func (m *sheet) reason(c *report.Change) string {
	worst := reasonOf(c)
	if worst.Points == 0 {
		return ""
	}
	lead := "<br>"
	if m.limit.Flat {
		lead = "; "
	}
	return lead + prose(worst.Why, true) + " (" + codeSpan(worst.Rule, true) + ")"
}
