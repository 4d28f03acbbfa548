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
	// more are the roots that are left out of rows because of Options.Top.
	more []*report.Change
	// below counts those left out because of Options.MinLevel.
	below int
	// cascades holds the changes that a root causes, in the order of rank.
	cascades map[*report.Change][]*report.Change
	// harmless are the changes at level info where they are not listed.
	harmless []*report.Change
}

// selectChanges picks what to list and what to explain. What another change causes is
// folded under that one. With allSevere, rows hold every change at high or above, unless
// Options.Top says how many.
func selectChanges(r *report.Report, o Options, allSevere bool) selection {
	s := selection{cascades: map[*report.Change][]*report.Change{}}
	var info []*report.Change
	for _, c := range s.roots(r) {
		level := s.level(c)
		switch {
		case level < o.MinLevel:
			s.below += 1 + len(s.cascades[c])
		case level == risk.LevelInfo && !o.Verbose:
			info = append(info, c)
		default:
			s.rows = append(s.rows, c)
		}
	}
	if len(s.rows) == 0 {
		s.rows, info = info, nil
	}
	for _, c := range info {
		s.harmless = append(append(s.harmless, c), s.cascades[c]...)
	}
	rows, details := defaultRows, defaultDetails
	if o.Top > 0 {
		rows, details = o.Top, o.Top
	}
	s.details = s.selectDetails(details, o.Verbose)
	if allSevere {
		s.addReasoned(details)
	}
	if o.Top == 0 && allSevere {
		rows = max(rows, s.severe())
	}
	if len(s.rows) > rows {
		s.rows, s.more = s.rows[:rows], s.rows[rows:]
	}
	return s
}

// severe counts the rows from the first one to the last at level high or above.
func (s *selection) severe() int {
	for i, c := range slices.Backward(s.rows) {
		if s.level(c) >= risk.LevelHigh {
			return i + 1
		}
	}
	return 0
}

// roots lists the changes that no other one causes, the one with the highest score in
// its cascade first, and files the others under the highest-ranked of their roots.
func (s *selection) roots(r *report.Report) []*report.Change {
	type key struct{ stack, address string }
	byAddress := map[key]*report.Change{}
	for i := range r.Changes {
		c := &r.Changes[i]
		if c.Deposed == nil && byAddress[key{c.Stack, c.Address}] == nil {
			byAddress[key{c.Stack, c.Address}] = c
		}
	}
	var roots []*report.Change
	listed := map[*report.Change]bool{}
	for i := range r.Changes {
		c := &r.Changes[i]
		root := c
		for _, cause := range c.Causes {
			if other := byAddress[key{c.Stack, cause}]; other != nil && (root == c || other.Rank < root.Rank) {
				root = other
			}
		}
		if root != c {
			s.cascades[root] = append(s.cascades[root], c)
		}
		if !listed[root] {
			listed[root] = true
			roots = append(roots, root)
		}
	}
	return roots
}

// worst is the highest-ranked change of a root's cascade if it ranks above the root
// itself, else nil.
func (s *selection) worst(root *report.Change) *report.Change {
	if cascade := s.cascades[root]; len(cascade) > 0 && cascade[0].Rank < root.Rank {
		return cascade[0]
	}
	return nil
}

// level is the highest level of a root and its cascade.
func (s *selection) level(root *report.Change) risk.Level {
	if worst := s.worst(root); worst != nil {
		return worst.Risk.Level
	}
	return root.Risk.Level
}

// number is a change's place in the table, counted from 1; 0 for one that has no row.
func (s *selection) number(c *report.Change) int { return slices.Index(s.rows, c) + 1 }

// shownNumber is the number in front of a change that is explained: that of its row, its
// rank where there is no table, 0 for none.
func (s *selection) shownNumber(c *report.Change) int {
	if len(s.rows) == 0 {
		return c.Rank
	}
	return s.number(c)
}

// addReasoned adds to the details the first roots below medium that have a reason to tell,
// or cause what has, up to limit.
func (s *selection) addReasoned(limit int) {
	for _, c := range s.rows {
		if len(s.details) >= limit {
			return
		}
		for _, told := range [...]*report.Change{c, s.worst(c)} {
			if told != nil && reasonOf(told).Points > 0 && !slices.Contains(s.details, told) {
				s.details = append(s.details, told)
			}
		}
	}
}

// selectDetails picks the changes to explain: the first roots at medium or above (low
// where verbose), each with the worst change that it causes, and in any case the first
// one that disrupts something.
func (s *selection) selectDetails(limit int, verbose bool) []*report.Change {
	floor := risk.LevelMedium
	if verbose {
		floor = risk.LevelLow
	}
	var picked []*report.Change
	for _, c := range s.rows {
		if s.level(c) >= floor && len(picked) < limit {
			picked = append(picked, c)
			if worst := s.worst(c); worst != nil && len(picked) < limit {
				picked = append(picked, worst)
			}
		}
	}
	disruptive := func(c *report.Change) bool { return c.Disruptive }
	if !slices.ContainsFunc(picked, disruptive) {
		if i := slices.IndexFunc(s.rows, disruptive); i >= 0 {
			picked = append(picked, s.rows[i])
		}
	}
	return picked
}
