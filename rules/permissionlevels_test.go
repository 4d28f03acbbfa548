package rules_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

const (
	gitHub = `{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}`
	eks    = `{"Federated":"arn:aws:iam::111111111111:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A1"}`
	vendor = `{"AWS":"arn:aws:iam::222222222222:root"}`
)

// trust is a trust document of one statement; the condition may be empty.
func trust(principal, action, condition string) string {
	if condition != "" {
		condition = `,"Condition":` + condition
	}
	return fmt.Sprintf(`{"Statement":[{"Effect":"Allow","Principal":%s,"Action":%q%s}]}`, principal, action, condition)
}

// token trusts the tokens of GitHub whose subject fits.
func token(operator, subject string) string {
	if operator == "StringEquals" {
		return trust(gitHub, "sts:AssumeRoleWithWebIdentity", fmt.Sprintf(
			`{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com","token.actions.githubusercontent.com:sub":%s}}`, subject))
	}
	return trust(gitHub, "sts:AssumeRoleWithWebIdentity", fmt.Sprintf(
		`{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"},%q:{"token.actions.githubusercontent.com:sub":%s}}`, operator, subject))
}

func pod(subject string) string {
	return trust(eks, "sts:AssumeRoleWithWebIdentity", fmt.Sprintf(`{"StringLike":{"oidc.eks.eu-west-1.amazonaws.com/id/A1:sub":%q}}`, subject))
}

// azureToken takes the tokens of another subject of GitHub.
func azureToken(subject string) plan.Change {
	c := sets("azurerm_federated_identity_credential", "subject", "repo:acme/shop:ref:refs/heads/main", subject)
	c.Before["issuer"], c.After["issuer"] = "https://token.actions.githubusercontent.com", "https://token.actions.githubusercontent.com"
	return c
}

// written is a trust of which the provider's ARN holds its URL as it was written.
func written(document string) string {
	return strings.Replace(document, ":oidc-provider/", ":oidc-provider/https://", 1)
}

// elsewhere is a trust whose condition has the claims of another provider.
func elsewhere(document string) string {
	return strings.Replace(document, ":oidc-provider/token.actions.githubusercontent.com", ":oidc-provider/oidc.example.com", 1)
}

// keyPolicy takes the administrator or a user out of the policy of a key.
func keyPolicy(user bool) plan.Change {
	const (
		admin = `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"kms:*","Resource":"*"}`
		reads = `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:role/app"},"Action":"kms:Decrypt","Resource":"*"}`
	)
	left := reads
	if user {
		left = admin
	}
	return sets("aws_kms_key", "policy", `{"Statement":[`+admin+","+reads+`]}`, `{"Statement":[`+left+`]}`)
}

func trusts(before, after string) plan.Change {
	c := sets("aws_iam_role", "assume_role_policy", before, after)
	c.Before["arn"] = "arn:aws:iam::111111111111:role/x"
	return c
}

// unknownMember grants on a project to somebody whom the apply makes: of a new object a plan
// holds nothing for what is known only then.
func unknownMember(role string) plan.Change {
	return createOf("google_project_iam_member", plan.Object{"role": role})
}

// What a change of a trust, resource or identity policy comes to: near misses stand side by
// side with what they are near to.
func TestLevelsOfPermissions(t *testing.T) {
	t.Parallel()
	main := `"repo:acme/shop:ref:refs/heads/main"`
	bucket := func(principal, condition string) string {
		more := `,"Principal":` + principal
		if condition != "" {
			more += `,"Condition":` + condition
		}
		return policy(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`, more)
	}
	binding := func(role string, before, after []any) plan.Change {
		c := sets("google_project_iam_binding", "members", before, after)
		c.Before["role"], c.After["role"] = role, role
		return c
	}
	const group, robot, ana, bo = "group:platform@example.com", "serviceAccount:deploy@p.iam.gserviceaccount.com", "user:ana@example.com", "user:bo@example.com"
	tests := []struct {
		name   string
		change plan.Change
		want   risk.Level
	}{
		{"any repository", trusts(token("StringEquals", main), token("StringLike", `"repo:*"`)), risk.LevelCritical},
		{"owners whose name begins alike", trusts(token("StringEquals", main), token("StringLike", `"repo:acme*"`)), risk.LevelCritical},
		{"no subject any more", trusts(token("StringEquals", main), trust(gitHub, "sts:AssumeRoleWithWebIdentity", `{"StringEquals":{"token.actions.githubusercontent.com:aud":"sts.amazonaws.com"}}`)), risk.LevelCritical},
		{"no condition any more", trusts(token("StringEquals", main), trust(gitHub, "sts:AssumeRoleWithWebIdentity", "")), risk.LevelCritical},
		{"a subject if there is one", trusts(token("StringEquals", main), token("StringEqualsIfExists", main)), risk.LevelCritical},
		{"any repository, in a new role", createOf("aws_iam_role", plan.Object{"assume_role_policy": token("StringLike", `"repo:*"`)}), risk.LevelCritical},
		{"one repository, in a new role", createOf("aws_iam_role", plan.Object{"assume_role_policy": token("StringLike", `"repo:acme/shop:*"`)}), risk.LevelLow},
		{"all repositories of the owner", trusts(token("StringEquals", main), token("StringLike", `"repo:acme/*"`)), risk.LevelHigh},
		{"another owner", trusts(token("StringEquals", main), token("StringEquals", `"repo:other/shop:ref:refs/heads/main"`)), risk.LevelHigh},
		{"all branches", trusts(token("StringEquals", main), token("StringLike", `"repo:acme/shop:*"`)), risk.LevelMedium},
		{"a star in a text", trusts(token("StringLike", main), token("StringEquals", `"repo:acme/shop:environment:*"`)), risk.LevelLow},
		{"an environment", trusts(token("StringLike", main), token("StringLike", `"repo:acme/shop:environment:production"`)), risk.LevelLow},
		{"one more branch", trusts(token("StringLike", main), token("StringLike", `["repo:acme/shop:ref:refs/heads/main","repo:acme/shop:ref:refs/heads/next"]`)), risk.LevelLow},
		{"any pull request", trusts(token("StringLike", main), token("StringLike", `["repo:acme/shop:ref:refs/heads/main","repo:acme/shop:pull_request"]`)), risk.LevelMedium},
		{"a branch called so", trusts(token("StringLike", main), token("StringLike", `"repo:acme/shop:ref:refs/heads/pull_request_titles"`)), risk.LevelLow},
		{"any repository, of a provider written as a URL", trusts(written(token("StringEquals", main)), written(token("StringLike", `"repo:*"`))), risk.LevelCritical},
		{"one more branch, of a provider written as a URL", trusts(written(token("StringLike", main)), written(token("StringLike", `["repo:acme/shop:ref:refs/heads/main","repo:acme/shop:ref:refs/heads/next"]`))), risk.LevelLow},
		{"claims of another provider than the one that is trusted", trusts(elsewhere(token("StringLike", main)), elsewhere(token("StringLike", `"repo:acme/site:*"`))), risk.LevelMedium},
		{"one more repository", trusts(token("StringLike", main), token("StringLike", `["repo:acme/shop:ref:refs/heads/main","repo:acme/site:ref:refs/heads/main"]`)), risk.LevelLow},
		{"narrower", trusts(token("StringLike", `"repo:acme/*"`), token("StringLike", main)), risk.LevelLow},
		{"the same in another form", trusts(token("StringLike", main), token("StringLike", "["+main+"]")), risk.LevelInfo},
		{"every pod", trusts(pod("system:serviceaccount:shop:api"), pod("system:serviceaccount:*")), risk.LevelHigh},
		{"every pod of a namespace", trusts(pod("system:serviceaccount:shop:api"), pod("system:serviceaccount:shop:*")), risk.LevelMedium},
		{"another pod", trusts(pod("system:serviceaccount:shop:api"), pod("system:serviceaccount:shop:api-v2")), risk.LevelLow},

		{"everyone", trusts(trust(vendor, "sts:AssumeRole", ""), trust(`"*"`, "sts:AssumeRole", "")), risk.LevelCritical},
		{"everyone who says an MFA", trusts(trust(vendor, "sts:AssumeRole", ""), trust(`"*"`, "sts:AssumeRole", `{"Bool":{"aws:MultiFactorAuthPresent":"true"}}`)), risk.LevelCritical},
		{"everyone of an organization", trusts(trust(vendor, "sts:AssumeRole", ""), trust(`"*"`, "sts:AssumeRole", `{"StringEquals":{"aws:PrincipalOrgID":"o-a1"}}`)), risk.LevelMedium},
		{"everyone, no longer of an organization", trusts(trust(`"*"`, "sts:AssumeRole", `{"StringEquals":{"aws:PrincipalOrgID":"o-a1"}}`), trust(`"*"`, "sts:AssumeRole", "")), risk.LevelCritical},
		{"no external id", trusts(trust(vendor, "sts:AssumeRole", `{"StringEquals":{"sts:ExternalId":"x1"}}`), trust(vendor, "sts:AssumeRole", "")), risk.LevelHigh},
		{"another external id", trusts(trust(vendor, "sts:AssumeRole", `{"StringEquals":{"sts:ExternalId":"x1"}}`), trust(vendor, "sts:AssumeRole", `{"StringEquals":{"sts:ExternalId":"x2"}}`)), risk.LevelLow},
		{"an external id is asked for", trusts(trust(vendor, "sts:AssumeRole", ""), trust(vendor, "sts:AssumeRole", `{"StringEquals":{"sts:ExternalId":"x1"}}`)), risk.LevelLow},
		{"another service", trusts(trust(`{"Service":"lambda.amazonaws.com"}`, "sts:AssumeRole", ""), trust(`{"Service":"ec2.amazonaws.com"}`, "sts:AssumeRole", "")), risk.LevelHigh},
		{"one more service", trusts(trust(`{"Service":"lambda.amazonaws.com"}`, "sts:AssumeRole", ""), trust(`{"Service":["lambda.amazonaws.com","edgelambda.amazonaws.com"]}`, "sts:AssumeRole", "")), risk.LevelLow},
		{"an account by its number", trusts(trust(vendor, "sts:AssumeRole", ""), trust(`{"AWS":"222222222222"}`, "sts:AssumeRole", "")), risk.LevelInfo},

		{"a bucket, no longer of an organization", bucketPolicy(bucket(`"*"`, `{"StringEquals":{"aws:PrincipalOrgID":"o-a1"}}`), bucket(`"*"`, "")), risk.LevelHigh},
		{"a bucket, with encryption only", bucketPolicy(bucket(vendor, ""), bucket(`"*"`, `{"Bool":{"aws:SecureTransport":"true"}}`)), risk.LevelHigh},
		{"a bucket, for every network", bucketPolicy(bucket(`"*"`, `{"IpAddress":{"aws:SourceIp":"198.51.100.0/24"}}`), bucket(`"*"`, `{"IpAddress":{"aws:SourceIp":["198.51.100.0/24","0.0.0.0/0"]}}`)), risk.LevelHigh},
		{"a bucket, for one more network", bucketPolicy(bucket(`"*"`, `{"IpAddress":{"aws:SourceIp":"198.51.100.0/24"}}`), bucket(`"*"`, `{"IpAddress":{"aws:SourceIp":["198.51.100.0/24","203.0.113.0/24"]}}`)), risk.LevelLow},
		{"a queue, for one more topic", sets("aws_sqs_queue_policy", "policy",
			policy(`"sqs:SendMessage"`, `"*"`, `,"Principal":"*","Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-west-1:111111111111:a"}}`),
			policy(`"sqs:SendMessage"`, `"*"`, `,"Principal":"*","Condition":{"ArnEquals":{"aws:SourceArn":["arn:aws:sns:eu-west-1:111111111111:a","arn:aws:sns:eu-west-1:111111111111:b"]}}`)), risk.LevelLow},
		{"a queue, for every topic", sets("aws_sqs_queue_policy", "policy",
			policy(`"sqs:SendMessage"`, `"*"`, `,"Principal":"*","Condition":{"ArnEquals":{"aws:SourceArn":"arn:aws:sns:eu-west-1:111111111111:a"}}`),
			policy(`"sqs:SendMessage"`, `"*"`, `,"Principal":"*","Condition":{"ArnLike":{"aws:SourceArn":"arn:aws:sns:*:*:*"}}`)), risk.LevelHigh},
		{"a service without its source", bucketPolicy(bucket(`{"Service":"sns.amazonaws.com"}`, `{"StringEquals":{"aws:SourceAccount":"111111111111"}}`), bucket(`{"Service":"sns.amazonaws.com"}`, "")), risk.LevelMedium},
		{"the distribution can't read", bucketPolicy(
			`{"Statement":[{"Effect":"Allow","Principal":{"Service":"cloudfront.amazonaws.com"},"Action":"s3:GetObject","Resource":"x"},{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"x"}]}`,
			`{"Statement":[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"x"}]}`), risk.LevelHigh},
		{"calls without encryption are denied", bucketPolicy(bucket(vendor, ""),
			`{"Statement":[{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"},{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}`), risk.LevelLow},
		{"one more office is not denied", policyChange(
			`{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["198.51.100.0/24"]}}}}`,
			`{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["198.51.100.0/24","203.0.113.0/24"]}}}}`), risk.LevelLow},
		{"a deny spares everyone", policyChange(
			`{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["198.51.100.0/24"]}}}}`,
			`{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["0.0.0.0/0"]}}}}`), risk.LevelMedium},

		{"a function that everyone may call", createOf("aws_lambda_permission", plan.Object{"principal": "*", "action": "lambda:InvokeFunction"}), risk.LevelHigh},
		{"a function behind its public address", createOf("aws_lambda_permission", plan.Object{"principal": "*", "action": "lambda:InvokeFunctionUrl", "function_url_auth_type": "NONE"}), risk.LevelMedium},
		{"a function for an organization", createOf("aws_lambda_permission", plan.Object{"principal": "*", "action": "lambda:InvokeFunction", "principal_org_id": "o-a1"}), risk.LevelLow},
		{"a function for what is not known yet", plan.Change{
			Type: "aws_lambda_permission", Action: plan.ActionCreate, After: plan.Object{"principal": "*", "action": "lambda:InvokeFunction"},
			Changed: []plan.Attribute{{Path: "source_arn", Unknown: true}},
		}, risk.LevelLow},
		{"a function for a service", createOf("aws_lambda_permission", plan.Object{"principal": "sns.amazonaws.com", "action": "lambda:InvokeFunction", "source_arn": "arn:aws:sns:eu-west-1:111111111111:a"}), risk.LevelLow},

		{"an administrator", createOf("aws_iam_role_policy_attachment", plan.Object{"policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}), risk.LevelHigh},
		{"a user of all services but IAM", createOf("aws_iam_user_policy_attachment", plan.Object{"policy_arn": "arn:aws:iam::aws:policy/PowerUserAccess"}), risk.LevelMedium},
		{"everything, in a role's own policy", createOf("aws_iam_role_policy", plan.Object{"policy": policy(`"?*"`, `"arn:*"`, "")}), risk.LevelHigh},
		{"everything, in a policy that waits", createOf("aws_iam_policy", plan.Object{"policy": policy(`"**"`, `"*"`, "")}), risk.LevelMedium},
		{"an owner of a subscription", createOf("azurerm_role_assignment", plan.Object{"role_definition_name": "Owner", "scope": "/subscriptions/1"}), risk.LevelHigh},
		{"an owner of a subscription, by id", createOf("azurerm_role_assignment", plan.Object{"role_definition_id": "/subscriptions/1/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "scope": "/subscriptions/1"}), risk.LevelHigh},
		{"an owner of all there is", createOf("azurerm_role_assignment", plan.Object{"role_definition_name": "Owner", "scope": "/"}), risk.LevelHigh},
		{"an owner who may give some roles", createOf("azurerm_role_assignment", plan.Object{"role_definition_name": "User Access Administrator", "scope": "/subscriptions/1", "condition": "@Request[x]"}), risk.LevelMedium},
		{"an owner of a group", createOf("azurerm_role_assignment", plan.Object{"role_definition_name": "Owner", "scope": "/subscriptions/1/resourceGroups/shop"}), risk.LevelMedium},
		{"a contributor to a subscription", createOf("azurerm_role_assignment", plan.Object{"role_definition_name": "Contributor", "scope": "/subscriptions/1"}), risk.LevelMedium},
		{"a contributor to a group", createOf("azurerm_role_assignment", plan.Object{"role_definition_name": "Contributor", "scope": "/subscriptions/1/resourceGroups/shop"}), risk.LevelLow},
		{"an owner of a project", createOf("google_project_iam_member", plan.Object{"role": "roles/owner", "member": ana}), risk.LevelHigh},
		{"an owner of an organization", createOf("google_organization_iam_member", plan.Object{"role": "roles/resourcemanager.organizationAdmin", "member": group}), risk.LevelHigh},
		{"one more owner", binding("roles/owner", []any{ana}, []any{ana, bo}), risk.LevelHigh},
		{"an editor of a project", createOf("google_project_iam_member", plan.Object{"role": "roles/editor", "member": robot}), risk.LevelMedium},
		{"all service accounts of a project", createOf("google_project_iam_member", plan.Object{"role": "roles/iam.serviceAccountTokenCreator", "member": robot}), risk.LevelMedium},
		{"one service account", createOf("google_service_account_iam_member", plan.Object{"role": "roles/iam.serviceAccountTokenCreator", "member": robot}), risk.LevelLow},
		{"an owner who is known after apply", unknownMember("roles/owner"), risk.LevelHigh},
		{"a viewer who is known after apply", unknownMember("roles/viewer"), risk.LevelLow},
		{"all actions in another form", policyChange(policy(`"s3:GetObject"`, `"*"`, ""), policy(`"*:*"`, `"*"`, "")), risk.LevelHigh},
		{"no document any more", policyChange(policy(`"s3:GetObject"`, `"*"`, ""), `{not json`), risk.LevelMedium},
		{"never a document", policyChange("a", `{not json`), risk.LevelLow},
		{"a reader", createOf("aws_iam_role_policy_attachment", plan.Object{"policy_arn": "arn:aws:iam::aws:policy/ReadOnlyAccess"}), risk.LevelLow},
		{"a policy of one's own with that name", createOf("aws_iam_role_policy_attachment", plan.Object{"policy_arn": "arn:aws:iam::111111111111:policy/AdministratorAccess"}), risk.LevelLow},
		{"an owner, of Azure", createOf("azurerm_role_assignment", plan.Object{"role_definition_name": "Owner"}), risk.LevelMedium},
		{"a contributor, of Azure", createOf("azurerm_role_assignment", plan.Object{"role_definition_name": "Contributor"}), risk.LevelLow},
		{"another branch, of Azure", azureToken("repo:acme/shop:environment:production"), risk.LevelLow},
		{"another owner, of Azure", azureToken("repo:other/shop:ref:refs/heads/main"), risk.LevelHigh},
		{"a guardrail of the organization goes", sets("aws_organizations_policy", "content", `{"Statement":[{"Effect":"Deny","Action":"s3:Delete*","Resource":"*"}]}`, `{"Statement":[]}`), risk.LevelHigh},
		{"a key that nobody manages", keyPolicy(false), risk.LevelHigh},
		{"a key that is used by one less", keyPolicy(true), risk.LevelLow},
		{"everyone is denied everything", bucketPolicy(bucket(vendor, ""), `{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"}]}`), risk.LevelHigh},

		{"less of the same service", policyChange(policy(`["s3:GetObject","s3:DeleteObject"]`, `"*"`, ""), policy(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`, "")), risk.LevelLow},
		{"from everything to something", policyChange(policy(`"*"`, `"*"`, ""), policy(`["s3:*","sqs:*"]`, `"*"`, "")), risk.LevelLow},
		{"nothing of a service", policyChange(policy(`["s3:GetObject","sqs:SendMessage"]`, `"*"`, ""), policy(`"s3:GetObject"`, `"*"`, "")), risk.LevelMedium},
		{"no longer decrypts", policyChange(policy(`["kms:Decrypt","kms:DescribeKey"]`, `"*"`, ""), policy(`"kms:DescribeKey"`, `"*"`, "")), risk.LevelMedium},
		{"another region", policyChange(
			policy(`"ec2:*"`, `"*"`, `,"Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}`),
			policy(`"ec2:*"`, `"*"`, `,"Condition":{"StringEquals":{"aws:RequestedRegion":["eu-west-1","eu-central-1"]}}`)), risk.LevelLow},

		{"a group is no owner any more", binding("roles/owner", []any{group, ana}, []any{ana}), risk.LevelHigh},
		{"a robot is no admin any more", binding("roles/compute.networkAdmin", []any{robot, ana}, []any{ana}), risk.LevelHigh},
		{"a robot reads no more", binding("roles/artifactregistry.reader", []any{robot, ana}, []any{ana}), risk.LevelMedium},
		{"a person leaves", binding("roles/owner", []any{ana, bo, group}, []any{ana, group}), risk.LevelLow},
		{"all of a pool", createOf("google_service_account_iam_member", plan.Object{
			"role": "roles/iam.workloadIdentityUser", "member": "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github/*",
		}), risk.LevelHigh},
		{"one repository of a pool", createOf("google_service_account_iam_member", plan.Object{
			"role": "roles/iam.workloadIdentityUser", "member": "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/github/attribute.repository/acme/shop",
		}), risk.LevelLow},
	}
	for _, tt := range tests {
		if got := levelOf(t, tt.change); got != tt.want {
			pass := passOf(builtin(t), tt.change)
			t.Errorf("%s: got %v (%d), want %v", tt.name, got, scoreOf(pass, 0), tt.want)
		}
	}
}
