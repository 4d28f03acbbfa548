package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

const (
	// A plan that takes away at least wipeShare of the existing instances, and at least
	// wipeLeast of them, wipes an environment.
	wipeShare = 0.5
	wipeLeast = 10
)

func finding(rule string, score int, addresses []string, format string, args ...any) []risk.Finding {
	return []risk.Finding{{
		Rule: rule, Level: risk.LevelOf(score), Score: score,
		Summary: fmt.Sprintf(format, args...), Addresses: addresses,
	}}
}

// quantity counts things in words.
func quantity(n int, noun string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case strings.HasSuffix(noun, "y"):
		return fmt.Sprintf("%d %sies", n, strings.TrimSuffix(noun, "y"))
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func isAre(n int) string {
	if n == 1 {
		return " is"
	}
	return " are"
}

// addressesOf lists the changes that a test picks, in natural order.
func addressesOf(p *plan.Plan, pick func(*plan.Change) bool) []string {
	var found []string
	for _, c := range p.Changes {
		if pick(c) {
			found = append(found, c.Address)
		}
	}
	slices.SortFunc(found, address.Compare)
	return slices.Compact(found)
}

var planErrored = Rule{
	ID: idPlanErrored, Title: "Planning failed half-way",
	Looks: "errored in the plan.",
	Why:   "What had not been planned yet is missing: the report can't call such a plan safe.",

	Example:    "\"errored\": true, after a provider could not be reached.",
	Fix:        "Mend what failed and plan anew.",
	References: []string{"https://developer.hashicorp.com/terraform/internals/json-format"},

	Plan: func(pass *PlanPass) []risk.Finding {
		if !pass.Plan.Errored {
			return nil
		}
		return finding(idPlanErrored, 40, nil, "Planning failed half-way, so changes are missing in this plan. It can't be applied.")
	},
}

var environmentWipe = Rule{
	ID: idEnvironmentWipe, Title: "Most of the environment goes",
	Looks: "Plans that delete or replace at least half of the existing instances, ten or more. Types that everyday changes replace don't count.",
	Why:   "This is rarely what was meant: a wrong workspace, a lost variable, a renamed module.",

	Example: "24 of 30 instances are deleted because a variable with the list of services came up empty.",
	Fix:     "Check workspace, variables and backend before anything else.",
	References: []string{
		"https://aishippinglabs.com/blog/how-i-dropped-our-production-database-and-now-pay-10-more-for-aws",
		"https://engineering.zalando.com/posts/2024/01/tale-of-metadpata-the-revenge-of-the-supertools.html",
	},

	Plan: func(pass *PlanPass) []risk.Finding {
		n := len(pass.Disruptive)
		if weighing := n - pass.everyday(); weighing < wipeLeast || float64(weighing) < wipeShare*float64(pass.Existing) {
			return nil
		}
		return finding(idEnvironmentWipe, 90, pass.Disruptive,
			"%d of %d existing instances are deleted or replaced.", n, pass.Existing)
	},
}

var unknownAction = Rule{
	ID: idUnknownAction, Title: "An action that this version does not know",
	Looks: "Words in actions that are none of Terraform's up to this version.",
	Why:   "Whether it destroys anything can't be told, so it counts as if it did.",

	Example:    "\"actions\": [\"melt\"]",
	Fix:        "Use a version of tfblast that knows the action, or read what the plan says of it.",
	References: []string{"https://developer.hashicorp.com/terraform/internals/json-format"},

	Plan: func(pass *PlanPass) []risk.Finding {
		found := addressesOf(pass.Plan, func(c *plan.Change) bool { return !c.Action.Known() })
		if len(found) == 0 {
			return nil
		}
		return finding(idUnknownAction, 40, found, "This version does not know the action of %s.", quantity(len(found), "change"))
	},
}

var invocations = Rule{
	ID: idInvocations, Title: "Provider actions that the plan runs",
	Looks: "action_invocations, also deferred ones.",
	Why:   "Such an action changes something without any resource showing a change.",

	Example:    "action.aws_lambda_invoke.warm_up runs after a function is created.",
	Fix:        "Read what the action does.",
	References: []string{"https://developer.hashicorp.com/terraform/language/block/action"},

	Plan: func(pass *PlanPass) []risk.Finding {
		if len(pass.Plan.Invocations) == 0 {
			return nil
		}
		var addresses []string
		for _, i := range pass.Plan.Invocations {
			addresses = append(addresses, i.Address)
		}
		slices.SortFunc(addresses, address.Compare)
		return finding(idInvocations, 15, slices.Compact(addresses), "The plan runs %s, whose effect it does not show.",
			quantity(len(pass.Plan.Invocations), "provider action"))
	},
}

var contradicted = Rule{
	ID: idContradicted, Title: "The plan contradicts itself",
	Looks: "Entries that no Terraform writes, such as a no-op with an attribute that changes.",
	Why:   "The plan was edited, or a tool has spoiled it: its words can't be relied on.",

	Example:    "\"actions\": [\"no-op\"], and before and after differ.",
	Fix:        "Export the plan anew with terraform show -json, and look for what edits it on the way.",
	References: []string{"https://developer.hashicorp.com/terraform/internals/json-format"},

	Plan: func(pass *PlanPass) []risk.Finding {
		found := addressesOf(pass.Plan, func(c *plan.Change) bool { return c.Doubt != "" })
		if len(found) == 0 {
			return nil
		}
		return finding(idContradicted, 40, found, "%s of the plan can't be true as written.", quantity(len(found), "entry"))
	},
}

var forgotten = Rule{
	ID: idForgotten, Title: "Objects that Terraform stops managing",
	Looks: "forget actions.",
	Why:   "The objects stay, cost money and are nobody's; a later create of the same name collides with them.",

	Example:    "A removed block with destroy = false takes a bucket out of the state.",
	Fix:        "See that someone owns the object from now on.",
	References: []string{"https://developer.hashicorp.com/terraform/language/resources/syntax#removing-resources"},

	Plan: func(pass *PlanPass) []risk.Finding {
		found := addressesOf(pass.Plan, func(c *plan.Change) bool {
			return c.Action == plan.ActionForget || c.Order == plan.CreateThenForget
		})
		if len(found) == 0 {
			return nil
		}
		return finding(idForgotten, 10, found, "%s no longer managed after apply, and not destroyed.", quantity(len(found), "object")+isAre(len(found)))
	},
}

var partialPlan = Rule{
	ID: idPartialPlan, Title: "The plan leaves changes out",
	Looks: "complete: false in a plan with deferred changes.",
	Why:   "What is left out comes with a later plan, in another order than the configuration asks for.",

	Example:    "A for_each whose keys are unknown until another resource exists is put off.",
	Fix:        "Apply, and plan again until nothing is put off.",
	References: []string{"https://developer.hashicorp.com/terraform/internals/json-format"},

	Plan: func(pass *PlanPass) []risk.Finding {
		if pass.Plan.Errored || pass.Plan.Complete == nil || *pass.Plan.Complete || !deferring(pass.Plan) {
			return nil
		}
		return finding(idPartialPlan, 10, nil, "The plan is not complete: deferred changes leave something out.")
	},
}
