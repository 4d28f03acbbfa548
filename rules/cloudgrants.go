package rules

import (
	"encoding/json"
	"slices"
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

// grantReaders read the types that say in attributes what others say in a document.
var grantReaders = map[string]func(*plan.Change) (before, after []grant, ok bool){
	"aws_lambda_permission":                             lambdaGrants,
	"aws_iam_role_policy_attachment":                    attachedGrants,
	"aws_iam_user_policy_attachment":                    attachedGrants,
	"aws_iam_group_policy_attachment":                   attachedGrants,
	"azurerm_role_assignment":                           assignedGrants,
	"azurerm_federated_identity_credential":             tokenGrants,
	"azuread_application_federated_identity_credential": tokenGrants,
}

// managedPolicies are the policies of AWS that allow nearly everything, and what they allow.
var managedPolicies = map[string]string{"AdministratorAccess": "*", "IAMFullAccess": "iam:*"}

// attachedGrants reads what an attached policy of AWS allows, as far as its name says it.
func attachedGrants(c *plan.Change) (before, after []grant, ok bool) {
	side := func(o plan.Object) []grant {
		_, name, _ := strings.Cut(textOf(o, "policy_arn"), ":aws:policy/")
		if action := managedPolicies[name]; action != "" {
			return []grant{{action: action, resource: "*", written: name}}
		}
		return nil
	}
	return side(c.Before), side(c.After), true
}

// grantingRoles are the roles of Azure by which one can give roles.
var grantingRoles = []string{"Owner", "User Access Administrator", "Role Based Access Control Administrator"}

// assignedGrants reads an assignment of a role by which one can give roles.
func assignedGrants(c *plan.Change) (before, after []grant, ok bool) {
	side := func(o plan.Object) []grant {
		if role := textOf(o, "role_definition_name"); slices.Contains(grantingRoles, role) {
			return []grant{{action: "*", written: role, resource: "*"}}
		}
		return nil
	}
	return side(c.Before), side(c.After), true
}

// tokenGrants reads whose tokens an identity of Azure takes.
func tokenGrants(c *plan.Change) (before, after []grant, ok bool) {
	side := func(o plan.Object) []grant {
		issuer, subject := strings.ToLower(strings.TrimSuffix(textOf(o, "issuer"), "/")), textOf(o, "subject")
		if issuer == "" || subject == "" {
			return nil
		}
		issuer = strings.TrimPrefix(issuer, "https://")
		condition := conditionOf(map[string]any{"StringEquals": map[string]any{issuer + ":sub": subject}})
		return []grant{{action: "sts:assumerolewithwebidentity", written: "sign in", principal: "Federated:" + issuer, condition: condition}}
	}
	return side(c.Before), side(c.After), !unknownAt(c, "issuer") && !unknownAt(c, "subject")
}

// lambdaGrants reads the one statement of a function's policy that a permission is.
func lambdaGrants(c *plan.Change) (before, after []grant, ok bool) {
	for _, path := range []string{"principal", "source_arn", "source_account", "principal_org_id", "action"} {
		if unknownAt(c, path) && c.Action == plan.ActionUpdate {
			return nil, nil, false
		}
	}
	return lambdaSide(c, c.Before), lambdaSide(c, c.After), true
}

// lambdaConditions are the attributes of a permission that are conditions of its statement.
var lambdaConditions = []struct{ attribute, operator, key string }{
	{"source_arn", "ArnLike", "aws:SourceArn"},
	{"source_account", "StringEquals", "aws:SourceAccount"},
	{"principal_org_id", "StringEquals", "aws:PrincipalOrgID"},
}

func lambdaSide(c *plan.Change, o plan.Object) []grant {
	principal := textOf(o, "principal")
	if principal == "" {
		return nil
	}
	account := strings.Trim(principal, "0123456789") == "" || strings.HasPrefix(principal, "arn:")
	switch {
	case account:
		principal = listed(principal, "AWS:")[0]
	case principal != "*":
		principal = "Service:" + principal
	}
	tests := map[string]any{}
	for _, row := range lambdaConditions {
		if value := textOf(o, row.attribute); value != "" {
			byKey, _ := tests[row.operator].(map[string]any)
			if byKey == nil {
				byKey = map[string]any{}
			}
			byKey[row.key] = value
			tests[row.operator] = byKey
		} else if unknownAt(c, row.attribute) {
			return nil // who is let in can't be told
		}
	}
	action := textOf(o, "action")
	return []grant{{action: strings.ToLower(action), written: action, principal: principal, resource: textOf(o, "function_name"), condition: conditionOf(tests)}}
}
