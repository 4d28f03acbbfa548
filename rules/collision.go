package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

const collisionPoints = 6

// uniqueNames are arguments that hold a name of which a service allows one: while the
// old object is there, a new one of the same name can't be made.
var uniqueNames = []string{
	"name", "identifier", "cluster_identifier", "replication_group_id", "bucket", "function_name", "cluster_id",
}

// sharedNames are types whose name argument may repeat.
var sharedNames = []string{"aws_route53_record", "aws_appautoscaling_policy", "google_dns_record_set", "cloudflare_record", "cloudflare_dns_record"}

var nameCollision = Rule{
	ID: idNameCollision, Title: "Created first under a name that is taken",
	Looks: "Replaces that create first, of objects whose name stays the same.",
	Why:   "The old object still has the name when the new one is created, so the apply is likely to fail half-way.",

	Example: "A load balancer with the fixed name \"web\" is replaced, create first.",
	Fix:     "Use name_prefix, or let it be destroyed first in a window.",
	References: []string{
		"https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3576",
		"https://github.com/terraform-aws-modules/terraform-aws-eks/issues/899",
	},

	Change: checkCollision,
}

func checkCollision(pass *ChangePass) []risk.Factor {
	c := pass.Change
	if c.Order != plan.CreateBeforeDestroy || !pass.Type.Known || slices.Contains(sharedNames, c.Type) {
		return nil
	}
	var same []string
	for _, name := range uniqueNames {
		before, _ := attribute(c.Before, name)
		after, known := attribute(c.After, name)
		if text, ok := before.(string); ok && text != "" && known && plan.Equal(before, after) {
			same = append(same, name)
		}
	}
	if len(same) == 0 {
		return nil
	}
	verb := " stays"
	if len(same) > 1 {
		verb = " stay"
	}
	return []risk.Factor{{
		Rule: idNameCollision, Points: collisionPoints,
		Why: "its " + strings.Join(same, " and ") + verb + " the same while the old one is there: the create may fail",
	}}
}
