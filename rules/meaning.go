package rules

import (
	"maps"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/iampolicy"
)

// meansTheSame reports whether an attribute says the same after the change in another
// form: a policy document, a list of blocks in another order, or with other descriptions.
func meansTheSame(a plan.Attribute) bool {
	if a.Unknown || a.Sensitive {
		return false
	}
	path := withoutIndexes(a.Path)
	if strings.HasSuffix(path, ".description") {
		return true
	}
	if slices.Contains(documentPaths, path) {
		before, okBefore := a.Before.(string)
		after, okAfter := a.After.(string)
		return okBefore && okAfter && (sameGrants(before, after) || path == "policy" && sameVaultPolicy(before, after))
	}
	before, okBefore := a.Before.([]any)
	after, okAfter := a.After.([]any)
	if !okBefore || !okAfter || path != "ingress" && path != "egress" {
		return false
	}
	return equalSets(withoutDescriptions(before), withoutDescriptions(after))
}

// sameGrants reports whether two policy documents allow and deny the same.
func sameGrants(a, b string) bool {
	grantsA, okA := grantsOf(a)
	grantsB, okB := grantsOf(b)
	return okA && okB && !iampolicy.Ambiguous(a) && !iampolicy.Ambiguous(b) && len(beyond(grantsA, grantsB)) == 0 && len(beyond(grantsB, grantsA)) == 0
}

// withoutDescriptions copies a list of blocks and leaves their descriptions out.
func withoutDescriptions(list []any) []plan.Value {
	values := make([]plan.Value, 0, len(list))
	for _, v := range list {
		if block, ok := v.(map[string]any); ok {
			block = maps.Clone(block)
			delete(block, "description")
			v = block
		}
		values = append(values, v)
	}
	return values
}

// steeringLabels are parts of the names of labels by which a cluster decides about what runs
// in a namespace or how.
var steeringLabels = []string{"pod-security.", "inject", "istio", "linkerd", "admission", "webhook", "policy"}

// ownLabel reports whether a path is a label that a Kubernetes object itself has. By labels
// others select pods; those of a pod's template, and a selector, are other attributes.
// https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
func ownLabel(resourceType, path string) bool {
	label, ok := strings.CutPrefix(strings.Replace(path, "metadata[0].", "metadata.", 1), "metadata.labels")
	if !ok || label != "" && label[0] != '.' && label[0] != '[' || !strings.HasPrefix(resourceType, "kubernetes_") {
		return false
	}
	switch resourceType {
	case "kubernetes_pod", "kubernetes_pod_v1", "kubernetes_node", "kubernetes_persistent_volume", "kubernetes_persistent_volume_v1":
		return false // what selects it looks at these
	}
	return !slices.ContainsFunc(steeringLabels, func(part string) bool { return strings.Contains(strings.ToLower(label), part) })
}
