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
	numbers   map[*resource]int32
	// named caches what an entry of a list means.
	named map[string][]int32
	// added holds, by resource, what its instances' lists add to the configuration.
	added [][]int32
	seen  map[[2]int32]bool
}

// stateList is the list of one instance: entries[first:end].
type stateList struct {
	node       NodeID
	resource   int32
	scope      *scope
	first, end int32
}

// read takes the lists of the instances. An entry of which no instance is left is left
// out.
func (s *stateLists) read(p *plan.Plan) {
	b := s.builder
	s.numbers, s.named = map[*resource]int32{}, map[string][]int32{}
	for _, instance := range p.Prior {
		if len(instance.DependsOn) == 0 {
			continue
		}
		id, ok := b.instance(b.moves.instance(instance.Address))
		if !ok || b.places[id].block == nil {
			continue
		}
		d := stateList{node: id, resource: s.number(b.places[id].block.resource), scope: b.places[id].scope, first: int32(len(s.entries))} //nolint:gosec // fewer than 2^31 entries fit in memory
		for _, on := range instance.DependsOn {
			meant, ok := s.named[on]
			if !ok {
				meant = s.meant(on)
				s.named[on] = meant
			}
			s.entries = append(s.entries, meant...)
		}
		d.end = int32(len(s.entries)) //nolint:gosec // as above
		s.lists = append(s.lists, d)
	}
}

func (s *stateLists) number(r *resource) int32 {
	n, ok := s.numbers[r]
	if !ok {
		n = int32(len(s.resources)) //nolint:gosec // fewer than nodes
		s.numbers[r] = n
		s.resources = append(s.resources, r)
	}
	return n
}

// meant lists the resources that an entry means today. It has no keys, but those of
// hand-made states and old versions do.
func (s *stateLists) meant(on string) []int32 {
	var found []int32
	note := func(static string) {
		if r := s.builder.resources[static]; r != nil && len(r.members) > 0 {
			found = append(found, s.number(r))
		}
	}
	if parsed, err := address.ParseInstance(on); err == nil {
		on = parsed.Static()
	}
	note(on)
	for _, to := range s.builder.moves.statics[on] {
		note(to)
	}
	return found
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
	s.numbers, s.named = nil, nil
}

// grouped lists the lists by resource, so that questions about one come in a row.
func (s *stateLists) grouped() []stateList {
	grouped := slices.Clone(s.lists)
	slices.SortFunc(grouped, func(x, y stateList) int {
		return cmp.Or(cmp.Compare(x.resource, y.resource), cmp.Compare(x.first, y.first), cmp.Compare(x.node, y.node))
	})
	return grouped
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
	mayDrop := !circular(s.added)
	implied := make([]int32, len(s.resources))
	round := int32(0)
	var previous, entries, direct []int32
	last := int32(-1)
	for _, d := range s.grouped() {
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
			s.builder.arc(d.node, all.of(s.resources[to], d.scope), PriorState, false)
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
