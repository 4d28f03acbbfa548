package knowledge

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// longestDowntime is the most minutes that a row may say: 30 days.
const longestDowntime = 30 * 24 * 60

// Downtime is how long an object of a type is usually missing when it is destroyed and made
// anew: from when the destroy begins until the new one can be used, without the time that it
// takes to bring data back. The figures are those of the services' documentation, or lie
// within the time that the provider waits by default.
type Downtime struct {
	Type string
	// From and To are minutes; From is 0 for less than one.
	From, To int
	// Why says in one plain clause what takes the time.
	Why string
}

// Downtime returns the usual downtime of a type, and false where none is known.
func (t *Table) Downtime(resourceType string) (Downtime, bool) {
	i, found := slices.BinarySearchFunc(t.downtimes, resourceType, func(d Downtime, name string) int { return cmp.Compare(d.Type, name) })
	if !found {
		return Downtime{}, false
	}
	return t.downtimes[i], true
}

func (b *builder) addDowntime(block *hclsyntax.Block) {
	from := newBody(block)
	row := Downtime{From: from.number("from"), To: from.number("to"), Why: from.required("why")}
	types := append([]string{block.Labels[0]}, from.texts("aliases")...)
	b.errs = append(b.errs, from.finish()...)
	if row.From < 0 || row.To < 1 || row.From > row.To || row.To > longestDowntime {
		b.failf(from.at, "from %d to %d minutes: want 0 <= from <= to, and 1 <= to <= %d", row.From, row.To, longestDowntime)
	}
	for _, name := range types {
		if slices.ContainsFunc(b.table.downtimes, func(o Downtime) bool { return o.Type == name }) {
			b.failf(from.at, "downtime %q stands twice", name)
		}
		row.Type = name
		b.table.downtimes = append(b.table.downtimes, row)
	}
}
