package graph

import (
	"cmp"
	"slices"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// owner is an instance with the attribute by which others know it.
type owner struct {
	node      NodeID
	attribute plan.Path
}

// identifiers finds the one owner of an id, ARN or link by its hash. What several own is
// not in it.
type identifiers map[uint64]owner

// ownedValue is a value that an instance is known by.
type ownedValue struct {
	hash   uint64
	object *knownObject
	owner
}

// identifiersOf indexes what existing managed instances are known by.
func identifiersOf(objects []knownObject, finder *plan.Finder) identifiers {
	count := 0
	for i := range objects {
		for _, f := range objects[i].facts {
			if f.Kind == plan.Identity || f.Kind == plan.MaskedIdentity {
				count++
			}
		}
	}
	owned := make([]ownedValue, 0, count)
	for i := range objects {
		for _, f := range objects[i].facts {
			if f.Kind == plan.Identity || f.Kind == plan.MaskedIdentity {
				owned = append(owned, ownedValue{f.Hash, &objects[i], owner{objects[i].node, f.Path}})
			}
		}
	}
	slices.SortFunc(owned, func(a, b ownedValue) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.node, b.node))
	})
	ids := make(identifiers, len(owned)/2)
	for start := 0; start < len(owned); {
		end := start
		for end < len(owned) && owned[end].hash == owned[start].hash {
			end++
		}
		if one, ok := oneOwner(owned[start:end], finder); ok {
			ids[one.hash] = one.owner
		}
		start = end
	}
	return ids
}

// oneOwner chooses among those that own the same value: an instance and those that
// configure parts of it are one.
func oneOwner(owners []ownedValue, finder *plan.Finder) (ownedValue, bool) {
	best := owners[0]
	for _, o := range owners[1:] {
		if o.node == best.node && isFirst(finder.PathText(o.attribute), finder.PathText(best.attribute)) ||
			o.node != best.node && partOf(best.object.kind, o.object.kind) {
			best = o
		}
	}
	for _, o := range owners {
		if o.node != best.node && !partOf(o.object.kind, best.object.kind) {
			return best, false // two have it
		}
	}
	return best, true
}

// partOf reports whether a type configures one part of another and has its id: an
// aws_s3_bucket_policy has the id of its aws_s3_bucket.
func partOf(part, whole string) bool {
	return len(part) > len(whole) && part[len(whole)] == '_' && part[:len(whole)] == whole
}

// isFirst reports whether a stands before b where both hold the same value.
func isFirst(a, b string) bool {
	for _, known := range []string{"id", "arn", "self_link"} {
		if a == known || b == known {
			return a == known
		}
	}
	return a < b
}

// maxNamesakes bounds how many may have a name for one of them to be found by it.
const maxNamesakes = 1000

// nameIndex finds the owner of a name.
type nameIndex struct {
	rules  []Name
	owners map[ownName][]ownedValue
}

type ownName struct {
	owner, attribute string
	hash             uint64
}

// namesOf indexes the names that the rules know of.
func namesOf(objects []knownObject, rules []Name, finder *plan.Finder) nameIndex {
	n := nameIndex{rules: rules, owners: map[ownName][]ownedValue{}}
	for i := range objects {
		o := &objects[i]
		for _, f := range o.facts {
			if f.Kind == plan.OwnName {
				key := ownName{o.kind, finder.PathText(f.Path), f.Hash}
				n.owners[key] = append(n.owners[key], ownedValue{f.Hash, o, owner{o.node, f.Path}})
			}
		}
	}
	return n
}

// owner finds the one instance that a holder names by some of the rules.
func (n nameIndex) owner(held []plan.Fact, holder *knownObject, finder *plan.Finder) (owner, bool) {
	var found []owner
	for _, f := range held {
		r := n.rules[f.Path]
		owners := n.owners[ownName{r.Owner, r.Attribute, f.Hash}]
		if len(owners) > maxNamesakes {
			return owner{}, false
		}
		for _, o := range owners {
			if !differ(holder.facts, o.object.facts, r.Within, finder) {
				found = append(found, o.owner)
			}
		}
	}
	if len(found) != 1 {
		return owner{}, false
	}
	return found[0], true
}

// differ reports whether both objects have one of the attributes and it is not the same.
func differ(a, b []plan.Fact, within []string, finder *plan.Finder) bool {
	for _, x := range a {
		if x.Kind != plan.Scope || !slices.Contains(within, finder.PathText(x.Path)) {
			continue
		}
		for _, y := range b {
			if y.Kind == plan.Scope && y.Path == x.Path && y.Hash != x.Hash {
				return true
			}
		}
	}
	return false
}
