package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
)

const (
	// narrowedPoints are those of a policy that allows less of what it still allows: an
	// everyday hardening.
	narrowedPoints = 30
	// cutPoints are those of a principal, a service or a role that is left with nothing.
	cutPoints = 45
	// outPoints are those of one that is locked out of what it runs on or administers.
	outPoints = 62
	// lockedOutPoints are those of a policy that leaves nobody who could change it back.
	lockedOutPoints = 70
)

// neededActions are actions of AWS that programs call before they do anything else: without
// them they don't start, or read nothing that is encrypted.
var neededActions = []string{
	"kms:decrypt", "secretsmanager:getsecretvalue", "ssm:getparameter", "ssm:getparameters", "ssm:getparametersbypath",
	"ecr:getauthorizationtoken", "ecr:batchgetimage", "ecr:getdownloadurlforlayer", "sts:assumerole", "sts:assumerolewithwebidentity",
}

// lostPoints scores a grant that is gone by who loses it, and how much is left.
func lostPoints(g grant, before, after, gained []grant, c *plan.Change) (int, string) {
	why := "it no longer allows " + g.what()
	switch {
	case otherwise(g, gained):
		return 0, "" // the other condition is told by itself
	case otherwise(g, after):
		return narrowedPoints, "it allows " + g.what() + " under another condition"
	case strings.HasPrefix(c.Type, "google_"):
		return memberOut(g, after), why
	case g.principal != "":
		return principalOut(g, after, strings.HasPrefix(c.Type, "aws_kms_"), why)
	}
	left := slices.ContainsFunc(after, func(a grant) bool { return !a.deny && (a.service() == g.service() || a.action == "*") })
	needed := slices.ContainsFunc(neededActions, func(action string) bool {
		return g.action == action && !slices.ContainsFunc(after, func(a grant) bool { return !a.deny && fits(a.action, action) })
	})
	wasAll := g.action == "*" || strings.HasPrefix(g.action, "not ")
	switch {
	case len(before) > 0 && !slices.ContainsFunc(after, func(a grant) bool { return !a.deny }):
		return cutPoints, "it allows nothing any more"
	case needed, !left && !wasAll && c.Type != "azurerm_role_definition":
		return cutPoints, why
	}
	return narrowedPoints, why
}

// service is the service in an action, such as s3 in s3:getobject.
func (g grant) service() string {
	service, _, _ := strings.Cut(g.action, ":")
	return service
}

// principalOut scores a principal of a trust, resource or key policy that may do less.
func principalOut(g grant, after []grant, ofKey bool, why string) (int, string) {
	left := slices.ContainsFunc(after, func(a grant) bool {
		return !a.deny && (fits(a.principal, g.principal) || fits(g.principal, a.principal) || accountOf(g.principal) != "" && a.principal == "AWS:"+accountOf(g.principal))
	})
	manages := func(a grant) bool {
		return !a.deny && accountOf(a.principal) != "" && fits(a.action, "kms:putkeypolicy")
	}
	switch {
	case ofKey && manages(g) && !slices.ContainsFunc(after, manages):
		return lockedOutPoints, "nobody whom it names can manage the key any more, and only AWS Support can bring that back"
	case left || isEveryone(g.principal):
		return narrowedPoints, why
	case g.assumes() && strings.HasPrefix(g.principal, "Service:"):
		return outPoints, "the service that acts as it no longer may: " + g.what()
	case strings.HasPrefix(g.principal, "Service:") && !slices.ContainsFunc(recorders, func(word string) bool { return strings.Contains(g.principal, word) }):
		return outPoints, "a service that it named may no longer do anything: " + g.what()
	}
	return cutPoints, "somebody whom it named may no longer do anything: " + g.what()
}

// humans begin the members of Google that are one person each, or nobody any more.
var humans = []string{"user:", "deleted:"}

// recorders are words in the names of services that write down what happens: without them
// nothing fails.
var recorders = []string{"log", "config", "cloudtrail"}

// memberOut scores a member that a role of Google no longer names.
func memberOut(g grant, after []grant) int {
	admin := slices.Contains(ownerRoles, g.action) || strings.Contains(strings.ToLower(g.action), "admin")
	elsewhere := slices.ContainsFunc(after, func(a grant) bool { return a.principal == g.principal })
	person := slices.ContainsFunc(humans, func(begin string) bool { return strings.HasPrefix(g.principal, begin) })
	switch {
	case person, isEveryone(g.principal), g.reads() && !strings.HasPrefix(g.principal, "serviceAccount:"):
		return narrowedPoints
	case admin && !elsewhere:
		return outPoints
	}
	return cutPoints
}

// identityPolicies are the types whose policy holds for those that it is attached to, beside
// their other policies. One of an organization or a resource is a limit for all of them.
var identityPolicies = []string{"aws_iam_policy", "aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"}

// newlyDenied scores a deny that is new. One that was there under another condition is a
// stricter form of it.
func newlyDenied(g grant, before []grant, resourceType string) (int, string) {
	if guards(g.condition) {
		return narrowedPoints, "it newly denies " + g.what() + " to calls that are not as the condition wants them"
	}
	if slices.ContainsFunc(before, func(b grant) bool { return b.deny && b.reaches(g) }) {
		return narrowedPoints, "it denies " + g.what() + " in more cases"
	}
	if g.principal == "" && slices.Contains(identityPolicies, resourceType) && !strings.ContainsAny(g.action, "*?") && !strings.HasPrefix(g.action, "not ") &&
		!slices.ContainsFunc(before, func(b grant) bool { return !b.deny && b.meets(g) }) {
		return narrowedPoints, "it newly denies " + g.what() + ", which the policy has not allowed: only what another one allows is cut off"
	}
	if isEveryone(g.principal) && (g.action == "*" || strings.HasSuffix(g.action, ":*")) && g.condition == "" {
		return 66, "it denies everyone, administrators too, " + g.what()
	}
	if isEveryone(g.principal) && (g.action == "*" || strings.HasSuffix(g.action, ":*")) && byNetwork(g.condition) {
		return lockedOutPoints, "it denies everyone, administrators and pipelines too, " + g.what() + " unless the call comes from a network that it names"
	}
	return cutPoints, "it newly denies " + g.what()
}

// networkKeys are the condition keys that say from which network a call comes, or that a
// service of AWS makes it.
var networkKeys = []string{"aws:sourcevpce", "aws:sourcevpc", "aws:sourceip", "aws:vpcsourceip", "aws:viaawsservice", "aws:principalisawsservice"}

// byNetwork reports whether a condition spares nobody but who calls from some network.
func byNetwork(c condition) bool {
	tests := c.tests()
	return slices.ContainsFunc(tests, test.negated) && !slices.ContainsFunc(tests, func(t test) bool { return !slices.Contains(networkKeys, t.key) })
}

// guards reports whether a condition is the everyday one of a deny: calls without
// encryption.
func guards(c condition) bool {
	return slices.ContainsFunc(c.tests(), func(t test) bool {
		return t.key == "aws:securetransport" || t.key == "s3:tlsversion" || strings.HasPrefix(t.key, "s3:x-amz-server-side-encryption")
	})
}

// undenied scores a deny that is gone. One that stays and spares some more, each of them
// named, is an exception.
func undenied(g grant, after []grant) (int, string) {
	least, why := 60, "it no longer denies "+g.what()
	for _, a := range after {
		if !a.deny || !a.reaches(g) {
			continue
		}
		points := 50
		if differ := loosenings(a.condition, g.condition); len(differ) > 0 && !slices.ContainsFunc(differ, func(l loosening) bool { return !l.extended() }) {
			points = narrowedPoints
		}
		if points < least {
			least, why = points, "it denies "+g.what()+" in fewer cases"
		}
	}
	return least, why
}
