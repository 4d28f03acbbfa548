// Package rename finds objects that a plan deletes at one address and creates at
// another: a resource, module or for_each key that was renamed, or a list behind a
// count that lost an element. Such a plan destroys what a moved block, or
// `terraform state mv`, would keep.
//
// A wrong moved block does harm, so that the package rather misses a pair than
// makes one up. It pairs only what the attributes tell apart from every other
// object of its type, and what must follow from such a pair: the neighbours under
// the same renamed key, resource or module.
package rename

import (
	"cmp"
	"hash/maphash"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// Kind says what was renamed.
type Kind string

// The kinds of pairs.
const (
	// Renamed is a resource or module that has another name or place.
	Renamed Kind = "renamed"
	// Rekeyed is the same resource or module under another instance key.
	Rekeyed Kind = "rekeyed"
	// Shifted is one step of an index shift: a list behind a count lost or gained an
	// element, so that each later object gets the attributes of its neighbour.
	Shifted Kind = "shifted"
)

// Pair is one object that a plan takes away at one address and makes at another.
type Pair struct {
	// From is the address that is deleted, or whose object is replaced away or
	// overwritten in an index shift. To is the address with the same attributes.
	From, To string
	Kind     Kind
	// Compared counts the attributes that were compared: those whose new value the
	// plan knows and sets, and those that it clears. Equal counts the equal ones. Both
	// are 0 for a pair that follows from another one and has no known attribute.
	Equal, Compared int
	// Certain is true if every compared attribute is equal and one of them identifies
	// the object. False: the names differ as their keys do, or the pair follows from
	// its neighbours.
	Certain bool
	// Lost holds the addresses of the objects that an index shift really ends, in
	// order; the deleted address at the end of the count is not one of them.
	Lost []string
	// Added holds the addresses that new elements take in an index shift, in order: those
	// behind which each object moves on.
	Added []string
	// Keep lists the attributes that name the object and change with the key, sorted. A
	// new name replaces an object of most types, so that a move alone does not keep it.
	Keep []string
	// Note says in one line how sure the pair is, or why there is no moved block. It
	// holds addresses and names of attributes, never values.
	Note string
	// MoveFrom and MoveTo are the addresses of the widest move that explains the pair:
	// those of the instance, or of a whole resource, module instance or module call.
	// Both are empty where no moved block can make the move.
	MoveFrom, MoveTo string
}

// Find returns the pairs of a plan in natural order of From. An address stands in
// one pair at most as From, and in one at most as To. The result does not depend on
// the order of the file.
func Find(p *plan.Plan) []Pair {
	if p == nil {
		return nil
	}
	f := newFinder(p)
	pairs := f.shifts()
	if f.list(); len(f.deletes) > 0 && len(f.creates) > 0 {
		f.match()
		f.follow()
		pairs = append(pairs, f.moves()...)
	}
	slices.SortFunc(pairs, func(a, b Pair) int {
		return cmp.Or(address.Compare(a.From, b.From), address.Compare(a.To, b.To))
	})
	return pairs
}

// finder holds one search.
type finder struct {
	plan *plan.Plan
	// all are the managed changes that stand for the object at their address, in the
	// order of the file. A large plan has many that stay as they are, so that little is
	// done for each.
	all []*plan.Change
	// deletes and creates are those among them that may be paired, in natural order; both
	// are empty if one is.
	deletes, creates []*object
	// objects holds those of all that were looked at.
	objects map[*plan.Change]*object
	groups  map[groupName]groupName
	// matched are the groups that have a delete and a create to pair.
	matched map[groupName]bool
	seed    maphash.Seed
	// plainOnly is true while no JSON document is looked for, as reading one takes long.
	plainOnly bool
	// partner holds the pairs found so far, both ways, apart from shifts.
	partner map[*object]*match
	byTo    map[string]*object
}

// match is a pair on the way.
type match struct {
	from, to *object
	verdict  verdict
	// sure is true if an identifying attribute told the object apart by itself.
	sure bool
	// parent is the address that a pair without evidence of its own follows from.
	parent string
}

func newFinder(p *plan.Plan) *finder {
	f := &finder{
		plan: p, all: make([]*plan.Change, 0, len(p.Changes)), seed: maphash.MakeSeed(), objects: map[*plan.Change]*object{}, groups: map[groupName]groupName{},
		partner: map[*object]*match{}, byTo: map[string]*object{},
	}
	for _, c := range p.Changes {
		if !c.Managed() || c.DeposedKey != "" {
			continue
		}
		f.all = append(f.all, c)
	}
	return f
}

// list lists the deletes and creates, if there are both.
func (f *finder) list() {
	var deletes, creates []*plan.Change
	for _, c := range f.all {
		if c.Deferred != "" || strings.Contains(c.Address, plan.MaskText) {
			continue
		}
		if c.Action == plan.ActionDelete {
			deletes = append(deletes, c)
		}
		if c.Action == plan.ActionCreate && !c.Imported {
			creates = append(creates, c)
		}
	}
	if len(deletes) == 0 || len(creates) == 0 {
		return
	}
	f.deletes, f.creates = f.sorted(deletes), f.sorted(creates)
}

// sorted returns the objects of some changes in natural order.
func (f *finder) sorted(changes []*plan.Change) []*object {
	objects := make([]*object, len(changes))
	for i, c := range changes {
		objects[i] = f.object(c)
	}
	slices.SortStableFunc(objects, compareAddresses)
	return objects
}

func compareAddresses(a, b *object) int { return address.Compare(a.change.Address, b.change.Address) }

// object returns what is known of a change.
func (f *finder) object(c *plan.Change) *object {
	o := f.objects[c]
	if o == nil {
		o = &object{change: c}
		f.objects[c] = o
	}
	return o
}

// join makes two objects a pair.
func (f *finder) join(m *match) {
	f.partner[m.from], f.partner[m.to] = m, m
}

// free lists the objects that are in no pair yet.
func (f *finder) free(objects []*object) []*object {
	return slices.DeleteFunc(slices.Clone(objects), func(o *object) bool { return o.taken || f.partner[o] != nil })
}

// moves turns the matches into pairs.
func (f *finder) moves() []Pair {
	widest := f.widest()
	var pairs []Pair
	for _, d := range f.deletes {
		m := f.partner[d]
		if m == nil {
			continue
		}
		v := m.verdict
		p := Pair{
			From: d.change.Address, To: m.to.change.Address, Kind: kindOf(m),
			Equal: v.equal, Compared: v.compared,
			Certain: m.sure && v.equal == v.compared && !v.derived && !v.partial,
			Keep:    v.renamed, Note: noteOf(m),
		}
		p.MoveFrom, p.MoveTo = p.From, p.To
		if w, ok := widest[m]; ok {
			p.MoveFrom, p.MoveTo = w.from, w.to
		}
		if s, ok := successorOf(d.change.Type, m.to.change.Type); ok {
			p.Note = strings.TrimSuffix(s.note+"; "+p.Note, "; ")
			if !s.moved {
				p.MoveFrom, p.MoveTo = "", ""
			}
		}
		pairs = append(pairs, p)
	}
	warn(pairs)
	return pairs
}

// warn notes at pairs that keep their names that others under the same move do not.
func warn(pairs []Pair) {
	renamed := map[reach]bool{}
	for _, p := range pairs {
		if at := (reach{p.MoveFrom, p.MoveTo}); len(p.Keep) > 0 && p.MoveFrom != "" {
			renamed[at] = true
		}
	}
	for i := range pairs {
		if p := &pairs[i]; len(p.Keep) == 0 && renamed[reach{p.MoveFrom, p.MoveTo}] {
			p.Note = strings.TrimPrefix(p.Note+"; others under this move are replaced unless they keep their names", "; ")
		}
	}
}

// kindOf tells a rename from a changed key.
func kindOf(m *match) Kind {
	if m.from.change.Instance.Static() == m.to.change.Instance.Static() {
		return Rekeyed
	}
	return Renamed
}

func noteOf(m *match) string {
	v := m.verdict
	var clauses []string
	if m.parent != "" {
		clauses = append(clauses, "follows from the move of "+m.parent)
	}
	if len(v.differs) > 0 {
		clauses = append(clauses, strings.Join(v.differs, ", ")+differ(len(v.differs)))
	}
	if v.derived {
		clauses = append(clauses, "names that hold the key differ as the keys do")
	}
	if v.partial {
		clauses = append(clauses, "some attributes are known only in part")
	}
	if !m.sure && m.parent == "" {
		clauses = append(clauses, "the attributes are equal as a whole; none of them identifies the object by itself")
	}
	return strings.Join(clauses, "; ")
}

func differ(n int) string {
	if n == 1 {
		return " differs"
	}
	return " differ"
}
