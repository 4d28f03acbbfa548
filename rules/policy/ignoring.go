package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// pickIgnores leaves out what has expired, and says so, as a diagnostic and as an effect:
// some formats show the one, some the other.
func (a *application) pickIgnores() {
	now := a.settings.scope.Now
	for _, s := range a.settings.sections {
		for _, i := range s.ignores {
			switch {
			case i.expires.IsZero():
			case now.IsZero():
				a.warn(i, "expires %s, and no clock is given: it does not count", i.expires.Format(time.DateOnly))
				continue
			case i.expired(now):
				a.warn(i, "expired on %s and no longer counts", i.expires.Format(time.DateOnly))
				continue
			}
			a.ignores = append(a.ignores, i)
		}
	}
}

// expired reports whether the last day on which an ignore counts is over.
func (i *ignore) expired(now time.Time) bool {
	return !i.expires.IsZero() && !now.UTC().Before(i.expires.AddDate(0, 0, 1))
}

// Expired lists the ignores that no longer count at a time, each with its place.
func (p *Policy) Expired(now time.Time) []string {
	var list []string
	for _, s := range p.sections() {
		for _, i := range s.ignores {
			if i.expired(now) {
				list = append(list, fmt.Sprintf("%s: the ignore of %s expired on %s", i.place, i.what(), i.expires.Format(time.DateOnly)))
			}
		}
	}
	return list
}

func (a *application) warn(i *ignore, format string, args ...any) {
	text := fmt.Sprintf("the ignore of %s "+format, append([]any{i.what()}, args...)...)
	a.expired = append(a.expired, Effect{
		File: i.place.file, Line: i.place.line, Changed: text, Watched: a.input.Watched != "" && (i.address == "" || i.address.matches(a.input.Watched)),
	})
	a.result.Diagnostics = append(a.result.Diagnostics, diagnostic.Warnf("%s: %s", i.place, text).
		WithDetail("Its reason was: %s. Remove it, or look again and give it another date.", i.reason))
}

// what is what an ignore is about, in words.
func (i *ignore) what() string {
	switch {
	case i.rule == "":
		return string(i.address)
	case i.address == "":
		return "rule " + string(i.rule)
	}
	return "rule " + string(i.rule) + " on " + string(i.address)
}

// covers reports whether an ignore's addresses hold all of a list. An ignore without
// addresses holds everything; one with addresses can't hold a finding that names none. Where
// an instance comes from counts as well: a move into what is ignored must not hide it.
func (a *application) covers(i *ignore, addresses []string) bool {
	if i.address == "" {
		return true
	}
	return len(addresses) > 0 && !slices.ContainsFunc(addresses, func(address string) bool {
		return !i.address.matches(address) || slices.ContainsFunc(a.former[address], func(former string) bool { return !i.address.matches(former) })
	})
}

// ignoredBy returns the first ignore that names a rule and covers the addresses.
func (a *application) ignoredBy(rule string, addresses []string) *ignore {
	for _, i := range a.ignores {
		if i.rule != "" && i.rule.matches(rule) && a.covers(i, addresses) {
			return i
		}
	}
	return nil
}

// deeds are what one ignore did.
type deeds struct{ changes, findings, points, rules *tally }

func (a *application) did(i *ignore) *deeds {
	if a.deeds[i] == nil {
		a.deeds[i] = &deeds{a.tally(), a.tally(), a.tally(), a.tally()}
	}
	return a.deeds[i]
}

// ignoreFactors takes the points of built-in rules away that are ignored by name. Points
// that speak for a change stay.
func (a *application) ignoreFactors() {
	for n := range a.input.Changes {
		c, v := &a.input.Changes[n], &a.result.Changes[n]
		var last *ignore
		for _, f := range c.Factors {
			if f.Points <= 0 {
				continue
			}
			by := a.ignoredBy(f.Rule, []string{c.Address})
			if by == nil {
				continue
			}
			v.add(risk.Factor{Rule: f.Rule, Points: -f.Points, Why: "ignored: " + by.reason})
			if by != last {
				a.did(by).points.add(c.Address, c.Address)
			}
			last = by
		}
	}
}

// markIgnored marks changes and findings that are ignored as a whole.
func (a *application) markIgnored() {
	for n := range a.input.Changes {
		address := a.input.Changes[n].Address
		for _, i := range a.ignores {
			if i.rule == "" && a.covers(i, []string{address}) {
				a.result.Changes[n].Ignored = i.mark()
				a.did(i).changes.add(address, address)
				break
			}
		}
	}
	for n := range a.input.Findings {
		f := &a.input.Findings[n]
		for _, i := range a.ignores {
			if (i.rule == "" || i.rule.matches(f.Rule)) && a.covers(i, f.Addresses) {
				a.result.Findings[n].Ignored = i.mark()
				a.did(i).findings.add(f.Rule, f.Addresses...)
				break
			}
		}
	}
}

// listIgnored lists what each ignore did.
func (a *application) listIgnored() {
	for _, i := range a.ignores {
		d := a.deeds[i]
		if d == nil {
			continue
		}
		var parts []string
		watched := false
		for _, p := range []struct {
			list       *tally
			verb, what string
		}{
			{d.changes, "ignores", "changes"},
			{d.findings, "ignores" + d.findings.noun(" the finding"), "findings"},
			{d.points, "takes the points of rule " + string(i.rule) + " from", "changes"},
			{d.rules, "ignores rule " + string(i.rule) + " on", "changes"},
		} {
			watched = watched || p.list.watched
			if p.list.count > 0 {
				parts = append(parts, p.verb+" "+p.list.text(p.what))
			}
		}
		e := a.effect(i.place, "%s: %s", strings.Join(parts, ", "), i.reason)
		e.Ignores, e.Lowers, e.Watched = d.changes.count+d.findings.count > 0, d.points.count+d.rules.count > 0, watched
	}
	a.listIdle()
}

// listIdle lists the ignores that fitted nothing, one line for each file.
func (a *application) listIdle() {
	for _, f := range a.settings.policy.files {
		idle, first := &tally{}, place{}
		for _, i := range a.ignores {
			if a.deeds[i] == nil && i.place.file == f.Name {
				if idle.count == 0 {
					first = i.place
				}
				idle.add(i.what())
			}
		}
		if idle.count > 0 {
			text := idle.text("ignores")
			if idle.count <= mostNamed {
				text = "the ignore of " + text
			}
			a.effect(first, "%s fitted nothing", text)
		}
	}
}

// tally counts things and remembers the first of them.
type tally struct {
	count int
	first []string
	// watch is an address, and watched whether it was among those of something counted.
	watch   string
	watched bool
}

func (a *application) tally() *tally { return &tally{watch: a.input.Watched} }

// mostNamed is how many of the things are named.
const mostNamed = 3

// add counts a thing, which is about addresses.
func (t *tally) add(what string, addresses ...string) {
	t.watched = t.watched || t.watch != "" && slices.Contains(addresses, t.watch)
	t.count++
	if len(t.first) < mostNamed {
		t.first = append(t.first, what)
	}
}

// noun is a word in front of the things, left out where text has one of its own.
func (t *tally) noun(word string) string {
	if t.count > mostNamed {
		return ""
	}
	return word
}

// text names what was counted: all of a few, else the number and the first ones.
func (t *tally) text(what string) string {
	if t.count <= mostNamed {
		return strings.Join(t.first, ", ")
	}
	return fmt.Sprintf("%d %s (%s, ...)", t.count, what, strings.Join(t.first, ", "))
}

// listSettings lists what environments, overrides and weights do.
func (a *application) listSettings() {
	if e, ok := a.settings.environmentEffect(); ok {
		a.result.Effects = append(a.result.Effects, e)
	}
	var earlier []*override
	for _, s := range a.settings.sections {
		for _, o := range s.overrides {
			a.listOverride(o, earlier)
			earlier = append(earlier, o)
		}
		for _, w := range s.weights {
			if t := a.tallyChanges(func(c *Change) bool { return c.Class == w.class }); t.count > 0 && w.factor != 1 {
				e := a.effect(w.place, "%s counts %g times in %s%s", w.class, w.factor, t.text("changes"), because(w.reason))
				e.Lowers, e.Watched = w.factor < 1, t.watched
			}
		}
	}
}

// listQuiet lists the files that changed nothing: that they were asked is worth knowing.
func (a *application) listQuiet() {
	for _, f := range a.settings.policy.files {
		if !slices.ContainsFunc(a.result.Effects, func(e Effect) bool { return e.File == f.Name }) {
			a.result.Effects = append(a.result.Effects, Effect{File: f.Name, Changed: "changes nothing in this report"})
		}
	}
}

// listOverride lists an override, which comes behind earlier ones.
func (a *application) listOverride(o *override, earlier []*override) {
	t := a.tallyChanges(func(c *Change) bool { return o.pattern.matches(c.Type) })
	if t.count == 0 {
		return
	}
	var says []string
	if o.class != "" {
		says = append(says, "class "+o.class)
	}
	if o.recovery != "" {
		says = append(says, "recovery "+o.recovery)
	}
	if o.routine != nil {
		says = append(says, fmt.Sprintf("routine %t", *o.routine))
	}
	e := a.effect(o.place, "%s is given %s in %s%s", o.pattern, strings.Join(says, ", "), t.text("changes"), because(o.reason))
	e.Lowers, e.Watched = a.lowersHere(o, earlier), t.watched
}

// lowersHere reports whether an override makes a type of this plan less dangerous than the
// earlier ones have it.
func (a *application) lowersHere(o *override, earlier []*override) bool {
	table := a.settings.policy.table
	asked := map[string]bool{}
	for i := range a.input.Changes {
		name := a.input.Changes[i].Type
		if asked[name] || !o.pattern.matches(name) {
			continue
		}
		asked[name] = true
		old := table.Lookup(name)
		for _, e := range earlier {
			if e.pattern.matches(name) {
				old = e.apply(table, old)
			}
		}
		if lower(old, o.apply(table, old)) != "" {
			return true
		}
	}
	return false
}

func (a *application) tallyChanges(fits func(*Change) bool) *tally {
	t := a.tally()
	for i := range a.input.Changes {
		if fits(&a.input.Changes[i]) {
			t.add(a.input.Changes[i].Address, a.input.Changes[i].Address)
		}
	}
	return t
}

func because(reason string) string {
	if reason == "" {
		return ""
	}
	return ": " + reason
}
