package rules

import (
	"encoding/json"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// googleGrants reads the members and roles of Google's IAM types. A member is a
// principal, a role an action.
func googleGrants(c *plan.Change) (before, after []grant, ok bool) {
	if !strings.Contains(c.Type, "_iam_") {
		return nil, nil, false
	}
	for _, path := range []string{"member", "members", "role", "policy_data"} {
		if unknownAt(c, path) {
			return nil, nil, false
		}
	}
	before, readBefore := googleSide(c.Before)
	after, readAfter := googleSide(c.After)
	return before, after, readBefore && readAfter
}

func googleSide(o plan.Object) ([]grant, bool) {
	if text, _ := o["policy_data"].(string); text != "" {
		var policy struct {
			Bindings []struct {
				Role      string
				Members   []string
				Condition any
			}
		}
		if json.Unmarshal([]byte(text), &policy) != nil {
			return nil, false
		}
		var grants []grant
		for _, b := range policy.Bindings {
			text := ""
			if b.Condition != nil {
				text = canonical(b.Condition)
			}
			condition := opaqueCondition(text)
			for _, member := range b.Members {
				grants = append(grants, grant{action: b.Role, principal: member, condition: condition})
			}
		}
		return grants, true
	}
	role, _ := o["role"].(string)
	text := ""
	if list, _ := o["condition"].([]any); len(list) > 0 {
		text = plan.Text(list[0])
	}
	condition := opaqueCondition(text)
	var grants []grant
	for _, path := range []string{"member", "members"} {
		for _, v := range valuesAt(o, path) {
			member, isText := v.(string)
			if !isText {
				return nil, false
			}
			grants = append(grants, grant{action: role, principal: member, condition: condition})
		}
	}
	return grants, true
}

// azureGrants reads what a role definition of Azure allows.
func azureGrants(o plan.Object) []grant {
	var grants []grant
	for _, path := range []string{"permissions.actions", "permissions.data_actions"} {
		for _, v := range valuesAt(o, path) {
			if action, ok := v.(string); ok {
				grants = append(grants, grant{action: strings.ToLower(action), written: action})
			}
		}
	}
	for _, path := range []string{"permissions.not_actions", "permissions.not_data_actions"} {
		for _, v := range valuesAt(o, path) {
			if action, ok := v.(string); ok {
				grants = append(grants, grant{deny: true, action: strings.ToLower(action), written: action})
			}
		}
	}
	return grants
}
