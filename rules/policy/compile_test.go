package policy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/tfblast/tfblast/analyzer/risk"
)

// conditions use every form that is compiled, and some that are not.
var conditions = []string{
	`change.disruptive`,
	`!change.disruptive`,
	`change.action == "replace"`,
	`"replace" != change.action`,
	`change.action == change.order`,
	`change.address == "a${1}b"`,
	`change.action == "replace" && change.class == "data-store"`,
	`change.action == "delete" || change.class == "key" || downstream.total == 0`,
	`!(change.disruptive && (downstream.total > 2 || recovery.tier == "lost"))`,
	`downstream.total >= 2 && downstream.total <= 4`,
	`2 < downstream.unchanged`,
	`downstream.total != downstream.unchanged`,
	`downstream.total * 2 - 1 > downstream.unchanged`,
	`-downstream.total < -2`,
	`downstream.total / 2 > 1.4`,
	`length(change.changed) > 1`,
	`length(change.changed) == length(change.origins)`,
	`contains(change.outcomes, "outage")`,
	`contains(["aws_db_instance", "aws_vpc"], change.type)`,
	`contains(["x${change.type}", "aws_vpc"], change.type)`,
	`glob(change.address, "module.a*")`,
	`glob(change.address, "*[?]")`,
	`regex("^module\\.[a-c]\\.", change.address)`,
	`startswith(change.address, "module.")`,
	`endswith(change.address, change.name)`,
	`at_least(change.level, "high")`,
	`lower(change.name) == "web" && upper(change.name) == "WEB"`,
	`max(downstream.total, 3) == 3 && min(downstream.total, 3, 1) < 1`,
	`anytrue([for path in change.changed : startswith(path, "t")])`,
	`alltrue([for i, path in change.changed : i < 1 || path == "tags" if path != "x"])`,
	`anytrue([for path in change.changed : anytrue([for o in change.origins : o == "drift" || path == "x"])])`,
	`anytrue([for a in change.changed : anytrue([for b in change.changed : anytrue([for c in change.changed : c != a]) if a != b])])`,
	`alltrue([for change in change.changed : change != "tags"])`,
	`contains([for path in change.changed : upper(path)], "TAGS")`,
	`anytrue([for path in change.changed : length([for o in change.origins : o if o == path]) < downstream.total])`,
	`anytrue([change.moved, change.deposed])`,
	`length([for o in change.origins : o if o != "author"]) > 0`,
	`(change.disruptive ? downstream.total : downstream.direct) > 2`,
	`join("+", change.changed) == "tags+size"`,
	`"${change.type}.${change.name}" == change.address`,
	`contains(change.rules, "data-loss") && change.score > 50`,
	`plan.level == "critical" && plan.complete`,
	`change.deposed == change.moved`,
	`change.opaque == true`,
	`change.level >= level.high`,
	`level.low < change.level && !(change.level > level.high)`,
	`plan.level <= change.level`,
	`plan.level == level.critical || level.high == change.level`,
	`contains([level.high, level.low], change.level)`,
	`anytrue([for level in change.changed : level == "tags"])`,
	`provenance.ai_assisted && change.disruptive`,
	`!provenance.ai_assisted || provenance.authors < 2`,
	`provenance.commits * 2 > 3 && contains(provenance.assistants, "Cursor")`,
	`provenance.stated == "auto" && expectation.declared`,
	`expectation.exceeded || expectation.beyond > expectation.missing`,
	`plan.disruptive > 1`,
}

func randomInput(r *rand.Rand) *subject {
	pick := func(words ...string) string { return words[r.IntN(len(words))] }
	picks := func(words ...string) []string {
		var list []string
		for range r.IntN(3) {
			list = append(list, pick(words...))
		}
		return list
	}
	flag := func() bool { return r.IntN(2) == 0 }
	c := &Change{
		Type: pick("aws_db_instance", "aws_vpc", "xaws_vpc"), Name: pick("web", "Web", "main"), Action: pick("replace", "delete", "explode", ""),
		Order: pick("", "destroy-before-create"), Class: pick("data-store", "key", "compute"), Disruptive: flag(), Moved: flag(), Deposed: flag(), Opaque: flag(),
		Address: pick("module.a.aws_vpc.main", "module.d.aws_vpc.main", "aws_vpc.main", "aws_db_instance.web[0]", "a1b"),
		Changed: picks("tags", "size", "x"), Origins: picks("author", "drift"), Outcomes: picks("outage", "data-loss"),
		Recovery:   Recovery{Tier: pick("lost", "restorable")},
		Downstream: Downstream{Total: r.IntN(6), Unchanged: r.IntN(6), Direct: r.IntN(6)},
	}
	v := &Verdict{Score: r.IntN(101), Factors: []risk.Factor{{Rule: pick("data-loss", "reach")}}}
	origin := &Provenance{AIAssisted: new(flag()), Stated: pick("", "auto", "yes"), Inspected: true, Commits: r.IntN(4), Authors: r.IntN(4), Assistants: picks("Cursor", "Devin")}
	intent := &Expectation{Declared: flag(), Exceeded: flag(), Beyond: r.IntN(3), Missing: r.IntN(3)}
	return &subject{
		plan: &Plan{Incomplete: flag(), Disruptive: r.IntN(4)}, judged: &judgement{score: r.IntN(101)}, origin: origin, intent: intent, change: c, verdict: v,
	}
}

func loaded(tb testing.TB, source string) *Policy {
	tb.Helper()
	p, diags := Load([]File{{Name: "policy.hcl", Content: []byte(source)}})
	if diags.HasErrors() {
		tb.Fatalf("%s\n%v", source, diags)
	}
	return p
}

// A compiled condition says what HCL's own evaluation says.
func TestCompiledAgainstHCL(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for i, text := range conditions {
		p := loaded(t, fmt.Sprintf("rule \"r%d\" {\n when = %s\n level = \"high\"\n message = \"m\"\n}\n", i, text))
		condition := p.base.rules[0].when
		both := map[answer]int{}
		for range 500 {
			s := randomInput(r)
			want := condition.expression.answer(s)
			if want == failed {
				t.Fatalf("%s can't be told of %+v", text, *s.change)
			}
			got := condition.test(s)
			if got != want {
				t.Fatalf("%s: %v, and HCL says %v, of %+v", text, got, want, *s.change)
			}
			both[got]++
		}
		if both[yes] == 0 || both[no] == 0 {
			t.Errorf("%s: always %v: the inputs don't test it", text, both)
		}
	}
}

// What is not known is neither true nor false: either side may still decide, and a rule
// for which it does not counts as met.
func TestFailedConditions(t *testing.T) {
	t.Parallel()
	constant := func(a answer) test { return func(*subject) answer { return a } }
	for _, c := range []struct{ a, b, and, or answer }{
		{yes, yes, yes, yes},
		{yes, no, no, yes},
		{no, no, no, no},
		{failed, yes, failed, yes},
		{failed, no, no, failed},
		{failed, failed, failed, failed},
	} {
		for _, pair := range [][2]answer{{c.a, c.b}, {c.b, c.a}} {
			and := both(constant(pair[0]), constant(pair[1]))(nil)
			or := negated(both(negated(constant(pair[0])), negated(constant(pair[1]))))(nil)
			if and != c.and || or != c.or {
				t.Errorf("%v: and %v, or %v, want %v, %v", pair, and, or, c.and, c.or)
			}
		}
	}
	p := loaded(t, `rule "r" {
		when    = change.disruptive
		level   = "high"
		message = "m"
	}`)
	p.base.rules[0].when.test = constant(failed)
	p.base.rules[0].message = p.evaluated(&hclsyntax.ScopeTraversalExpr{Traversal: hcl.Traversal{hcl.TraverseRoot{Name: "gone"}}})
	result := p.Settings(Scope{}).Apply(&Input{Changes: []Change{{Address: "a.b"}}})
	if result.Score != risk.LevelHigh.Floor() || len(result.Diagnostics) != 1 || result.Fired["r"] != 1 {
		t.Errorf("%+v", result)
	}
	if got := result.Changes[0].Factors[0].Why; got != "the rule r fires" {
		t.Errorf("message %q", got)
	}
}

// Every attribute can be read, by HCL as well as compiled, of every subject that has it.
func TestEveryAttribute(t *testing.T) {
	t.Parallel()
	p := loaded(t, "")
	for _, s := range []subject{
		{change: &Change{}, verdict: &Verdict{}},
		{finding: &Finding{}},
		{origin: &Provenance{AIAssisted: new(true), Inspected: true}},
	} {
		s.plan, s.judged, s.intent = &Plan{}, &judgement{}, &Expectation{}
		if s.origin == nil {
			s.origin = &Provenance{}
		}
		for _, object := range p.language.objects {
			if !s.has(object.Name) {
				continue
			}
			for i := range object.Attributes {
				a := &object.Attributes[i]
				if got := a.value(&s).Type(); !got.Equals(a.Type()) {
					t.Errorf("%s.%s: %s, want %s", object.Name, a.Name, got.FriendlyName(), a.Type().FriendlyName())
				}
				if set := countSet(a); set != 1 {
					t.Errorf("%s.%s: %d functions read it", object.Name, a.Name, set)
				}
			}
		}
	}
	if typeName(cty.EmptyObject) == "" {
		t.Error("a type without a name")
	}
}

func countSet(a *Attribute) int {
	n := 0
	for _, set := range []bool{a.text != nil, a.number != nil, a.flag != nil, a.texts != nil} {
		if set {
			n++
		}
	}
	return n
}
