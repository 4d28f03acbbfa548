package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// maxGrants is how many grants of one document are compared; a longer one is compared
// as text.
const maxGrants = 4_000

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
}

// statement is the form of a statement in AWS policies, in which a list of one may be
// written as text.
type statement struct {
	Effect                                                                       string
	Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition any
}

// grantsOf reads an AWS policy document. It is false for what is none, and for one that
// grants too much to compare.
func grantsOf(text string) ([]grant, bool) {
	var document struct{ Statement json.RawMessage }
	if json.Unmarshal([]byte(text), &document) != nil || len(document.Statement) == 0 {
		return nil, false
	}
	var statements []statement
	if document.Statement[0] != '[' {
		statements = make([]statement, 1)
		if json.Unmarshal(document.Statement, &statements[0]) != nil {
			return nil, false
		}
	} else if json.Unmarshal(document.Statement, &statements) != nil {
		return nil, false
	}
	var grants []grant
	for _, s := range statements {
		if s.Action == nil && s.NotAction == nil {
			return nil, false
		}
		actions, resources, principals := either(s.Action, s.NotAction), either(s.Resource, s.NotResource), either(s.Principal, s.NotPrincipal)
		condition := conditionOf(s.Condition)
		if len(grants)+len(actions)*len(resources)*len(principals) > maxGrants {
			return nil, false
		}
		for _, action := range actions {
			for _, resource := range resources {
				for _, principal := range principals {
					grants = append(grants, grant{strings.EqualFold(s.Effect, "deny"), strings.ToLower(action), resource, principal, condition, action})
				}
			}
		}
	}
	return grants, true
}

// either lists the values of an element or of its negation; one that is not there is
// one empty text.
func either(is, isNot any) []string {
	if isNot != nil {
		values := listed(isNot, "")
		slices.Sort(values)
		return []string{"not " + strings.Join(values, " ")}
	}
	if values := listed(is, ""); len(values) > 0 {
		return values
	}
	return []string{""}
}

// listed lists the texts of an element: a text, a list, or an object of them by kind.
func listed(v any, kind string) []string {
	switch v := v.(type) {
	case string:
		if kind == "AWS:" && v == "*" {
			return []string{"*"}
		}
		if account := accountOf(kind + v); account != "" && strings.HasSuffix(v, ":root") {
			return []string{kind + account} // two ways to name an account
		}
		return []string{kind + v}
	case []any:
		var all []string
		for _, e := range v {
			all = append(all, listed(e, kind)...)
		}
		return all
	case map[string]any:
		var all []string
		for name, e := range v {
			all = append(all, listed(e, name+":")...)
		}
		slices.Sort(all)
		return all
	}
	return nil
}

// canonical writes a condition in one form: keys are sorted, and a list of one is its
// element.
func canonical(v any) string {
	switch v := v.(type) {
	case []any:
		list := make([]string, 0, len(v))
		for _, e := range v {
			list = append(list, canonical(e))
		}
		slices.Sort(list)
		return strings.Join(list, ",")
	case map[string]any:
		list := make([]string, 0, len(v))
		for name, e := range v {
			list = append(list, name+"="+canonical(e))
		}
		slices.Sort(list)
		return "{" + strings.Join(list, ";") + "}"
	}
	return fmt.Sprint(v)
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

// fits reports whether a pattern stands for all that another one stands for. What begins
// with "not " fits itself only.
func fits(pattern, text string) bool {
	if pattern == text {
		return true
	}
	if strings.HasPrefix(pattern, "not ") || strings.HasPrefix(text, "not ") || !strings.ContainsAny(pattern, "*?") {
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
var documentPaths = []string{"policy", "assume_role_policy", "access_policies", "policy_document", "resource_policy", "inline_policy.policy", "content"}

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
	for _, path := range documentPaths {
		b, a := valuesAt(c.Before, path), valuesAt(c.After, path)
		if len(b)+len(a) == 0 || unknownAt(c, path) {
			continue
		}
		ofBefore, readBefore := allGrants(b)
		ofAfter, readAfter := allGrants(a)
		if !readBefore || !readAfter {
			continue
		}
		before, after, ok = append(before, ofBefore...), append(after, ofAfter...), true
	}
	return before, after, ok
}

// allGrants reads several documents; false if one of them is none.
func allGrants(values []plan.Value) ([]grant, bool) {
	var all []grant
	for _, v := range values {
		text, isText := v.(string)
		if text == "" && isText {
			continue
		}
		grants, ok := grantsOf(text)
		if !ok {
			return nil, false
		}
		all = append(all, grants...)
	}
	return all, true
}
