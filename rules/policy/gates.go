package policy

import (
	"strings"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Group names people.
type Group struct {
	Name string
	// Members are names of the file of allowed signers, github:LOGIN or github:ORG/TEAM.
	Members []string
}

// Assistant is an AI assistant and what it leaves in commits; all but Title are patterns in
// which * stands for any text.
type Assistant struct {
	ID, Title            string
	Names, Emails, Lines []string
}

// gate is a gate block, checked.
type gate struct {
	name      string
	place     place
	when      *condition
	approvals int
	from      []string
	// at is the block, named is where the groups are named.
	at, named hcl.Range
	owners    bool
	maxAge    time.Duration
	message   string
}

// takenGates are the gates of the command line; reports go by the name.
var takenGates = []string{
	"fail-on", "max-delete", "max-replace", "max-affected", "sign-off", "allowed-signers", "expect", "confirmation",
	"policy-file", "policy-unchanged", "plan-file", "policy",
}

func (l *loader) group(f *fields, block *hclsyntax.Block) {
	for _, member := range f.lists["members"] {
		if strings.ContainsAny(member, "*?") || strings.HasPrefix(member, "!") {
			l.fail(f.placeOf("members"), "A name of nobody", "members: %q is no pattern but compared as it stands, and nobody has this name. Name each person, or a team as github:ORG/TEAM. A gate without from takes everybody whom the allowed signers let sign.", member)
		}
	}
	l.policy.groups = append(l.policy.groups, Group{block.Labels[0], f.lists["members"]})
}

func (l *loader) assistant(f *fields, block *hclsyntax.Block) {
	a := Assistant{ID: block.Labels[0], Title: f.texts["title"], Names: f.lists["names"], Emails: f.lists["emails"], Lines: f.lists["lines"]}
	if a.Title == "" {
		a.Title = a.ID
	}
	if !f.has("names") && !f.has("emails") && !f.has("lines") {
		l.fail(f.at, "An empty block", "Say what the assistant leaves in commits: names, emails or lines.")
	}
	for _, list := range []string{"names", "emails", "lines"} {
		for _, pattern := range f.lists[list] {
			if strings.Trim(pattern, "* ") == "" {
				l.fail(f.placeOf(list), "It would fit everybody", "%s: %q fits every commit. Name what only this assistant leaves there.", list, pattern)
			}
		}
	}
	l.policy.assistants = append(l.policy.assistants, a)
}

// gate reads a gate block.
func (l *loader) gate(f *fields, block *hclsyntax.Block, s *section) {
	g := &gate{
		name: block.Labels[0], place: placeOf(f.at), at: f.at, approvals: 1, from: f.lists["from"], named: f.placeOf("from"),
		owners: f.flags["owners"], maxAge: f.spans["max_age"], message: strings.TrimSpace(f.texts["message"]),
	}
	for _, taken := range takenGates {
		if g.name == taken || strings.HasPrefix(g.name, "policy ") {
			l.fail(block.LabelRanges[0], "The name of a built-in gate", "Reports have a gate %q of their own. Choose another name, such as %q.", g.name, "team-"+strings.TrimPrefix(g.name, "policy "))
			break
		}
	}
	if n := f.number("approvals"); n != nil {
		g.approvals = *n
		if *n == 0 {
			l.fail(f.placeOf("approvals"), "Wrong value", "approvals: a gate asks for 1 approval at least. Take the gate away if nobody has to approve.")
		}
	}
	if !f.has("when") {
		return // that was said
	}
	when := f.attrs["when"].Expr
	uses, ok := l.expression(when, cty.Bool, "when")
	if !ok {
		return
	}
	if aboutOf(uses) != aboutPlan {
		l.fail(when.Range(), "A gate is about the plan", "The condition of a gate can name plan, provenance and expectation. For single changes and findings write a rule that raises the level, and compare plan.level here.")
		return
	}
	l.checkConstant("gate", when, uses)
	g.when = l.policy.compile(when)
	s.gates = append(s.gates, g)
}

// checkGroups refuses gates that ask groups which are not there, or more people than these
// have, and warns of owners whom nobody can speak for.
func (l *loader) checkGroups() {
	names := make([]string, 0, len(l.policy.groups))
	for _, g := range l.policy.groups {
		names = append(names, g.Name)
	}
	for _, s := range l.policy.sections() {
		for _, g := range s.gates {
			people, open := map[string]bool{}, len(g.from) == 0
			for _, name := range g.from {
				group := l.policy.group(name)
				switch {
				case group == nil && len(names) == 0:
					l.fail(g.named, "Unknown group", "There is no group %q. Write group %q { members = [...] }.", name, name)
				case group == nil:
					l.fail(g.named, "Unknown group", "There is no group %q. %s", name, didYouMean(name, names))
				}
				if group == nil {
					open = true
					continue
				}
				for _, member := range group.Members {
					people[strings.ToLower(member)] = true
					open = open || isTeam(member)
				}
			}
			if !open && g.approvals > len(people) {
				l.fail(g.named, "It can never pass", "The gate %q asks for %d approvals, and the number of people who may give them is %d.", g.name, g.approvals, len(people))
			}
			l.checkOwners(g)
		}
	}
}

// checkOwners warns of teams that a gate asks and that have no group.
func (l *loader) checkOwners(g *gate) {
	if !g.owners {
		return
	}
	if len(l.policy.owners) == 0 {
		l.warn(g.at, "There are no owners", "The gate %q asks the owners, and no owners block says who they are.", g.name)
	}
	said := map[string]bool{}
	for _, o := range l.policy.owners {
		if l.policy.group(o.team) == nil && !said[o.team] {
			said[o.team] = true
			l.warn(g.at, "Owners without a group", "The gate %q fails for what %q owns: write group %q { members = [...] }.", g.name, o.team, o.team)
		}
	}
}

// isTeam reports whether a member stands for several people.
func isTeam(member string) bool {
	name, ok := strings.CutPrefix(member, "github:")
	return ok && strings.Contains(name, "/")
}

func (p *Policy) group(name string) *Group {
	for i := range p.groups {
		if p.groups[i].Name == name {
			return &p.groups[i]
		}
	}
	return nil
}
