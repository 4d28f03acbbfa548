package plan

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
)

// Needs says what an analysis needs to know of instances that the plan leaves as they
// are. Of all others everything is kept.
type Needs struct {
	// Names are the attributes that hold the names of other instances.
	Names []Name
	// Whole are the types of which everything is kept.
	Whole []string
}

// Covers reports whether a plan that was read for these needs serves others.
func (n Needs) Covers(others Needs) bool {
	for _, t := range others.Whole {
		if !slices.Contains(n.Whole, t) {
			return false
		}
	}
	return slices.EqualFunc(n.Names, others.Names, func(a, b Name) bool {
		return a.Holder == b.Holder && a.Path == b.Path && a.Owner == b.Owner && a.Attribute == b.Attribute &&
			a.Until == b.Until && slices.Equal(a.Within, b.Within)
	})
}

// Name says that an attribute of one type holds the unique name of an instance of another.
// A name is shorter and less unique than an id, so it is looked for nowhere else.
type Name struct {
	// Holder is the type that holds the name, Path the attribute, dotted and without
	// indexes.
	Holder, Path string
	// Owner is the type that has the name, Attribute its top-level attribute.
	Owner, Attribute string
	// Until ends the name within the value that is held, such as the colon of
	// family:revision; empty where the value is the name.
	Until string
	// Within lists attributes in which holder and owner must agree where both have them,
	// such as region.
	Within []string
}

// Unchanged is an entry of resource_changes of a managed instance that stays as it is:
// its action is no-op, both sides are the same and nothing becomes unknown. Only what an
// analysis needs of it is kept.
type Unchanged struct {
	// Address is the absolute address.
	Address string
	// Resource is shared by the instances of one block in one module instance.
	Resource *UnchangedResource

	// key is where the instance key begins in the address.
	key    uint32
	number uint32
	chunk  *valueChunk
}

// UnchangedResource is a resource block of one module instance.
type UnchangedResource struct {
	Module     address.Module
	Type, Name string
}

// Instance returns the address, parsed.
func (u *Unchanged) Instance() address.Instance {
	return address.Instance{Module: u.Resource.Module, Mode: address.Managed, Type: u.Resource.Type, Name: u.Resource.Name, Key: u.Key()}
}

// Key returns the instance key in the address.
func (u *Unchanged) Key() address.Key {
	key, _ := address.ParseKey(u.Address[u.key:]) // it was read before
	return key
}

// Facts are what the instance's values say of other instances.
func (u *Unchanged) Facts() []Fact {
	from, to := u.chunk.bounds(u.number)
	return u.chunk.facts[from.facts:to.facts]
}

// Digests are of its attributes that could tell it apart from others.
func (u *Unchanged) Digests() []Digest {
	from, to := u.chunk.bounds(u.number)
	return u.chunk.digests[from.digests:to.digests]
}

// valueChunk holds what is kept of the values of many instances, one after the other.
type valueChunk struct {
	facts   []Fact
	digests []Digest
	ends    []valueEnd
}

// valueEnd is where what belongs to an instance ends.
type valueEnd struct{ facts, digests uint32 }

func (c *valueChunk) bounds(number uint32) (from, to valueEnd) {
	if number > 0 {
		from = c.ends[number-1]
	}
	return from, c.ends[number]
}

// add takes over what the finder found of an instance.
func (c *valueChunk) add(found *Finder) {
	c.facts, c.digests = append(c.facts, found.facts...), append(c.digests, found.digests...)
	c.ends = append(c.ends, valueEnd{uint32(len(c.facts)), uint32(len(c.digests))}) //nolint:gosec // of one buffer
}

// cut returns a copy of the exact size and empties the chunk.
func (c *valueChunk) cut() *valueChunk {
	exact := &valueChunk{slices.Clone(c.facts), slices.Clone(c.digests), slices.Clone(c.ends)}
	c.facts, c.digests, c.ends = c.facts[:0], c.digests[:0], c.ends[:0]
	return exact
}

// lean is how unchanged instances are read.
type lean struct {
	needs Needs
	names *nameRules
}

func newLean(needs Needs) *lean { return &lean{needs: needs, names: newNameRules(needs.Names)} }

func (l *lean) finder(shared *interned) *Finder { return newFinder(l.names, shared.facts) }
