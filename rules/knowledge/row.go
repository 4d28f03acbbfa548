package knowledge

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// containerClass names the class whose types take their content along.
const containerClass = "container"

func (b *builder) addClass(block *hclsyntax.Block) {
	from := newBody(block)
	class := Class{
		Name: block.Labels[0], Title: from.required("title"), Holds: Holds(from.text("holds")),
		Delete: from.number("delete"), Replace: from.number("replace"), Forget: from.number("forget"),
		Update: from.number("update"), Create: from.number("create"),
		Recovery: b.tier(from.at, from.required("recovery")),
	}
	b.errs = append(b.errs, from.finish()...)
	if _, twice := b.table.classes[class.Name]; twice {
		b.failf(from.at, "class %q stands twice", class.Name)
	}
	if !slices.Contains([]Holds{HoldsNothing, HoldsData, HoldsKeys, HoldsIdentity}, class.Holds) {
		b.failf(from.at, "holds = %q: want data, keys, identity or nothing", class.Holds)
	}
	for _, points := range []int{class.Delete, class.Replace, class.Forget, class.Update, class.Create} {
		if points < 0 || points > 100 {
			b.failf(from.at, "%d points: want 0 to 100", points)
		}
	}
	b.table.classes[class.Name] = class
}

func (b *builder) addHarmless(block *hclsyntax.Block) {
	from := newBody(block)
	for _, attribute := range from.texts("attributes") {
		b.table.harmless[attribute] = true
	}
	b.errs = append(b.errs, from.finish()...)
}

func (b *builder) addProvider(block *hclsyntax.Block) {
	from, prefix := newBody(block), block.Labels[0]
	if b.table.safe[prefix] != nil {
		b.failf(from.at, "provider %q stands twice", prefix)
	}
	b.table.safe[prefix] = setOf(from.texts("safe"))
	b.errs = append(b.errs, from.finish()...)
}

func (b *builder) addPattern(block *hclsyntax.Block) {
	from := newBody(block)
	class := b.class(from.at, block.Labels[0])
	dataLike := from.flag("data_like")
	recovery := class.Recovery
	if dataLike || class.Holds == HoldsData {
		recovery = TierUnknown
	}
	p := pattern{
		words: from.texts("words"), endings: from.texts("endings"), because: from.required("because"),
		class: guessed(class, dataLike), recovery: recovery, container: class.Name == containerClass,
	}
	if len(p.words)+len(p.endings) == 0 {
		b.failf(from.at, "a pattern needs words or endings")
	}
	b.errs = append(b.errs, from.finish()...)
	b.table.patterns = append(b.table.patterns, p)
}

// addType adds a row under its name and under each alias.
func (b *builder) addType(block *hclsyntax.Block) {
	from := newBody(block)
	row := Type{
		Known: true, Class: b.class(from.at, from.required("class")), Loses: from.text("loses"),
		Safe: from.texts("safe"), RoutineWhy: from.text("routine"), RecoveryWhy: from.text("recovery_why"), Opaque: from.flag("opaque"),
		Container: from.flag("container"), Advice: from.text("advice"),
	}
	row.Routine = row.RoutineWhy != ""
	row.Container = row.Container || row.Class.Name == containerClass
	row.Recovery = row.Class.Recovery
	if word := from.text("recovery"); word != "" {
		row.Recovery = b.tier(from.at, word)
	}
	if row.Recovery == TierRestorable && row.RecoveryWhy == "" {
		b.failf(from.at, "recovery = %q wants a recovery_why: what it comes back from", row.Recovery)
	}
	if row.Class.Holds != HoldsNothing && row.Loses == "" {
		b.failf(from.at, "a %s must say what it loses", row.Class.Title)
	}
	names := append([]string{block.Labels[0]}, from.texts("aliases")...)
	matters := setOf(from.texts("matters"))
	b.errs = append(b.errs, from.finish()...)
	b.addTests(block.Body.Blocks, &row)
	safe := setOf(row.Safe)
	for _, name := range names {
		if _, twice := b.table.types[name]; twice {
			b.failf(from.at, "type %q has two rows", name)
		}
		row.Name = name
		b.table.types[name] = row
		b.table.safe[name] = safe
		b.table.matters[name] = matters
	}
}

// addTests adds the cases and circumstances of a row, in the order of the file.
func (b *builder) addTests(blocks hclsyntax.Blocks, row *Type) {
	for _, block := range blocks {
		if len(block.Labels) != labels[block.Type] {
			continue // checkKinds has reported it
		}
		from := newBody(block)
		switch condition := from.condition(block.Labels[0]); block.Type {
		case "case":
			tier := b.tier(from.at, from.required("tier"))
			row.Cases = append(row.Cases, Case{Condition: condition, Tier: tier, Why: from.required("why")})
		case "circumstance":
			row.Circumstances = append(row.Circumstances, Circumstance{
				Condition: condition, Points: from.number("points"), Why: from.required("why"), Rule: from.required("rule"),
			})
		default:
			continue // checkKinds has reported it
		}
		b.errs = append(b.errs, from.finish()...)
	}
}

func (b *builder) class(at hcl.Range, name string) Class {
	class, ok := b.table.classes[name]
	if !ok {
		b.failf(at, "unknown class %q: want one of those in classes.hcl", name)
	}
	return class
}

func (b *builder) tier(at hcl.Range, word string) Tier {
	if !slices.Contains(Tiers(), Tier(word)) {
		b.failf(at, "unknown recovery tier %q: want one of %v", word, Tiers())
	}
	return Tier(word)
}

func setOf(words []string) map[string]bool {
	if len(words) == 0 {
		return nil
	}
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[word] = true
	}
	return set
}
