package rules

import (
	"cmp"
	"fmt"
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
	Looks: "Trust, resource and key policies and bindings that let everyone in or do more, or name an account that they did not name before.",
	Why:   "It is access from outside, in one line of JSON.",

	Example:    "Principal of a role's trust policy goes from one account to *.",
	Fix:        "Name the accounts and roles, with a condition where they are not your own.",
	References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"},

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
	Looks: "What a policy allowed before the change and no longer does, and what it newly denies.",
	Why:   "Whoever needs it is locked out, perhaps not before the next deployment.",

	Example:    "A role may no longer read a queue.",
	Fix:        "Look when it was last used, and ask those who use it.",
	References: []string{"https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"},

	Change: func(pass *ChangePass) []risk.Factor { return watched(pass, idStatementRemoved) },
}

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

// permissionHits compares what both sides of a change allow.
func permissionHits(c *plan.Change) []Hit {
	before, after, ok := documents(c)
	if !ok {
		return nil
	}
	gained, lost := beyond(after, before), beyond(before, after)
	var hits []Hit
	add := func(rule string, score int, outcome, format string, args ...any) {
		if score > 0 {
			hits = append(hits, Hit{Watch: knowledge.Watch{
				Rule: rule, Score: score, Moment: "at-apply", Outcome: outcome, Why: fmt.Sprintf(format, args...),
			}})
		}
	}
	for _, g := range gained {
		if g.deny {
			add(idStatementRemoved, 45, "access-loss", "it newly denies %s", g.what())
			continue
		}
		score, why := opened(g, before, c)
		add(idPrincipalOpened, score, "exposure", "%s", why)
		score, why = widened(g, before, c.Action == plan.ActionUpdate)
		add(idPolicyWidened, score, "exposure", "%s", why)
	}
	if c.Action != plan.ActionUpdate {
		return heaviest(hits)
	}
	for _, g := range lost {
		if g.deny {
			add(idDenyRemoved, 60, "exposure", "it no longer denies %s", g.what())
		} else {
			add(idStatementRemoved, 42, "access-loss", "it no longer allows %s", g.what())
		}
	}
	return heaviest(hits)
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
	if g.resource != "" {
		text += " on " + g.resource
	}
	if runes := []rune(text); len(runes) > maxNamed {
		text = string(runes[:maxNamed]) + "…"
	}
	return text
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

// opened scores a grant by who gets it.
func opened(g grant, before []grant, c *plan.Change) (int, string) {
	if g.principal == "" {
		return 0, ""
	}
	named := func(is func(string) bool) bool {
		return slices.ContainsFunc(before, func(b grant) bool {
			return !b.deny && is(b.principal) && (b.condition == "" || b.condition == g.condition)
		})
	}
	everyone := slices.Contains(openMembers, g.principal) || strings.HasPrefix(g.principal, "not ")
	switch {
	case everyone && named(func(p string) bool { return p == g.principal }):
		if c.Action != plan.ActionUpdate {
			return 0, ""
		}
		if g.reads() {
			return 45, "it lets everyone read more: " + g.what()
		}
		return 66, "it lets everyone do more: " + g.what()
	case everyone && g.condition != "":
		if c.Action != plan.ActionUpdate {
			return 0, ""
		}
		return 38, "it lets everyone in who meets a condition: " + g.what()
	case everyone && strings.HasSuffix(g.action, ".invoker"):
		return 45, "everyone may call it"
	case everyone:
		return 66, "it lets everyone in: " + g.what()
	}
	account := accountOf(g.principal)
	if account == "" || c.Action == plan.ActionCreate || account == ownAccount(c) || named(func(p string) bool { return accountOf(p) == account }) {
		return 0, ""
	}
	return 52, "it lets in an account that was not named before: " + g.what()
}

// accountOf is the account number in a principal of AWS, empty if there is none.
func accountOf(principal string) string {
	rest, isAWS := strings.CutPrefix(principal, "AWS:")
	if parts := strings.Split(rest, ":"); len(parts) > 4 {
		rest = parts[4]
	}
	if !isAWS || len(rest) != 12 || strings.Trim(rest, "0123456789") != "" {
		return ""
	}
	return rest
}

// ownAccount is the account that the changed object stands in.
func ownAccount(c *plan.Change) string {
	arn, _ := c.Before["arn"].(string)
	return accountOf("AWS:" + arn)
}

// widened scores a grant by what it allows. A create is new as a whole, so only what
// allows nearly everything counts.
func widened(g grant, before []grant, update bool) (int, string) {
	why := "it newly allows " + g.what()
	everything := g.action == "*" || strings.HasPrefix(g.action, "not ")
	anywhere := g.resource == "*" || g.resource == "" || strings.HasPrefix(g.resource, "not ")
	switch {
	case everything && anywhere && update:
		return 66, why
	case everything && anywhere, slices.Contains(ownerRoles, g.action):
		return 50, why
	case !update:
		return 0, ""
	case everything, slices.Contains(powerful, g.action) && anywhere:
		return 62, why
	case slices.ContainsFunc(escalating, func(a string) bool { return fits(g.action, a) }) && g.resource == "*":
		return 52, why
	case slices.ContainsFunc(before, func(b grant) bool { b.condition = ""; return b.covers(g) }):
		return 50, "it allows " + g.what() + " under another condition, or under none"
	case strings.HasSuffix(g.action, ":*"), strings.HasSuffix(g.action, "/*"):
		return 45, why
	case g.resource == "*" && slices.ContainsFunc(before, func(b grant) bool { b.resource = "*"; return b.covers(g) }):
		return 42, "it allows " + g.action + " on all resources"
	}
	return 0, ""
}
