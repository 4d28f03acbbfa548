package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// subject is one to whom a Kubernetes binding gives its role.
type subject struct{ kind, name, namespace string }

// loginGroups are the groups of Kubernetes that whoever has a login, or every pod, is in.
// https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects
var loginGroups = map[string]string{
	"system:authenticated":   "everyone with a login, which on some clouds is every account there is",
	"system:serviceaccounts": "every pod of the cluster",
}

const (
	// podsOf begins the group of the service accounts of one namespace.
	podsOf = "system:serviceaccounts:"
	// clusterAdmin is the role that allows everything.
	clusterAdmin = "cluster-admin"
)

// harmlessRoles are the roles that Kubernetes itself gives to everyone with a login.
var harmlessRoles = []string{"system:basic-user", "system:discovery", "system:public-info-viewer"}

// writingRoles are the roles of Kubernetes by which one may change what runs.
var writingRoles = []string{clusterAdmin, "admin", "edit"}

// bindingHits finds subjects to whom a binding newly gives much, by the role: a binding is made
// anew for another one.
func bindingHits(c *plan.Change) []Hit {
	c = typed(c)
	whole := strings.HasPrefix(c.Type, "kubernetes_cluster_role_binding")
	if !whole && !strings.HasPrefix(c.Type, "kubernetes_role_binding") {
		return nil
	}
	role, before := roleOf(c.After), subjectsOf(c.Before)
	if roleOf(c.Before) != role {
		before = nil
	}
	var hits []Hit
	for _, s := range subjectsOf(c.After) {
		if slices.Contains(before, s) {
			continue
		}
		if rule, score, who := boundTo(s, role, whole); score > 0 {
			hits = append(hits, Hit{Watch: knowledge.Watch{
				Rule: rule, Score: score, Moment: knowledge.AtApply, Outcome: "exposure", Why: fmt.Sprintf("it gives %s to %s", shown(role), who),
			}})
		}
	}
	return heaviest(hits)
}

// boundTo scores a subject of a role, and names who that is. Within one namespace a role is
// less than in the whole cluster.
func boundTo(s subject, role string, whole bool) (rule string, score int, who string) {
	who, all := loginGroups[s.name]
	all = all && s.kind == "Group"
	namespace, pods := strings.CutPrefix(s.name, podsOf)
	switch {
	case all && slices.Contains(harmlessRoles, role):
		return "", 0, ""
	case all && slices.Contains(writingRoles, role) && whole:
		return idPublicAccess, 75, who
	case all && slices.Contains(writingRoles, role):
		return idPublicAccess, 62, who
	case all:
		return idPublicAccess, 45, who
	case role != clusterAdmin:
		return "", 0, ""
	case pods && s.kind == "Group":
		who = "every pod of the namespace " + shown(namespace)
	case s.kind == "ServiceAccount" && s.name == "default":
		who = "the default service account of " + shown(s.namespace) + ", which every pod there has that asks for no other"
	case whole:
		return idPolicyWidened, 45, s.named()
	default:
		return "", 0, ""
	}
	if whole {
		return idPolicyWidened, 66, who
	}
	return idPolicyWidened, 45, who
}

func (s subject) named() string {
	switch s.kind {
	case "ServiceAccount":
		return "the service account " + shown(s.name) + " of " + shown(s.namespace)
	case "Group":
		return "the group " + shown(s.name)
	}
	return "the user " + shown(s.name)
}

func roleOf(o plan.Object) string {
	for _, name := range textsAt(o, "role_ref.name") {
		return name
	}
	return ""
}

func subjectsOf(o plan.Object) []subject {
	var all []subject
	for _, v := range valuesAt(o, "subject") {
		if block, ok := v.(map[string]any); ok {
			s := subject{textOf(block, "kind"), textOf(block, "name"), textOf(block, "namespace")}
			if s.kind == "ServiceAccount" && s.namespace == "" {
				s.namespace = "default" // as the provider takes it
			}
			all = append(all, s)
		}
	}
	return all
}
