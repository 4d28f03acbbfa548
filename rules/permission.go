package rules

import (
	"cmp"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// The IDs of the rules that read permissions.
const (
	idPolicyWidened    = "policy-widened"
	idPrincipalOpened  = "principal-opened"
	idDenyRemoved      = "deny-removed"
	idStatementRemoved = "statement-removed"
)

var policyWidened = Rule{
	ID: idPolicyWidened, Title: "A policy allows much more",
	Looks: "Policy documents, roles and bindings, compared by meaning: all actions, all of a service, more resources, a condition that went.",
	Why:   "Whoever has the policy can do more from then on, and nothing looks broken.",

	Example:    "Action of a statement goes from s3:GetObject to s3:*.",
	Fix:        "Allow the actions that are needed, by name and on the resources that are meant.",
	References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idPolicyWidened) },
}

var principalOpened = Rule{
	ID: idPrincipalOpened, Title: "Somebody else is let in",
	Looks: "Trust, resource and key policies and bindings that let everyone in or do more, that name an account or an owner which they did not name before, or whose condition no longer says whose token or call it must be.",
	Why:   "It is access from outside, in one line of JSON.",

	Example:    "The subject in a role's trust goes from repo:acme/shop:ref:refs/heads/main to repo:*: a workflow of any repository may take the role on.",
	Fix:        "Name the accounts and roles, with a condition where they are not your own, and the subject down to the repository or the service account.",
	References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html", "https://docs.github.com/en/actions/concepts/security/openid-connect"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idPrincipalOpened) },
}

var denyRemoved = Rule{
	ID: idDenyRemoved, Title: "A prohibition is lifted",
	Looks: "Deny statements that are removed or narrowed.",
	Why:   "Somebody wrote it to hold whatever else is allowed.",

	Example:    "The statement that denies deletes is gone from a bucket policy.",
	Fix:        "Find out what it was written against before it goes.",
	References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idDenyRemoved) },
}

var statementRemoved = Rule{
	ID: idStatementRemoved, Title: "A permission is taken away",
	Looks: "What a policy allowed before the change and no longer does, and what it newly denies: by who is left with how much.",
	Why:   "Whoever needs it is locked out, perhaps not before the next deployment.",

	Example:    "A role may no longer read a queue.",
	Fix:        "Look when it was last used, and ask those who use it.",
	References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idStatementRemoved) },
}

// maxPaired bounds how many pairs of grants are looked at to tell what a difference means.
const maxPaired = 1 << 18

// maxNamed is how much of a grant a reason names.
const maxNamed = 100

// powerful are the services whose actions give or lift permissions.
var powerful = []string{"iam:*", "sts:*", "kms:*", "organizations:*"}

// escalating are actions by which one can get more permissions.
var escalating = []string{
	"iam:passrole", "iam:createaccesskey", "iam:attachrolepolicy", "iam:attachuserpolicy", "iam:putrolepolicy", "iam:putuserpolicy",
	"iam:createpolicyversion", "iam:updateassumerolepolicy", "sts:assumerole",
}

// openMembers are the principals that mean everyone.
var openMembers = []string{"*", "allUsers", "allAuthenticatedUsers"}

// ownerRoles are the roles of Google that allow nearly everything.
var ownerRoles = []string{"roles/owner", "roles/editor"}

// adminRoles are the roles of Google by which one can give roles: whoever has one has all.
var adminRoles = []string{
	"roles/owner", "roles/resourcemanager.organizationAdmin", "roles/resourcemanager.folderAdmin", "roles/resourcemanager.projectIamAdmin", "roles/iam.securityAdmin",
}

// actingRoles are the roles of Google by which one can act as any service account of what they
// are granted on.
var actingRoles = []string{"roles/iam.serviceAccountTokenCreator", "roles/iam.serviceAccountKeyAdmin"}

// permissionHits compares what both sides of a change allow.
func permissionHits(pass *ChangePass) []Hit {
	c := pass.Change
	before, after, ok := documents(c)
	if !ok {
		return nil
	}
	before = asRenamed(c, before)
	gained, lost := beyond(after, before), beyond(before, after)
	changed := gained
	if len(gained)*len(before)+len(lost)*len(after) > maxPaired {
		before, after, changed = nil, nil, nil // what differs counts as new, or as gone
	}
	var hits []Hit
	add := func(rule string, score int, outcome, why string) {
		if score > 0 {
			hits = append(hits, Hit{Watch: knowledge.Watch{
				Rule: rule, Score: score, Moment: "at-apply", Outcome: outcome, Why: why,
			}})
		}
	}
	for _, g := range gained {
		if g.deny {
			score, why := newlyDenied(g, before, c.Type)
			add(idStatementRemoved, score, "access-loss", why)
			continue
		}
		score, why := opened(g, before, pass)
		add(idPrincipalOpened, score, "exposure", why)
		score, why = widened(g, before, pass)
		add(idPolicyWidened, score, "exposure", why)
	}
	if !alters(c) {
		return heaviest(hits)
	}
	for _, g := range lost {
		if g.deny {
			score, why := undenied(g, after)
			add(idDenyRemoved, score, "exposure", why)
			continue
		}
		score, why := lostPoints(g, before, after, changed, c)
		add(idStatementRemoved, score, "access-loss", why)
	}
	return heaviest(hits)
}

// leastName is the length from which a name is told in a longer text.
const leastName = 4

// asRenamed writes the grants of the old object of a replace with the names of the new one: a
// bucket under another name has other ARNs in its policy, and allows the same.
func asRenamed(c *plan.Change, before []grant) []grant {
	if c.Action != plan.ActionReplace {
		return before
	}
	var names []string
	for _, a := range c.Changed {
		was, _ := c.Before[a.Path].(string)
		is, _ := c.After[a.Path].(string)
		if len(was) >= leastName && is != "" && !slices.Contains(documentPaths, a.Path) {
			names = append(names, was, is)
		}
	}
	if len(names) == 0 {
		return before
	}
	to := strings.NewReplacer(names...)
	before = slices.Clone(before)
	for i := range before {
		before[i].resource, before[i].principal = to.Replace(before[i].resource), to.Replace(before[i].principal)
		before[i].condition = condition(to.Replace(string(before[i].condition)))
	}
	return before
}

// heaviest keeps the heaviest hit of each rule.
func heaviest(hits []Hit) []Hit {
	var kept []Hit
	for _, h := range hits {
		i := slices.IndexFunc(kept, func(k Hit) bool { return k.Rule == h.Rule })
		switch {
		case i < 0:
			kept = append(kept, h)
		case h.least() > kept[i].least():
			kept[i] = h
		}
	}
	return kept
}

// what names a grant: actions and patterns of resources, and nobody.
func (g grant) what() string {
	text := cmp.Or(g.written, g.action)
	if text == "" {
		text = "something"
	}
	text = inWords(text)
	if on := cmp.Or(g.at, g.resource); on != "" {
		text += " on " + inWords(on)
	}
	if runes := []rune(text); len(runes) > maxNamed {
		text = string(runes[:maxNamed]) + "…"
	}
	return text
}

// inWords says what a pattern stands for that names what it is not.
func inWords(pattern string) string {
	if named, negated := strings.CutPrefix(pattern, "not "); negated {
		return "everything but " + strings.Join(strings.Fields(named), ", ")
	}
	return pattern
}

// reading are the beginnings of actions of AWS that change nothing, and words in the names
// of such roles of Google.
var reading = []string{"get", "list", "describe", "head", "batchget", "query", "scan", "viewer", "reader"}

// reads reports whether a grant lets its principal only look.
func (g grant) reads() bool {
	action := g.action[strings.LastIndexAny(g.action, ":.")+1:]
	return slices.ContainsFunc(reading, func(word string) bool {
		return strings.HasPrefix(action, word) || strings.HasSuffix(strings.ToLower(action), word)
	})
}

// administers reports whether a grant lets somebody do everything in a project, subscription or
// account, or give himself the right to, and asks for nothing more.
func (g grant) administers() bool {
	return g.broad && !g.deny && g.condition == "" &&
		(g.action == "*" && g.resource == "*" || !strings.HasPrefix(g.action, "not ") && fits(g.action, "iam:*") && g.resource == "*" || slices.Contains(adminRoles, g.action))
}

// widened scores a grant by what it allows. A create is new as a whole, so only what
// allows nearly everything counts: less where whoever gets it, or what it is on, is as new.
func widened(g grant, before []grant, pass *ChangePass) (int, string) {
	why, update := "it newly allows "+g.what(), alters(pass.Change)
	everything := g.action == "*" || strings.HasPrefix(g.action, "not ")
	anywhere := g.resource == "*" || g.resource == "" || strings.HasPrefix(g.resource, "not ")
	if update && otherwise(g, before) {
		if g.provider() != "" && g.assumes() {
			return 0, "" // by whose tokens it takes, that is told
		}
		return otherCondition(g, before)
	}
	switch {
	case everything && anywhere && update:
		return 66, why
	case g.administers() && !pass.granteeIsNew():
		return 62, why + ", to somebody who is there already"
	case everything && anywhere, g.administers(), slices.Contains(ownerRoles, g.action):
		return 50, why
	case g.broad && slices.Contains(actingRoles, g.action):
		return 45, why + ": to act as any service account there"
	case !update:
		return 0, ""
	case everything, anywhere && slices.ContainsFunc(powerful, func(all string) bool { return fits(g.action, all) }):
		return 62, why
	case slices.ContainsFunc(escalating, func(a string) bool { return fits(g.action, a) }) && g.resource == "*":
		return 52, why
	case strings.HasSuffix(g.action, ":*"), strings.HasSuffix(g.action, "/*"):
		return 45, why
	case g.resource == "*" && slices.ContainsFunc(before, func(b grant) bool { b.resource = "*"; return b.covers(g) }):
		return 42, "it allows " + g.action + " on all resources"
	}
	return 0, ""
}

// otherCondition scores a grant that was there before under another condition: of several
// the one that it differs from least.
func otherCondition(g grant, before []grant) (least int, why string) {
	for _, b := range before {
		if b.deny || !b.reaches(g) {
			continue
		}
		points, text := conditionPoints(g, b.condition, g.condition)
		if why == "" || points < least {
			least, why = points, text
		}
	}
	return least, why
}
