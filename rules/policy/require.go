package policy

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/zclconf/go-cty/cty"
)

// Facts is what gates ask about: the plan as the report shows it after all rules.
type Facts struct {
	Plan        Plan
	Score       int
	Provenance  Provenance
	Expectation Expectation
	// Owners lists by team what is changed or affected of what it owns.
	Owners map[string][]string
}

// Requirement is what one gate block asks of one plan.
type Requirement struct {
	// Gate is the gate's name, File and Line are where it stands, Message is its own.
	Gate, File, Message string
	Line                int
	// Applies is true if approvals are needed. Open is true if that can't be told, and then
	// Applies is true.
	Applies, Open bool
	// Why names what the condition looked at, as it is.
	Why string
	// Approvals is how many people must have approved, each of one of From; nil is anybody
	// who may.
	Approvals int
	From      []Group
	// Owners are the teams that must have approved besides.
	Owners []OwnerRequirement
	// MaxAge is how old an approval may be; 0 where the gate does not say.
	MaxAge time.Duration
}

// OwnerRequirement is a team one of whose members must have approved.
type OwnerRequirement struct {
	Team string
	// Group holds the members; nil where the policy has no group of that name, and then
	// nobody can speak for the team.
	Group *Group
}

// Requirements asks the gate blocks that apply to the scope, in the order of the files and
// then of the environments.
func (s *Settings) Requirements(f *Facts) []Requirement {
	subject := &subject{
		plan: &f.Plan, judged: &judgement{score: f.Score, environments: s.environments}, origin: &f.Provenance, intent: &f.Expectation,
	}
	var all []Requirement
	for _, section := range s.sections {
		for _, g := range section.gates {
			r := Requirement{Gate: g.name, File: g.place.file, Line: g.place.line, Message: g.message, Approvals: g.approvals, MaxAge: g.maxAge}
			asked := g.when.test(subject)
			r.Applies, r.Open = asked != no, asked == failed
			r.Why = g.when.expression.looked(subject)
			for _, name := range g.from {
				r.From = append(r.From, *s.policy.group(name))
			}
			if g.owners {
				r.Owners = s.ownerRequirements(f.Owners)
			}
			all = append(all, r)
		}
	}
	return all
}

// ownerRequirements lists the teams in the order of the policy.
func (s *Settings) ownerRequirements(owned map[string][]string) []OwnerRequirement {
	var all []OwnerRequirement
	for _, o := range s.policy.owners {
		listed := slices.ContainsFunc(all, func(r OwnerRequirement) bool { return r.Team == o.team })
		if len(owned[o.team]) > 0 && !listed {
			all = append(all, OwnerRequirement{o.team, s.policy.group(o.team)})
		}
	}
	return all
}

func isStep(step hcl.Traverser, name string) bool {
	attr, ok := step.(hcl.TraverseAttr)
	return ok && attr.Name == name
}

// maxLooked bounds the attributes and the texts of each that looked names.
const maxLooked = 8

// looked lists the attributes that the expression names, and what they are:
// "plan.level is high, provenance.ai_assisted is not known".
func (e *evaluated) looked(s *subject) string {
	var parts []string
	for _, traversal := range e.expression.Variables() {
		for _, a := range e.names[traversal.RootName()] {
			if a.constant || len(traversal) < 2 || !isStep(traversal[1], a.Name) {
				continue
			}
			part := traversal.RootName() + "." + a.Name + " is " + shown(a.value(s))
			if !slices.Contains(parts, part) {
				parts = append(parts, part)
			}
		}
	}
	if len(parts) == 0 {
		return "its condition names nothing of the plan"
	}
	if len(parts) > maxLooked {
		parts = append(parts[:maxLooked], fmt.Sprintf("and %d more", len(parts)-maxLooked))
	}
	return strings.Join(parts, ", ")
}

// shown is a value in words.
func shown(v cty.Value) string {
	switch {
	case !v.IsKnown():
		return "not known"
	case v.Type() == cty.Bool:
		return fmt.Sprint(v.True())
	case v.Type() == cty.Number:
		return v.AsBigFloat().Text('f', -1)
	case v.Type() == cty.String && v.AsString() == "":
		return "empty"
	case v.Type() == cty.String:
		return v.AsString()
	}
	texts := textsOf(v)
	if len(texts) == 0 {
		return "empty"
	}
	return strings.Join(texts[:min(len(texts), maxLooked)], " ")
}
