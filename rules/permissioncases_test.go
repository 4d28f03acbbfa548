package rules_test

import (
	"fmt"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// policy is a document of one statement that allows something.
func policy(action, resource, more string) string {
	return fmt.Sprintf(`{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":%s,"Resource":%s%s}]}`, action, resource, more)
}

func policyChange(before, after string) plan.Change {
	return sets("aws_iam_policy", "policy", before, after)
}

func bucketPolicy(before, after string) plan.Change {
	return sets("aws_s3_bucket_policy", "policy", before, after)
}

const denyDelete = `{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::b/*"},{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111111111111:root"},"Action":"s3:*","Resource":"arn:aws:s3:::b/*"}]}`

var permissionCases = map[string][]ruleCase{
	"policy-widened": {
		{kind: positive, name: "to all actions", change: policyChange(policy(`"s3:GetObject"`, `"*"`, ""), policy(`"*"`, `"*"`, ""))},
		{kind: positive, name: "to all of a service", change: policyChange(policy(`["s3:GetObject"]`, `"*"`, ""), policy(`["s3:*"]`, `"*"`, ""))},
		{kind: positive, name: "to all resources", change: policyChange(policy(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`, ""), policy(`"s3:GetObject"`, `"*"`, ""))},
		{kind: positive, name: "a condition is dropped", change: policyChange(
			policy(`"s3:GetObject"`, `"arn:aws:s3:::b"`, `,"Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}`), policy(`"s3:GetObject"`, `"arn:aws:s3:::b"`, ""),
		)},
		{kind: positive, name: "an owner of a project", change: plan.Change{
			Type: "google_project_iam_member", Action: plan.ActionCreate, After: plan.Object{"role": "roles/owner", "member": "user:a@example.com"},
		}},
		{kind: positive, name: "a role of all actions", change: sets("azurerm_role_definition", "permissions.actions", []any{"Microsoft.Compute/*/read"}, []any{"*"})},
		{kind: negative, name: "one more action", change: policyChange(policy(`"s3:GetObject"`, `"arn:aws:s3:::b"`, ""), policy(`["s3:GetObject","s3:ListBucket"]`, `"arn:aws:s3:::b"`, ""))},
		{kind: nearMiss, name: "another form of the same", change: policyChange(
			policy(`["s3:GetObject","s3:PutObject"]`, `"*"`, ""), `{"Statement":{"Sid":"x","Resource":["*"],"Action":["S3:PutObject","s3:getobject"],"Effect":"Allow"}}`,
		)},
		{kind: nearMiss, name: "less than before", change: policyChange(policy(`"*"`, `"*"`, ""), policy(`"s3:*"`, `"*"`, ""))},
		{kind: nearMiss, name: "no document", change: policyChange("a", `{"Action":"*"}`)},
	},
	"principal-opened": {
		{kind: positive, name: "everyone", change: bucketPolicy(denyDelete, policy(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`, `,"Principal":"*"`))},
		{kind: positive, name: "everyone, in a new policy", change: plan.Change{
			Type: "aws_s3_bucket_policy", Action: plan.ActionCreate,
			After: plan.Object{"policy": policy(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`, `,"Principal":{"AWS":["*"]}`)},
		}},
		{kind: positive, name: "everyone, who could read, may write", change: bucketPolicy(
			policy(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`, `,"Principal":"*"`), policy(`["s3:GetObject","s3:PutObject"]`, `"arn:aws:s3:::b/*"`, `,"Principal":"*"`),
		)},
		{kind: nearMiss, name: "everyone may read less", change: bucketPolicy(
			policy(`["s3:GetObject","s3:ListBucket"]`, `"*"`, `,"Principal":"*"`), policy(`"s3:GetObject"`, `"*"`, `,"Principal":"*"`),
		)},
		{kind: positive, name: "another account", change: bucketPolicy(denyDelete, policy(`"s3:*"`, `"arn:aws:s3:::b/*"`, `,"Principal":{"AWS":"arn:aws:iam::222222222222:root"}`))},
		{kind: positive, name: "everyone, of Google", change: plan.Change{
			Type: "google_storage_bucket_iam_member", Action: plan.ActionCreate, After: plan.Object{"role": "roles/storage.objectViewer", "member": "allUsers"},
		}},
		{kind: positive, name: "everyone may write who could read before", change: bucketPolicy(
			policy(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`, `,"Principal":"*"`), policy(`["s3:GetObject","s3:PutObject"]`, `"arn:aws:s3:::b/*"`, `,"Principal":"*"`),
		)},
		{kind: nearMiss, name: "everyone may do less", change: bucketPolicy(
			policy(`["s3:GetObject","s3:PutObject"]`, `"arn:aws:s3:::b/*"`, `,"Principal":"*"`), policy(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`, `,"Principal":"*"`),
		)},
		{kind: negative, name: "another role of the account", change: bucketPolicy(denyDelete, policy(`"s3:GetObject"`, `"arn:aws:s3:::b/*"`, `,"Principal":{"AWS":"arn:aws:iam::111111111111:role/x"}`))},
		{kind: nearMiss, name: "everyone is denied", change: bucketPolicy(policy(`"s3:*"`, `"*"`, `,"Principal":{"AWS":"111111111111"}`), denyDelete)},
		{kind: nearMiss, name: "everyone who meets a condition, in a new policy", change: plan.Change{
			Type: "aws_sqs_queue_policy", Action: plan.ActionCreate,
			After: plan.Object{"policy": policy(`"sqs:SendMessage"`, `"*"`, `,"Principal":"*","Condition":{"ArnEquals":{"aws:SourceArn":"arn:x"}}`)},
		}},
		{kind: nearMiss, name: "a new user, of Google", change: plan.Change{
			Type: "google_storage_bucket_iam_member", Action: plan.ActionCreate, After: plan.Object{"role": "roles/storage.objectViewer", "member": "user:a@example.com"},
		}},
	},
	"deny-removed": {
		{kind: positive, name: "removed", change: bucketPolicy(denyDelete, policy(`"s3:*"`, `"arn:aws:s3:::b/*"`, `,"Principal":{"AWS":"arn:aws:iam::111111111111:root"}`))},
		{kind: negative, name: "it stays", change: bucketPolicy(denyDelete, denyDelete)},
		{kind: nearMiss, name: "an allow is removed", change: policyChange(policy(`["s3:GetObject","s3:PutObject"]`, `"*"`, ""), policy(`["s3:GetObject"]`, `"*"`, ""))},
	},
	"statement-removed": {
		{kind: positive, name: "an action", change: policyChange(policy(`["s3:GetObject","s3:PutObject"]`, `"*"`, ""), policy(`["s3:GetObject"]`, `"*"`, ""))},
		{kind: positive, name: "a member, of Google", change: sets("google_project_iam_binding", "members", []any{"user:a@example.com", "user:b@example.com"}, []any{"user:b@example.com"})},
		{kind: negative, name: "one more action", change: policyChange(policy(`"s3:GetObject"`, `"*"`, ""), policy(`["s3:GetObject","s3:ListBucket"]`, `"*"`, ""))},
		{kind: nearMiss, name: "a wider one still allows it", change: policyChange(policy(`["s3:GetObject"]`, `"arn:aws:s3:::b/*"`, ""), policy(`"s3:Get*"`, `"*"`, ""))},
	},
}
