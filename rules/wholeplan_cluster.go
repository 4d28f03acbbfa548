package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// idUnnamedCluster is the ID of the rule about providers that name no cluster.
const idUnnamedCluster = "unnamed-cluster"

// unnamedPoints are those of the finding.
const unnamedPoints = 40

// clusterProviders are the prefixes of the types that a cluster's provider manages.
var clusterProviders = []string{"kubernetes_", "helm_", "kubectl_"}

// clusterNames are the arguments by which such a provider names its cluster. A path to a file
// names none where it is constant: the file's current context does.
var clusterNames = []string{
	"host", "config_context", "config_context_cluster", "config_context_auth_info", "cluster_ca_certificate", "exec", "token",
}

var unnamedCluster = Rule{
	ID: idUnnamedCluster, Title: "The provider names no cluster",
	Looks: "Deletes, replaces and dangerous updates through a kubernetes, helm or kubectl provider whose configuration gives neither a host nor a context.",
	Why:   "It acts on whatever cluster the machine's current context names, and that may be another one at apply than at plan.",

	Example:    "provider \"kubernetes\" has only config_path = \"~/.kube/config\", and helm_release.shop is deleted.",
	Fix:        "Give the provider a host, or config_context with the name of the cluster.",
	References: []string{"https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs#authentication"},

	Plan: checkUnnamedCluster,
}

func checkUnnamedCluster(pass *PlanPass) []risk.Finding {
	config := pass.Plan.Config
	if config == nil || config.Root == nil || len(config.Providers) == 0 {
		return nil // a plan that was cut down
	}
	var found []string
	for _, c := range pass.Plan.Changes {
		ofCluster := slices.ContainsFunc(clusterProviders, func(prefix string) bool { return strings.HasPrefix(c.Type, prefix) })
		if !ofCluster || !c.Managed() || !pass.disrupts(c) {
			continue
		}
		if key, ok := config.ProviderOf(c); ok && !namesCluster(key) {
			found = append(found, c.Address)
		}
	}
	if len(found) == 0 {
		return nil
	}
	slices.SortFunc(found, address.Compare)
	found = slices.Compact(found)
	return finding(idUnnamedCluster, unnamedPoints, found,
		"The provider of %s names neither a host nor a context: %s what the machine's current context names.", quantity(len(found), "dangerous change"), actOn(len(found)))
}

func actOn(n int) string {
	if n == 1 {
		return "it acts on"
	}
	return "they act on"
}

// disrupts reports whether a change takes something away, or is a dangerous update.
func (p *PlanPass) disrupts(c *plan.Change) bool {
	return c.Disruptive() || p.Dangerous != nil && p.Dangerous(c)
}

func namesCluster(p *plan.ProviderConfig) bool {
	if p == nil {
		return false
	}
	named := func(name string) bool {
		last := name[strings.LastIndexByte(name, '.')+1:]
		return slices.Contains(clusterNames, last)
	}
	if slices.ContainsFunc(p.Arguments, named) {
		return true
	}
	// What is written elsewhere, such as all of the kubernetes argument or a path from a
	// variable, may name one.
	return slices.ContainsFunc(p.Uses, func(u plan.Use) bool {
		last := u.Argument[strings.LastIndexByte(u.Argument, '.')+1:]
		return last == "kubernetes" || strings.HasPrefix(last, "config_path")
	})
}
