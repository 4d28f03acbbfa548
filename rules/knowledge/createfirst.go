package knowledge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// CreateFirst says what comes of it if a new object of a type is created while the old one
// is there, as create_before_destroy asks for. A type may have several: each is a reason of
// its own why it fails, or the one why it works.
type CreateFirst struct {
	// Type is the type; a * in it stands for any text.
	Type string
	// Safe says in one clause why nothing but a unique name stands in the way; empty where a
	// row does not say so.
	Safe string
	// Unique lists the attributes that hold a name of which there can be one, beside those of
	// Table.UniqueNames. NamesRepeat is true if those common to all types may repeat here.
	// Two objects can have such a name if they differ in an attribute of Within.
	Unique, Within []string
	NamesRepeat    bool
	// Refused says in one clause what stands in the way while all attributes of WhileSame stay
	// the same, always if there are none; With are settings that must hold before as well.
	// Outcome, one of Outcomes, is what it comes to.
	Refused   string
	WhileSame []string
	With      []Setting
	Outcome   string
}

// CreateFirst returns what is known of creating an object of a type beside the old one, in
// the order of the files: what its own rows say, else those of the first form that it has.
// It is shared: read only.
func (t *Table) CreateFirst(resourceType string) []CreateFirst {
	i, found := slices.BinarySearchFunc(t.createFirst, resourceType, func(c CreateFirst, name string) int { return cmp.Compare(c.Type, name) })
	if found {
		return sameType(t.createFirst[i:])
	}
	for i := range t.createForms {
		if hasForm(resourceType, t.createForms[i].Type) {
			return sameType(t.createForms[i:])
		}
	}
	return nil
}

// sameType returns the rows of the first type of a sorted list.
func sameType(rows []CreateFirst) []CreateFirst {
	n := 1
	for n < len(rows) && rows[n].Type == rows[0].Type {
		n++
	}
	return rows[:n]
}

// UniqueName is an attribute that holds a name of which there can be one.
type UniqueName struct {
	Attribute string
	// Within lists attributes: two objects of one name can be there together if they differ
	// in one of them.
	Within []string
}

// UniqueNames returns the attributes of a type that hold a name of which there can be one:
// those of its own rows, and those common to all types unless a row says that they repeat.
func (t *Table) UniqueNames(resourceType string) []UniqueName {
	var names []UniqueName
	for i := range t.names {
		// A name that ends before its value does is one of many versions.
		if n := &t.names[i]; n.Type == resourceType && n.Until == "" {
			names = append(names, UniqueName{n.Attribute, n.Within})
		}
	}
	repeat := false
	add := func(attributes, within []string) {
		for _, a := range attributes {
			if !slices.ContainsFunc(names, func(n UniqueName) bool { return n.Attribute == a }) {
				names = append(names, UniqueName{a, within})
			}
		}
	}
	for _, c := range t.CreateFirst(resourceType) {
		repeat = repeat || c.NamesRepeat
		add(c.Unique, c.Within)
	}
	if !repeat {
		add(t.unique, nil)
	}
	return names
}

func (b *builder) addUnique(block *hclsyntax.Block) {
	from := newBody(block)
	b.table.unique = append(b.table.unique, from.texts("attributes")...)
	b.errs = append(b.errs, from.finish()...)
}

func (b *builder) addCreateFirst(block *hclsyntax.Block) {
	from := newBody(block)
	row := CreateFirst{
		Safe: from.text("safe"), Unique: from.texts("unique"), Within: from.texts("within"), NamesRepeat: from.flag("names_repeat"),
		Refused: from.text("refused"), WhileSame: from.texts("while_same"), With: from.settings("with"), Outcome: from.text("outcome"),
	}
	types := append([]string{block.Labels[0]}, from.texts("aliases")...)
	b.errs = append(b.errs, from.finish()...)
	switch {
	case row.Safe != "" && row.Refused != "":
		b.failf(from.at, "either safe or refused")
	case row.Safe == "" && row.Refused == "" && len(row.Unique) == 0 && !row.NamesRepeat:
		b.failf(from.at, "want safe, refused, unique or names_repeat")
	case row.Refused == "" && (len(row.WhileSame)+len(row.With) > 0 || row.Outcome != ""):
		b.failf(from.at, "while_same, with and outcome go with refused: what stands in the way")
	}
	if row.Refused != "" {
		row.Outcome = cmp.Or(row.Outcome, "stuck")
		if !slices.Contains(Outcomes(), row.Outcome) {
			b.failf(from.at, "outcome = %q: want one of %v", row.Outcome, Outcomes())
		}
	}
	for _, name := range types {
		row.Type = name
		list := &b.table.createFirst
		if strings.Contains(name, "*") {
			list = &b.table.createForms
		}
		*list = append(*list, row)
	}
}
