package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// rolePoints are those of a role that allows less than before.
const rolePoints = 40

// roleTypes are the types that hold the rules of a role of Kubernetes.
var roleTypes = []string{"kubernetes_role", "kubernetes_role_v1", "kubernetes_cluster_role", "kubernetes_cluster_role_v1"}

// roleGrant is one thing that a role of Kubernetes allows: a verb on a resource of a group, or
// on a path of the API server. The star stands for all of a kind, and an empty name for every
// object. https://kubernetes.io/docs/reference/access-authn-authz/rbac/
type roleGrant struct{ verb, group, resource, name, path string }

// covers reports whether one grant allows all that another one does.
func (g roleGrant) covers(o roleGrant) bool {
	is := func(a, b string) bool { return a == "*" || a == b }
	path := g.path == o.path
	if begin, wild := strings.CutSuffix(g.path, "*"); wild && o.path != "" {
		path = strings.HasPrefix(o.path, begin)
	}
	return path && is(g.verb, o.verb) && is(g.group, o.group) && is(g.resource, o.resource) && (g.name == "" || g.name == o.name)
}

// what names a grant.
func (g roleGrant) what() string {
	switch {
	case g.path != "":
		return g.verb + " on " + g.path
	case g.name != "":
		return fmt.Sprintf("%s on %s %s", g.verb, g.resource, g.name)
	}
	return g.verb + " on " + g.resource
}

// roleGrants reads the rules of one side of a role.
func roleGrants(o plan.Object) (grants []roleGrant, ok bool) {
	for _, v := range valuesAt(o, "rule") {
		rule, isRule := v.(map[string]any)
		if !isRule {
			return nil, false // masked
		}
		lists := map[string][]string{}
		for _, name := range []string{"verbs", "api_groups", "resources", "resource_names", "non_resource_urls"} {
			values := valuesAt(rule, name)
			if hidden(values) {
				return nil, false
			}
			for _, v := range values {
				if text, isText := v.(string); isText {
					lists[name] = append(lists[name], text) // the core group is the empty text
				}
			}
		}
		names := lists["resource_names"]
		if len(names) == 0 {
			names = []string{""}
		}
		size := len(lists["verbs"]) * (len(lists["api_groups"])*len(lists["resources"])*len(names) + len(lists["non_resource_urls"]))
		if len(grants)+size > maxGrants {
			return nil, false
		}
		for _, verb := range lists["verbs"] {
			for _, path := range lists["non_resource_urls"] {
				grants = append(grants, roleGrant{verb: verb, path: path})
			}
			for _, group := range lists["api_groups"] {
				for _, resource := range lists["resources"] {
					for _, name := range names {
						grants = append(grants, roleGrant{verb: verb, group: group, resource: resource, name: name})
					}
				}
			}
		}
	}
	return grants, true
}

// roleHits finds what a role of Kubernetes no longer allows, however its rules are written.
func roleHits(c *plan.Change) []Hit {
	c = typed(c)
	if !alters(c) || !slices.Contains(roleTypes, c.Type) {
		return nil
	}
	hit := Hit{Watch: knowledge.Watch{
		Path: "rule", When: knowledge.WhenShrinks, Rule: idDetached, Score: rolePoints, Moment: "at-apply", Outcome: OutcomeAccessLoss,
		Why: "the rules of the role change: whoever has it may lose permissions",
	}}
	before, readBefore := roleGrants(c.Before)
	after, readAfter := roleGrants(c.After)
	switch {
	case unknownAt(c, "rule"):
		if allEmpty(valuesAt(c.Before, "rule")) {
			return nil
		}
		hit.Doubt = afterApply
	case equalSets(valuesAt(c.Before, "rule"), valuesAt(c.After, "rule")):
		return nil
	case !readBefore || !readAfter:
		hit.Doubt = "its rules are hidden or too many to compare"
	default:
		lost := uncovered(before, after, roleGrant.covers)
		if len(lost) == 0 {
			return nil
		}
		hit.Why = "the role no longer allows " + lost[0].what()
		if more := len(lost) - 1; more > 0 {
			hit.Why += fmt.Sprintf(" and %d more", more)
		}
	}
	return []Hit{hit}
}
