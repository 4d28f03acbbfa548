package knowledge

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func (b *builder) addClass(block *hclsyntax.Block) {
	from := newBody(block)
	class := Class{
		Name: block.Labels[0], Title: from.required("title"), Noun: from.text("noun"), Holds: Holds(from.text("holds")),
		Delete: from.number("delete"), Replace: from.number("replace"), Forget: from.number("forget"),
		Update: from.number("update"), Create: from.number("create"),
		Recovery: b.tier(from.at, from.required("recovery")), Seamless: from.flag("seamless"),
		Outcome: from.text("outcome"), Renewed: from.flag("renewed"),
		Container: from.flag("container"), Network: from.flag("network"), Hosts: from.flag("hosts"), Relied: from.flag("relied"), Aside: from.flag("aside"),
	}
	if class.Noun == "" {
		class.Noun = "a " + class.Title
	}
	b.errs = append(b.errs, from.finish()...)
	if b.table.class(class.Name).Name != "" {
		b.failf(from.at, "class %q stands twice", class.Name)
	}
	if !slices.Contains([]Holds{HoldsNothing, HoldsData, HoldsKeys, HoldsIdentity}, class.Holds) {
		b.failf(from.at, "holds = %q: want data, keys, identity or nothing", class.Holds)
	}
	if !slices.Contains([]string{"", "outage", "access-loss", "exposure"}, class.Outcome) {
		b.failf(from.at, "outcome = %q: want outage, access-loss, exposure or nothing", class.Outcome)
	}
	for _, points := range []int{class.Delete, class.Replace, class.Forget, class.Update, class.Create} {
		if points < 0 || points > 100 {
			b.failf(from.at, "%d points: want 0 to 100", points)
		}
	}
	b.table.classes = append(b.table.classes, class)
}

func (b *builder) addHarmless(block *hclsyntax.Block) {
	from := newBody(block)
	b.table.harmless = append(b.table.harmless, from.texts("attributes")...)
	b.table.harmlessBlocks = append(b.table.harmlessBlocks, from.texts("blocks")...)
	b.errs = append(b.errs, from.finish()...)
}

func (b *builder) addProvider(block *hclsyntax.Block) {
	from, prefix := newBody(block), block.Labels[0]
	if slices.ContainsFunc(b.table.providers, func(p provider) bool { return p.prefix == prefix }) {
		b.failf(from.at, "provider %q stands twice", prefix)
	}
	b.table.providers = append(b.table.providers, provider{prefix, from.texts("safe"), from.texts("steering")})
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
		class: guessed(class, dataLike), recovery: recovery, container: class.Container,
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
	known := Type{
		Known: true, Class: b.class(from.at, from.required("class")), Loses: from.text("loses"),
		Safe: from.texts("safe"), RoutineWhy: from.text("routine"), RecoveryWhy: from.text("recovery_why"), Opaque: from.flag("opaque"),
		Container: from.flag("container"), Advice: from.text("advice"), Outcomes: from.texts("outcomes"),
	}
	known.Routine = known.RoutineWhy != ""
	known.Class.Seamless = known.Class.Seamless || from.flag("seamless")
	known.Class.Renewed = known.Class.Renewed || from.flag("renewed")
	known.Container = known.Container || known.Class.Container
	known.Recovery = known.Class.Recovery
	if word := from.text("recovery"); word != "" {
		known.Recovery = b.tier(from.at, word)
	}
	if known.Recovery == TierRestorable && known.RecoveryWhy == "" {
		b.failf(from.at, "recovery = %q wants a recovery_why: what it comes back from", known.Recovery)
	}
	for _, outcome := range known.Outcomes {
		if !slices.Contains(Outcomes(), outcome) {
			b.failf(from.at, "outcomes = %q: want some of %v", outcome, Outcomes())
		}
	}
	if known.Class.Holds != HoldsNothing && known.Loses == "" {
		b.failf(from.at, "%s must say what it loses", known.Class.Noun)
	}
	names := append([]string{block.Labels[0]}, from.texts("aliases")...)
	matters := from.texts("matters")
	b.errs = append(b.errs, from.finish()...)
	b.addTests(block.Body.Blocks, &known)
	for _, name := range names {
		if _, twice := b.rowOf[name]; twice {
			b.failf(from.at, "type %q has two rows", name)
		}
		b.rowOf[name] = len(b.table.rows)
	}
	b.table.rows = append(b.table.rows, row{known, matters})
}

// addTests adds the cases and circumstances of a row, in the order of the file.
func (b *builder) addTests(blocks hclsyntax.Blocks, known *Type) {
	for _, block := range blocks {
		if len(block.Labels) != innerKinds[block.Type].labels {
			continue // checkKinds has reported it
		}
		from := newBody(block)
		switch condition := from.condition(block.Labels[0]); block.Type {
		case "case":
			tier := b.tier(from.at, from.required("tier"))
			k := Case{Condition: condition, Tier: tier, Why: from.required("why"), Kept: from.flag("kept")}
			if k.Kept && tier != TierReversible {
				b.failf(from.at, "tier = %q: what is kept is %s", tier, TierReversible)
			}
			known.Cases = append(known.Cases, k)
		case "circumstance":
			known.Circumstances = append(known.Circumstances, Circumstance{
				Condition: condition, With: from.settings("with"), Has: from.texts("has"), Lacks: from.texts("lacks"), Points: from.number("points"), Why: from.required("why"), Rule: from.required("rule"),
			})
		default:
			continue // checkKinds has reported it
		}
		b.errs = append(b.errs, from.finish()...)
	}
}

func (b *builder) class(at hcl.Range, name string) Class {
	class := b.table.class(name)
	if class.Name == "" {
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
