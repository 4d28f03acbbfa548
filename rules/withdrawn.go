package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules/knowledge"
)

const idWithdrawn = "withdrawn"

var taken = Rule{
	ID: idWithdrawn, Title: "What something works by is taken away",
	Looks: "Deletes of permissions, roles, subscriptions and backups that a service works by, while that service stays and nothing takes their place.",
	Why:   "Nothing depends on them, so the plan shows one small delete. Calls are refused from then on, pods can't pull, messages are lost, nothing is backed up.",

	Example:    "The aws_lambda_permission by which an API calls its function is deleted, and API and function stay.",
	Fix:        "Look when it was last used. Create what takes its place in a change before the delete.",
	References: []string{"https://atware.asia/blog/preventing-production-downtime-from-terraform-changes", "https://status.particle.io/incidents/bm7rh2ncc7k2"},

	Impact: checkWithdrawn,
}

func checkWithdrawn(pass *ImpactPass) []risk.Factor {
	f := withdraws(&pass.ChangePass)
	if f == nil || pass.Superseded || pass.Sum >= f.Delete {
		return nil
	}
	return []risk.Factor{{Rule: idWithdrawn, Points: f.Delete - pass.Sum, Why: f.Why}}
}

// withdraws finds the flag by which a delete takes away what something works by, nil if it
// does not. Of several the heaviest counts.
func withdraws(pass *ChangePass) *knowledge.Flag {
	c := pass.Change
	if c.Action != plan.ActionDelete || !destroys(c) || personal(c.Before) {
		return nil
	}
	if _, stays := kept(c, pass.Type); stays {
		return nil
	}
	var worst *knowledge.Flag
	flags := pass.Table.Flags(c.Type)
	for i := range flags {
		f := &flags[i]
		fits := f.Kind == knowledge.FlagWithdrawn && holdAll(f.With, c.Before) && (len(f.In) == 0 || named(f, c.Before) != "")
		if fits && (worst == nil || f.Delete > worst.Delete) {
			worst = f
		}
	}
	return worst
}

// managing are what policies of a vault of Azure allow to those who keep it, and to no program
// that only reads or encrypts.
var managing = []string{"set", "create", "import", "update", "delete", "purge", "backup", "restore", "manageissuers", "managecontacts"}

// personal reports whether a role is given to one person, as principal_type says in Azure and
// AWS and member in Google: whoever leaves a team loses it, and no service does. Whoever may
// change what a vault holds is a person or a pipeline.
func personal(before plan.Object) bool {
	member, _ := before["member"].(string)
	for _, name := range []string{"secret_permissions", "key_permissions", "certificate_permissions"} {
		for _, word := range textsAt(before, name) {
			if slices.Contains(managing, strings.ToLower(word)) {
				return true
			}
		}
	}
	return strings.EqualFold(textOf(before, "principal_type"), "user") || strings.HasPrefix(member, "user:") || strings.HasPrefix(member, "deleted:")
}
