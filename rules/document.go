package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// maxGrants is how many grants of one document are compared; of a longer one only those that
// allow very much, or allow something to everyone.
const maxGrants = 20_000

// grant is one thing that a document of permissions allows or denies: who may do what
// to what, under which condition.
type grant struct {
	deny bool
	// action, resource and principal are patterns in which * stands for any text. Those of
	// NotAction, NotResource and NotPrincipal begin with "not ".
	action, resource, principal string
	condition                   condition
	// written is the action as the document writes it: case makes no difference to AWS and
	// Azure, so action has none.
	written string
	// broad is true if it holds for a whole project, subscription or account, and somebody has
	// it: it is no policy that waits to be attached.
	broad bool
	// at names what it is on where resource says it in another way; empty if it does not.
	at string
}

// covers reports whether one grant says all that another says.
func (g grant) covers(o grant) bool {
	return g.deny == o.deny && g.reaches(o) && g.condition.covers(o.condition)
}

// reaches reports whether one grant is about all that another one is about, whatever the
// conditions.
func (g grant) reaches(o grant) bool {
	return fits(g.action, o.action) && fits(g.resource, o.resource) && fits(g.principal, o.principal)
}

// meets reports whether two grants may be about the same, whatever the conditions.
func (g grant) meets(o grant) bool {
	return mayMeet(g.action, o.action) && mayMeet(g.resource, o.resource) && mayMeet(g.principal, o.principal)
}

// mayMeet reports whether two patterns may stand for the same text.
func mayMeet(a, b string) bool {
	if strings.HasPrefix(a, "not ") || strings.HasPrefix(b, "not ") {
		return true
	}
	beginA, _, _ := strings.Cut(strings.ReplaceAll(a, "?", "*"), "*")
	beginB, _, _ := strings.Cut(strings.ReplaceAll(b, "?", "*"), "*")
	switch wildA, wildB := beginA != a, beginB != b; {
	case wildA && wildB:
		return strings.HasPrefix(beginA, beginB) || strings.HasPrefix(beginB, beginA)
	case wildA || wildB:
		return fits(a, b) || fits(b, a)
	}
	return a == b
}

// beyond lists the grants that none of the others covers.
func beyond(grants, others []grant) []grant { return uncovered(grants, others, grant.covers) }

// fits reports whether a pattern stands for all that another one stands for. What begins with
// "not " stands for all that can't meet any of what it names.
func fits(pattern, text string) bool {
	if pattern == text {
		return true
	}
	if named, negated := strings.CutPrefix(pattern, "not "); negated {
		return spares(strings.Fields(named), text)
	}
	if strings.HasPrefix(text, "not ") && pattern != "*" || !strings.ContainsAny(pattern, "*?") {
		return false
	}
	// star is where the last * stands, from is where the text was then.
	p, t, star, from := 0, 0, -1, 0
	for t < len(text) {
		switch {
		case p < len(pattern) && pattern[p] == '*':
			star, from = p, t
			p++
		case p < len(pattern) && (pattern[p] == '?' && text[t] != '*' || pattern[p] == text[t]):
			p++
			t++
		case star >= 0:
			from++
			p, t = star+1, from
		default:
			return false
		}
	}
	return strings.Trim(pattern[p:], "*") == ""
}

// documentPaths are the attributes that hold policy documents, dotted.
var documentPaths = []string{"policy", "assume_role_policy", "access_policies", "policy_document", "resource_policy", "inline_policy.policy", "inline_policy", "content"}

// documents reads the grants of both sides of a change: of policy documents, and of what
// says the same in attributes. It is false where there are none, or where a side can't be
// seen.
func documents(c *plan.Change) (before, after []grant, ok bool) {
	if strings.HasPrefix(c.Type, "google_") {
		return googleGrants(c)
	}
	if c.Type == "azurerm_role_definition" {
		return azureGrants(c.Before), azureGrants(c.After), !unknownAt(c, "permissions")
	}
	if read := grantReaders[c.Type]; read != nil {
		return read(c)
	}
	broad := slices.Contains(attachedPolicies, c.Type)
	for _, path := range documentPaths {
		ofBefore, ofAfter, read := documentGrants(c, path)
		if !read {
			continue
		}
		before, after, ok = append(before, ofBefore...), append(after, ofAfter...), true
	}
	for _, side := range [][]grant{before, after} {
		for i := range side {
			side[i].broad = broad
		}
	}
	return before, after, ok
}

// attachedPolicies are the types of policies that belong to a user, a group or a role from the
// start.
var attachedPolicies = []string{"aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"}

// allGrants reads several documents; false if one of them is none.
func allGrants(values []plan.Value, read func(string) ([]grant, bool)) ([]grant, bool) {
	var all []grant
	for _, v := range values {
		text, isText := v.(string)
		if text == "" && isText {
			continue
		}
		grants, ok := read(text)
		if !ok {
			return nil, false
		}
		all = append(all, grants...)
	}
	return all, true
}

// spares reports whether a text stands for nothing of what is named.
func spares(named []string, text string) bool {
	among, negated := strings.CutPrefix(text, "not ")
	others := strings.Fields(among)
	return len(named) > 0 && !slices.ContainsFunc(named, func(n string) bool {
		if negated {
			return !slices.ContainsFunc(others, func(o string) bool { return fits(o, n) })
		}
		return mayMeet(n, text)
	})
}
