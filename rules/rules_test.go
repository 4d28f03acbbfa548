package rules_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

func casesOf(id string) []ruleCase {
	return slices.Concat(changeCases[id], planCases[id], togetherCases[id], hazardCases[id], permissionCases[id], wholePlanCases[id], flagCases[id], outsideCases[id], standingCases[id])
}

// Every rule has a case of each kind, and no case is left of a rule that is gone.
func TestEveryRuleHasItsCases(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range rules.All() {
		if seen[r.ID] {
			t.Errorf("two rules are called %s", r.ID)
		}
		seen[r.ID] = true
		found := map[kind]bool{}
		for _, c := range casesOf(r.ID) {
			found[c.kind] = true
		}
		for _, want := range []kind{positive, negative, nearMiss} {
			if !found[want] {
				t.Errorf("rule %s has no case of kind %q", r.ID, want)
			}
		}
		if r.Title == "" || !strings.HasSuffix(r.Looks, ".") || !strings.HasSuffix(r.Why, ".") {
			t.Errorf("rule %s: title, looks and why must be sentences: %+v", r.ID, r)
		}
		if r.Example == "" || !strings.HasSuffix(r.Fix, ".") || len(r.References) == 0 {
			t.Errorf("rule %s: wants an example, a fix and references", r.ID)
		}
		for _, reference := range r.References {
			if u, err := url.Parse(reference); err != nil || u.Scheme != "https" || u.Host == "" {
				t.Errorf("rule %s: %q is no address of a page", r.ID, reference)
			}
		}
		if kinds := btoi(r.Change != nil) + btoi(r.Impact != nil) + btoi(r.Plan != nil); kinds != 1 {
			t.Errorf("rule %s has %d functions, want 1", r.ID, kinds)
		}
		if found, ok := rules.Lookup(r.ID); !ok || found.Title != r.Title {
			t.Errorf("Lookup(%q) finds %q", r.ID, found.Title)
		}
	}
	for _, list := range []map[string][]ruleCase{changeCases, planCases, togetherCases, hazardCases, permissionCases, wholePlanCases, flagCases, outsideCases} {
		for id := range list {
			if !seen[id] {
				t.Errorf("there are cases for rule %s, which does not exist", id)
			}
		}
	}
	if _, ok := rules.Lookup("no-such-rule"); ok {
		t.Error("a rule was found that does not exist")
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestRules(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, r := range rules.All() {
		for _, c := range casesOf(r.ID) {
			t.Run(fmt.Sprintf("%s/%s/%s", r.ID, c.kind, c.name), func(t *testing.T) {
				t.Parallel()
				if r.Plan != nil {
					checkFindings(t, r, c)
					return
				}
				factors := runOn(table, r, c)
				if c.kind != positive {
					if len(factors) > 0 {
						t.Errorf("got %+v, want nothing", factors)
					}
					return
				}
				if len(factors) == 0 {
					t.Fatal("got nothing")
				}
				for _, f := range factors {
					if f.Why == "" || f.Rule == "" || (f.Points < 0) != c.lowers || f.Points == 0 {
						t.Errorf("factor %+v, lowers: %v", f, c.lowers)
					}
				}
			})
		}
	}
}

func runOn(table *knowledge.Table, r rules.Rule, c ruleCase) []risk.Factor {
	pass := passOf(table, c.change)
	pass.Provisioned, pass.ForcedBy, pass.Possible, pass.Companions, pass.Shifted = c.provisioned, c.forcedBy, c.possible, c.companions, c.shifted
	pass.Inserted, pass.Twin = c.inserted, c.twin
	pass.HeldBy = func(knowledge.Holder) []string { return c.held }
	pass.OwnerIsNew, pass.TakesBack = c.ownerIsNew, c.takesBack
	pass.Beside = func() []rules.Beside { return c.beside }
	pass.Standing = func() []*plan.Change { return c.standing }
	if r.Change != nil {
		return r.Change(&pass)
	}
	return r.Impact(&rules.ImpactPass{ChangePass: pass, Unchanged: c.unchanged, Dependents: c.dependents, Leaving: c.leaving, Acts: c.acts, Users: c.users, Superseded: c.superseded, GoneFirst: c.goneFirst, Outside: c.outside, Sum: c.score})
}

func checkFindings(t *testing.T, r rules.Rule, c ruleCase) {
	t.Helper()
	pass := rules.PlanPass{Plan: &c.plan, Resources: c.existing, Existing: c.existing}
	for i := range c.disruptive {
		pass.Disruptive = append(pass.Disruptive, fmt.Sprintf("t.a[%d]", i))
	}
	if c.pass != nil {
		pass = *c.pass
		pass.Table = builtin(t)
	}
	findings := r.Plan(&pass)
	if len(findings) != btoi(c.kind == positive) {
		t.Fatalf("got %d findings: %+v", len(findings), findings)
	}
	for _, f := range findings {
		if f.Rule != r.ID || f.Level != risk.LevelOf(f.Score) || f.Score == 0 || !strings.HasSuffix(f.Summary, ".") {
			t.Errorf("finding %+v", f)
		}
		if c.pass == nil && r.ID != "partial-plan" && len(f.Addresses) != max(c.disruptive, btoi(len(c.plan.Changes)+len(c.plan.Invocations) > 0)) {
			t.Errorf("finding names %q", f.Addresses)
		}
	}
}

// Findings and factors come in the order of All.
func TestFindingsAreOrdered(t *testing.T) {
	t.Parallel()
	p := changes(planCases["unknown-action"][0].change, *planCases["unknown-action"][0].plan.Changes[0], *planCases["forgotten"][0].plan.Changes[0])
	p.Errored = true
	var ids []string
	for _, f := range rules.PlanFindings(&rules.PlanPass{Plan: &p}) {
		ids = append(ids, f.Rule)
	}
	if got, want := strings.Join(ids, " "), "plan-errored unknown-action forgotten"; got != want {
		t.Errorf("findings of %s, want %s", got, want)
	}
}
