package rules

import "strings"

// Grantee names the attributes in which a permission says who gets it, and on what.
type Grantee struct{ Who, On []string }

// grantees are the attributes by the beginning of the types.
var grantees = []struct {
	begin string
	Grantee
}{
	{"aws_iam_", Grantee{Who: []string{"role", "user", "group", "roles", "users", "groups", "role_name", "user_name", "group_name"}}},
	{"aws_ssoadmin_", Grantee{Who: []string{"permission_set_arn"}}},
	{"azurerm_role_assignment", Grantee{Who: []string{"principal_id"}, On: []string{"scope"}}},
	{"google_", Grantee{Who: []string{"member", "members"}, On: []string{"project", "folder", "org_id"}}},
}

// GranteeOf returns the attributes for a type, and false for one that grants nothing.
func GranteeOf(resourceType string) (Grantee, bool) {
	for _, g := range grantees {
		if strings.HasPrefix(resourceType, g.begin) {
			return g.Grantee, true
		}
	}
	return Grantee{}, false
}
