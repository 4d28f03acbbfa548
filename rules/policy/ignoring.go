package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// pickIgnores leaves out what has expired, and says so.
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
	a.result.Diagnostics = append(a.result.Diagnostics, diagnostic.Warnf("%s: the ignore of %s "+format, append([]any{i.place, i.what()}, args...)...).
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
// addresses holds everything; one with addresses can't hold a finding that names none.
func (i *ignore) covers(addresses []string) bool {
	if i.address == "" {
		return true
	}
	return len(addresses) > 0 && !slices.ContainsFunc(addresses, func(address string) bool { return !i.address.matches(address) })
}

// ignoredBy returns the first ignore that names a rule and covers the addresses.
func (a *application) ignoredBy(rule string, addresses []string) *ignore {
	for _, i := range a.ignores {
		if i.rule != "" && i.rule.matches(rule) && i.covers(addresses) {
			return i
		}
	}
	return nil
}

// deeds are what one ignore did.
type deeds struct{ changes, findings, points, rules tally }

func (a *application) did(i *ignore) *deeds {
	if a.deeds[i] == nil {
		a.deeds[i] = &deeds{}
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
				a.did(by).points.add(c.Address)
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
			if i.rule == "" && i.address.matches(address) {
				a.result.Changes[n].Ignored = i.mark()
				a.did(i).changes.add(address)
				break
			}
		}
	}
	for n := range a.input.Findings {
		f := &a.input.Findings[n]
		for _, i := range a.ignores {
			if (i.rule == "" || i.rule.matches(f.Rule)) && i.covers(f.Addresses) {
				a.result.Findings[n].Ignored = i.mark()
				a.did(i).findings.add(f.Rule)
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
		for _, p := range []struct {
			list       *tally
			verb, what string
		}{
			{&d.changes, "ignores", "changes"},
			{&d.findings, "ignores the finding", "findings"},
			{&d.points, "takes the points of rule " + string(i.rule) + " from", "changes"},
			{&d.rules, "ignores rule " + string(i.rule) + " on", "changes"},
		} {
			if p.list.count > 0 {
				parts = append(parts, p.verb+" "+p.list.text(p.what))
			}
		}
		a.effect(i.place, "%s: %s", strings.Join(parts, ", "), i.reason)
	}
}

// tally counts things and remembers the first of them.
type tally struct {
	count int
	first []string
}

// mostNamed is how many of the things are named.
const mostNamed = 3

func (t *tally) add(what string) {
	t.count++
	if len(t.first) < mostNamed {
		t.first = append(t.first, what)
	}
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
	for _, s := range a.settings.sections {
		for _, o := range s.overrides {
			a.listOverride(o)
		}
		for _, w := range s.weights {
			if t := a.tallyChanges(func(c *Change) bool { return c.Class == w.class }); t.count > 0 && w.factor != 1 {
				a.effect(w.place, "%s counts %g times in %s%s", w.class, w.factor, t.text("changes"), because(w.reason))
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

func (a *application) listOverride(o *override) {
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
	a.effect(o.place, "%s is given %s in %s%s", o.pattern, strings.Join(says, ", "), t.text("changes"), because(o.reason))
}

func (a *application) tallyChanges(fits func(*Change) bool) *tally {
	t := &tally{}
	for i := range a.input.Changes {
		if fits(&a.input.Changes[i]) {
			t.add(a.input.Changes[i].Address)
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
