package knowledge

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// When says which difference between both sides of a change a watch looks for.
type When string

const (
	// WhenChanges is any difference; the order of a list is none.
	WhenChanges When = "changes"
	// WhenBecomes is a value that is there after the change and was not before.
	WhenBecomes When = "becomes"
	// WhenLeaves is a value that was there before the change and no longer is.
	WhenLeaves When = "leaves"
	// WhenLowered and WhenRaised compare numbers.
	WhenLowered When = "lowered"
	// WhenRaised is a number that grows.
	WhenRaised When = "raised"
	// WhenRemoved is an attribute or block that is null or empty after the change and was
	// not before, WhenAdded the contrary.
	WhenRemoved When = "removed"
	// WhenAdded is an attribute or block that was null or empty and is set.
	WhenAdded When = "added"
	// WhenMajor is a version whose first number is another one.
	WhenMajor When = "major"
	// WhenMinor is a version whose first or second number is another one.
	WhenMinor When = "minor"
	// WhenShrinks is a list, set or map that loses elements.
	WhenShrinks When = "shrinks"
	// WhenCut is a number of several things that falls to a quarter or less, or to one; what
	// becomes 0 is none.
	WhenCut When = "cut"
	// WhenBelow is a number that was at least a bound and is less.
	WhenBelow When = "below"
)

// Whens lists all of them.
func Whens() []When {
	return []When{WhenChanges, WhenBecomes, WhenLeaves, WhenLowered, WhenRaised, WhenRemoved, WhenAdded, WhenMajor, WhenMinor, WhenShrinks, WhenCut, WhenBelow}
}

// Moments lists when the effect of a change may be felt.
func Moments() []string {
	return []string{"at-apply", "next-maintenance", "next-deploy", "after-days", "caches-expire"}
}

// Outcomes lists what a change may lead to, in the words of the report.
func Outcomes() []string {
	return []string{"data-loss", "outage", "new-identity", "access-loss", "exposure", "stuck", "cost", "none"}
}

// Watch is a change of one attribute that does more than the plan's "update" says. The
// facts are from the documentation of the provider and the service.
type Watch struct {
	// Path is the attribute: dotted, without indexes. A list is looked through.
	Path string
	When When
	// Value is what WhenBecomes and WhenLeaves compare with: a bool, a string, an int64
	// or a float64. For WhenBelow it is the bound.
	Value any
	// Endless is true if 0 or nothing means "no end", such as a retention that never
	// expires: then it is more than any number.
	Endless bool
	// With are settings that must hold after the change as well.
	With []Setting
	// Of are settings that must hold in the same block: of a list of named parameters only
	// the one of that name is looked at. Their paths begin in the block that Path ends in.
	Of []Setting
	// Own is true if a value that another change makes unknown is felt here, and not only
	// where that change is.
	Own bool
	// Create is true if a create or a replace that sets the value counts too.
	Create bool
	// Replace is true if a replace counts too: the new object has the setting from then on.
	Replace bool
	// Rule is the identifier of the rule that the watch belongs to.
	Rule string
	// Score is what a change scores at least by the watch, 0 to 100.
	Score int
	// Why says in one plain clause what the change does.
	Why string
	// Moment is one of Moments, Outcome one of Outcomes.
	Moment, Outcome string
	// HurriedBy is the attribute without which the change waits for the next maintenance
	// window, whatever Moment says; empty for none.
	HurriedBy string
	// CopiedBy is the attribute with which the service takes a copy before the change: a number
	// that is more than 0 before. It may be empty.
	CopiedBy string
	// Same is an attribute that must be set, to nothing that begins with Spares, and stay as it
	// is. BlockedBy is where an instance that stays must hold this one. Both may be empty.
	Same, Spares string
	BlockedBy    Holder
	// Recovery is what it takes to undo the change, RecoveryWhy what the old configuration
	// does not bring back; that is empty where it brings back all.
	Recovery    Tier
	RecoveryWhy string
}

// Setting is a value that an attribute must have. False, 0 and "" hold for an attribute
// that is not set as well.
type Setting struct {
	// Path is the attribute: dotted, without indexes.
	Path string
	// Value is a bool, a string, an int64 or a float64.
	Value any
}

// hazard holds what the watches of one rule have in common.
type hazard struct {
	rule            string
	replaces        bool
	score           int
	moment, outcome string
	recovery        Tier
	recoveryWhy     string
}

// watched is what is watched on one type.
type watched struct {
	name    string
	watches []Watch
}

// Watches returns what is watched on a type, in the order of the files; it is shared:
// read only.
func (t *Table) Watches(resourceType string) []Watch {
	i, found := slices.BinarySearchFunc(t.watched, resourceType, func(w watched, name string) int { return cmp.Compare(w.name, name) })
	if !found {
		return nil
	}
	return t.watched[i].watches
}

// ChartValues returns what is watched of the values that a Helm release gives to its chart,
// in the order of the files; it is shared: read only. Path is how the path of a value ends,
// at a dot. Create is true if the value counts also where none stood before: then it takes
// the place of what the chart says.
func (t *Table) ChartValues() []Watch { return t.chartValues }

// Watched lists the types on which anything is watched, sorted.
func (t *Table) Watched() []string {
	names := make([]string, 0, len(t.watched))
	for _, w := range t.watched {
		names = append(names, w.name)
	}
	return names
}

func (b *builder) addHazard(block *hclsyntax.Block) {
	from := newBody(block)
	h := hazard{
		rule: block.Labels[0], replaces: from.flag("replaces"), score: from.number("score"),
		moment: from.required("moment"), outcome: from.required("outcome"),
	}
	h.recovery, h.recoveryWhy = b.undo(from)
	b.errs = append(b.errs, from.finish()...)
	if slices.ContainsFunc(b.hazards, func(o hazard) bool { return o.rule == h.rule }) {
		b.failf(from.at, "hazard %q stands twice", h.rule)
	}
	b.hazards = append(b.hazards, h)
}

func (b *builder) addWatch(block *hclsyntax.Block) {
	w, aliases := b.watch(block)
	for _, name := range append([]string{block.Labels[0]}, aliases...) {
		b.watches[name] = append(b.watches[name], w)
	}
}

func (b *builder) addChartValue(block *hclsyntax.Block) {
	w, aliases := b.watch(block)
	for _, path := range append([]string{w.Path}, aliases...) {
		w.Path = path
		b.table.chartValues = append(b.table.chartValues, w)
	}
}

// watch reads a watch, and the further types or paths that it is about.
func (b *builder) watch(block *hclsyntax.Block) (Watch, []string) {
	from := newBody(block)
	w := Watch{
		Path: block.Labels[len(block.Labels)-1], When: When(from.required("when")), Endless: from.flag("endless"), Create: from.flag("create"), Own: from.flag("own"),
		With: from.settings("with"), Of: from.settings("of"), Rule: from.required("rule"), Why: from.required("why"),
		Moment: from.text("moment"), Outcome: from.text("outcome"), HurriedBy: from.text("hurried_by"), CopiedBy: from.text("copied_by"), Same: from.text("same"), Spares: from.text("spares"),
	}
	w.BlockedBy.Type, w.BlockedBy.Path, _ = strings.Cut(from.text("blocked_by"), ".")
	w.Value = from.scalar("value")
	w.Recovery, w.RecoveryWhy = b.undo(from)
	if i := slices.IndexFunc(b.hazards, func(h hazard) bool { return h.rule == w.Rule }); i >= 0 {
		h := b.hazards[i]
		w.Score, w.Moment, w.Outcome = h.score, cmp.Or(w.Moment, h.moment), cmp.Or(w.Outcome, h.outcome)
		w.Replace = w.Create || h.replaces
		if w.Recovery == "" {
			w.Recovery, w.RecoveryWhy = h.recovery, h.recoveryWhy
		}
	} else {
		b.failf(from.at, "rule = %q: no hazard of that name", w.Rule)
	}
	if _, ok := from.attrs["score"]; ok {
		w.Score = from.number("score")
	}
	aliases := from.texts("aliases")
	b.errs = append(b.errs, from.finish()...)
	b.checkWatch(from, w)
	return w, aliases
}

// undo reads what it takes to undo what a hazard or a watch is about.
func (b *builder) undo(from *body) (Tier, string) {
	word, why := from.text("recovery"), from.text("recovery_why")
	if word == "" {
		if why != "" {
			b.failf(from.at, "recovery_why goes with recovery, and only with it")
		}
		return "", ""
	}
	tier := b.tier(from.at, word)
	if tier != TierReversible && why == "" {
		b.failf(from.at, "recovery = %q: a recovery_why says what the old configuration does not bring back", tier)
	}
	return tier, why
}

func (b *builder) checkWatch(from *body, w Watch) {
	if !slices.Contains(Whens(), w.When) {
		b.failf(from.at, "when = %q: want one of %v", w.When, Whens())
	}
	if compares := w.When == WhenBecomes || w.When == WhenLeaves || w.When == WhenBelow; compares != (w.Value != nil) {
		b.failf(from.at, "value goes with when = %q, %q and %q, and only with them", WhenBecomes, WhenLeaves, WhenBelow)
	}
	if _, number := w.Value.(int64); w.When == WhenBelow && !number {
		b.failf(from.at, "when = %q: value wants a whole number", WhenBelow)
	}
	if len(w.Of) > 0 && !strings.Contains(w.Path, ".") {
		b.failf(from.at, "of goes with an attribute in a block, and %q is in none", w.Path)
	}
	if w.Score < 0 || w.Score > 100 {
		b.failf(from.at, "score = %d: want 0 to 100", w.Score)
	}
	if !slices.Contains(Moments(), w.Moment) {
		b.failf(from.at, "moment = %q: want one of %v", w.Moment, Moments())
	}
	if !slices.Contains(Outcomes(), w.Outcome) {
		b.failf(from.at, "outcome = %q: want one of %v", w.Outcome, Outcomes())
	}
}

// sortWatches puts what was gathered into the order in which it is searched.
func (b *builder) sortWatches() {
	for _, name := range slices.Sorted(maps.Keys(b.watches)) {
		b.table.watched = append(b.table.watched, watched{name, b.watches[name]})
	}
}
