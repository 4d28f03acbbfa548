package rules

import (
	"slices"
	"strings"
)

// publicProviders are identity providers at which anybody may have an account, so that the
// subject in a condition is all that tells whose token it is.
var publicProviders = []string{
	"token.actions.githubusercontent.com", "gitlab.com", "app.terraform.io", "agent.buildkite.com",
	"accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com",
}

// unreviewedPoints are those of a role that a change may take on which nobody has looked at: as
// from any branch, it takes somebody who may write to the repository.
const unreviewedPoints = 52

// ownAudience are those whose audience is an application of one's own. At the others
// whoever asks for a token chooses the audience.
var ownAudience = []string{"accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"}

// ownerClaims are the claims that name an organization and nothing below it.
var ownerClaims = []string{"repository_owner", "repository_owner_id", "enterprise", "namespace_path", "namespace_id", "terraform_organization_name", "terraform_organization_id"}

// How much of a subject is spelled out. A subject is a kind, an owner and what belongs to
// the owner, such as repo:owner/name:ref or system:serviceaccount:namespace:name.
const (
	anybody  = 1
	anOwner  = 2
	aProject = 3
	exactly  = 9
)

// provider is the host of the identity provider that a grant trusts, empty if it trusts none.
func (g grant) provider() string {
	name, federated := strings.CutPrefix(g.principal, "Federated:")
	if !federated {
		return ""
	}
	if _, host, isARN := strings.Cut(name, ":oidc-provider/"); isARN {
		name = host
	}
	if strings.Contains(name, ":saml-provider/") {
		return ""
	}
	name = strings.ToLower(name)
	if _, host, isURL := strings.Cut(name, "://"); isURL {
		name = host // as the provider's url is written, and its ARN in some stand-ins for AWS
	}
	return strings.TrimSuffix(name, "/")
}

// spelled counts the parts of a subject before its first wildcard.
func spelled(t test, value string) int {
	end := strings.IndexAny(value, "*?")
	if end < 0 || textForms[t.operator].like != "pattern" {
		return exactly
	}
	return strings.Count(value[:end], ":") + strings.Count(value[:end], "/")
}

// subjects lists the tests of a grant that say whose token its provider must have signed.
func (g grant) subjects() []test {
	host := g.provider()
	return slices.DeleteFunc(g.condition.tests(), func(t test) bool {
		claim, ofHost := strings.CutPrefix(t.key, host+":")
		return !ofHost || t.ifExists || t.negated() || textForms[t.operator].like == "" || claim == "aud" && !slices.Contains(ownAudience, host) || claim == "amr"
	})
}

// globalKeys begin the condition keys that are no claim of a token.
var globalKeys = []string{"aws:", "sts:", "saml:"}

// foreign lists the tests of a grant on claims of another provider than the one that it trusts:
// what they come to depends on how AWS reads a key that no token has.
func (g grant) foreign() []test {
	host := g.provider()
	return slices.DeleteFunc(g.condition.tests(), func(t test) bool {
		return strings.HasPrefix(t.key, host+":") || slices.ContainsFunc(globalKeys, func(begin string) bool { return strings.HasPrefix(t.key, begin) })
	})
}

// unreviewed are the ends of subjects that a change has before anybody has looked at it.
// https://docs.github.com/en/actions/reference/security/oidc
var unreviewed = []string{":pull_request", ":pull_request_target"}

// admitsUnreviewed reports whether a grant names such a subject.
func (g grant) admitsUnreviewed() bool {
	return slices.ContainsFunc(g.subjects(), func(t test) bool {
		return slices.ContainsFunc(t.values, func(v string) bool {
			return slices.ContainsFunc(unreviewed, func(end string) bool { return strings.HasSuffix(v, end) })
		})
	})
}

// depth says how much of a subject a grant to an identity provider asks for: of several
// tests the strictest counts, of a test's values the widest.
func (g grant) depth() int {
	deepest := 0
	for _, t := range g.subjects() {
		claim := t.key[strings.LastIndexByte(t.key, ':')+1:]
		depth := exactly
		for _, v := range t.values {
			own := spelled(t, v)
			if claim != "sub" && own < exactly {
				own++ // without the kind in front
			}
			depth = min(depth, own)
		}
		if slices.Contains(ownerClaims, claim) {
			depth = min(depth, anOwner)
		}
		deepest = max(deepest, depth)
	}
	return deepest
}

// owners lists the beginnings of the subjects that a grant asks for, without their kind:
// the owner, or with what belongs to it where the length is aProject.
func (g grant) owners(length int) []string {
	var found []string
	for _, t := range g.subjects() {
		for _, v := range t.values {
			parts := strings.FieldsFunc(v, func(r rune) bool { return r == ':' || r == '/' })
			if strings.HasSuffix(t.key, ":sub") && len(parts) > 1 {
				parts = parts[1:]
			}
			found = append(found, strings.Join(parts[:min(length-1, len(parts))], ":"))
		}
	}
	return found
}

// federated scores a grant to an identity provider by whose tokens it newly takes.
func federated(g grant, before []grant, update bool) (int, string) {
	host, depth := g.provider(), g.depth()
	public := slices.Contains(publicProviders, host)
	narrowest, trusted, reviewed, foreign := exactly, false, true, len(g.foreign()) > 0
	var owners, projects []string
	for _, b := range before {
		if b.deny || !fits(b.principal, g.principal) || !fits(b.action, g.action) {
			continue
		}
		trusted, narrowest = true, min(narrowest, b.depth())
		reviewed, foreign = reviewed && !b.admitsUnreviewed(), foreign || len(b.foreign()) > 0
		owners, projects = append(owners, b.owners(anOwner)...), append(projects, b.owners(aProject)...)
	}
	newTo := func(known, now []string) bool {
		return slices.ContainsFunc(now, func(o string) bool { return !slices.Contains(known, o) })
	}
	wider := !trusted || depth < narrowest
	switch {
	case wider && depth <= anybody && public:
		return 84, "whoever has an account at " + host + " may act as it: the condition names no owner"
	case wider && depth <= anybody:
		return 66, "whatever " + host + " signs in may act as it: the condition names no subject"
	case !update:
		return 0, ""
	case foreign:
		return 50, "its condition asks for claims of another provider than " + host + ", which it trusts: who may act as it from now on can't be told"
	case trusted && public && newTo(owners, g.owners(anOwner)):
		return 62, "subjects of another owner at " + host + " may act as it"
	case wider && trusted && depth == anOwner:
		return 62, "everything that belongs to one owner at " + host + " may act as it"
	case wider && !trusted:
		return 38, "tokens that " + host + " signs let one act as it"
	case trusted && reviewed && g.admitsUnreviewed():
		return unreviewedPoints, "a workflow of any pull request may act as it, before anybody has reviewed the change"
	case wider && depth == aProject:
		return 50, "every branch, environment or the like of a subject at " + host + " may act as it"
	case wider:
		return 38, "more subjects at " + host + " may act as it"
	case newTo(projects, g.owners(aProject)):
		return 30, "another subject of the same owner at " + host + " may act as it"
	}
	return 25, "another subject at " + host + " may act as it, no wider than before"
}

// unrelated are the condition keys that say nothing of who calls: how, when, with which
// settings. Those that end in / or - stand for all that begins so.
var unrelated = []string{
	"aws:securetransport", "aws:multifactorauthpresent", "aws:multifactorauthage", "aws:referer", "aws:useragent", "aws:currenttime", "aws:epochtime",
	"aws:requestedregion", "aws:tagkeys", "aws:requesttag/", "aws:resourcetag/", "s3:tlsversion", "s3:prefix", "s3:delimiter", "s3:max-keys",
	"s3:x-amz-", "s3:existingobjecttag/", "s3:signatureversion", "s3:authtype", "lambda:functionurlauthtype", "kms:viaservice", "kms:encryptioncontext:",
	"sts:rolesessionname", "sts:sourceidentity", "sts:transitivetagkeys",
}

// aboutCaller reports whether a test may say who calls: its key is none of those that
// don't.
func (t test) aboutCaller() bool {
	return !slices.ContainsFunc(unrelated, func(key string) bool {
		return t.key == key || strings.ContainsAny(key[len(key)-1:], "/-:") && strings.HasPrefix(t.key, key)
	})
}

// bounded reports whether a condition keeps strangers out: some test of it says who calls,
// with values that name few.
func (c condition) bounded() bool {
	return slices.ContainsFunc(c.tests(), func(t test) bool {
		return t.aboutCaller() && !t.negated() && !t.ifExists && t.operator != "null" && t.quantifier != "forallvalues" &&
			!slices.ContainsFunc(t.values, func(v string) bool { return !t.narrow(v) })
	})
}

// conditionPoints scores what a condition no longer asks for, which it did before.
func conditionPoints(g grant, strict, loose condition) (int, string) {
	worst, why := 0, ""
	for _, l := range loosenings(strict, loose) {
		points, text := 50, "it allows "+g.what()+" under another condition on "+l.key
		switch {
		case l.extended():
			points, text = 25, "it allows "+g.what()+" for other values of "+l.key
		case l.dropped && l.key == "sts:externalid":
			points, text = 62, "it no longer asks for an external id: whoever the trusted account acts for may act as it"
		case l.dropped && l.key == "aws:multifactorauthpresent" && strings.HasPrefix(g.action, "sts:assumerole"):
			points, text = 60, "it may be taken on without a second factor"
		case l.dropped && l.operator == opaqueOperator:
			points, text = 50, "it allows "+g.what()+" without the condition that it had"
		case l.dropped:
			points, text = 50, "it allows "+g.what()+" without the condition on "+l.key
		case !l.negated() && len(l.as.values) > 0 && l.aboutCaller() && slices.ContainsFunc(l.added, func(v string) bool { return !l.as.narrow(v) }):
			points, text = 60, "its condition on "+l.key+" lets nearly everyone meet it"
		}
		if points > worst {
			worst, why = points, text
		}
	}
	return worst, why
}
