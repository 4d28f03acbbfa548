package cli

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/signoff"
	"github.com/tfblast/tfblast/rules/policy"
)

// policyGate decides one gate of the policy by the approvals that count for it. The second
// result is false if the plan needs none.
func (a *analyzeRun) policyGate(r *report.Report, req policy.Requirement, c collected) (report.Gate, bool) {
	f, e := &a.flags.signoff, a.evidence
	gate := report.Gate{Name: req.Gate, Passed: true}
	because := req.Why
	if strings.Contains(because, "provenance.") {
		because += overruled(e.provenance)
	}
	switch unanswered := a.asked().openLevel(r); {
	case req.Open:
		because += ": it can't be told whether the gate applies, so it does (pass --base REF or --ai-assisted)"
	case !req.Applies && unanswered != "":
		because += "; --strict: " + unanswered
	case !req.Applies:
		gate.Why = "no approval is needed: " + because + placeOf(req)
		return gate, false
	}
	need := weigh(req, c.people(), e.teams())
	gate.Passed = need.met()
	parts := []string{need.String(), because}
	if req.Message != "" {
		parts = append(parts, req.Message)
	}
	if !gate.Passed {
		parts = append(parts, "to approve: "+a.approveCommand())
		if lacking := f.lacking(); len(lacking) > 0 {
			parts = append(parts, "no approval can count without "+strings.Join(lacking, ", "))
		}
	}
	gate.Why = strings.Join(parts, "; ") + placeOf(req)
	if !gate.Passed {
		gate.Why += c.refusals() + e.note
	}
	return gate, true
}

func placeOf(req policy.Requirement) string { return fmt.Sprintf(" (%s:%d)", req.File, req.Line) }

// simpleWord is a text that a shell takes as it is.
var simpleWord = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._/@:+#-]*$`)

// approveCommand is how an approval is given.
func (a *analyzeRun) approveCommand() string {
	f := &a.flags.signoff
	words := []string{"tfblast approve PLAN --key KEY --context"}
	if simpleWord.MatchString(f.context) {
		words = append(words, f.context)
	} else {
		words = append(words, "TEXT")
	}
	if simpleWord.MatchString(f.approvals) {
		words = append(words, "--approvals", f.approvals)
	}
	switch {
	case a.flags.intent.file != "" && simpleWord.MatchString(a.flags.intent.file):
		words = append(words, "--expect", a.flags.intent.file)
	case a.flags.intent.file != "":
		words = append(words, "--expect FILE")
	}
	if a.flags.intent.trailers {
		words = append(words, "--expect-trailers --base REF")
	}
	return strings.Join(words, " ")
}

// weighed is what a gate asks, and who has given it.
type weighed struct {
	approvals int
	from      []policy.Group
	// by names the people that count, of those asked.
	by     []string
	owners []weighedOwner
}

// weighedOwner is a team that is asked, and who has approved for it, empty for nobody.
type weighedOwner struct {
	team  string
	group *policy.Group
	by    string
}

// weigh holds people against what a gate asks. A person counts once, but may count for a
// group and for teams. teams are the members of teams on GitHub.
func weigh(req policy.Requirement, people []signoff.Person, teams map[string][]string) weighed {
	w := weighed{approvals: req.Approvals, from: req.From}
	for _, person := range people {
		if name, ok := speaksFor(person, req.From, teams); ok {
			w.by = append(w.by, name)
		}
	}
	for _, o := range req.Owners {
		asked := weighedOwner{team: o.Team, group: o.Group}
		for _, person := range people {
			if o.Group == nil || asked.by != "" {
				break
			}
			asked.by, _ = speaksFor(person, []policy.Group{*o.Group}, teams)
		}
		w.owners = append(w.owners, asked)
	}
	return w
}

// speaksFor returns the name by which a person belongs to one of the groups; nil is everybody.
func speaksFor(person signoff.Person, groups []policy.Group, teams map[string][]string) (string, bool) {
	if groups == nil {
		return person.Name, true
	}
	for _, name := range person.Principals {
		if slices.ContainsFunc(groups, func(g policy.Group) bool { return isMember(g, name, teams) }) {
			return name, true
		}
	}
	return "", false
}

// isMember compares without regard to the case of letters, as addresses and logins are.
func isMember(g policy.Group, name string, teams map[string][]string) bool {
	return slices.ContainsFunc(g.Members, func(m string) bool {
		return strings.EqualFold(m, name) || slices.Contains(teams[strings.ToLower(m)], strings.ToLower(name))
	})
}

func (w weighed) met() bool {
	return len(w.by) >= w.approvals && !slices.ContainsFunc(w.owners, func(o weighedOwner) bool { return o.by == "" })
}

// String says what is there and what is missing.
func (w weighed) String() string {
	var parts []string
	by := ""
	if len(w.from) > 0 {
		var groups []string
		for _, g := range w.from {
			groups = append(groups, g.Name+" ("+membersOf(g)+")")
		}
		by = " by " + strings.Join(groups, " or ")
	}
	if missing := w.approvals - len(w.by); missing > 0 {
		text := count(missing, "approval", "approvals") + by + " missing"
		if w.approvals > 1 {
			text += fmt.Sprintf(", %d of %d given", len(w.by), w.approvals)
			if len(w.by) > 0 {
				text += ": " + strings.Join(w.by, ", ")
			}
		}
		parts = append(parts, text)
	} else {
		parts = append(parts, fmt.Sprintf("%s given, %d needed: %s", count(len(w.by), "approval", "approvals"), w.approvals, strings.Join(w.by, ", ")))
	}
	for _, o := range w.owners {
		switch {
		case o.group == nil:
			parts = append(parts, fmt.Sprintf("an approval for the owner %s missing, and nobody can give it: the policy has no group %q", o.team, o.team))
		case o.by == "":
			parts = append(parts, fmt.Sprintf("an approval for the owner %s (%s) missing", o.team, membersOf(*o.group)))
		default:
			parts = append(parts, fmt.Sprintf("for the owner %s: %s", o.team, o.by))
		}
	}
	return strings.Join(parts, "; ")
}

// maxMembers bounds the members of a group that a gate names.
const maxMembers = 5

func membersOf(g policy.Group) string {
	text := strings.Join(g.Members[:min(len(g.Members), maxMembers)], ", ")
	if more := len(g.Members) - maxMembers; more > 0 {
		text += fmt.Sprintf(" and %d more", more)
	}
	return text
}
