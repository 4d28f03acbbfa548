package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/rules"
	"github.com/tfblast/tfblast/rules/knowledge"
)

// Nothing is lost with what is proven to be empty, and with nothing else.
func TestEmptied(t *testing.T) {
	t.Parallel()
	lost := rules.Recovery{Tier: knowledge.TierLost, Why: "takes all along"}
	proof := rules.Outside{State: risk.Unused, Empty: true, Facts: []string{"there is no object in it"}}
	unsettled, used, unproven := proof, proof, proof
	unsettled.State, used.State, unproven.Empty = risk.Unsettled, risk.InUse, false
	gone, updated := deleteOf("aws_s3_bucket", nil), plan.Change{Type: "aws_s3_bucket", Action: plan.ActionUpdate}
	for name, c := range map[string]struct {
		outside *rules.Outside
		change  *plan.Change
		alone   rules.Recovery
		want    knowledge.Tier
	}{
		"empty":           {&proof, &gone, lost, knowledge.TierRecreatable},
		"better already":  {&proof, &gone, rules.Recovery{Tier: knowledge.TierReversible}, knowledge.TierReversible},
		"an update":       {&proof, &updated, lost, knowledge.TierLost},
		"unsettled":       {&unsettled, &gone, lost, knowledge.TierLost},
		"in use":          {&used, &gone, lost, knowledge.TierLost},
		"unused only":     {&unproven, &gone, lost, knowledge.TierLost},
		"nobody looked":   {nil, &gone, lost, knowledge.TierLost},
		"without a proof": {&rules.Outside{State: risk.Unused, Empty: true}, &gone, lost, knowledge.TierLost},
	} {
		if got := rules.Emptied(c.outside, c.change, c.alone); got.Tier != c.want {
			t.Errorf("%s: %+v, want %s", name, got, c.want)
		}
	}
}
