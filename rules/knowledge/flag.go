package knowledge

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// FlagKind says what a flag tells of a type beside its class.
type FlagKind string

const (
	// FlagAuthoritative is a type whose instance owns a whole list or setting, also what no
	// state holds of it.
	FlagAuthoritative FlagKind = "authoritative"
	// FlagRefused is a type whose delete the service refuses while it is in use or not empty.
	FlagRefused FlagKind = "refused"
	// FlagPipeline is an instance that the pipeline itself needs to undo the change.
	FlagPipeline FlagKind = "pipeline"
	// FlagWithdrawn is an instance without which what it serves stops working or goes
	// unprotected, although nothing depends on it.
	FlagWithdrawn FlagKind = "withdrawn"
)

// Flag is what is known of a type beside its class. The facts are from the documentation of
// the providers and the services.
type Flag struct {
	// Type is the type; a * in it stands for any text.
	Type string
	Kind FlagKind
	// Of lists the attributes of an authoritative type that name whose list it owns.
	Of []string
	// In lists the attributes, dotted and without indexes, of which one holds one of the
	// texts of Contains, whatever the case.
	In, Contains []string
	// With are settings that must hold as well.
	With []Setting
	// Users lists types, a * at the end for any text, of which instances keep an object of a
	// refused type from being deleted, or are managed through what the pipeline needs. A
	// refused type without any has content that no plan shows.
	Users []string
	// Same lists the attributes in which a created instance of the type must be equal to take
	// the place of a withdrawn one; without any each does.
	Same []string
	// Delete and Create are what a delete or replace and a create score at least, 0 to 100.
	Delete, Create int
	// Outcome is one of Outcomes. Instead is true if it takes the place of what the class says.
	Outcome string
	Instead bool
	// Why says in one plain clause what is so about it.
	Why string
}

// Flags returns what is known of a type beside its class, in the order of the files: what
// its own rows say, else those of the first form that it has. It is shared: read only.
func (t *Table) Flags(resourceType string) []Flag {
	i, found := slices.BinarySearchFunc(t.flags, resourceType, func(f Flag, name string) int { return cmp.Compare(f.Type, name) })
	if found {
		return run(t.flags[i:])
	}
	for i := range t.flagForms {
		if hasForm(resourceType, t.flagForms[i].Type) {
			return run(t.flagForms[i:])
		}
	}
	return nil
}

// hasForm reports whether a type is of a form in which one * stands for any text but none.
func hasForm(resourceType, form string) bool {
	before, after, wild := strings.Cut(form, "*")
	return wild && len(resourceType) > len(before)+len(after) && strings.HasPrefix(resourceType, before) && strings.HasSuffix(resourceType, after)
}

// UsedBy reports whether a type is among the users.
func (f *Flag) UsedBy(resourceType string) bool {
	return slices.ContainsFunc(f.Users, func(user string) bool {
		before, wild := strings.CutSuffix(user, "*")
		return resourceType == user || wild && strings.HasPrefix(resourceType, before)
	})
}

// run returns the flags of the first type of a sorted list.
func run(flags []Flag) []Flag {
	n := 1
	for n < len(flags) && flags[n].Type == flags[0].Type {
		n++
	}
	return flags[:n]
}

// addAuthoritative adds a row under its name and under each alias, as the others do.
func (b *builder) addAuthoritative(block *hclsyntax.Block) {
	from := newBody(block)
	f := Flag{Kind: FlagAuthoritative, Of: from.texts("of"), With: from.settings("with"), Outcome: from.required("outcome")}
	f.Delete, f.Create = from.score("delete"), from.score("create")
	if f.Delete+f.Create == 0 {
		b.failf(from.at, "want delete or create: what a change scores at least")
	}
	if f.Create > 0 && len(f.Of) == 0 {
		b.failf(from.at, "create wants of: the attributes that name whose list it owns")
	}
	b.addFlag(block, from, f)
}

func (b *builder) addRefused(block *hclsyntax.Block) {
	from := newBody(block)
	f := Flag{Kind: FlagRefused, With: from.settings("with"), Users: from.texts("users"), Outcome: "stuck"}
	if len(f.Users)+len(f.With) == 0 {
		b.failf(from.at, "want users or with: when the delete is refused")
	}
	b.addFlag(block, from, f)
}

func (b *builder) addPipeline(block *hclsyntax.Block) {
	from := newBody(block)
	f := Flag{
		Kind: FlagPipeline, In: from.texts("in"), Contains: from.texts("contains"), With: from.settings("with"),
		Users: from.texts("users"), Delete: from.score("delete"), Outcome: "access-loss",
	}
	if (len(f.In) == 0) != (len(f.Contains) == 0) || len(f.In)+len(f.With)+len(f.Users) == 0 {
		b.failf(from.at, "want in and contains, with or users: how such an instance is known")
	}
	if f.Delete == 0 {
		b.failf(from.at, "want delete: what a delete scores at least")
	}
	b.addFlag(block, from, f)
}

func (b *builder) addWithdrawn(block *hclsyntax.Block) {
	from := newBody(block)
	f := Flag{
		Kind: FlagWithdrawn, In: from.texts("in"), Contains: from.texts("contains"), With: from.settings("with"),
		Same: from.texts("same"), Delete: from.score("delete"), Outcome: from.required("outcome"), Instead: from.flag("instead"),
	}
	if (len(f.In) == 0) != (len(f.Contains) == 0) {
		b.failf(from.at, "in goes with contains: which texts its attributes hold")
	}
	if f.Delete == 0 {
		b.failf(from.at, "want delete: what a delete scores at least")
	}
	b.addFlag(block, from, f)
}

// addFlag reads what all flags have.
func (b *builder) addFlag(block *hclsyntax.Block, from *body, f Flag) {
	f.Why = from.required("why")
	names := append([]string{block.Labels[0]}, from.texts("aliases")...)
	b.errs = append(b.errs, from.finish()...)
	if !slices.Contains(Outcomes(), f.Outcome) {
		b.failf(from.at, "outcome = %q: want one of %v", f.Outcome, Outcomes())
	}
	for _, name := range names {
		f.Type = name
		if strings.Contains(name, "*") {
			b.table.flagForms = append(b.table.flagForms, f)
		} else {
			b.table.flags = append(b.table.flags, f)
		}
	}
}

// score returns a number of points, 0 where the attribute is missing.
func (b *body) score(name string) int {
	if _, ok := b.attrs[name]; !ok {
		b.read = append(b.read, name)
		return 0
	}
	points := b.number(name)
	if points < 1 || points > 100 {
		b.failf(b.at, "%s = %d: want 1 to 100", name, points)
	}
	return points
}
