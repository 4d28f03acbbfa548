package rename

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

const (
	// minShare is the weighed part of the known attributes that must be equal.
	minShare = 0.7
	// minLead is how much better the best candidate must be than the next.
	minLead = 0.1
	// freeLength is the length from which on free text is taken to be unique to its
	// object, if nothing else in the plan has it.
	freeLength = 12
	// minCombined is the weight of attributes that together stand for an identity.
	minCombined = 4
	// maxShapes bounds the sets of known attributes that are tried for one type.
	maxShapes = 16
)

// holders are the objects of one group that have the same value in one attribute.
type holders struct {
	from, to *object
	count    int
}

// holding names a value in an attribute of a group.
type holding struct{ group, attribute, key string }

// match pairs deletes with creates by what tells them apart from all other objects.
// Every candidate pair comes from a value that one delete and one create have to
// themselves, so that the work grows with the number of attributes.
func (f *finder) match() {
	wanted := map[string]bool{}
	for _, c := range f.free(f.creates) {
		wanted[f.group(c)] = true
	}
	held, texts := map[holding]*holders{}, map[string]int{}
	goes, comes := f.set(f.free(f.deletes)), f.set(f.free(f.creates))
	for _, o := range f.all {
		f.load(o)
		g := f.group(o)
		for name, key := range o.keys {
			if !strings.Contains(name, ".") {
				texts[key]++
			}
			if !wanted[g] {
				continue
			}
			h := held[holding{g, name, key}]
			if h == nil {
				h = &holders{}
				held[holding{g, name, key}] = h
			}
			h.count++
			switch {
			case goes[o]:
				h.from = o
			case comes[o]:
				h.to = o
			}
		}
	}
	f.decide(f.candidates(held, texts))
	f.combine()
}

func (f *finder) group(o *object) string {
	return group(o.change.Type, o.change.ProviderName)
}

func (f *finder) set(objects []*object) map[*object]bool {
	set := make(map[*object]bool, len(objects))
	for _, o := range objects {
		set[o] = true
	}
	return set
}

// candidates lists the pairs that share a telling value and nothing against them.
func (f *finder) candidates(held map[holding]*holders, texts map[string]int) []*match {
	found := map[[2]*object]*match{}
	varied := f.variedAttributes()
	for at, h := range held {
		if h.count != 2 || h.from == nil || h.to == nil || !sameType(h.from.change.Type, h.to.change.Type) {
			continue
		}
		// Two instances of one block that share what another instance has otherwise.
		apart := staticOf(h.from) == staticOf(h.to) && telling(at.attribute, h.to.attributes[at.attribute]) &&
			varied[variation{staticOf(h.from), at.attribute}] > h.count
		if !apart && !tells(at.attribute, h, texts[at.key]) {
			continue
		}
		pair := [2]*object{h.from, h.to}
		if found[pair] != nil {
			continue
		}
		v := compare(h.from, h.to)
		if !v.contradicted && v.share() >= minShare {
			found[pair] = &match{from: h.from, to: h.to, verdict: v, sure: true}
		}
	}
	return slices.Collect(maps.Values(found))
}

// tells reports whether a value that two objects of their type have to themselves
// makes them the same object. inPlan counts the objects of any type that have it.
func tells(attribute string, h *holders, inPlan int) bool {
	v := h.to.attributes[attribute]
	if text, ok := v.(string); ok && identifies(attribute, h.to.change.Type) {
		return len(text) >= 3
	}
	if choice[attribute] || place[attribute] || names(attribute) || refers(attribute) {
		return false
	}
	switch v := v.(type) {
	case string:
		return len(v) >= freeLength && inPlan == 2
	case []any, map[string]any:
		return longest(v) >= freeLength && inPlan == 2
	}
	return false
}

// longest is the length of the longest string in a value.
func longest(v plan.Value) int {
	n := 0
	switch v := v.(type) {
	case string:
		n = len(v)
	case []any:
		for _, e := range v {
			n = max(n, longest(e))
		}
	case map[string]any:
		for _, e := range v {
			n = max(n, longest(e))
		}
	}
	return n
}

// variation names an attribute of a resource block.
type variation struct{ static, attribute string }

// variedAttributes counts, for each block, how many instances set an attribute.
func (f *finder) variedAttributes() map[variation]int {
	varied := map[variation]int{}
	for _, o := range f.all {
		static := staticOf(o)
		for name := range o.keys {
			varied[variation{static, name}]++
		}
	}
	return varied
}

func staticOf(o *object) string { return o.change.Instance.Static() }

// telling reports whether a value is long enough to set siblings apart.
func telling(attribute string, v plan.Value) bool {
	if choice[attribute] || place[attribute] || refers(attribute) {
		return false
	}
	switch v := v.(type) {
	case json.Number:
		return len(v) >= 4
	case string:
		return len(v) >= 4
	case []any, map[string]any:
		return weigh(v) >= 2
	}
	return false
}

// decide joins the pairs that are best for both sides by a clear lead.
func (f *finder) decide(candidates []*match) {
	slices.SortFunc(candidates, func(a, b *match) int {
		return cmp.Or(cmp.Compare(b.verdict.share(), a.verdict.share()),
			address.Compare(a.from.change.Address, b.from.change.Address),
			address.Compare(a.to.change.Address, b.to.change.Address))
	})
	offers := map[*object][]*match{}
	for _, m := range candidates {
		offers[m.from] = append(offers[m.from], m)
		offers[m.to] = append(offers[m.to], m)
	}
	leads := func(o *object, m *match) bool {
		list := offers[o]
		return list[0] == m && (len(list) == 1 || m.verdict.share()-list[1].verdict.share() >= minLead)
	}
	for _, m := range candidates {
		if leads(m.from, m) && leads(m.to, m) {
			f.join(m)
		}
	}
}

// combine pairs what no single attribute identifies, but all known ones together do:
// a policy attachment, a rule.
func (f *finder) combine() {
	deletes := map[string][]*object{}
	for _, d := range f.free(f.deletes) {
		deletes[f.group(d)] = append(deletes[f.group(d)], d)
	}
	shapes := map[string]map[string][]*object{} // group, names of the known attributes
	for _, c := range f.free(f.creates) {
		g := f.group(c)
		if deletes[g] == nil {
			continue
		}
		if shapes[g] == nil {
			shapes[g] = map[string][]*object{}
		}
		shape := strings.Join(slices.Sorted(maps.Keys(c.keys)), " ")
		shapes[g][shape] = append(shapes[g][shape], c)
	}
	others := map[string][]*object{}
	for _, o := range f.all {
		if g := f.group(o); shapes[g] != nil {
			others[g] = append(others[g], o)
		}
	}
	for _, g := range slices.Sorted(maps.Keys(shapes)) {
		common := slices.SortedFunc(maps.Keys(shapes[g]), func(a, b string) int {
			return cmp.Or(len(shapes[g][b])-len(shapes[g][a]), cmp.Compare(a, b))
		})
		for _, shape := range common[:min(len(common), maxShapes)] {
			f.combineShape(strings.Fields(shape), others[g])
		}
	}
}

// combineShape pairs within one group the objects that are equal in all of the
// attributes and have their values to themselves.
func (f *finder) combineShape(attributes []string, objects []*object) {
	if len(attributes) == 0 {
		return
	}
	goes, comes := f.set(f.free(f.deletes)), f.set(f.free(f.creates))
	alike := map[string]*holders{}
	for _, o := range objects {
		var b strings.Builder
		for _, name := range attributes {
			b.WriteString(o.keys[name])
			b.WriteByte(0)
		}
		h := alike[b.String()]
		if h == nil {
			h = &holders{}
			alike[b.String()] = h
		}
		h.count++
		if goes[o] {
			h.from = o
		}
		if comes[o] && len(o.keys) == len(attributes) {
			h.to = o
		}
	}
	for _, values := range slices.Sorted(maps.Keys(alike)) {
		h := alike[values]
		if h.count != 2 || h.from == nil || h.to == nil || !sameType(h.from.change.Type, h.to.change.Type) {
			continue
		}
		if v := compare(h.from, h.to); !v.contradicted && v.equal == v.compared && !v.derived && v.ownWeight >= minCombined && !undecided(h) {
			f.join(&match{from: h.from, to: h.to, verdict: v})
		}
	}
}

// undecided reports whether the created object refers to another one that is not
// known yet: what it belongs to may be something else than before.
func undecided(h *holders) bool {
	for name := range h.from.keys {
		if _, known := h.to.attributes[name]; !known && refers(name) && !identifies(name, h.to.change.Type) {
			return true
		}
	}
	return false
}
