package knowledge

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// OneWay is an attribute that grows in place and can't shrink again: with the old value the
// provider makes a new object, or the service refuses.
type OneWay struct {
	Type string
	// Attribute is dotted, without indexes. A list is looked through.
	Attribute string
	// Why says in one plain clause what the way back is.
	Why string
}

// OneWays returns the attributes of a type that only grow; it is shared: read only.
func (t *Table) OneWays(resourceType string) []OneWay {
	from, found := slices.BinarySearchFunc(t.oneWays, resourceType, func(o OneWay, name string) int { return cmp.Compare(o.Type, name) })
	if !found {
		return nil
	}
	to := from
	for to < len(t.oneWays) && t.oneWays[to].Type == resourceType {
		to++
	}
	return t.oneWays[from:to]
}

func (b *builder) addOneWay(block *hclsyntax.Block) {
	from := newBody(block)
	types := append([]string{block.Labels[0]}, from.texts("aliases")...)
	attributes, why := from.texts("attributes"), from.required("why")
	b.errs = append(b.errs, from.finish()...)
	if len(attributes) == 0 {
		b.failf(from.at, "attributes is missing or empty")
	}
	for _, name := range types {
		for _, attribute := range attributes {
			if slices.ContainsFunc(b.table.oneWays, func(o OneWay) bool { return o.Type == name && o.Attribute == attribute }) {
				b.failf(from.at, "one_way %q stands twice for %q", name, attribute)
			}
			b.table.oneWays = append(b.table.oneWays, OneWay{name, attribute, why})
		}
	}
}
