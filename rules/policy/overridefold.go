package policy

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/rules/knowledge"
)

// view is a type as the overrides up to one place have it. By is the last of them that is
// about the type, nil where it is the tables' own.
type view struct {
	known knowledge.Type
	by    *override
}

// fold goes through overrides in the order in which they apply.
type fold struct {
	loader *loader
	// views holds the types that the tables know, and those that overrides name.
	views map[string]view
	// names are the keys of views in order, done the overrides gone through.
	names   []string
	done    []*override
	weights map[string]float64
}

// checkOverrides asks for a reason where an override makes something less dangerous than
// what stands before it: the built-in tables, and the overrides of earlier blocks and files.
// What an environment says comes behind what the files say.
func (l *loader) checkOverrides() {
	base := &fold{loader: l, views: map[string]view{}, weights: map[string]float64{}}
	table := l.policy.table
	for _, name := range table.Types() {
		base.add(name)
	}
	for _, s := range l.policy.sections() {
		for _, o := range s.overrides {
			base.add(string(o.pattern)) // by its name, where no table knows it
		}
	}
	base.section(&l.policy.base)
	for i := range l.policy.environments {
		if s := &l.policy.environments[i].section; len(s.overrides) > 0 {
			f := *base
			f.views, f.weights = maps.Clone(base.views), maps.Clone(base.weights)
			f.done = slices.Clip(f.done)
			f.section(s)
		}
	}
}

func (f *fold) add(name string) {
	if _, twice := f.views[name]; !twice {
		f.views[name] = view{known: f.loader.policy.table.Lookup(name)}
		f.names = append(f.names, name)
	}
}

func (f *fold) section(s *section) {
	multiply(f.weights, s.weights)
	for _, o := range s.overrides {
		if !o.valid {
			continue
		}
		if name, what, by := f.lowers(o); what != "" && o.reason == "" {
			than := ""
			if by != nil {
				than = fmt.Sprintf(" than by the override in %s", by.place)
			}
			f.loader.fail(o.at, "Missing reason", "By this %s of %s becomes less dangerous%s. Say why: reason = \"...\".", what, name, than)
		}
		f.done = append(f.done, o)
	}
}

// lowers applies an override. It names the first type of which it makes something less
// dangerous, what, and the override before it that is about the type; what is empty if
// there is none.
func (f *fold) lowers(o *override) (name, what string, by *override) {
	table := f.loader.policy.table
	try := func(of string, old view) knowledge.Type {
		now := o.apply(table, old.known)
		if what == "" {
			if what = lower(f.weighed(old.known), f.weighed(now)); what != "" {
				name, by = of, old.by
			}
		}
		return now
	}
	for _, of := range f.names {
		if o.pattern.matches(of) {
			f.views[of] = view{try(of, f.views[of]), o}
		}
	}
	for _, earlier := range f.done {
		// A type that no table knows and that fits both patterns
		if both, ok := common(o.pattern, earlier.pattern); ok && what == "" {
			if _, seen := f.views[both]; !seen {
				try(both, view{earlier.apply(table, table.Lookup(both)), earlier})
			}
		}
	}
	return name, what, by
}

func (f *fold) weighed(t knowledge.Type) knowledge.Type {
	if factor, ok := f.weights[t.Class.Name]; ok {
		t.Class = weighed(t.Class, factor)
	}
	return t
}

// multiply adds weights to those of the same classes.
func multiply(factors map[string]float64, weights []weight) {
	for _, w := range weights {
		if _, ok := factors[w.class]; !ok {
			factors[w.class] = 1
		}
		factors[w.class] *= w.factor
	}
}

// common makes a text that fits two patterns from how they begin and end; false if that
// fits them not.
func common(a, b glob) (string, bool) {
	begin, end := "", ""
	for _, g := range []glob{a, b} {
		first, last := strings.IndexAny(string(g), "*?"), strings.LastIndexAny(string(g), "*?")
		if first < 0 {
			return string(g), a.matches(string(g)) && b.matches(string(g))
		}
		if first > len(begin) {
			begin = string(g)[:first]
		}
		if after := string(g)[last+1:]; len(after) > len(end) {
			end = after
		}
	}
	text := begin + end
	return text, a.matches(text) && b.matches(text)
}
