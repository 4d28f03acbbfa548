package rules_test

import (
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
)

// outsideCases holds the cases of the rules about what was found outside of the state.
var outsideCases = map[string][]ruleCase{
	"outside-use": {
		{kind: positive, name: "others depend on it", change: deleteOf("aws_security_group", nil), outside: &rules.Outside{Dependents: 9, State: risk.InUse}},
		{kind: positive, name: "one more beside very many", unchanged: 500, change: deleteOf("aws_security_group", nil), outside: &rules.Outside{Dependents: 1, State: risk.InUse}},
		{kind: positive, name: "there is traffic", change: deleteOf("aws_lb", nil), outside: &rules.Outside{State: risk.InUse, Uses: []string{"1,204 requests in the last 24 hours"}}},
		{kind: nearMiss, name: "there is none", change: deleteOf("aws_lb", nil), outside: &rules.Outside{State: risk.Unsettled, Facts: []string{"no requests in the last 24 hours"}}},
		{kind: nearMiss, name: "nobody could look", change: deleteOf("aws_lb", nil), outside: &rules.Outside{State: risk.NotLookedUp}},
		{kind: negative, name: "nobody looked", change: deleteOf("aws_lb", nil)},
		{kind: negative, name: "a harmless update", change: plan.Change{Type: "aws_lb", Action: plan.ActionUpdate}, outside: &rules.Outside{Dependents: 9, State: risk.InUse}},
	},
	"proven-unused": {
		{
			kind: positive, lowers: true, name: "an empty bucket", score: 60, change: deleteOf("aws_s3_bucket", nil),
			outside: &rules.Outside{State: risk.Unused, Facts: []string{"there is no object in it"}},
		},
		{kind: nearMiss, name: "nothing was found, which proves nothing", score: 60, change: deleteOf("aws_s3_bucket", nil), outside: &rules.Outside{State: risk.Unsettled}},
		{kind: nearMiss, name: "nobody could look", score: 60, change: deleteOf("aws_s3_bucket", nil), outside: &rules.Outside{State: risk.NotLookedUp}},
		{kind: nearMiss, name: "something depends on what lies downstream", score: 60, change: deleteOf("aws_s3_bucket", nil), outside: &rules.Outside{State: risk.Unused, Dependents: 1}},
		{kind: nearMiss, name: "it is low already", score: 10, change: deleteOf("aws_s3_bucket", nil), outside: &rules.Outside{State: risk.Unused}},
		{kind: negative, name: "nobody looked", score: 60, change: deleteOf("aws_s3_bucket", nil)},
	},
}
