package rules

import (
	"cmp"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/chart"
)

// rbacTypes are the types of the provider that say the same as a manifest of a kind.
var rbacTypes = map[string]string{
	"ClusterRoleBinding": "kubernetes_cluster_role_binding_v1", "RoleBinding": "kubernetes_role_binding_v1",
	"ClusterRole": "kubernetes_cluster_role_v1", "Role": "kubernetes_role_v1",
}

// rbacNames are the attributes of those types by their names in a manifest.
var rbacNames = map[string]string{
	"roleRef": "role_ref", "subjects": "subject", "rules": "rule", "apiGroups": "api_groups", "resourceNames": "resource_names", "nonResourceURLs": "non_resource_urls",
}

// manifestOf reads the object of Kubernetes that one side of a change describes, as an object or
// as YAML; nil where it describes none that can be seen. What kubectl_manifest shows of its
// sensitive text stands in yaml_body_parsed.
func manifestOf(resourceType string, o plan.Object) map[string]any {
	switch resourceType {
	case "kubernetes_manifest":
		manifest, _ := o["manifest"].(map[string]any)
		return manifest
	case "kubectl_manifest":
		text := cmp.Or(textOf(o, "yaml_body_parsed"), textOf(o, "yaml_body"))
		if text == "" {
			return nil
		}
		manifest, err := chart.Parse(text)
		if err != nil {
			return nil // the type is opaque, and said to be
		}
		return manifest
	}
	return nil
}

// TypeOf is the type of a change, or for a manifest of a role of Kubernetes or its binding the
// type of the provider that says the same.
func TypeOf(c *plan.Change) string {
	for _, o := range []plan.Object{c.After, c.Before} {
		manifest := manifestOf(c.Type, o)
		if t := rbacTypes[textOf(manifest, "kind")]; t != "" && strings.HasPrefix(textOf(manifest, "apiVersion"), "rbac.authorization.k8s.io/") {
			return t
		}
	}
	return c.Type
}

// typed is a change with what a manifest of a role or a binding says written as the provider's
// own type; any other change is itself.
func typed(c *plan.Change) *plan.Change {
	t := TypeOf(c)
	if t == c.Type {
		return c
	}
	as := *c
	as.Type, as.Changed = t, nil
	as.Before, as.After = rbacOf(c.Type, c.Before, t), rbacOf(c.Type, c.After, t)
	for name, own := range rbacNames {
		if unknownAt(c, "manifest."+name) || unknownAt(c, "yaml_body_parsed") || unknownAt(c, "yaml_body") && textOf(c.After, "yaml_body_parsed") == "" {
			as.Changed = append(as.Changed, plan.Attribute{Path: own, Unknown: true})
		}
	}
	return &as
}

// rbacOf writes a manifest as an object of a type, nil where there is none of that type.
func rbacOf(resourceType string, o plan.Object, as string) plan.Object {
	manifest := manifestOf(resourceType, o)
	if rbacTypes[textOf(manifest, "kind")] != as {
		return nil
	}
	written := plan.Object{}
	for name, v := range manifest {
		if own := rbacNames[name]; own != "" {
			written[own] = renamedIn(v)
		}
	}
	if ref, ok := written["role_ref"].(map[string]any); ok {
		written["role_ref"] = []any{ref}
	}
	return written
}

// renamedIn gives the attributes in a value of a manifest the names of the provider.
func renamedIn(v any) any {
	switch v := v.(type) {
	case []any:
		list := make([]any, 0, len(v))
		for _, e := range v {
			list = append(list, renamedIn(e))
		}
		return list
	case map[string]any:
		block := make(map[string]any, len(v))
		for name, e := range v {
			block[cmp.Or(rbacNames[name], name)] = renamedIn(e)
		}
		return block
	}
	return v
}
