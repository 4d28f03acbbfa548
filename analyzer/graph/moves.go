package graph

import (
	"slices"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
)

// moves maps old addresses to the present ones. A prior state may list a moved
// instance under either, and its depends_on lists the addresses of the last apply.
type moves struct {
	instances map[string]string
	// statics maps configuration addresses; one may have gone to several.
	statics map[string][]string
}

func movesOf(p *plan.Plan) moves {
	m := moves{instances: map[string]string{}, statics: map[string][]string{}}
	if !slices.ContainsFunc(p.Changes, (*plan.Change).Moved) {
		return m
	}
	present := make(map[string]bool, len(p.Changes)+len(p.Unchanged))
	for _, c := range p.Changes {
		present[c.Address] = true
	}
	for _, u := range p.Unchanged {
		present[u.Address] = true
	}
	for _, c := range p.Changes {
		if !c.Moved() {
			continue
		}
		if !present[c.PreviousAddress] {
			m.instances[c.PreviousAddress] = c.Address
		}
		old, err := address.ParseInstance(c.PreviousAddress)
		if err != nil {
			continue
		}
		if from, to := old.Static(), c.Instance.Static(); from != to {
			m.statics[from] = append(m.statics[from], to)
		}
	}
	return m
}

func (m moves) instance(addr string) string {
	if to, ok := m.instances[addr]; ok {
		return to
	}
	return addr
}
