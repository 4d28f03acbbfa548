package rename

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// verdict is the outcome of comparing an object that goes with one that comes.
type verdict struct {
	equal, compared     int
	equalWeight, weight float64
	// derived: an attribute differs as the keys do. partial: one is known in part.
	derived, partial bool
	differs          []string
	// renamed are the names among the attributes that differ as the keys do.
	renamed []string
	// contradicted is true if they differ in a name or a place.
	contradicted bool
	// apart is true if they differ in a value that is long enough to be their own.
	apart bool
	// ownWeight is equalWeight without what is picked from a few.
	ownWeight float64
}

// share is the weighed part of the compared attributes that is equal, 0 to 1.
func (v verdict) share() float64 {
	if v.weight == 0 {
		return 0
	}
	return v.equalWeight / v.weight
}

// substitution is a key of the old address and the one that took its place.
type substitution struct{ from, to string }

// substitutions lists the keys in which two addresses of one resource differ.
func substitutions(from, to address.Instance) []substitution {
	var list []substitution
	add := func(a, b address.Key) {
		if a != b && a.Kind != address.NoKey && b.Kind != address.NoKey {
			list = append(list, substitution{from: keyText(a), to: keyText(b)})
		}
	}
	if len(from.Module) == len(to.Module) {
		for i := range from.Module {
			add(from.Module[i].Key, to.Module[i].Key)
		}
	}
	add(from.Key, to.Key)
	return list
}

func keyText(k address.Key) string {
	if k.Kind == address.IntKey {
		return strconv.FormatInt(k.Int, 10)
	}
	return k.Text
}

// compare holds the known attributes of a created object against those of a
// deleted one.
func (f *finder) compare(from, to *object) verdict {
	return compareSides(f.own(from), f.own(to), substitutions(from.change.Instance, to.change.Instance), nil)
}

// compareSides leaves out the attributes for which skip, if there is one, is true.
func compareSides(before, after *side, subs []substitution, skip func(name string) bool) verdict {
	var v verdict
	for _, name := range after.names {
		b, there := before.attributes[name]
		if !there || skip != nil && skip(name) {
			continue // not there: another version of the schema
		}
		v.attribute(name, b, after.attributes[name], before.keys[name], after.keys[name], subs)
	}
	return v
}

// attribute adds one attribute to the verdict. Terraform leaves an unknown value
// out of `after` and writes null where nothing is set, so that what stands here is
// known (terraform: internal/command/jsonplan, omitUnknowns).
func (v *verdict) attribute(name string, before, after plan.Value, beforeKey, afterKey uint64, subs []substitution) {
	if afterKey == 0 { // not set: only what it takes away counts
		if beforeKey != 0 && after == nil && weigh(before) >= 1 && !cleared(before) {
			v.miss(name, before)
		}
		return
	}
	if beforeKey == afterKey {
		v.hit(name, after)
		return
	}
	switch a := agree(after, before, subs); {
	case !a.ok:
		v.miss(name, after)
	case a.derived:
		v.derived = true
		if names(name) && !label[name] {
			v.renamed = append(v.renamed, name)
		}
	default:
		v.partial = true
		v.hit(name, after)
	}
}

// cleared reports whether taking a value away is no more than leaving a default out.
func cleared(v plan.Value) bool {
	_, list := v.([]any)
	_, object := v.(map[string]any)
	return list || object
}

// unlike reports whether the objects differ in an attribute that sets objects apart.
func (v *verdict) unlike() bool {
	return v.contradicted || v.weight > 0 && v.share() < minShare || v.apart
}

func (v *verdict) hit(name string, value plan.Value) {
	w := weightOf(name, value)
	v.equalWeight += w
	v.weight += w
	if !choice[name] && !place[name] {
		v.ownWeight += w
	}
	if !strings.Contains(name, ".") {
		v.equal++
		v.compared++
	}
}

func (v *verdict) miss(name string, value plan.Value) {
	v.weight += weightOf(name, value)
	v.apart = v.apart || telling(name, value)
	if names(name) || place[name] || name == "type" {
		v.contradicted = true
	}
	if !strings.Contains(name, ".") {
		v.compared++
		v.differs = append(v.differs, name)
	}
}

// agreement says whether two values may be the same.
type agreement struct {
	ok bool
	// derived: a text differs as the keys do.
	derived bool
}

// agree compares two values as far as the new one is known: unknown members are
// missing in its objects and null in its lists. A text that the old key occurs in may
// have the new one in its place.
func agree(after, before plan.Value, subs []substitution) agreement {
	switch a := after.(type) {
	case nil:
		return agreement{ok: true}
	case map[string]any:
		b, ok := before.(map[string]any)
		all := agreement{ok: ok && !empty(after)}
		for k, v := range a {
			if !all.ok {
				break
			}
			all.and(agree(v, b[k], subs))
		}
		return all
	case []any:
		b, ok := before.([]any)
		all := agreement{ok: ok && len(a) == len(b)}
		for i := 0; all.ok && i < len(a); i++ {
			all.and(agree(a[i], b[i], subs))
		}
		return all
	case string:
		b, ok := before.(string)
		switch {
		case !ok:
			return agreement{ok: a == "" && before == nil}
		case canonical(a) == canonical(b):
			return agreement{ok: true}
		}
		rewritten := slices.ContainsFunc(subs, func(s substitution) bool { return rewritten(b, a, s) })
		return agreement{ok: rewritten, derived: rewritten}
	}
	return agreement{ok: plan.Equal(after, before)}
}

func (a *agreement) and(b agreement) {
	a.ok = a.ok && b.ok
	a.derived = a.derived || b.derived
}

// rewritten reports whether after is before with occurrences of s.from, each of them
// or some, replaced by s.to.
func rewritten(before, after string, s substitution) bool {
	if s.from == "" {
		return false
	}
	parts := strings.Split(before, s.from)
	if len(parts) == 1 {
		return false
	}
	rest, ok := strings.CutPrefix(after, parts[0])
	for i := 1; ok && i < len(parts); i++ {
		next, replaced := strings.CutPrefix(rest, s.to)
		if replaced {
			if tail, fits := strings.CutPrefix(next, parts[i]); fits {
				rest = tail
				continue
			}
		}
		rest, ok = strings.CutPrefix(rest, s.from+parts[i])
	}
	return ok && rest == ""
}
