package policy_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
	"github.com/tfblast/tfblast/rules/policy"
)

func load(tb testing.TB, sources ...string) *policy.Policy {
	tb.Helper()
	var files []policy.File
	for i, source := range sources {
		files = append(files, policy.File{Name: string(rune('a'+i)) + ".hcl", Content: []byte(source)})
	}
	p, diags := policy.Load(files)
	if diags.HasErrors() {
		tb.Fatal(diags)
	}
	return p
}

var now = time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)

// shop is a report of three changes and two findings.
func shop() *policy.Input {
	change := func(address, kind, class, action string, factors ...risk.Factor) policy.Change {
		return policy.Change{
			Address: address, Type: kind, Class: class, Action: action, Mode: "managed", Certainty: "certain", When: "at-apply",
			Disruptive: action != "update", Factors: factors, Score: risk.Score(factors),
		}
	}
	database := change("module.prod.aws_db_instance.orders", "aws_db_instance", "data-store", "replace",
		risk.Factor{Rule: "class-action", Points: 50, Why: "replaces a data store"}, risk.Factor{Rule: "data-loss", Points: 15, Why: "lost"}, risk.Factor{Rule: "requested", Points: -5, Why: "asked for"})
	database.Downstream = policy.Downstream{Total: 25, Unchanged: 24, Changing: 1}
	database.Outcomes = []string{"data-loss", "outage"}
	return &policy.Input{
		Plan:       policy.Plan{Stack: "prod/shop", Resources: 40, Affected: 26, Disruptive: 2, Delete: 1, Replace: 1, Update: 1},
		Provenance: policy.Provenance{AIAssisted: new(true), Inspected: true, Commits: 2, Authors: 1, Assistants: []string{"Cursor"}},
		Changes: []policy.Change{
			database,
			change("module.batch.aws_instance.worker[0]", "aws_instance", "server", "delete", risk.Factor{Rule: "class-action", Points: 64, Why: "deletes a server"}),
			change("aws_ssm_parameter.token", "aws_ssm_parameter", "other", "update", risk.Factor{Rule: "class-action", Points: 10, Why: "updates"}),
		},
		Findings: []policy.Finding{
			{Rule: "whole-module", Score: 50, Summary: "The module goes.", Addresses: []string{"module.batch.aws_instance.worker[0]"}},
			{Rule: "plan-errored", Score: 35, Summary: "Planning failed."},
		},
	}
}

// sketch is a result in a few lines.
func sketch(r *policy.Result) string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, " ") + "\n") }
	line("level", risk.LevelOf(r.Score).String())
	for _, v := range r.Changes {
		line("change", risk.LevelOf(v.Score).String(), ignored(v.Ignored))
	}
	for _, f := range append(append([]risk.Finding{}, r.Findings...), r.Added...) {
		line("finding", f.Rule, f.Level.String(), f.Summary, ignored(f.Ignored))
	}
	for _, e := range r.Effects {
		line("effect", e.File, e.Changed)
	}
	for _, d := range r.Diagnostics {
		line(string(d.Severity), d.Summary)
	}
	return b.String()
}

func ignored(i *risk.Ignored) string {
	if i == nil {
		return "counts"
	}
	return strings.TrimSpace("ignored: " + i.Reason + " " + i.Expires)
}

func TestApply(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, source, want string }{
		{"nothing", ``, `level high
change high counts
change high counts
change low counts
finding whole-module medium The module goes. counts
finding plan-errored medium Planning failed. counts
effect a.hcl changes nothing in this report
`},
		{"a rule raises, and never lowers", `
rule "no-prod-replace" {
  when    = change.action == "replace" && glob(change.address, "module.prod*") && downstream.unchanged > 20
  level   = "critical"
  message = "${change.address} has ${downstream.unchanged} users"
}
rule "servers-are-cattle" {
  when    = change.class == "server"
  level   = "low"
  message = "never mind"
}`, `level critical
change critical counts
change high counts
change low counts
finding whole-module medium The module goes. counts
finding plan-errored medium Planning failed. counts
effect a.hcl rule "no-prod-replace" raises module.prod.aws_db_instance.orders to critical
effect a.hcl rule "servers-are-cattle" speaks of module.batch.aws_instance.worker[0], at low or above without it
`},
		{"rules see the report as it is before any of them", `
rule "first" {
  when    = change.action == "update"
  level   = "critical"
  message = "m"
}
rule "second" {
  when    = change.level == "critical"
  level   = "critical"
  message = "no change is critical by itself"
}
rule "of-the-plan" {
  when    = plan.level == "critical" && plan.delete == 1 && !plan.errored
  level   = "medium"
  message = "the plan is ${plan.level}"
}`, `level critical
change high counts
change high counts
change critical counts
finding whole-module medium The module goes. counts
finding plan-errored medium Planning failed. counts
finding of-the-plan medium the plan is critical counts
effect a.hcl rule "first" raises aws_ssm_parameter.token to critical
effect a.hcl rule "of-the-plan" adds a finding of level medium
`},
		{"a rule about findings", `
rule "modules" {
  when    = finding.rule == "whole-module" && length(finding.addresses) == 1
  level   = "high"
  message = "ask the platform team"
}`, `level high
change high counts
change high counts
change low counts
finding whole-module high The module goes. (modules: ask the platform team) counts
finding plan-errored medium Planning failed. counts
effect a.hcl rule "modules" raises whole-module to high
`},
		{"a change is ignored, with the findings about it alone", `
ignore {
  address = "module.batch.*"
  reason  = "rebuilt every night"
  expires = "2026-12-31"
}`, `level high
change high counts
change high ignored: rebuilt every night 2026-12-31
change low counts
finding whole-module medium The module goes. ignored: rebuilt every night 2026-12-31
finding plan-errored medium Planning failed. counts
effect a.hcl ignores module.batch.aws_instance.worker[0], ignores the finding whole-module: rebuilt every night
`},
		{"an ignore expires", `
ignore {
  address = "module.batch.*"
  reason  = "rebuilt every night"
  expires = "2026-12-30"
}`, `level high
change high counts
change high counts
change low counts
finding whole-module medium The module goes. counts
finding plan-errored medium Planning failed. counts
effect a.hcl the ignore of module.batch.* expired on 2026-12-30 and no longer counts
warning a.hcl:2: the ignore of module.batch.* expired on 2026-12-30 and no longer counts
`},
		{"rules are ignored by name, built-in ones and our own", `
rule "ours" {
  when    = change.disruptive
  level   = "critical"
  message = "m"
}
ignore {
  rule    = "data-loss"
  address = "module.prod.*"
  reason  = "a replica takes over"
}
ignore {
  rule   = "our*"
  reason = "not today"
}
ignore {
  rule   = "plan-errored"
  reason = "known"
}`, `level high
change medium counts
change high counts
change low counts
finding whole-module medium The module goes. counts
finding plan-errored medium Planning failed. ignored: known
effect a.hcl takes the points of rule data-loss from module.prod.aws_db_instance.orders: a replica takes over
effect a.hcl ignores rule our* on module.prod.aws_db_instance.orders, module.batch.aws_instance.worker[0]: not today
effect a.hcl ignores the finding plan-errored: known
`},
		{"an ignored rule about the plan stays, marked", `
rule "big" {
  when    = plan.affected > 20
  level   = "critical"
  message = "${plan.affected} instances"
}
ignore {
  rule   = "big"
  reason = "announced"
}`, `level high
change high counts
change high counts
change low counts
finding whole-module medium The module goes. counts
finding plan-errored medium Planning failed. counts
finding big critical 26 instances ignored: announced
effect a.hcl rule "big" adds a finding of level critical
effect a.hcl ignores the finding big: announced
`},
		{"environments", `
environment "staging" {
  match = ["staging/*"]
  rule "s" {
    when    = change.disruptive
    level   = "critical"
    message = "m"
  }
}
environment "prod" {
  match = ["prod", "prod/*"]
  rule "p" {
    when    = change.action == "update" && contains(plan.environments, "prod")
    level   = "high"
    message = "m"
  }
}`, `level high
change high counts
change high counts
change high counts
finding whole-module medium The module goes. counts
finding plan-errored medium Planning failed. counts
effect a.hcl settings of "prod" apply to the stack "prod/shop"
effect a.hcl rule "p" raises aws_ssm_parameter.token to high
`},
		{"no environment", `
environment "staging" {
  match = ["staging/*"]
}`, `level high
change high counts
change high counts
change low counts
finding whole-module medium The module goes. counts
finding plan-errored medium Planning failed. counts
effect a.hcl no environment fits the stack "prod/shop"
`},
		{"what overrides and weights are about", `
override "aws_ssm_parameter" {
  class = "secret"
}
override "aws_lambda_function" {
  class = "data-store"
}
weights {
  server = 1.5
  cache  = 2
}`, `level high
change high counts
change high counts
change low counts
finding whole-module medium The module goes. counts
finding plan-errored medium Planning failed. counts
effect a.hcl aws_ssm_parameter is given class key in aws_ssm_parameter.token
effect a.hcl server counts 1.5 times in module.batch.aws_instance.worker[0]
`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := load(t, c.source).Settings(policy.Scope{Stack: "prod/shop", Now: now})
			input := shop()
			got := s.Apply(input)
			if diff := cmp.Diff(c.want, sketch(got)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if diff := cmp.Diff(shop(), input); diff != "" {
				t.Errorf("the input was changed:\n%s", diff)
			}
		})
	}
}

// Without a clock nobody can tell whether an ignore still holds: it does not.
func TestExpiryWithoutClock(t *testing.T) {
	t.Parallel()
	p := load(t, `ignore {
  address = "module.*"
  reason  = "r"
  expires = "2027-01-31"
}`)
	got := p.Settings(policy.Scope{}).Apply(shop())
	if got.Changes[0].Ignored != nil || len(got.Diagnostics) != 1 || !strings.Contains(got.Diagnostics[0].Summary, "no clock") {
		t.Errorf("%+v", got)
	}
}

// Of the same question in several places the strictest counts.
func TestGates(t *testing.T) {
	t.Parallel()
	p := load(t, `
fail_on = "critical"
limits {
  delete  = 3
  replace = 5
}`, `
fail_on = "high"
limits {
  delete   = 7
  affected = 20
}
environment "prod" {
  match   = ["prod*"]
  fail_on = "medium"
  strict  = true
  limits {
    replace = 0
  }
}`)
	dev, prod := p.Settings(policy.Scope{Stack: "dev"}).Gates(), p.Settings(policy.Scope{Stack: "x", Workspace: "prod-eu"}).Gates()
	if folder := p.Settings(policy.Scope{Stack: "live/blue", Folder: "prod"}).Gates(); !folder.Strict {
		t.Errorf("the folder of a plan with a name of its own: %+v", folder)
	}
	if *dev.FailOn != risk.LevelHigh || *dev.Delete != 3 || *dev.Replace != 5 || *dev.Affected != 20 || dev.Strict {
		t.Errorf("dev: %+v", dev)
	}
	if *prod.FailOn != risk.LevelMedium || *prod.Delete != 3 || *prod.Replace != 0 || !prod.Strict {
		t.Errorf("prod: %+v", prod)
	}
	if want := map[string]string{"fail_on": "b.hcl:9", "delete": "a.hcl:3", "replace": "b.hcl:11", "affected": "b.hcl:3", "strict": "b.hcl:10"}; !cmp.Equal(want, prod.Places) {
		t.Error(cmp.Diff(want, prod.Places))
	}
}

func TestOwners(t *testing.T) {
	t.Parallel()
	p := load(t, `
owners "team-net" {
  match = ["module.network*", "aws_vpc.*"]
}
owners "team-data" {
  match = ["*aws_db_*"]
}`, `
owners "team-net" {
  match = ["module.network.aws_vpc.main"]
}`)
	s := p.Settings(policy.Scope{})
	for address, want := range map[string][]string{
		"module.network.aws_vpc.main":         {"team-net"},
		"module.network.aws_db_instance.main": {"team-net", "team-data"},
		"module.other.aws_vpc.main":           nil,
	} {
		if got := s.Owners(address); !cmp.Equal(want, got) {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
	if !s.HasOwners() || load(t, "").Settings(policy.Scope{}).HasOwners() {
		t.Error("HasOwners")
	}
}

// Overrides and weights are what the built-in rules see.
// An ignore covers a moved instance where it covers both its addresses.
func TestIgnoreMoved(t *testing.T) {
	t.Parallel()
	for from, want := range map[string]bool{"": true, "module.batch.aws_instance.old": true, "module.prod.aws_instance.web": false} {
		in := shop()
		in.Changes[1].PreviousAddress = from
		for name, source := range map[string]string{
			"all":         "ignore {\naddress = \"module.batch.*\"\nreason = \"x\"\n}",
			"by its rule": "ignore {\naddress = \"module.batch.*\"\nrule = \"class-action\"\nreason = \"x\"\n}",
			"finding":     "ignore {\naddress = \"module.batch.*\"\nrule = \"whole-module\"\nreason = \"x\"\n}",
		} {
			r := load(t, source).Settings(policy.Scope{}).Apply(in)
			if got := r.Changes[1].Ignored != nil || r.Changes[1].Score == 0 || r.Findings[0].Ignored != nil; got != want {
				t.Errorf("%s, from %q: ignored %t", name, from, got)
			}
		}
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	builtin, err := knowledge.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	table := load(t, `
override "aws_ssm_parameter" {
  class = "secret"
}
override "acme_*" {
  class  = "data-store"
  reason = "ours"
}
override "aws_db_instance" {
  recovery = "restorable"
  reason   = "a snapshot is taken every night"
}
override "aws_instance" {
  routine = true
  reason  = "cattle"
}
weights {
  data-store = 1.5
  glue       = 0.5
  reason     = "we know our glue"
}`).Settings(policy.Scope{}).Table(builtin)
	if got := table.Lookup("aws_ssm_parameter"); got.Class.Name != "key" || got.Class.Delete != builtin.Lookup("aws_kms_key").Class.Delete || got.Recovery != knowledge.TierUnknown && got.Recovery != knowledge.TierLost {
		t.Errorf("aws_ssm_parameter: %+v", got)
	}
	if got := table.Lookup("acme_thing"); !got.Known || got.Class.Delete != 98 || got.Class.Update != 21 {
		t.Errorf("acme_thing: %+v", got)
	}
	if got := table.Lookup("aws_db_instance"); got.Recovery != knowledge.TierRestorable || got.RecoveryWhy != "a snapshot is taken every night" || len(got.Cases) > 0 || got.Class.Delete != 98 {
		t.Errorf("aws_db_instance: %+v", got)
	}
	if got := table.Lookup("aws_instance"); !got.Routine || got.RoutineWhy != "cattle" {
		t.Errorf("aws_instance: %+v", got)
	}
	if got := load(t, "").Settings(policy.Scope{}).Table(builtin); got != builtin {
		t.Error("an empty policy makes a table of its own")
	}
	if builtin.Lookup("acme_thing").Known || builtin.Lookup("aws_db_instance").Class.Delete != 65 {
		t.Error("the built-in table was changed")
	}
}
