package analyzer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/rules/iampolicy"
)

// documentReader returns what reads an attribute that holds a document as text: a
// policy, containers, rules of an image repository. It is nil for other text.
func documentReader(name string, before, after any) func(any) []entry {
	for _, v := range []any{before, after} {
		switch document := parseDocument(v).(type) {
		case map[string]any:
			switch {
			case document["Statement"] != nil && arePolicies(before, after):
				return statementEntries
			case blocks(document["bindings"]) != nil:
				return func(v any) []entry { return bindingEntries(parseDocument(v)) }
			case hasAttribute(document["rules"], nil, "rulePriority"):
				return func(v any) []entry { return imageRuleEntries(parseDocument(v)) }
			}
		case []any:
			if name == "container_definitions" {
				return func(v any) []entry { return containerEntries(parseDocument(v)) }
			}
		}
	}
	return nil
}

// parseDocument reads text as JSON, nil where it is none.
func parseDocument(v any) any {
	text, ok := v.(string)
	if !ok || len(text) > contentJSON || !strings.HasPrefix(strings.TrimSpace(text), "{") && !strings.HasPrefix(strings.TrimSpace(text), "[") {
		return nil
	}
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var document any
	if decoder.Decode(&document) != nil {
		return nil
	}
	return document
}

// arePolicies reports whether both sides are policy documents of AWS, or empty.
func arePolicies(sides ...any) bool {
	for _, v := range sides {
		if text, _ := v.(string); text != "" {
			if _, err := iampolicy.Parse(text); err != nil {
				return false
			}
		}
	}
	return true
}

// statementEntries reads the statements of an AWS policy. Order, and whether one value
// stands in a list, mean nothing to AWS; a Sid is a name.
func statementEntries(v any) []entry {
	text, _ := v.(string)
	list, _ := iampolicy.Parse(text) // arePolicies has seen it; an empty one has none
	entries := make([]entry, 0, len(list))
	for _, s := range list {
		entries = append(entries, statementOf(s))
	}
	// Without a Sid the only statement of its effect is the same one.
	count := map[string]int{}
	for _, s := range list {
		count[s.Effect]++
	}
	for i, s := range list {
		if entries[i].key == "" && count[s.Effect] == 1 {
			entries[i].key = s.Effect
		}
	}
	return entries
}

func statementOf(s iampolicy.Statement) entry {
	e := entry{key: s.Sid, text: s.Effect}
	for _, field := range [...]struct {
		element    any
		word, lead string
	}{
		{s.Action, "action", " "},
		{s.NotAction, "not action", " all but "},
		{s.Resource, "resource", " on "},
		{s.NotResource, "not resource", " on all but "},
	} {
		elements := texts(field.element)
		slices.Sort(elements)
		e.parts = append(e.parts, part{field.word, elements})
		if len(elements) > 0 {
			e.text += field.lead + some(elements)
		}
	}
	for _, field := range [...]struct {
		element    any
		word, lead string
	}{{s.Principal, "principal", " to "}, {s.NotPrincipal, "not principal", " to all but "}} {
		elements := principals(field.element)
		e.parts = append(e.parts, part{field.word, elements})
		if len(elements) > 0 {
			e.text += field.lead + some(elements)
		}
	}
	conditions, exact := conditionsOf(s.Condition)
	e.parts = append(e.parts, part{"condition", conditions})
	if len(conditions) > 0 {
		e.text += " if " + some(conditions)
	}
	if e.key != "" {
		e.text += " (" + e.key + ")"
	}
	e.same = fmt.Sprintf("%s %q %q", s.Effect, e.parts, exact)
	e.raw = map[string]any{"Effect": s.Effect, "Condition": s.Condition}
	return e
}

// some writes the first elements of a list.
func some(elements []string) string {
	const shown = 3
	if len(elements) > shown {
		return fmt.Sprintf("%s and %d more", strings.Join(elements[:shown], ", "), len(elements)-shown)
	}
	return strings.Join(elements, ", ")
}

// principals writes who a statement is about: "*", or kinds with their members.
func principals(v any) []string {
	m, ok := v.(map[string]any)
	if !ok {
		return texts(v)
	}
	var found []string
	for _, kind := range address.SortedKeys(m) {
		members := texts(m[kind])
		slices.Sort(members)
		for _, member := range members {
			found = append(found, kind+" "+member)
		}
	}
	return found
}

// tellingKeys are the condition keys whose values are what a reviewer has to see and never a
// secret: accounts, organizations, networks, ARNs, subjects. Those that begin with a colon stand
// for the claims of any provider of tokens. Others, such as sts:ExternalId, aws:Referer and tags,
// may hold what nobody else should know.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
var tellingKeys = []string{
	":aud", ":sub",
	"aws:calledvia", "aws:multifactorauthage", "aws:multifactorauthpresent", "aws:principalaccount", "aws:principalarn", "aws:principalisawsservice",
	"aws:principalorgid", "aws:principalorgpaths", "aws:principalservicename", "aws:principaltype", "aws:requestedregion", "aws:resourceaccount",
	"aws:resourceorgid", "aws:resourceorgpaths", "aws:securetransport", "aws:sourceaccount", "aws:sourcearn", "aws:sourceip", "aws:sourceorgid",
	"aws:sourceorgpaths", "aws:sourcevpc", "aws:sourcevpce", "aws:viaawsservice", "aws:vpcsourceip", "iam:awsservicename", "iam:passedtoservice",
	"iam:permissionsboundary", "kms:calleraccount", "kms:grantisforawsresource", "kms:viaservice", "lambda:functionurlauthtype", "s3:prefix",
	"s3:resourceaccount", "s3:tlsversion", "s3:x-amz-acl", "s3:x-amz-server-side-encryption", "sns:protocol",
}

// telling reports whether the values of a condition key may be shown.
func telling(key string) bool {
	key = strings.ToLower(key)
	return slices.ContainsFunc(tellingKeys, func(t string) bool { return key == t || t[0] == ':' && strings.HasSuffix(key, t) })
}

// conditionsOf writes the tests of a condition by operator, key and, where it is telling, value;
// what other keys are tested against is compared and not shown.
func conditionsOf(v any) (tests, exact []string) {
	m, _ := v.(map[string]any)
	for _, operator := range address.SortedKeys(m) {
		keys, _ := m[operator].(map[string]any)
		for _, key := range address.SortedKeys(keys) {
			values := texts(keys[key])
			slices.Sort(values)
			if !telling(key) || len(values) == 0 {
				tests = append(tests, operator+" "+key)
			}
			for _, value := range values {
				if telling(key) {
					tests = append(tests, operator+" "+key+" "+value)
				}
			}
			exact = append(exact, fmt.Sprintf("%s %s %q", operator, key, values))
		}
	}
	return tests, exact
}

// bindingEntries reads the bindings of a Google policy, one line for each member.
func bindingEntries(document any) []entry {
	m, _ := document.(map[string]any)
	var lines []string
	for _, b := range blocks(m["bindings"]) {
		suffix := ""
		if condition, ok := b["condition"].(map[string]any); ok {
			suffix = strings.TrimRight(" if "+first(condition, "title", "expression"), " ")
		}
		for _, member := range texts(b["members"]) {
			lines = append(lines, first(b, "role")+" to "+member+suffix)
		}
	}
	return plainEntries(lines)
}

// imageSelection are the words by which a rule picks images: which ones first, then when.
var imageSelection = []string{"tagStatus", "tagPrefixList", "tagPatternList", "countType", "countNumber", "countUnit", "storageClass"}

// imageRuleEntries reads the lifecycle rules of an image repository.
func imageRuleEntries(document any) []entry {
	m, _ := document.(map[string]any)
	var entries []entry
	for _, r := range blocks(m["rules"]) {
		key := "rule " + first(r, "rulePriority")
		rest := map[string]any{"selection": r["selection"], "action": r["action"]}
		selection, _ := r["selection"].(map[string]any)
		action, _ := r["action"].(map[string]any)
		e := entry{key: key, same: key + canonical(rest)}
		text := []string{first(action, "type")}
		for _, name := range imageSelection {
			if values := texts(selection[name]); len(values) > 0 {
				e.parts = append(e.parts, part{name, values})
				text = append(text, name+" "+strings.Join(values, " and "))
			} else {
				e.parts = append(e.parts, part{name, nil})
			}
		}
		e.parts = append(e.parts, part{"action", texts(action["type"])})
		e.text = key + ": " + strings.Join(text, ", ")
		entries = append(entries, e)
	}
	return entries
}

// containerEntries reads the containers of a task definition: image, size and ports are
// shown, of the environment names only.
func containerEntries(document any) []entry {
	var entries []entry
	for _, c := range blocks(document) {
		name := first(c, "name")
		e := entry{key: name, text: name + ": image " + first(c, "image"), raw: map[string]any{}}
		for setting, v := range c {
			if setting != "environment" && setting != "secrets" {
				e.raw[setting] = v
			}
		}
		e.same = canonical(e.raw)
		for _, setting := range []string{"image", "cpu", "memory", "memoryReservation"} {
			e.parts = append(e.parts, part{setting, texts(c[setting])})
		}
		var open []string
		for _, p := range blocks(c["portMappings"]) {
			open = append(open, first(p, "containerPort"))
		}
		e.parts = append(e.parts, part{"port", open})
		entries = append(entries, e)
		for _, of := range [...]struct{ attribute, word string }{{"environment", "environment"}, {"secrets", "secret"}} {
			for _, v := range blocks(c[of.attribute]) {
				key := name + ": " + of.word + " " + first(v, "name")
				entries = append(entries, entry{key: key, text: key, same: key + canonical(v)})
			}
		}
	}
	return entries
}
