package plan

import tfjson "github.com/hashicorp/terraform-json"

// reasons puts Terraform's action_reason keywords in plain words. The keywords are
// those of terraform: internal/command/jsonplan/plan.go.
var reasons = map[tfjson.ActionReason]string{
	tfjson.ActionReasonReplaceBecauseCannotUpdate:    "the provider cannot make this change in place",
	tfjson.ActionReasonReplaceBecauseTainted:         "its object is tainted: an earlier apply failed on it, or someone marked it",
	tfjson.ActionReasonReplaceByRequest:              "the replacement was asked for on the command line",
	tfjson.ActionReasonReplaceByTriggers:             "something named in its replace_triggered_by changes",
	tfjson.ActionReasonDeleteBecauseNoResourceConfig: "its block is gone from the configuration",
	tfjson.ActionReasonDeleteBecauseWrongRepetition:  "its key does not fit the count or for_each that the block now has",
	tfjson.ActionReasonDeleteBecauseCountIndex:       "its index is beyond the present count",
	tfjson.ActionReasonDeleteBecauseEachKey:          "its key is gone from for_each",
	tfjson.ActionReasonDeleteBecauseNoModule:         "its module instance is gone from the configuration",
	tfjson.ActionReasonDeleteBecauseNoMoveTarget:     "it was moved to an address that the configuration does not have",
	tfjson.ActionReasonReadBecauseConfigUnknown:      "its arguments are known only during apply",
	tfjson.ActionReasonReadBecauseDependencyPending:  "something that it depends on has changes pending",
	tfjson.ActionReasonReadBecauseCheckNested:        "it belongs to a check block",
}

// ReasonText puts an action_reason in plain words. The second result is false for a
// keyword that this version does not know.
func ReasonText(reason tfjson.ActionReason) (string, bool) {
	text, ok := reasons[reason]
	return text, ok
}
