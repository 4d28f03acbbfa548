package policy

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Scope says for which plan a policy is asked.
type Scope struct {
	// Stack, Folder and Workspace are what environments are matched with; they may be empty.
	// Folder is that of a plan whose stack has the name of the plan's file, too.
	Stack, Folder, Workspace string
	// Now is the clock for expires. With the zero time an ignore that expires does not
	// count, since nobody can tell whether it still may.
	Now time.Time
}

// Settings is what of a policy applies to one plan.
type Settings struct {
	policy       *Policy
	scope        Scope
	sections     []*section
	environments []string
}

// Settings picks what applies: the files themselves, and the environments that fit.
func (p *Policy) Settings(scope Scope) *Settings {
	s := &Settings{policy: p, scope: scope, sections: []*section{&p.base}, environments: []string{}}
	for i := range p.environments {
		e := &p.environments[i]
		if slices.ContainsFunc([]string{scope.Stack, scope.Folder, scope.Workspace}, func(name string) bool { return name != "" && matchesAny(e.match, name) }) {
			s.sections = append(s.sections, &e.section)
			s.environments = append(s.environments, e.name)
		}
	}
	return s
}

// Scope is what the settings were picked for.
func (s *Settings) Scope() Scope { return s.scope }

// Table is the table of what is known about types, as the policy's overrides and weights
// have it. It is t itself if there are none.
func (s *Settings) Table(t *knowledge.Table) *knowledge.Table {
	var overrides []*override
	weights := map[string]float64{}
	for _, section := range s.sections {
		overrides = append(overrides, section.overrides...)
		multiply(weights, section.weights)
	}
	if len(overrides) == 0 && len(weights) == 0 {
		return t
	}
	return t.With(func(known knowledge.Type) knowledge.Type {
		for _, o := range overrides {
			if o.pattern.matches(known.Name) {
				known = o.apply(t, known)
			}
		}
		if factor, ok := weights[known.Class.Name]; ok {
			known.Class = weighed(known.Class, factor)
		}
		return known
	})
}

// weighed multiplies the base points of a class.
func weighed(c knowledge.Class, factor float64) knowledge.Class {
	for _, points := range []*int{&c.Delete, &c.Replace, &c.Forget, &c.Update, &c.Create} {
		*points = min(100, int(math.Round(float64(*points)*factor)))
	}
	return c
}

// Owners lists the teams that own an address, in the order of the files.
func (s *Settings) Owners(address string) []string {
	var teams []string
	for i := range s.policy.owners {
		o := &s.policy.owners[i]
		if matchesAny(o.match, address) && !slices.Contains(teams, o.team) {
			teams = append(teams, o.team)
		}
	}
	return teams
}

// HasOwners reports whether the policy says at all who owns what.
func (s *Settings) HasOwners() bool { return len(s.policy.owners) > 0 }

// Gates are the questions of a policy that decide the exit code. Where several files or
// environments ask the same, the strictest counts: nil is no question.
type Gates struct {
	// FailOn is the lowest level at which the gate fails.
	FailOn *risk.Level
	// Delete, Replace and Affected are the most that the plan may do.
	Delete, Replace, Affected *int
	// Strict is true if a question that the plan can't answer fails its gate.
	Strict bool
	// Places says where each of them stands, under fail_on, delete, replace, affected and
	// strict: "FILE:LINE".
	Places map[string]string
}

// Gates returns the questions that apply.
func (s *Settings) Gates() Gates {
	g := Gates{Places: map[string]string{}}
	for _, section := range s.sections {
		for _, f := range section.failOn {
			if g.FailOn == nil || f.level < *g.FailOn {
				g.FailOn, g.Places["fail_on"] = new(f.level), f.place.String()
			}
		}
		for _, l := range section.limits {
			for _, limit := range []struct {
				name string
				have **int
				most *int
			}{{"delete", &g.Delete, l.delete}, {"replace", &g.Replace, l.replace}, {"affected", &g.Affected, l.affected}} {
				if limit.most != nil && (*limit.have == nil || *limit.most < **limit.have) {
					*limit.have, g.Places[limit.name] = new(*limit.most), l.place.String()
				}
			}
		}
		for _, at := range section.strict {
			if !g.Strict {
				g.Strict, g.Places["strict"] = true, at.String()
			}
		}
	}
	return g
}

// String is "FILE:LINE".
func (p place) String() string { return fmt.Sprintf("%s:%d", p.file, p.line) }

// environmentEffect says which environments apply; false if the policy has none.
func (s *Settings) environmentEffect() (Effect, bool) {
	all := s.policy.environments
	if len(all) == 0 {
		return Effect{}, false
	}
	where := "the stack " + named(s.scope.Stack)
	if s.scope.Workspace != "" {
		where += " and the workspace " + named(s.scope.Workspace)
	}
	for i := range all {
		if len(s.environments) > 0 && all[i].name == s.environments[0] {
			return Effect{File: all[i].place.file, Line: all[i].place.line, Changed: fmt.Sprintf("settings of %s apply to %s", strings.Join(quoted(s.environments), ", "), where)}, true
		}
	}
	return Effect{File: all[0].place.file, Line: all[0].place.line, Changed: "no environment fits " + where}, true
}

func named(text string) string {
	if text == "" {
		return "without a name"
	}
	return fmt.Sprintf("%q", text)
}
