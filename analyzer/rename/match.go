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

// alone reports whether a delete and a create have something to themselves.
func (h *holders) alone() bool {
	return h.count == 2 && h.from != nil && h.to != nil && sameType(h.from.change.Type, h.to.change.Type)
}

// holding names a value in an attribute of a group, by its key.
type holding struct {
	group     groupName
	attribute string
	key       uint64
}

// match pairs deletes with creates by what tells them apart from all other objects.
// Every candidate pair comes from a value that one delete and one create have to
// themselves, so that the work grows with the number of attributes. Of the other objects
// only the values are counted that such a pair shares.
func (f *finder) match() {
	f.matched = map[groupName]bool{}
	deleted := map[groupName]bool{}
	for _, d := range f.free(f.deletes) {
		deleted[f.group(d.change)] = true
	}
	for _, c := range f.free(f.creates) {
		if g := f.group(c.change); deleted[g] {
			f.matched[g] = true
		}
	}
	if len(f.matched) == 0 {
		return
	}
	held := f.held()
	texts := map[uint64]int{}
	for at := range held {
		texts[at.key] = 0
	}
	f.countOthers(held, texts)
	f.decide(f.candidates(held, texts))
	f.combine()
}

// eligible are the objects that are in no pair yet and may find a partner in their
// group.
func (f *finder) eligible(objects []*object) []*object {
	return slices.DeleteFunc(f.free(objects), func(o *object) bool { return !f.matched[f.group(o.change)] })
}

// held finds the values that one delete and one create have to themselves among all
// deletes and creates.
func (f *finder) held() map[holding]*holders {
	held := map[holding]*holders{}
	hold := func(o *object) {
		g := f.group(o.change)
		for name, key := range f.own(o).keys {
			at := holding{g, name, key}
			h := held[at]
			if h == nil {
				h = &holders{}
				held[at] = h
			}
			h.count++
			if o.change.Action == plan.ActionDelete {
				h.from = o
			} else {
				h.to = o
			}
		}
	}
	for _, o := range f.eligible(f.deletes) {
		hold(o)
	}
	for _, o := range f.eligible(f.creates) {
		hold(o)
	}
	maps.DeleteFunc(held, func(_ holding, h *holders) bool { return !h.alone() })
	return held
}

// countOthers adds the objects that are no candidates to the holders of their values, and
// counts in texts the objects of any type that have a value.
func (f *finder) countOthers(held map[holding]*holders, texts map[uint64]int) {
	if len(held) == 0 {
		return
	}
	candidates := map[*plan.Change]bool{}
	for _, objects := range [][]*object{f.eligible(f.deletes), f.eligible(f.creates)} {
		for _, o := range objects {
			candidates[o.change] = true
			for name, key := range f.own(o).keys {
				f.countText(texts, name, key)
			}
		}
	}
	f.plainOnly = true
	for at, h := range held {
		if f.plainOnly && holdsDocument(f.own(h.to).attributes[at.attribute]) {
			f.plainOnly = false
		}
	}
	for _, c := range f.all {
		if candidates[c] {
			continue
		}
		g := f.group(c)
		each(valuesOf(c), c.Type, func(name string, v plan.Value) {
			if empty(v) {
				return
			}
			key := f.key(v)
			if _, shared := texts[key]; !shared {
				return
			}
			f.countText(texts, name, key)
			if h := held[holding{g, name, key}]; h != nil {
				h.count++
			}
		})
	}
	f.plainOnly = false
	f.countUnchanged(held, texts)
}

// countText counts a value, unless it is lifted from another one.
func (f *finder) countText(texts map[uint64]int, name string, key uint64) {
	if n, shared := texts[key]; shared && !strings.Contains(name, ".") {
		texts[key] = n + 1
	}
}

// candidates lists the pairs that share a telling value and nothing against them.
func (f *finder) candidates(held map[holding]*holders, texts map[uint64]int) []*match {
	found := map[[2]*object]*match{}
	varied := f.variedAttributes(held)
	for at, h := range held {
		if !h.alone() {
			continue
		}
		// Two instances of one block that share what another instance has otherwise.
		value := f.own(h.to).attributes[at.attribute]
		apart := staticOf(h.from.change) == staticOf(h.to.change) && telling(at.attribute, value) &&
			varied[variation{staticOf(h.from.change), at.attribute}] > h.count
		if !apart && !tells(at.attribute, value, h.to.change.Type, texts[at.key]) {
			continue
		}
		pair := [2]*object{h.from, h.to}
		if found[pair] != nil {
			continue
		}
		v := f.compare(h.from, h.to)
		if !v.contradicted && v.share() >= minShare {
			found[pair] = &match{from: h.from, to: h.to, verdict: v, sure: true}
		}
	}
	return slices.Collect(maps.Values(found))
}

// tells reports whether a value that two objects of their type have to themselves
// makes them the same object. inPlan counts the objects of any type that have it.
func tells(attribute string, v plan.Value, typ string, inPlan int) bool {
	if text, ok := v.(string); ok && identifies(attribute, typ) {
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

// variedAttributes counts how many instances set an attribute, for the blocks of which
// two instances share a value.
func (f *finder) variedAttributes(held map[holding]*holders) map[variation]int {
	blocks := map[string]bool{}
	types := map[string]bool{}
	for _, h := range held {
		if static := staticOf(h.from.change); h.alone() && static == staticOf(h.to.change) {
			blocks[static], types[h.from.change.Type] = true, true
		}
	}
	varied := map[variation]int{}
	if len(blocks) == 0 {
		return varied
	}
	for _, c := range f.all {
		if !types[c.Type] {
			continue
		}
		static := staticOf(c)
		if !blocks[static] {
			continue
		}
		each(valuesOf(c), c.Type, func(name string, v plan.Value) {
			if !empty(v) {
				varied[variation{static, name}]++
			}
		})
	}
	f.varyUnchanged(blocks, varied)
	return varied
}

func staticOf(c *plan.Change) string { return c.Instance.Static() }

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
