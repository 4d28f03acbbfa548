package rename

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// combine pairs what no single attribute identifies, but all known ones together do:
// a policy attachment, a rule.
func (f *finder) combine() {
	deletes := map[groupName]bool{}
	for _, d := range f.eligible(f.deletes) {
		deletes[f.group(d.change)] = true
	}
	shapes := map[groupName]map[string]int{} // how many creates know just these attributes
	for _, c := range f.eligible(f.creates) {
		g := f.group(c.change)
		if !deletes[g] {
			continue
		}
		if shapes[g] == nil {
			shapes[g] = map[string]int{}
		}
		shapes[g][strings.Join(slices.Sorted(maps.Keys(f.own(c).keys)), " ")]++
	}
	for _, g := range slices.SortedFunc(maps.Keys(shapes), groupName.compare) {
		common := slices.SortedFunc(maps.Keys(shapes[g]), func(a, b string) int {
			return cmp.Or(shapes[g][b]-shapes[g][a], cmp.Compare(a, b))
		})
		for _, shape := range common[:min(len(common), maxShapes)] {
			f.combineShape(strings.Fields(shape), g)
		}
	}
}

// combineShape pairs within one group the objects that are equal in all of the
// attributes and have their values to themselves.
func (f *finder) combineShape(attributes []string, g groupName) {
	if len(attributes) == 0 {
		return
	}
	alike := map[uint64]*holders{}
	candidates := map[*plan.Change]bool{}
	of := func(o *object) *holders {
		candidates[o.change] = true
		keys := f.own(o).keys
		digest := uint64(0)
		for _, name := range attributes {
			digest = mix(digest, keys[name])
		}
		h := alike[digest]
		if h == nil {
			h = &holders{}
			alike[digest] = h
		}
		h.count++
		return h
	}
	inGroup := func(o *object) bool { return f.group(o.change) == g }
	for _, o := range f.free(f.deletes) {
		if inGroup(o) {
			of(o).from = o
		}
	}
	for _, o := range f.free(f.creates) {
		if inGroup(o) {
			if h := of(o); len(f.own(o).keys) == len(attributes) {
				h.to = o
			}
		}
	}
	found := map[uint64]*match{}
	for digest, h := range alike {
		if !h.alone() {
			continue
		}
		if v := f.compare(h.from, h.to); !v.contradicted && v.equal == v.compared && !v.derived && v.ownWeight >= minCombined && !f.undecided(h) {
			found[digest] = &match{from: h.from, to: h.to, verdict: v}
		}
	}
	f.dropShared(found, attributes, g, candidates)
	for _, m := range found {
		f.join(m)
	}
}

// dropShared drops the pairs whose values another object of the group has, too.
func (f *finder) dropShared(found map[uint64]*match, attributes []string, g groupName, candidates map[*plan.Change]bool) {
	f.plainOnly = true
	for _, m := range found {
		for _, name := range attributes {
			f.plainOnly = f.plainOnly && !holdsDocument(f.own(m.to).attributes[name])
		}
	}
	for _, c := range f.all {
		if len(found) == 0 {
			break
		}
		if f.group(c) != g || candidates[c] {
			continue
		}
		digest := uint64(0)
		values := valuesOf(c)
		for _, name := range attributes {
			key := uint64(0)
			if v := valueOf(values, c.Type, name); !empty(v) {
				key = f.key(v)
			}
			digest = mix(digest, key)
		}
		delete(found, digest)
	}
	f.plainOnly = false
	f.dropUnchanged(found, attributes, g)
}

// valueOf is the value that each visits under a name; nil if there is none.
func valueOf(values plan.Object, typ, name string) plan.Value {
	if parent, _, lifted := strings.Cut(name, "."); lifted {
		var found plan.Value
		each(plan.Object{parent: values[parent]}, typ, func(n string, v plan.Value) {
			if n == name {
				found = v
			}
		})
		return found
	}
	renamed := successors[typ].attributes
	for old, to := range renamed {
		if to == name && values[name] == nil {
			return values[old]
		}
	}
	if _, gone := renamed[name]; gone {
		return nil
	}
	return values[name]
}

// undecided reports whether the created object refers to another one that is not
// known yet: what it belongs to may be something else than before.
func (f *finder) undecided(h *holders) bool {
	for name := range f.own(h.from).keys {
		if _, known := f.own(h.to).attributes[name]; !known && refers(name) && !identifies(name, h.to.change.Type) {
			return true
		}
	}
	return false
}
