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

// ownedValue is a value that an instance is known by.
type ownedValue struct {
	object int32
	kind   string
	owner
}

// ownedBy says which object has a value, and which entry has the same value: the next one
// after it, counted from 1, or 0.
type ownedBy struct {
	hash   uint64
	object int32
	next   int32
}

// ownerIndex finds the objects that have a value by its hash: a table of numbers of
// entries with open addressing, four bytes a slot.
type ownerIndex struct {
	slots   []int32
	entries []ownedBy
}

func newOwnerIndex(entries int) ownerIndex {
	slots := 1
	for slots*2 < entries*3 {
		slots *= 2
	}
	return ownerIndex{slots: make([]int32, slots), entries: make([]ownedBy, 0, entries)}
}

// slot is where the entries with the hash are, or where they would be.
func (x *ownerIndex) slot(hash uint64) int {
	mask := uint64(len(x.slots) - 1) //nolint:gosec // there is a slot
	at := hash & mask
	for x.slots[at] != 0 && x.entries[x.slots[at]-1].hash != hash {
		at = (at + 1) & mask
	}
	return int(at) //nolint:gosec // below the number of slots
}

// first is the entry of a value, 0 if there is none.
func (x *ownerIndex) first(hash uint64) int32 {
	if len(x.entries) == 0 {
		return 0
	}
	return x.slots[x.slot(hash)]
}

// add notes that an object has a value, which it may have at several attributes.
func (x *ownerIndex) add(hash uint64, object int32) {
	at := x.slot(hash)
	if first := x.slots[at]; first == 0 || x.entries[first-1].object != object {
		x.entries = append(x.entries, ownedBy{hash, object, first})
		x.slots[at] = int32(len(x.entries)) //nolint:gosec // fewer than values that fit in memory
	}
}

// identifiers finds the one owner of an id, ARN or link by its hash.
type identifiers struct {
	ownerIndex
	objects *knownObjects
}

// noOwner stands for the object of a value that several own.
const noOwner = -1

// identifiersOf indexes what existing managed instances are known by.
func identifiersOf(objects *knownObjects) identifiers {
	n := 0
	for i := range objects.len() {
		for _, f := range objects.facts(i) {
			if isIdentity(f) {
				n++
			}
		}
	}
	ids := identifiers{newOwnerIndex(n), objects}
	for i := range objects.len() {
		for _, f := range objects.facts(i) {
			if isIdentity(f) {
				ids.add(f.Hash, i)
			}
		}
	}
	var owned []ownedValue
	for _, first := range ids.slots {
		if first == 0 || ids.entries[first-1].next == 0 {
			continue
		}
		one := &ids.entries[first-1]
		owned = owned[:0]
		for at := first; at != 0; at = ids.entries[at-1].next {
			owned = ids.values(owned, one.hash, ids.entries[at-1].object)
		}
		slices.SortStableFunc(owned, func(a, b ownedValue) int { return cmp.Compare(a.node, b.node) })
		best, ok := oneOwner(owned, objects.finder)
		if one.object = best.object; !ok {
			one.object = noOwner
		}
	}
	return ids
}

func isIdentity(f plan.Fact) bool { return f.Kind == plan.Identity || f.Kind == plan.MaskedIdentity }

// owner finds the object that has an id, noOwner if there is none or several have it.
func (ids identifiers) owner(hash uint64) int32 {
	first := ids.first(hash)
	if first == 0 {
		return noOwner
	}
	return ids.entries[first-1].object
}

// values adds the attributes at which an object has an id.
func (ids identifiers) values(to []ownedValue, hash uint64, object int32) []ownedValue {
	for _, f := range ids.objects.facts(object) {
		if isIdentity(f) && f.Hash == hash {
			to = append(to, ownedValue{object, ids.objects.kind(object), owner{ids.objects.node(object), f.Path}})
		}
	}
	return to
}

// attribute is the attribute by which others know an object that has an id.
func (ids identifiers) attribute(hash uint64, object int32) plan.Path {
	best, _ := oneOwner(ids.values(nil, hash, object), ids.objects.finder)
	return best.attribute
}

// oneOwner chooses among those that own the same value: an instance and those that
// configure parts of it are one.
func oneOwner(owners []ownedValue, finder *plan.Finder) (ownedValue, bool) {
	best := owners[0]
	for _, o := range owners[1:] {
		if o.node == best.node && isFirst(finder.PathText(o.attribute), finder.PathText(best.attribute)) ||
			o.node != best.node && partOf(best.kind, o.kind) {
			best = o
		}
	}
	for _, o := range owners {
		if o.node != best.node && !partOf(o.kind, best.kind) {
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
	ownerIndex
	objects *knownObjects
	rules   []Name
	// numbers are those of the types and attributes that names belong to.
	numbers map[ownName]uint64
}

type ownName struct{ owner, attribute string }

// namesOf indexes the names that the rules know of.
func namesOf(objects *knownObjects, rules []Name) nameIndex {
	n := 0
	for i := range objects.len() {
		for _, f := range objects.facts(i) {
			if f.Kind == plan.OwnName {
				n++
			}
		}
	}
	names := nameIndex{ownerIndex: newOwnerIndex(n), objects: objects, rules: rules, numbers: map[ownName]uint64{}}
	for _, r := range rules {
		if key := (ownName{r.Owner, r.Attribute}); names.numbers[key] == 0 {
			names.numbers[key] = uint64(len(names.numbers) + 1)
		}
	}
	for i := range objects.len() {
		for _, f := range objects.facts(i) {
			if f.Kind == plan.OwnName {
				names.add(names.hash(objects.kind(i), objects.finder.PathText(f.Path), f.Hash), i)
			}
		}
	}
	return names
}

// hash is that of a name as one of a type and attribute.
func (n *nameIndex) hash(owner, attribute string, name uint64) uint64 {
	const spread = 0x9e3779b97f4a7c15 // an odd number without a pattern: 2^64 over the golden ratio
	return name ^ n.numbers[ownName{owner, attribute}]*spread
}

// owner finds the one instance that a holder names by some of the rules, and the attribute
// that holds the name there.
func (n *nameIndex) owner(held []plan.Fact, holder int32) (id NodeID, attribute string, ok bool) {
	found := 0
	for _, f := range held {
		r := n.rules[f.Path]
		namesakes := 0
		for at := n.first(n.hash(r.Owner, r.Attribute, f.Hash)); at != 0; at = n.entries[at-1].next {
			if namesakes++; namesakes > maxNamesakes {
				return none, "", false
			}
			object := n.entries[at-1].object
			if found < 2 && !differ(n.objects.facts(holder), n.objects.facts(object), r.Within, n.objects.finder) {
				id, attribute = n.objects.node(object), r.Attribute
				found++
			}
		}
	}
	return id, attribute, found == 1
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
