package plan

import (
	"cmp"
	"slices"

	tfjson "github.com/hashicorp/terraform-json"
)

// findings is what one worker has read, in the order of the batches that it got.
type findings struct {
	failed  *unitError
	parts   []part
	secrets *collected
	drift   int
}

// part is what stands in one batch.
type part struct {
	number    int
	changes   []entry
	drifted   []entry
	unchanged []Unchanged // at its exact size, not copied any more
	planned   []atDepth[string]
	// prior are instances of the prior state, not copied any more; priorDepths are theirs.
	prior       []StateInstance
	priorDepths []int32
	deposed     [][2]string
	states      []atDepth[*wireStateResource]
}

// entry is an entry of resource_changes with its place in the list.
type entry struct {
	index  int
	change *tfjson.ResourceChange
}

// atDepth is something of a module that lies below so many others.
type atDepth[T any] struct {
	depth int
	value T
}

func newFindings() *findings { return &findings{secrets: newCollected()} }

func (f *findings) begin(number int) { f.parts = append(f.parts, part{number: number}) }

// now is the part that is being read.
func (f *findings) now() *part { return &f.parts[len(f.parts)-1] }

// gather puts what the workers found together in the document's order; what stands in
// modules comes level by level, that of outer ones first.
func (w *wire) gather(all []*findings) {
	var parts []part
	for _, f := range all {
		parts = append(parts, f.parts...)
		w.drift += f.drift
		w.secrets = append(w.secrets, f.secrets)
	}
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.number, b.number) })
	w.changes = joined(parts, func(p *part) []entry { return p.changes })
	w.drifted = joined(parts, func(p *part) []entry { return p.drifted })
	w.deposed = joined(parts, func(p *part) [][2]string { return p.deposed })
	w.planned = byDepth(joined(parts, func(p *part) []atDepth[string] { return p.planned }))
	w.states = byDepth(joined(parts, func(p *part) []atDepth[*wireStateResource] { return p.states }))
	w.instances = instancesOf(parts)
	for i := range parts {
		for k := range parts[i].unchanged {
			w.unchanged = append(w.unchanged, &parts[i].unchanged[k])
		}
	}
}

// joined puts the lists of all parts together.
func joined[T any](parts []part, list func(*part) []T) []T {
	n := 0
	for i := range parts {
		n += len(list(&parts[i]))
	}
	all := make([]T, 0, n)
	for i := range parts {
		all = append(all, list(&parts[i])...)
	}
	return all
}

func byDepth[T any](list []atDepth[T]) []T {
	byDepth := func(a, b atDepth[T]) int { return cmp.Compare(a.depth, b.depth) }
	if !slices.IsSortedFunc(list, byDepth) {
		slices.SortStableFunc(list, byDepth)
	}
	values := make([]T, len(list))
	for i, e := range list {
		values[i] = e.value
	}
	return values
}

func instancesOf(parts []part) []*StateInstance {
	n := 0
	for i := range parts {
		n += len(parts[i].prior)
	}
	all := make([]atDepth[*StateInstance], 0, n)
	for i := range parts {
		p := &parts[i]
		for k := range p.prior {
			all = append(all, atDepth[*StateInstance]{int(p.priorDepths[k]), &p.prior[k]})
		}
	}
	return byDepth(all)
}
