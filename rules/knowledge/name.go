package knowledge

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// Name says which attributes hold the name by which a type's instances are known. What
// holds a name does not change in a plan that replaces the instance of that name.
type Name struct {
	// Type is the type that has the name, Attribute its top-level attribute.
	Type, Attribute string
	// HeldBy lists the attributes that hold it.
	HeldBy []Holder
	// Within lists attributes in which both must agree where both have them: a name is
	// unique only within a region, project or group.
	Within []string
	// Until ends the name in a longer value, such as the colon of family:revision.
	Until string
}

// Holder is an attribute of a type: dotted, without indexes.
type Holder struct{ Type, Path string }

// Names returns which attributes hold which names, in the order of the files.
func (t *Table) Names() []Name { return t.names }

func (b *builder) addName(block *hclsyntax.Block) {
	from := newBody(block)
	n := Name{Type: block.Labels[0], Attribute: block.Labels[1], Within: from.texts("within"), Until: from.text("until")}
	for _, held := range from.texts("held_by") {
		holder, path, ok := strings.Cut(held, ".")
		if !ok || holder == "" || path == "" {
			b.failf(from.at, "held_by: %q: want TYPE.ATTRIBUTE", held)
		}
		if slices.Contains(n.HeldBy, Holder{holder, path}) {
			b.failf(from.at, "held_by: %q stands twice", held)
		}
		n.HeldBy = append(n.HeldBy, Holder{holder, path})
	}
	if len(n.HeldBy) == 0 {
		b.failf(from.at, "held_by is missing or empty")
	}
	b.errs = append(b.errs, from.finish()...)
	if slices.ContainsFunc(b.table.names, func(o Name) bool { return o.Type == n.Type && o.Attribute == n.Attribute }) {
		b.failf(from.at, "name %q %q stands twice", n.Type, n.Attribute)
	}
	b.table.names = append(b.table.names, n)
}
