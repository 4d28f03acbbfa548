package rules

import (
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const (
	// isolatedPoints are those of a policy by which no pod that it selects can be reached or
	// can reach anything, partlyPoints of one beside which the same plan lets something pass.
	isolatedPoints, partlyPoints = 62, 40
)

// NetworkPolicy is what a Kubernetes network policy says.
// https://kubernetes.io/docs/concepts/services-networking/network-policies/
type NetworkPolicy struct {
	// Namespace is that of the pods, empty where it is not known.
	Namespace string
	// All is true if it selects all pods of the namespace.
	All bool
	// In and Out are true if it isolates pods for what comes in or goes out; InRules and
	// OutRules count the rules that let something pass.
	In, Out           bool
	InRules, OutRules int
}

// PolicyOf reads one side of a change of a network policy, written as a type of its own or as
// a manifest; false for everything else.
func PolicyOf(resourceType string, o plan.Object) (NetworkPolicy, bool) {
	var names struct{ root, selector, labels, expressions, types string }
	names.selector, names.labels, names.expressions, names.types = "pod_selector", "match_labels", "match_expressions", "policy_types"
	switch resourceType {
	case "kubernetes_network_policy", "kubernetes_network_policy_v1":
	case "kubernetes_manifest", "kubectl_manifest":
		manifest := manifestOf(resourceType, o)
		o = plan.Object{"manifest": manifest}
		if manifest["kind"] != "NetworkPolicy" || !strings.HasPrefix(textOf(manifest, "apiVersion"), "networking.k8s.io/") {
			return NetworkPolicy{}, false
		}
		names.root, names.selector, names.labels, names.expressions, names.types = "manifest.", "podSelector", "matchLabels", "matchExpressions", "policyTypes"
	default:
		return NetworkPolicy{}, false
	}
	spec := names.root + "spec."
	p := NetworkPolicy{
		All:     allEmpty(valuesAt(o, spec+names.selector+"."+names.labels)) && allEmpty(valuesAt(o, spec+names.selector+"."+names.expressions)),
		InRules: len(valuesAt(o, spec+"ingress")), OutRules: len(valuesAt(o, spec+"egress")),
	}
	for _, namespace := range textsAt(o, names.root+"metadata.namespace") {
		p.Namespace = namespace
	}
	kinds := textsAt(o, spec+names.types)
	p.In, p.Out = len(kinds) == 0, len(kinds) == 0 && p.OutRules > 0 // what the service takes for none
	for _, kind := range kinds {
		p.In, p.Out = p.In || kind == "Ingress", p.Out || kind == "Egress"
	}
	return p, len(valuesAt(o, names.root+"spec")) > 0
}

// shutsIn and shutsOut report whether it lets nothing pass.
func (p NetworkPolicy) shutsIn() bool  { return p.In && p.InRules == 0 }
func (p NetworkPolicy) shutsOut() bool { return p.Out && p.OutRules == 0 }

// isolationHits finds policies that are new, or new in this, by which pods are cut off. Where
// the namespace is new nobody is.
func isolationHits(pass *ChangePass) []Hit {
	c := pass.Change
	after, ok := PolicyOf(c.Type, c.After)
	if !ok || c.Action != plan.ActionCreate && !alters(c) || c.Imported || pass.OwnerIsNew {
		return nil
	}
	before, was := PolicyOf(c.Type, c.Before)
	who := "the pods that it selects"
	if after.All {
		who = "all pods of the namespace"
	}
	hit := Hit{Watch: knowledge.Watch{Rule: idIngressRemoved, Score: isolatedPoints, Moment: knowledge.AtApply, Outcome: OutcomeOutage}}
	in, out := after.shutsIn() && (!was || !before.shutsIn()), after.shutsOut() && (!was || !before.shutsOut())
	switch {
	case in && out:
		hit.Why = "the policy lets nothing in to and nothing out of " + who
	case in:
		hit.Why = "the policy lets nothing in to " + who
	case out:
		hit.Why = "the policy lets nothing out of " + who + ", the look-up of names included"
	default:
		return nil
	}
	switch {
	case unknownAt(c, "spec.ingress") || unknownAt(c, "spec.egress") || unknownAt(c, "manifest") || unknownAt(c, "yaml_body_parsed"):
		hit.Doubt = afterApply
	case pass.LetThrough:
		hit.Score = partlyPoints
		hit.Why += ", except what other policies of this plan let pass"
	}
	return []Hit{hit}
}
