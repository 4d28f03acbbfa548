package knowledge

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Outside says what others, outside of the stack, know instances of a type by.
type Outside struct {
	Type string
	// Attributes lists the attributes that hold the address or name.
	Attributes []string
	// What says in a clause what they are.
	What string
	// GivenBy lists arguments that give the address from another object, which speaks for
	// itself: here it only counts that one of them becomes another known one.
	GivenBy []string
	// Unless lists settings of instances that only the inside sees: one is enough.
	Unless []Setting
}

// Outside returns what instances of a type are known by outside of the stack, and false
// where nothing is known of that.
func (t *Table) Outside(resourceType string) (Outside, bool) {
	i, found := slices.BinarySearchFunc(t.outside, resourceType, func(o Outside, name string) int { return cmp.Compare(o.Type, name) })
	if !found {
		return Outside{}, false
	}
	return t.outside[i], true
}

func (b *builder) addOutside(block *hclsyntax.Block) {
	from := newBody(block)
	row := Outside{
		Attributes: from.texts("attributes"), What: from.required("what"),
		GivenBy: from.texts("given_by"), Unless: from.settings("unless"),
	}
	types := append([]string{block.Labels[0]}, from.texts("aliases")...)
	if len(row.Attributes) == 0 {
		b.failf(from.at, "attributes is missing or empty")
	}
	b.errs = append(b.errs, from.finish()...)
	for _, name := range types {
		if slices.ContainsFunc(b.table.outside, func(o Outside) bool { return o.Type == name }) {
			b.failf(from.at, "outside %q stands twice", name)
		}
		row.Type = name
		b.table.outside = append(b.table.outside, row)
	}
}
