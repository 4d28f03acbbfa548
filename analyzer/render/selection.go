package render

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

const (
	defaultRows    = 20
	defaultDetails = 5
)

// selection is what a human report shows of a report's changes.
type selection struct {
	// rows are listed, details explained in full; both in the order of rank.
	rows, details []*report.Change
	// more counts the changes that are left out of rows because of Options.Top.
	more int
	// below counts those left out because of Options.MinLevel.
	below int
	// harmless are the changes at level info where they are not listed.
	harmless []*report.Change
}

// selectChanges picks what to list and what to explain.
func selectChanges(r *report.Report, o Options) selection {
	var s selection
	var info []*report.Change
	for i := range r.Changes {
		c := &r.Changes[i]
		switch {
		case c.Risk.Level < o.MinLevel:
			s.below++
		case c.Risk.Level == risk.LevelInfo && !o.Verbose:
			info = append(info, c)
		default:
			s.rows = append(s.rows, c)
		}
	}
	if len(s.rows) == 0 {
		s.rows, info = info, nil
	}
	s.harmless = info
	rows, details := defaultRows, defaultDetails
	if o.Top > 0 {
		rows, details = o.Top, o.Top
	}
	s.details = selectDetails(s.rows, details, o.Verbose)
	if len(s.rows) > rows {
		s.more = len(s.rows) - rows
		s.rows = s.rows[:rows]
	}
	return s
}

// selectDetails picks the changes to explain: the first ones at medium or above (low
// where verbose), and in any case the first one that disrupts something.
func selectDetails(rows []*report.Change, limit int, verbose bool) []*report.Change {
	floor := risk.LevelMedium
	if verbose {
		floor = risk.LevelLow
	}
	var picked []*report.Change
	for _, c := range rows {
		if c.Risk.Level >= floor && len(picked) < limit {
			picked = append(picked, c)
		}
	}
	disruptive := func(c *report.Change) bool { return c.Disruptive }
	if !slices.ContainsFunc(picked, disruptive) {
		if i := slices.IndexFunc(rows, disruptive); i >= 0 {
			picked = append(picked, rows[i])
		}
	}
	return picked
}
