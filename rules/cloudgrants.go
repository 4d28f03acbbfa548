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
	if role := textOf(c.After, "role"); c.Action == plan.ActionCreate && role != "" && readAfter && len(after) == 0 {
		after = []grant{{action: role}} // to somebody whose name the apply makes
	}
	broad := slices.ContainsFunc(wholeScopes, func(scope string) bool { return strings.HasPrefix(c.Type, scope) })
	for _, side := range [][]grant{before, after} {
		for i := range side {
			side[i].broad = broad
		}
	}
	return before, after, readBefore && readAfter
}

// wholeScopes begin the types of Google that grant on all there is in a project or above.
var wholeScopes = []string{"google_project_iam_", "google_folder_iam_", "google_organization_iam_"}

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
	"aws_iam_policy_attachment":                         attachedGrants,
	"aws_iam_role":                                      roleOwnGrants,
	"aws_iam_role_policy_attachments_exclusive":         attachedGrants,
	"aws_iam_user_policy_attachments_exclusive":         attachedGrants,
	"aws_iam_group_policy_attachments_exclusive":        attachedGrants,
	"aws_ssoadmin_managed_policy_attachment":            attachedGrants,
	"aws_ssoadmin_permission_set_inline_policy":         setGrants,
	"azurerm_role_assignment":                           assignedGrants,
	"azurerm_federated_identity_credential":             tokenGrants,
	"azuread_application_federated_identity_credential": tokenGrants,
}

// azureRoles are the built-in roles of Azure that allow nearly everything or by which one can
// give roles, by name and by id, and what they allow.
// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var azureRoles = []struct{ name, id, action string }{
	{"Owner", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "*"},
	{"User Access Administrator", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "*"},
	{"Role Based Access Control Administrator", "f58310d9-a9f6-439a-9e8d-f62e7b41a168", "*"},
	{"Contributor", "b24988ac-6180-42a0-ab88-20f7382dd24c", "not microsoft.authorization/*"},
}

// assignedGrants reads an assignment of a role by which one can give roles, or change all of a
// subscription.
func assignedGrants(c *plan.Change) (before, after []grant, ok bool) {
	side := func(o plan.Object) []grant {
		name, id := textOf(o, "role_definition_name"), strings.ToLower(textOf(o, "role_definition_id"))
		for _, role := range azureRoles {
			if !strings.EqualFold(name, role.name) && !strings.HasSuffix(id, "/"+role.id) {
				continue
			}
			broad := wholeScope(textOf(o, "scope"))
			if role.action == "*" || broad {
				return []grant{{action: role.action, written: role.name, resource: "*", broad: broad, at: textOf(o, "scope"), condition: opaqueCondition(textOf(o, "condition"))}}
			}
		}
		return nil
	}
	return side(c.Before), side(c.After), true
}

// wholeScope reports whether a scope of Azure is a subscription or what holds such ones.
func wholeScope(scope string) bool {
	if scope == "/" {
		return true
	}
	scope = strings.ToLower(strings.TrimSuffix(scope, "/"))
	rest, ofSubscription := strings.CutPrefix(scope, "/subscriptions/")
	return ofSubscription && !strings.Contains(rest, "/") || strings.HasPrefix(scope, "/providers/microsoft.management/managementgroups/")
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
		return []grant{{action: "sts:assumerolewithwebidentity", written: signIn, principal: "Federated:" + issuer, condition: condition}}
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

// signIn is what the trust of an identity provider allows, in our own words.
const signIn = "sign in"
