package knowledge

import (
	"cmp"
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// ActsOn says on what the instances of a type act that configures another object: the
// subnet of a route table association, the role of a policy attachment. Nothing depends
// on such an instance, and its loss harms what it acts on.
type ActsOn struct {
	// Type is the type; a * in it stands for any text.
	Type string
	// Through lists the top-level attributes that refer to what the type acts on.
	Through []string
	// By lists types of which instances depend on one of the type and lead to what it acts on:
	// the routes that point to a gateway. What these act on counts, or they themselves where
	// they act on nothing.
	By []string
	// Beside lists types of which instances are acted on that depend on the same as what Through
	// leads to, and have the same region as the changed one: the subnets for which a router
	// translates addresses. Where Through leads to one of them, it names them all.
	Beside []string
	// Joins lists top-level attributes that refer to the ends of a connection: if one of
	// them is deleted by the same plan, the loss of the connection adds nothing to that.
	Joins []string
	// Onward lists types that lead on from what the type acts on: a route acts on its
	// table, and by the table's associations on their subnets.
	Onward []string
	// Spares lists types on which a reference has no effect: a record that proves a name to
	// a certificate carries no traffic.
	Spares []string
	// Extent lists top-level attributes that say for which addresses it is. If none of them
	// holds all addresses, what it acts on loses some ways only.
	Extent []string
	// Whole are settings that must hold before the change. If one does not, what it acts on
	// loses some ways only.
	Whole []Setting
	// Travels is true if the effect reaches all that lies downstream of what the type
	// acts on.
	Travels bool
	// Outage is true if the loss stops what it acts on from working.
	Outage bool
	// Beyond is true if what the type acts on stands for what other stacks hold, such as the
	// attachment of a network: it alone is worth as much as what lies behind it.
	Beyond bool
	// Single is true if what the type acts on has at most one of it, so that a new one on
	// the same object takes the place of the old one.
	Single bool
	// Effect is what the loss does, as a verb in the third person: "cuts off".
	Effect string
}

// ActsOn returns on what instances of a type act, and false for a type that acts on
// nothing but itself as far as the tables know.
func (t *Table) ActsOn(resourceType string) (*ActsOn, bool) {
	i, found := slices.BinarySearchFunc(t.actsOn, resourceType, func(a ActsOn, name string) int { return cmp.Compare(a.Type, name) })
	if found {
		return &t.actsOn[i], true
	}
	for i := range t.actsOn {
		if hasForm(resourceType, t.actsOn[i].Type) {
			return &t.actsOn[i], true
		}
	}
	return nil, false
}

// Leading returns the types that stand in By of some row.
func (t *Table) Leading() map[string]bool {
	leading := map[string]bool{}
	for i := range t.actsOn {
		for _, name := range t.actsOn[i].By {
			leading[name] = true
		}
	}
	return leading
}

// ActingTypes returns the names of all types that act on others as the rows have them, sorted.
func (t *Table) ActingTypes() []string {
	names := make([]string, len(t.actsOn))
	for i := range t.actsOn {
		names[i] = t.actsOn[i].Type
	}
	return names
}

// addActsOn adds a row under its name and under each alias, in the order of the names.
func (b *builder) addActsOn(block *hclsyntax.Block) {
	from := newBody(block)
	a := ActsOn{
		Through: from.texts("through"), By: from.texts("by"), Beside: from.texts("beside"), Joins: from.texts("joins"), Onward: from.texts("onward"), Spares: from.texts("spares"), Extent: from.texts("extent"), Whole: from.settings("whole"),
		Effect:  from.required("effect"),
		Travels: from.flag("travels"), Outage: from.flag("outage"), Single: from.flag("single"), Beyond: from.flag("beyond"),
	}
	names := append([]string{block.Labels[0]}, from.texts("aliases")...)
	if len(a.Through)+len(a.By) == 0 {
		b.failf(from.at, "through and by are missing or empty: want one of them")
	}
	b.errs = append(b.errs, from.finish()...)
	for _, name := range names {
		a.Type = name
		i, found := slices.BinarySearchFunc(b.table.actsOn, name, func(a ActsOn, name string) int { return cmp.Compare(a.Type, name) })
		if found {
			b.failf(from.at, "acts_on %q stands twice", name)
			continue
		}
		b.table.actsOn = slices.Insert(b.table.actsOn, i, a)
	}
}
