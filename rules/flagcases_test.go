package rules_test

import (
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/rules"
)

func deleteOf(resourceType string, before plan.Object) plan.Change {
	return plan.Change{Type: resourceType, Action: plan.ActionDelete, Before: before}
}

func createOf(resourceType string, after plan.Object) plan.Change {
	return plan.Change{Type: resourceType, Action: plan.ActionCreate, After: after}
}

// replacedFrom is a replace with values before it.
func replacedFrom(resourceType string, order plan.Order, before plan.Object) plan.Change {
	c := replaceOf(resourceType, order)
	c.Before = before
	return c
}

// flagCases holds the cases of the rules whose facts are flags.
var flagCases = map[string][]ruleCase{
	"authoritative": {
		{kind: positive, name: "the policy of a project goes", score: 57, change: deleteOf("google_project_iam_policy", plan.Object{"project": "p"})},
		{kind: positive, name: "a policy of another object goes", score: 40, change: deleteOf("google_kms_crypto_key_iam_policy", plan.Object{})},
		{kind: positive, name: "all owners go", score: 70, change: deleteOf("google_project_iam_binding", plan.Object{"role": "roles/owner"})},
		{kind: positive, name: "a default group is taken over", change: createOf("aws_default_security_group", plan.Object{"vpc_id": "vpc-1"})},
		{kind: positive, name: "the map of those who may sign in goes", score: 20, change: deleteOf("kubernetes_config_map_v1", at("metadata.name", "aws-auth"))},
		{kind: nearMiss, name: "another map", score: 20, change: deleteOf("kubernetes_config_map_v1", at("metadata.name", "settings"))},
		{kind: nearMiss, name: "all viewers go", score: 70, change: deleteOf("google_project_iam_binding", plan.Object{"role": "roles/viewer"})},
		{kind: positive, name: "a policy gets another list", change: createOf("aws_iam_policy_attachment", plan.Object{"policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"})},
		{kind: negative, name: "a single attachment", change: createOf("aws_iam_role_policy_attachment", plan.Object{"policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"})},
		{kind: nearMiss, name: "the network is new", ownerIsNew: true, change: createOf("aws_default_security_group", plan.Object{})},
		{kind: nearMiss, name: "it is imported", change: plan.Change{Type: "aws_default_security_group", Action: plan.ActionCreate, Imported: true}},
		{kind: nearMiss, name: "a default group is left as it is", change: deleteOf("aws_default_security_group", plan.Object{})},
		{kind: nearMiss, name: "it is forgotten", change: plan.Change{Type: "google_project_iam_policy", Action: plan.ActionForget}},
		{kind: negative, name: "a single member", change: deleteOf("google_project_iam_member", plan.Object{"role": "roles/owner"})},
	},
	"in-use": {
		{
			kind: positive, name: "a policy that bounds a role", change: deleteOf("aws_iam_policy", nil),
			users: []rules.User{{Type: "aws_iam_role", Address: "aws_iam_role.a", Sure: true}},
		},
		{
			kind: nearMiss, name: "a policy that bounds a role no more", change: deleteOf("aws_iam_policy", nil),
			users: []rules.User{{Type: "aws_iam_role", Address: "aws_iam_role.a", Updated: true, Sure: true}},
		},
		{
			kind: positive, name: "destroyed first, and servers before it", change: replaceOf("aws_subnet", plan.DestroyBeforeCreate), score: 74,
			users: []rules.User{{Type: "aws_lb", Address: "aws_lb.a", Updated: true, Sure: true}}, goneFirst: []string{"aws_instance.a"},
		},
		{
			kind: nearMiss, name: "servers are destroyed before it, and nobody else uses it", change: replaceOf("aws_subnet", plan.DestroyBeforeCreate), score: 74,
			goneFirst: []string{"aws_instance.a"},
		},
		{
			kind: positive, name: "destroyed first under an updated server", change: replaceOf("aws_security_group", plan.DestroyBeforeCreate),
			users: []rules.User{{Type: "aws_instance", Address: "aws_instance.a", Updated: true, Sure: true}},
		},
		{
			kind: positive, name: "deleted under a server that stays", change: deleteOf("aws_security_group", nil),
			users: []rules.User{{Type: "aws_instance", Address: "aws_instance.a", Sure: true}},
		},
		{
			kind: nearMiss, name: "the server is updated before", change: deleteOf("aws_security_group", nil),
			users: []rules.User{{Type: "aws_instance", Address: "aws_instance.a", Updated: true, Sure: true}},
		},
		{
			kind: nearMiss, name: "created first", change: replaceOf("aws_security_group", plan.CreateBeforeDestroy),
			users: []rules.User{{Type: "aws_instance", Address: "aws_instance.a", Updated: true, Sure: true}},
		},
		{
			kind: nearMiss, name: "used by what it is not refused for", change: replaceOf("aws_security_group", plan.DestroyBeforeCreate),
			users: []rules.User{{Type: "aws_ssm_parameter", Address: "aws_ssm_parameter.a", Sure: true}},
		},
		{
			kind: nearMiss, name: "the server may use another one", change: deleteOf("aws_security_group", nil),
			users: []rules.User{{Type: "aws_instance", Address: "aws_instance.a"}},
		},
		{kind: negative, name: "nothing uses it", change: replaceOf("aws_security_group", plan.DestroyBeforeCreate)},
	},
	"withdrawn": {
		{kind: positive, name: "an API may no longer call", change: deleteOf("aws_lambda_permission", plan.Object{"principal": "apigateway.amazonaws.com"})},
		{kind: positive, name: "no images can be pulled", score: 42, change: deleteOf("azurerm_role_assignment", plan.Object{"role_definition_name": "AcrPull", "principal_type": "ServicePrincipal"})},
		{kind: positive, name: "a role by its id", score: 42, change: deleteOf("azurerm_role_assignment", plan.Object{
			"role_definition_id": "/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/7f951dda-4ed3-4680-a7ca-43fe172d538d",
		})},
		{kind: positive, name: "nothing is backed up", score: 38, change: deleteOf("aws_backup_selection", nil)},
		{kind: positive, name: "a robot reads no secrets", score: 42, change: deleteOf("google_secret_manager_secret_iam_member", plan.Object{
			"role": "roles/secretmanager.secretAccessor", "member": "serviceAccount:app@p.iam.gserviceaccount.com",
		})},
		{kind: positive, name: "nodes lose their policy", score: 16, change: deleteOf("aws_iam_role_policy_attachment", plan.Object{"policy_arn": "arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy"})},
		{kind: positive, name: "nobody is called", score: 18, change: deleteOf("pagerduty_service", plan.Object{"name": "a"})},
		{kind: positive, name: "a limit of an account", score: 42, change: deleteOf("aws_organizations_policy_attachment", nil)},
		{kind: positive, name: "a constraint that is enforced", score: 42, change: deleteOf("google_org_policy_policy", at("spec.rules.enforce", "TRUE"))},
		{kind: nearMiss, name: "a constraint that is not enforced", score: 42, change: deleteOf("google_org_policy_policy", at("spec.rules.enforce", "FALSE"))},
		{kind: negative, name: "a database", change: deleteOf("aws_db_instance", nil)},
		{kind: negative, name: "replaced", change: replaceOf("aws_lambda_permission", plan.DestroyBeforeCreate)},
		{kind: nearMiss, name: "the function goes too", superseded: true, change: deleteOf("aws_lambda_permission", nil)},
		{kind: nearMiss, name: "it is forgotten", change: plan.Change{Type: "aws_lambda_permission", Action: plan.ActionForget}},
		{kind: nearMiss, name: "a leftover object", change: plan.Change{Type: "aws_lambda_permission", Action: plan.ActionDelete, DeposedKey: "01234567"}},
		{kind: positive, name: "a workload reads a vault", score: 42, change: deleteOf("azurerm_key_vault_access_policy", plan.Object{"secret_permissions": []any{"Get", "List"}})},
		{kind: nearMiss, name: "who keeps a vault", score: 42, change: deleteOf("azurerm_key_vault_access_policy", plan.Object{"secret_permissions": []any{"Get", "Set", "Delete"}})},
		{kind: positive, name: "the firewall of a zone", score: 48, change: deleteOf("cloudflare_ruleset", plan.Object{"phase": "http_request_firewall_managed"})},
		{kind: nearMiss, name: "a rule set that redirects", score: 48, change: deleteOf("cloudflare_ruleset", plan.Object{"phase": "http_request_dynamic_redirect"})},
		{kind: nearMiss, name: "a role of people", change: deleteOf("azurerm_role_assignment", plan.Object{"role_definition_name": "Reader"})},
		{kind: nearMiss, name: "the role of one person", change: deleteOf("azurerm_role_assignment", plan.Object{"role_definition_name": "AcrPull", "principal_type": "User"})},
		{kind: nearMiss, name: "a person leaves", change: deleteOf("google_storage_bucket_iam_member", plan.Object{"role": "roles/storage.objectViewer", "member": "user:ana@example.com"})},
		{kind: nearMiss, name: "mail to a person", change: deleteOf("aws_sns_topic_subscription", plan.Object{"protocol": "email"})},
		{kind: nearMiss, name: "the score is high enough", score: 62, change: deleteOf("aws_backup_plan", nil)},
	},
	"pipeline-needs": {
		{kind: positive, name: "the role of a pipeline by its trust", score: 42, change: deleteOf("aws_iam_role", plan.Object{
			"name": "app", "assume_role_policy": `{"Statement":[{"Principal":{"Federated":"arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com"}}]}`,
		})},
		{kind: positive, name: "by its name", score: 90, change: replacedFrom("aws_iam_role", plan.DestroyBeforeCreate, plan.Object{"name": "Deployer"})},
		{kind: positive, name: "the table of locks", score: 65, change: deleteOf("aws_dynamodb_table", plan.Object{"name": "x", "hash_key": "LockID"})},
		{
			kind: positive, name: "the cluster of a provider", score: 65, change: replaceOf("aws_eks_cluster", plan.DestroyBeforeCreate),
			users: []rules.User{{Type: "helm_release", Address: "helm_release.a"}},
		},
		{
			kind: nearMiss, name: "a cluster with nodes only", change: replaceOf("aws_eks_cluster", plan.DestroyBeforeCreate),
			users: []rules.User{{Type: "aws_eks_node_group", Address: "aws_eks_node_group.a"}},
		},
		{kind: nearMiss, name: "the role of a server", change: deleteOf("aws_iam_role", plan.Object{
			"name": "app", "assume_role_policy": `{"Statement":[{"Principal":{"Service":"ec2.amazonaws.com"}}]}`,
		})},
		{kind: nearMiss, name: "a name that Terraform made", change: deleteOf("aws_iam_role", plan.Object{"name": "terraform-20250115105545575960015338"})},
		{kind: nearMiss, name: "a table with another key", change: deleteOf("aws_dynamodb_table", plan.Object{"name": "x", "hash_key": "Id"})},
		{kind: nearMiss, name: "updated in place", change: plan.Change{Type: "aws_iam_role", Action: plan.ActionUpdate, Before: plan.Object{"name": "deploy"}}},
		{kind: negative, name: "a bucket of data", change: deleteOf("aws_s3_bucket", plan.Object{"bucket": "orders"})},
	},
}

// What a flag says of a change is among what it may come to.
func TestOutcomesOfFlags(t *testing.T) {
	t.Parallel()
	table := builtin(t)
	for _, tt := range []struct {
		name   string
		change plan.Change
		fresh  bool
		want   string
		found  bool
	}{
		{"a bucket that may hold objects", deleteOf("aws_s3_bucket", plan.Object{"force_destroy": false}), false, rules.OutcomeStuck, true},
		{"a bucket that is emptied first", deleteOf("aws_s3_bucket", plan.Object{"force_destroy": true}), false, rules.OutcomeStuck, false},
		{"a list that is taken over", createOf("aws_default_security_group", nil), false, rules.OutcomeOutage, true},
		{"a list of a new owner", createOf("aws_default_security_group", nil), true, rules.OutcomeOutage, false},
		{"a policy of a project", deleteOf("google_project_iam_policy", nil), false, rules.OutcomeAccessLoss, true},
	} {
		pass := passOf(table, tt.change)
		pass.OwnerIsNew = tt.fresh
		found := false
		for _, outcome := range rules.Outcomes(&pass, nil) {
			found = found || outcome == tt.want
		}
		if found != tt.found {
			t.Errorf("%s: %q among the outcomes is %v", tt.name, tt.want, found)
		}
	}
}
