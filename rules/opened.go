package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

// assumes reports whether a grant lets somebody act as a role.
func (g grant) assumes() bool {
	return strings.HasPrefix(g.action, "sts:assumerole") || g.action == "sts:*" || g.action == "*"
}

// isEveryone reports whether a principal is everyone, or everyone but some.
func isEveryone(principal string) bool {
	return slices.Contains(openMembers, principal) || strings.HasPrefix(principal, "not ")
}

// opened scores a grant by who gets it.
func opened(g grant, before []grant, pass *ChangePass) (int, string) {
	c := pass.Change
	switch {
	case g.principal == "":
		return 0, ""
	case g.provider() != "" && g.assumes():
		return federated(g, before, alters(c))
	case isEveryone(g.principal):
		return openedToAll(g, before, c)
	case wholePool(g.principal) && !slices.ContainsFunc(before, func(b grant) bool { return b.principal == g.principal }):
		return 62, "it lets in every identity of a pool, whatever its provider: " + g.what()
	}
	account := accountOf(g.principal)
	known := slices.ContainsFunc(before, func(b grant) bool {
		return !b.deny && accountOf(b.principal) == account && (b.condition == "" || b.condition == g.condition || !b.condition.bounded())
	})
	if account == "" || c.Action == plan.ActionCreate || pass.isOwn(account) || known || otherwise(g, before) {
		return 0, ""
	}
	return 52, "it lets in an account that was not named before: " + g.what()
}

// wholePool reports whether a principal is all of a workload identity pool of Google, and
// not those with some attribute.
func wholePool(principal string) bool {
	pool, ok := strings.CutPrefix(principal, "principalSet://")
	return ok && strings.Contains(pool, "/workloadIdentityPools/") && strings.HasSuffix(pool, "/*") && !strings.Contains(pool, "/attribute.") && !strings.Contains(pool, "/group/")
}

// otherwise reports whether a grant was there before under another condition.
func otherwise(g grant, before []grant) bool {
	return slices.ContainsFunc(before, func(b grant) bool { return !b.deny && b.reaches(g) })
}

// openedToAll scores a grant to everyone.
func openedToAll(g grant, before []grant, c *plan.Change) (int, string) {
	// A condition that asks for nothing of who calls keeps nobody out.
	open := func(of grant) bool { return !of.condition.bounded() }
	was := slices.ContainsFunc(before, func(b grant) bool {
		return !b.deny && b.principal == g.principal && (b.condition == "" || b.condition.covers(g.condition) || open(b))
	})
	switch {
	case was && !alters(c):
		return 0, ""
	case was && otherwise(g, before):
		return 0, "" // the other condition is told by itself
	case was && g.reads():
		return 45, "it lets everyone read more: " + g.what()
	case was:
		return 66, "it lets everyone do more: " + g.what()
	case !open(g) && (!alters(c) || otherwise(g, before)):
		return 0, ""
	case !open(g) && g.assumes():
		return 52, "everyone who meets a condition may act as it"
	case !open(g) && g.bySource():
		return 25, "it lets in who calls for a named source: " + g.what()
	case !open(g):
		return 38, "it lets everyone in who meets a condition: " + g.what()
	case g.assumes() && g.resource == "":
		return 84, "everyone may act as it: " + g.what()
	case strings.HasSuffix(g.action, ".invoker"), g.action == "lambda:invokefunctionurl":
		return 45, "everyone may call it"
	}
	return 66, "it lets everyone in: " + g.what()
}

// bySource reports whether a condition names the very objects or accounts for which a
// service calls.
func (g grant) bySource() bool {
	return slices.ContainsFunc(g.condition.tests(), func(t test) bool {
		return slices.Contains([]string{"aws:sourcearn", "aws:sourceaccount", "aws:sourceowner"}, t.key) && !t.ifExists &&
			!slices.ContainsFunc(t.values, func(v string) bool { return !t.narrow(v) })
	})
}

// accountOf is the account number in a principal of AWS, empty if there is none.
func accountOf(principal string) string {
	rest, isAWS := strings.CutPrefix(principal, "AWS:")
	if parts := strings.Split(rest, ":"); len(parts) > 4 {
		rest = parts[4]
	}
	if !isAWS || len(rest) != 12 || strings.Trim(rest, "0123456789") != "" {
		return ""
	}
	return rest
}

// ownAccount is the account that the changed object stands in.
func ownAccount(c *plan.Change) string {
	arn, _ := c.Before["arn"].(string)
	return accountOf("AWS:" + arn)
}

// accountTypes are types of AWS whose arn is that of the object itself, with the account that it
// was made in.
var accountTypes = []string{
	"aws_cloudwatch_log_group", "aws_db_instance", "aws_default_security_group", "aws_dynamodb_table", "aws_ecr_repository", "aws_iam_policy",
	"aws_iam_role", "aws_iam_user", "aws_kms_key", "aws_lambda_function", "aws_secretsmanager_secret", "aws_security_group", "aws_sns_topic", "aws_sqs_queue", "aws_vpc",
}

// AccountOf is the account of AWS in which an instance of the stack exists, empty where that does
// not show.
func AccountOf(c *plan.Change) string {
	if !c.Managed() || c.Doubt != "" || !slices.Contains(accountTypes, c.Type) {
		return ""
	}
	return ownAccount(c)
}

// isOwn reports whether an account is that of the changed object, or of others of the stack.
func (pass *ChangePass) isOwn(account string) bool {
	return account == ownAccount(pass.Change) || slices.Contains(pass.OwnAccounts, account)
}
