package policy_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tfblast/tfblast/rules/policy"
)

const senior = `plan.level >= level.high || (provenance.ai_assisted && plan.disruptive > 0)`

// A gate applies where its condition is true, and where that can't be told.
func TestRequirementApplies(t *testing.T) {
	t.Parallel()
	assisted := policy.Provenance{AIAssisted: new(true), Inspected: true, Commits: 3, Authors: 1, Assistants: []string{"Cursor"}}
	byHand := policy.Provenance{AIAssisted: new(false), Inspected: true, Commits: 3, Authors: 1}
	stated := policy.Provenance{AIAssisted: new(false), Stated: "no"}
	nobody := policy.Provenance{}
	tests := []struct {
		name, when    string
		score         int
		disruptive    int
		origin        policy.Provenance
		intent        policy.Expectation
		applies, open bool
		why           string
	}{
		{"high", senior, 60, 0, byHand, policy.Expectation{}, true, false, "plan.level is high, provenance.ai_assisted is false, plan.disruptive is 0"},
		{"small", senior, 59, 3, byHand, policy.Expectation{}, false, false, "plan.level is medium"},
		{"small and assisted", senior, 12, 1, assisted, policy.Expectation{}, true, false, "provenance.ai_assisted is true"},
		{"assisted, and nothing is disrupted", senior, 12, 0, assisted, policy.Expectation{}, false, false, ""},
		{"high, by whomever", senior, 90, 0, nobody, policy.Expectation{}, true, false, "provenance.ai_assisted is not known"},
		{"small, by whomever", senior, 12, 1, nobody, policy.Expectation{}, true, true, "provenance.ai_assisted is not known"},
		{"it does not matter by whom", senior, 12, 0, nobody, policy.Expectation{}, false, false, ""},
		{"stated", senior, 12, 1, stated, policy.Expectation{}, false, false, ""},
		{"not by hand", `!provenance.ai_assisted && plan.disruptive > 0`, 12, 1, nobody, policy.Expectation{}, true, true, ""},
		{"asked whether it is known", `provenance.known && provenance.ai_assisted`, 12, 1, nobody, policy.Expectation{}, false, false, ""},
		{"many commits", `provenance.commits > 2`, 0, 0, byHand, policy.Expectation{}, true, false, "provenance.commits is 3"},
		{"how many commits", `provenance.commits > 2`, 0, 0, stated, policy.Expectation{}, true, true, "provenance.commits is not known"},
		{"which assistants", `contains(provenance.assistants, "Cursor")`, 0, 0, assisted, policy.Expectation{}, true, false, "provenance.assistants is Cursor"},
		{"which assistants, if any", `length(provenance.assistants) == 0`, 0, 0, nobody, policy.Expectation{}, true, true, ""},
		{"either way in HCL", `(provenance.ai_assisted ? plan.disruptive : plan.create) > 1`, 0, 5, nobody, policy.Expectation{}, true, true, ""},
		{"what was said", `provenance.stated == "no"`, 0, 0, stated, policy.Expectation{}, true, false, "provenance.stated is no"},
		{"beyond", `expectation.exceeded`, 0, 0, nobody, policy.Expectation{Declared: true, Exceeded: true, Beyond: 1}, true, false, "expectation.exceeded is true"},
		{"nothing declared", `!expectation.declared && plan.disruptive > 0`, 0, 1, nobody, policy.Expectation{}, true, false, "expectation.declared is false"},
		{"always", `true`, 0, 0, nobody, policy.Expectation{}, true, false, "names nothing"},
		{"below", `plan.level < level.low`, 9, 0, nobody, policy.Expectation{}, true, false, "plan.level is info"},
		{"at the level", `plan.level == level.critical`, 80, 0, nobody, policy.Expectation{}, true, false, ""},
		{"in the environment", `contains(plan.environments, "prod")`, 0, 0, nobody, policy.Expectation{}, true, false, "plan.environments is prod"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p, diags := policy.Load([]policy.File{{Name: "p.hcl", Content: fmt.Appendf(nil, "environment \"prod\" {\n match = [\"prod\"]\n strict = true\n}\ngate \"g\" {\n when = %s\n}\n", tt.when)}})
			if diags.HasErrors() {
				t.Fatal(diags)
			}
			all := p.Settings(policy.Scope{Stack: "prod"}).Requirements(&policy.Facts{
				Plan: policy.Plan{Disruptive: tt.disruptive}, Score: tt.score, Provenance: tt.origin, Expectation: tt.intent,
			})
			if len(all) != 1 || all[0].Applies != tt.applies || all[0].Open != tt.open || !strings.Contains(all[0].Why, tt.why) {
				t.Errorf("%+v, want applies %t, open %t, %q", all, tt.applies, tt.open, tt.why)
			}
		})
	}
}

// A requirement holds what the block says, with the people of the groups. Files and
// environments add gates, and none takes one away.
func TestRequirements(t *testing.T) {
	t.Parallel()
	p, diags := policy.Load([]policy.File{
		{Name: "org.hcl", Content: []byte(`
gate "first" {
  when      = true
  approvals = 2
  from      = ["seniors", "net"]
  owners    = true
  max_age   = "90m"
  message   = "Call them."
}
group "net" { members = ["github:acme/net"] }
`)},
		{Name: "team.hcl", Content: []byte(`
group "seniors" { members = ["ann@example.com", "github:bob"] }
owners "net" { match = ["aws_vpc.*"] }
owners "web" { match = ["aws_lb.*"] }
owners "net" { match = ["aws_subnet.*"] }
owners "idle" { match = ["aws_lambda_function.*"] }
environment "prod" {
  match = ["prod*"]
  gate "second" { when = plan.disruptive > 9 }
}
assistant "coder" { names = ["Coder *"] }
`)},
	})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	if got := p.Gates(); !slices.Equal(got, []string{"first", "second"}) {
		t.Errorf("gates %v", got)
	}
	if got := p.Assistants(); len(got) != 1 || got[0].Title != "coder" || got[0].Names[0] != "Coder *" {
		t.Errorf("assistants %+v", got)
	}
	facts := &policy.Facts{Owners: map[string][]string{"net": {"aws_vpc.main"}, "web": {"aws_lb.a"}}}
	if got := p.Settings(policy.Scope{Stack: "dev"}).Requirements(facts); len(got) != 1 {
		t.Errorf("outside of the environment: %+v", got)
	}
	all := p.Settings(policy.Scope{Stack: "prod-eu"}).Requirements(facts)
	if len(all) != 2 || all[1].Gate != "second" || all[1].Applies || all[1].Approvals != 1 || all[1].From != nil || all[1].MaxAge != 0 {
		t.Fatalf("%+v", all)
	}
	r := all[0]
	if r.File != "org.hcl" || r.Line != 2 || r.Approvals != 2 || r.MaxAge != 90*time.Minute || r.Message != "Call them." {
		t.Errorf("%+v", r)
	}
	if len(r.From) != 2 || r.From[0].Name != "seniors" || !slices.Equal(r.From[0].Members, []string{"ann@example.com", "github:bob"}) || r.From[1].Name != "net" {
		t.Errorf("from %+v", r.From)
	}
	if len(r.Owners) != 2 || r.Owners[0].Team != "net" || r.Owners[0].Group == nil || r.Owners[1].Team != "web" || r.Owners[1].Group != nil {
		t.Errorf("owners %+v", r.Owners)
	}
}

// A rule about what can't be told counts as true, and says so.
func TestRuleOnUnknownOrigin(t *testing.T) {
	t.Parallel()
	p, diags := policy.Load([]policy.File{{Name: "p.hcl", Content: []byte("rule \"r\" {\n when = provenance.ai_assisted && change.disruptive\n level = \"critical\"\n message = \"by ${join(\", \", provenance.assistants)}\"\n}\n")}})
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	in := shop()
	in.Provenance = policy.Provenance{}
	open := p.Settings(policy.Scope{}).Apply(in)
	if open.Fired["r"] != 2 || len(open.Diagnostics) != 1 || !strings.Contains(open.Diagnostics[0].Summary, "can't be told 2 times") {
		t.Errorf("fired %v, %v", open.Fired, open.Diagnostics)
	}
	in.Provenance.AIAssisted = new(false)
	if got := p.Settings(policy.Scope{}).Apply(in); got.Fired["r"] != 0 || len(got.Diagnostics) != 0 {
		t.Errorf("by hand: %v, %v", got.Fired, got.Diagnostics)
	}
	if got := p.Settings(policy.Scope{}).Apply(shop()); got.Fired["r"] != 2 || !strings.Contains(sketch(got), "critical") {
		t.Errorf("assisted: %v", got.Fired)
	}
}
