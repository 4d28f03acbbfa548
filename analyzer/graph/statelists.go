package graph

import (
	"cmp"
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// stateLists holds what the prior state says of each instance: the resources on which
// it depends, as numbers.
type stateLists struct {
	builder *builder
	lists   []stateList
	// entries holds the lists one after the other, as indexes of resources.
	entries []int32
	// resources are those that lists name or instances with a list belong to.
	resources []*resource
	// parsed caches what an entry means that is no configuration address.
	parsed map[string]string
	// added holds, by resource, what its instances' lists add to the configuration.
	added [][]int32
	seen  map[[2]int32]bool
}

// stateList is the one list, entries[first:end], of instances of a block that follow each
// other in the state.
type stateList struct {
	nodes      []NodeID
	scope      *scope
	resource   int32
	first, end int32
}

// read takes the lists of the instances. An entry of which no instance is left is left
// out.
func (s *stateLists) read(p *plan.Plan) {
	lists, entries := 0, 0
	s.runs(p, func(first, _ int) { lists, entries = lists+1, entries+len(p.Prior[first].DependsOn) })
	s.lists, s.entries = make([]stateList, 0, lists), make([]int32, 0, entries)
	s.runs(p, func(first, end int) {
		at := s.builder.places[s.builder.prior[first]]
		d := stateList{nodes: s.builder.prior[first:end], resource: s.number(at.block.resource), scope: at.scope, first: int32(len(s.entries))} //nolint:gosec // fewer than 2^31 entries fit in memory
		for _, on := range p.Prior[first].DependsOn {
			s.addEntry(on)
		}
		d.end = int32(len(s.entries)) //nolint:gosec // as above
		s.lists = append(s.lists, d)
	})
	s.parsed = nil
}

// runs visits the instances of the state that have a list, those of one block with the
// same one together.
func (s *stateLists) runs(p *plan.Plan, visit func(first, end int)) {
	b := s.builder
	for i, start := range b.lists {
		if len(p.Prior[start].DependsOn) == 0 {
			continue
		}
		last := len(p.Prior)
		if i+1 < len(b.lists) {
			last = int(b.lists[i+1])
		}
		for first := int(start); first < last; {
			end, blk := first+1, b.places[b.prior[first]].block
			for end < last && b.places[b.prior[end]].block == blk {
				end++
			}
			if blk != nil {
				visit(first, end)
			}
			first = end
		}
	}
}

// sameList is slices.Equal, which reads equal lists even where they are one and the same.
func sameList(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	return len(a) == 0 || &a[0] == &b[0] || slices.Equal(a, b)
}

func (s *stateLists) number(r *resource) int32 {
	if r.listed == 0 {
		s.resources = append(s.resources, r)
		r.listed = int32(len(s.resources)) //nolint:gosec // fewer than nodes
	}
	return r.listed - 1
}

// addEntry adds the resources that an entry means today. It has no keys, but those of
// hand-made states and old versions do.
func (s *stateLists) addEntry(on string) {
	note := func(r *resource) {
		if r != nil && len(r.members) > 0 {
			s.entries = append(s.entries, s.number(r))
		}
	}
	r := s.builder.resources[on]
	if r == nil {
		on = s.static(on)
		r = s.builder.resources[on]
	}
	note(r)
	for _, to := range s.builder.moves.statics[on] {
		note(s.builder.resources[to])
	}
}

// static is the configuration address of an entry that is none.
func (s *stateLists) static(on string) string {
	static, ok := s.parsed[on]
	if !ok {
		static = on
		if parsed, err := address.ParseInstance(on); err == nil {
			static = parsed.Static()
		}
		if s.parsed == nil {
			s.parsed = map[string]string{}
		}
		s.parsed[on] = static
	}
	return static
}

// sort renumbers the resources in natural order and sorts every list, each entry once.
func (s *stateLists) sort() {
	order := make([]int32, len(s.resources))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(x, y int32) int { return address.Compare(s.resources[x].static, s.resources[y].static) })
	rank, sorted := make([]int32, len(order)), make([]*resource, len(order))
	for n, i := range order {
		rank[i], sorted[n] = int32(n), s.resources[i]
	}
	s.resources = sorted
	for i := range s.lists {
		d := &s.lists[i]
		d.resource = rank[d.resource]
		list := s.entries[d.first:d.end]
		for j, to := range list {
			list[j] = rank[to]
		}
		if !slices.IsSorted(list) {
			slices.Sort(list)
		}
		d.end = d.first + int32(len(slices.Compact(list))) //nolint:gosec // not longer than before
	}
}

// grouped lists the lists by resource, in the order of the state, so that questions about
// one come in a row.
func (s *stateLists) grouped() []int32 {
	next := make([]int32, len(s.resources)+1)
	for i := range s.lists {
		next[s.lists[i].resource+1]++
	}
	for i := range s.resources {
		next[i+1] += next[i]
	}
	order := make([]int32, len(s.lists))
	for i := range s.lists {
		at := &next[s.lists[i].resource]
		order[*at] = int32(i)
		*at++
	}
	return order
}

func (s *stateLists) add(from, to int32) {
	if s.seen == nil {
		s.seen = map[[2]int32]bool{}
	}
	if key := [2]int32{from, to}; !s.seen[key] {
		s.seen[key] = true
		s.added[from] = append(s.added[from], to)
	}
}

// addArcs adds the edges that the lists add. The state lists what is reached through
// others too, and a report reads better with the direct ones alone. Lists that go round
// in a circle must be left as they are: there each of two entries could be dropped for
// the other.
func (s *stateLists) addArcs(all *every) {
	for _, d := range s.lists {
		for _, to := range s.entries[d.first:d.end] {
			if s.seen[[2]int32{d.resource, to}] {
				all.of(s.resources[to], d.scope) // its node, in the order of the state
			}
		}
	}
	mayDrop := !circular(s.added)
	implied := make([]int32, len(s.resources))
	round := int32(0)
	var previous, entries, direct []int32
	last := int32(-1)
	for _, i := range s.grouped() {
		d := s.lists[i]
		entries = entries[:0]
		if len(s.added[d.resource]) == 0 {
			continue
		}
		for _, to := range s.entries[d.first:d.end] {
			if s.seen[[2]int32{d.resource, to}] {
				entries = append(entries, to)
			}
		}
		if d.resource != last || !slices.Equal(entries, previous) { // instances of a resource mostly have equal lists
			last, previous = d.resource, append(previous[:0], entries...)
			direct = append(direct[:0], entries...)
			if mayDrop {
				round++
				direct = s.direct(direct, implied, round)
			}
		}
		for _, to := range direct {
			id := all.of(s.resources[to], d.scope)
			for _, n := range d.nodes {
				s.builder.arc(n, id, PriorState, false)
			}
		}
	}
}

// direct returns the entries of one instance's list that no other entry of it has in its
// turn. What an entry implies is marked with the round.
func (s *stateLists) direct(entries, implied []int32, round int32) []int32 {
	// What depends on much comes first, so that few lists have to be gone through. It
	// leaves an entry too many where a list lacks what its own entries depend on.
	slices.SortFunc(entries, func(x, y int32) int {
		return cmp.Or(len(s.added[y])-len(s.added[x]), cmp.Compare(x, y))
	})
	kept := entries[:0]
	for _, to := range entries {
		if implied[to] == round {
			continue
		}
		kept = append(kept, to)
		for _, further := range s.added[to] {
			implied[further] = round
		}
	}
	// An entry may stand before the one that implies it.
	return slices.DeleteFunc(kept, func(to int32) bool { return implied[to] == round })
}

// circular reports whether a path leads from any number back to it.
func circular(lists [][]int32) bool {
	waiting := make([]int, len(lists)) // how many entries of a list are open
	dependents := make([][]int32, len(lists))
	var free []int32
	for x, list := range lists {
		waiting[x] = len(list)
		for _, to := range list {
			dependents[to] = append(dependents[to], int32(x))
		}
		if len(list) == 0 {
			free = append(free, int32(x))
		}
	}
	done := 0
	for ; done < len(free); done++ {
		for _, x := range dependents[free[done]] {
			if waiting[x]--; waiting[x] == 0 {
				free = append(free, x)
			}
		}
	}
	return done < len(lists)
}
