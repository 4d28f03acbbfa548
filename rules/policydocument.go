package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/rules/iampolicy"
)

// statement is a statement of an AWS policy, taken apart into grants.
type statement struct{ iampolicy.Statement }

// grantsOf reads an AWS policy document. It is false for what is none, and for one that
// grants too much to compare.
func grantsOf(text string) ([]grant, bool) {
	statements, ok := statementsOf(text)
	if !ok {
		return nil, false
	}
	var grants []grant
	for _, s := range statements {
		actions, resources, principals := s.parts()
		if len(grants)+len(actions)*len(resources)*len(principals) > maxGrants {
			return nil, false
		}
		grants = append(grants, s.grants(actions, resources, principals)...)
	}
	return grants, true
}

// widestOf reads of an AWS policy document, however long, the grants that allow all actions or
// all of a service, and those to everyone.
func widestOf(text string) ([]grant, bool) {
	statements, ok := statementsOf(text)
	var grants []grant
	for _, s := range statements {
		actions, resources, principals := s.parts()
		wide := chosen(actions, func(action string) bool {
			action = plainAction(action)
			return action == "*" || strings.HasSuffix(action, ":*") || strings.HasPrefix(action, "not ")
		})
		open := chosen(principals, isEveryone)
		if len(wide)+len(open) == 0 {
			continue
		}
		everywhere := chosen(resources, func(resource string) bool { return resource == "*" || strings.HasPrefix(resource, "not ") })
		grants = append(grants, s.grants(orFirst(wide, actions), orFirst(everywhere, resources), orFirst(open, principals))...)
	}
	return grants, ok
}

// mostChosen bounds how many of the elements of one statement are looked at where it is too
// long to compare.
const mostChosen = 8

func chosen(list []string, fit func(string) bool) []string {
	var found []string
	for _, v := range list {
		if fit(v) && len(found) < mostChosen {
			found = append(found, v)
		}
	}
	return found
}

func orFirst(found, list []string) []string {
	if len(found) > 0 {
		return found
	}
	return list[:min(len(list), 1)]
}

// statementsOf reads the statements of an AWS policy document; false for what is none.
func statementsOf(text string) ([]statement, bool) {
	read, err := iampolicy.Parse(text)
	if err != nil {
		return nil, false
	}
	statements := make([]statement, 0, len(read))
	for _, r := range read {
		statements = append(statements, statement{r})
	}
	return statements, true
}

// parts lists the actions, resources and principals of a statement in one form.
func (s statement) parts() (actions, resources, principals []string) {
	actions, resources, principals = either(s.Action, s.NotAction), either(s.Resource, s.NotResource), either(s.Principal, s.NotPrincipal)
	for i, resource := range resources {
		resources[i] = plainResource(resource)
	}
	return actions, resources, principals
}

func (s statement) grants(actions, resources, principals []string) []grant {
	deny, condition := strings.EqualFold(s.Effect, "deny"), conditionOf(s.Condition)
	grants := make([]grant, 0, len(actions)*len(resources)*len(principals))
	for _, action := range actions {
		for _, resource := range resources {
			for _, principal := range principals {
				grants = append(grants, grant{
					deny: deny, action: plainAction(action), resource: resource, principal: principal, condition: condition, written: action,
				})
			}
		}
	}
	return grants
}

// plain writes every run of wildcards in which there is a * as one *.
func plain(pattern string) string {
	if !strings.Contains(pattern, "**") && !strings.Contains(pattern, "?*") && !strings.Contains(pattern, "*?") {
		return pattern
	}
	var b strings.Builder
	for pattern != "" {
		end := len(pattern) - len(strings.TrimLeft(pattern, "*?"))
		switch {
		case end == 0:
			next := strings.IndexAny(pattern+"*", "*?")
			b.WriteString(pattern[:next])
			pattern = pattern[next:]
			continue
		case strings.Contains(pattern[:end], "*"):
			b.WriteByte('*')
		default:
			b.WriteString(pattern[:end])
		}
		pattern = pattern[end:]
	}
	return b.String()
}

// plainAction writes an action of AWS in one form: *:* and the like are all actions.
func plainAction(action string) string {
	action = plain(strings.ToLower(action))
	if action == "*:*" {
		return "*"
	}
	return action
}

// plainResource writes a pattern of resources in one form: one that two which have nothing in
// common fit stands for all.
func plainResource(resource string) string {
	resource = plain(resource)
	if resource != "*" && fits(resource, "arn:aws:ec2:eu-west-1:111111111111:instance/i-1") && fits(resource, "arn:aws:s3:::b") {
		return "*"
	}
	return resource
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
