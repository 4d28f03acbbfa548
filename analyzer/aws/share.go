package aws

import (
	"context"
	"slices"
	"sync"
)

// mostShared is how many values a filter of EC2 takes (API Reference, "Filter").
const mostShared = 200

// list is a call that finds what belongs to any of several values, so that one call
// answers the questions about many objects.
type list[T any] struct {
	// name tells the calls and their filters apart.
	name string
	read func(ctx context.Context, q *query, a *answer, values []string, visit func(*T)) error
	// of are the values that an item belongs to.
	of func(*T) []string
	// itself is true if the items are the objects that are asked about: one that is missing
	// among many is asked for alone, so that its service says why.
	itself bool
}

// each visits the items of one value: what one call for many brought, else those of a call
// of its own. Of objects themselves only the one that is asked about counts.
func (l list[T]) each(ctx context.Context, q *query, a *answer, value string, visit func(*T)) error {
	found, known := q.in.shared.of(l.name, value)
	if !known {
		return l.read(ctx, q, a, []string{value}, func(item *T) {
			if !l.itself || slices.Contains(l.of(item), value) {
				visit(item)
			}
		})
	}
	for _, item := range found.items {
		if t, ok := item.(*T); ok {
			visit(t)
		}
	}
	return found.err
}

// share says which objects one call of a list is made for.
type share struct {
	name  string
	types []string
	value func(*query) string
	fetch func(ctx context.Context, q *query, values []string)
}

// sharedBy is the share of a list among the objects of some types that have the value in
// one attribute.
func sharedBy[T any](l list[T], attribute string, types ...string) share {
	return share{l.name, types, func(q *query) string { return q.attr(attribute) }, l.fetch}
}

// fetch asks for many values at once and keeps what came. Where that was refused or cut
// short, or something came that belongs to none of them, nothing is kept: each value is asked
// for alone then, and one can't spoil the others.
func (l list[T]) fetch(ctx context.Context, q *query, values []string) {
	found := map[string]brought{}
	var a answer
	stray := false
	err := l.read(ctx, q, &a, values, func(item *T) {
		of := l.of(item)
		for _, value := range of {
			found[value] = brought{items: append(found[value].items, item)}
		}
		stray = stray || !slices.ContainsFunc(of, func(value string) bool { return slices.Contains(values, value) })
	})
	switch f := failureOf(err); {
	case f == refused, f == notFound, f == notRecorded, a.cut, stray:
		return
	case f.sessionWide():
		q.in.gone.Store(&err)
	}
	for _, value := range values {
		if b, ok := found[value]; err != nil || ok || !l.itself {
			b.err = err
			q.in.shared.keep(l.name, value, b)
		}
	}
}

// brought is what a call for many values brought for one of them.
type brought struct {
	items []any
	err   error
}

// shared is what calls for many values brought, by list and value.
type shared struct {
	mu    sync.Mutex
	found map[[2]string]brought
}

func (s *shared) of(name, value string) (brought, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	b, ok := s.found[[2]string{name, value}]
	return b, ok
}

func (s *shared) keep(name, value string, b brought) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.found == nil {
		s.found = map[[2]string]brought{}
	}
	s.found[[2]string{name, value}] = b
}

// shareable is one call for many values.
type shareable struct {
	share  share
	query  *query
	values []string
}

// shareables lists the calls that answer for several objects of one place, in the order of
// the objects' values: equal plans make equal calls.
func shareables(inquiries []inquiry) []shareable {
	var calls []shareable
	for _, s := range shares() {
		byPlace := map[*session]*shareable{}
		var order []*shareable
		for i := range inquiries {
			n := &inquiries[i]
			if n.err != nil || !slices.Contains(s.types, n.change.Type) || s.value(n.query) == "" {
				continue
			}
			if byPlace[n.query.in] == nil {
				byPlace[n.query.in] = &shareable{share: s, query: n.query}
				order = append(order, byPlace[n.query.in])
			}
			byPlace[n.query.in].values = append(byPlace[n.query.in].values, s.value(n.query))
		}
		for _, c := range order {
			slices.Sort(c.values)
			for values := range slices.Chunk(slices.Compact(c.values), mostShared) {
				if len(values) > 1 {
					calls = append(calls, shareable{c.share, c.query, values})
				}
			}
		}
	}
	return calls
}

// fetch makes the call, unless credentials have failed or the time is over.
func (s shareable) fetch(ctx context.Context) {
	if s.query.in.gone.Load() == nil && ctx.Err() == nil {
		s.share.fetch(ctx, s.query, s.values)
	}
}
