package graph

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// owner is an instance with the attribute by which others know it.
type owner struct {
	node      NodeID
	kind      string
	attribute string
	object    plan.Object
}

// identifiers finds the owner of an id, ARN or link. Keys are strings and masked values.
type identifiers map[any][]owner

// identifiersOf indexes what existing managed instances are known by.
func identifiersOf(objects []knownObject) identifiers {
	ids := identifiers{}
	for _, o := range objects {
		for attribute, v := range o.before {
			switch v := v.(type) {
			case string:
				if isOwn(o.kind, o.before, attribute, v) && (isGlobal(v) || isIdentifier(v) && !isName(o.before, v)) {
					ids[v] = append(ids[v], owner{o.node, o.kind, attribute, o.before})
				}
			case plan.Masked:
				// Two masked values are equal if what they stand for is. Of the form of an id
				// nothing is known, so only the attribute that can be nothing else counts.
				if attribute == "id" {
					ids[v] = append(ids[v], owner{o.node, o.kind, attribute, o.before})
				}
			}
		}
	}
	return ids
}

// owner finds the one instance that a value identifies.
func (ids identifiers) owner(value plan.Value) (owner, bool) {
	owners := ids[value]
	if len(owners) == 0 {
		return owner{}, false
	}
	best := owners[0]
	for _, o := range owners[1:] {
		if o.node == best.node && isFirst(o.attribute, best.attribute) || o.node != best.node && partOf(best.kind, o.kind) {
			best = o
		}
	}
	for _, o := range owners {
		if o.node != best.node && !partOf(o.kind, best.kind) {
			return owner{}, false // two have it
		}
	}
	return best, true
}

// partOf reports whether a type configures one part of another and has its id: an
// aws_s3_bucket_policy has the id of its aws_s3_bucket.
func partOf(part, whole string) bool { return strings.HasPrefix(part, whole+"_") }

// isFirst reports whether a stands before b where both hold the same value.
func isFirst(a, b string) bool {
	for _, known := range []string{"id", "arn", "self_link"} {
		if a == known || b == known {
			return a == known
		}
	}
	return a < b
}

// isOwn reports whether an attribute holds the instance's own identifier and not that of
// another one.
func isOwn(kind string, o plan.Object, attribute, value string) bool {
	if attribute == "id" || attribute == "arn" || attribute == "self_link" {
		return true
	}
	if base, ok := strings.CutSuffix(attribute, "_id"); ok {
		return strings.HasSuffix(kind, "_"+base) // key_id of an aws_kms_key
	}
	arn, _ := o["arn"].(string)
	switch {
	case arn == "":
		return false
	case strings.HasSuffix(attribute, "_arn"):
		return strings.Contains(value, arn) // qualified_arn, invoke_arn, stream_arn
	}
	return attribute == "arn_suffix" && strings.HasSuffix(arn, value)
}

// isName reports whether an instance has the value in an attribute that is no identifier:
// then the provider uses a name as its id, and names are not unique among types.
func isName(o plan.Object, value string) bool {
	for attribute, v := range o {
		if v != value || isOwn("", o, attribute, value) {
			continue
		}
		switch {
		case strings.HasSuffix(attribute, "_id"), strings.HasSuffix(attribute, "arn"), strings.HasSuffix(attribute, "url"), strings.HasSuffix(attribute, "_link"):
		default:
			return true
		}
	}
	return false
}

// globalForms begin identifiers that name their service and account.
var globalForms = []string{
	"arn:", "/subscriptions/", "/providers/", "projects/", "organizations/", "folders/", "https://www.googleapis.com/", "https://sqs.",
}

var (
	uuid          = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	hexadecimal   = regexp.MustCompile(`^[0-9a-f]*[0-9][0-9a-f]*$`)
	digitsBetween = regexp.MustCompile(`^[0-9A-Za-z]*[0-9][A-Za-z][0-9A-Za-z]*$`)
	accountID     = regexp.MustCompile(`^[0-9]{12}$`)
)

func isGlobal(s string) bool {
	return slices.ContainsFunc(globalForms, func(form string) bool { return strings.HasPrefix(s, form) })
}

// isIdentifier reports whether a value looks as if a machine had made it up to be unique.
// Words with a number at the end, such as regions, types and most names, do not.
func isIdentifier(s string) bool {
	if len(s) < 8 {
		return false
	}
	if uuid.MatchString(s) {
		return true
	}
	if !strings.ContainsFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }) || isTime(s) {
		return false
	}
	last := s[strings.LastIndexAny(s, "-_/:.|")+1:]
	return len(last) >= 8 && !accountID.MatchString(last) && (hexadecimal.MatchString(last) || digitsBetween.MatchString(last))
}

func isTime(s string) bool {
	_, err := time.Parse(time.RFC3339, s)
	return err == nil
}

// nameIndex finds the owner of a name.
type nameIndex struct {
	rules  map[holderPath][]Name
	owners map[ownName][]owner
}

type (
	holderPath struct{ holder, path string }
	ownName    struct{ owner, attribute, value string }
)

// namesOf indexes the names that the rules know of.
func namesOf(objects []knownObject, rules []Name) nameIndex {
	n := nameIndex{rules: map[holderPath][]Name{}, owners: map[ownName][]owner{}}
	attributes := map[string][]string{}
	for _, r := range rules {
		at := holderPath{r.Holder, r.Path}
		n.rules[at] = append(n.rules[at], r)
		if !slices.Contains(attributes[r.Owner], r.Attribute) {
			attributes[r.Owner] = append(attributes[r.Owner], r.Attribute)
		}
	}
	for _, o := range objects {
		for _, attribute := range attributes[o.kind] {
			if value, ok := o.before[attribute].(string); ok && value != "" {
				key := ownName{o.kind, attribute, value}
				n.owners[key] = append(n.owners[key], owner{o.node, o.kind, attribute, o.before})
			}
		}
	}
	return n
}

// owner finds the one instance that the value of a holder's attribute names.
func (n nameIndex) owner(holder, path string, value plan.Value, object plan.Object) (owner, bool) {
	text, ok := value.(string)
	if !ok {
		return owner{}, false
	}
	var found []owner
	for _, r := range n.rules[holderPath{holder, path}] {
		name := text
		if r.Until != "" {
			name, _, _ = strings.Cut(text, r.Until)
		}
		for _, o := range n.owners[ownName{r.Owner, r.Attribute, name}] {
			if !slices.ContainsFunc(r.Within, func(attribute string) bool { return differ(object, o.object, attribute) }) {
				found = append(found, o)
			}
		}
	}
	if len(found) != 1 {
		return owner{}, false
	}
	return found[0], true
}

// differ reports whether both objects have an attribute and it is not the same.
func differ(a, b plan.Object, attribute string) bool {
	x, ok := a[attribute].(string)
	y, also := b[attribute].(string)
	return ok && also && x != y
}
