package plan

import (
	"regexp"
	"slices"
	"strings"
)

// secretForm is a form by which text is known to be a secret, or to hold one.
type secretForm struct {
	// trigger stands in whatever the pattern matches.
	trigger string
	pattern *regexp.Regexp
	// rest are further signs that the secret may go on with.
	rest string
}

// tokenRest are the signs that most tokens are made of.
const tokenRest = "-_.~+/=%"

// secretForms are the forms of secrets. A pattern is tried only on text that holds its trigger.
var secretForms = []secretForm{
	{keyTrigger, regexp.MustCompile(`-----BEGIN [A-Z0-9 ]*PRIVATE KEY`), ""},
	{"AKIA", regexp.MustCompile(`\bAKIA[0-9A-Z]{16}\b`), tokenRest}, // AWS access key id
	{"ASIA", regexp.MustCompile(`\bASIA[0-9A-Z]{16}\b`), tokenRest}, // AWS, of a session
	{"gh", regexp.MustCompile(`\bgh[pousr]_[0-9A-Za-z]{20,}`), tokenRest},
	{"github_pat_", regexp.MustCompile(`\bgithub_pat_\w{20,}`), tokenRest},
	{"glpat-", regexp.MustCompile(`\bglpat-[\w-]{16,}`), tokenRest},       // GitLab
	{"xox", regexp.MustCompile(`\bxox[abposr]-[\w-]{10,}`), tokenRest},    // Slack
	{"k_live_", regexp.MustCompile(`\b[sr]k_live_\w{10,}`), tokenRest},    // Stripe
	{"k_test_", regexp.MustCompile(`\b[sr]k_test_\w{10,}`), tokenRest},    // Stripe
	{"AIza", regexp.MustCompile(`\bAIza[\w-]{30,}`), tokenRest},           // Google API key
	{"hv", regexp.MustCompile(`\bhv[sb]\.[\w-]{20,}`), tokenRest},         // Vault
	{"eyJ", regexp.MustCompile(`\beyJ[\w-]{8,}\.[\w-]{8,}\.`), tokenRest}, // JSON web token
	{urlTrigger, regexp.MustCompile(`://[^/\s:@]*:[^/\s@]+@`), ""},        // password in a URL
}

const keyTrigger, urlTrigger = "PRIVATE KEY", "://"

// keep is how much of the beginning of a match is no secret.
func (f secretForm) keep(match string) int {
	if f.trigger == urlTrigger {
		return len(urlTrigger) + strings.IndexByte(match[len(urlTrigger):], ':') + 1
	}
	return 0
}

// end returns where a secret ends of which the pattern matches what stands before from; false
// where that can't be told.
func (f secretForm) end(text string, from int) (int, bool) {
	switch f.trigger {
	case keyTrigger:
		return keyEnds(text, from)
	case urlTrigger: // the password may hold an @ and a slash
		run := text[from:]
		if stop := strings.IndexAny(run, " \t\r\n\"'`<>"); stop >= 0 {
			run = run[:stop]
		}
		return from + strings.LastIndexByte(run, '@'), true
	}
	for from < len(text) && (isDigit(text[from]) || isLetter(text[from]) || strings.IndexByte(f.rest, text[from]) >= 0) {
		from++
	}
	return from, true
}

// keyLine matches a line of a private key, and one of the headers in it.
var keyLine = regexp.MustCompile(`^(?:[\sA-Za-z0-9+/=-]*|\s*(?:Proc-Type|DEK-Info|Version|Comment|Hash): .*)$`)

// keyTail matches the end of a private key.
var keyTail = regexp.MustCompile(`-----END [A-Z0-9 ]*PRIVATE KEY[A-Z ]*-----`)

// keyEnds returns where a private key ends: where its last line stands, with nothing but lines
// of a key before that.
func keyEnds(text string, from int) (int, bool) {
	tail := keyTail.FindStringIndex(text[from:])
	if tail == nil {
		return 0, false
	}
	for line := range strings.SplitSeq(strings.ReplaceAll(text[from:from+tail[0]], `\n`, "\n"), "\n") {
		if !keyLine.MatchString(strings.TrimRight(line, `\r`+"\r")) {
			return 0, false
		}
	}
	return from + tail[1], true
}

// assignment matches a secret that is given a name: password=…, "token": "…". Of it the value
// is a group.
var assignment = regexp.MustCompile(
	`(?i:(?:` + strings.Join(assigned, "|") + `)\\?["']?\s*[=:]\s*\\?["'` + "`" + `]?([^\s"',;]+))`)

// assigned are the names in front of the sign of an assignment, in lower case, or how those end.
var assigned = []string{
	"password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "api_key", "api-key", "accountkey", "account_key", "sharedaccesskey",
	"secretkey", "secret_key", "secret_access_key", "secretaccesskey", "private_key", "privatekey",
}

// tagKey matches the condition keys of AWS that hold the name of a tag.
var tagKey = regexp.MustCompile(`^[a-z0-9-]+:(?:\w+Tag|RequestObjectTag)/`)

// namesSecret reports whether the name of a value in a document says that it is a secret.
func namesSecret(name string) bool {
	lower := strings.ToLower(name)
	if lower == "existingsecret" || strings.HasSuffix(lower, ".existingsecret") || tagKey.MatchString(name) {
		return false
	}
	return slices.ContainsFunc(assigned, func(word string) bool { return strings.HasSuffix(lower, word) })
}

// looksSecret reports whether text holds something that is a secret by its form.
func looksSecret(text string) bool {
	if len(text) < minSecret {
		return false
	}
	for _, form := range secretForms {
		if strings.Contains(text, form.trigger) && form.pattern.MatchString(text) {
			return true
		}
	}
	text = withoutARNs(text)
	return mayAssign(text) && assignment.MatchString(text) || strings.Contains(text, "alue") && structured(text) && namedValue.MatchString(text)
}

// namedValue matches the name that a list of names and values gives to a secret.
var namedValue = regexp.MustCompile(`(?i:\b(?:name|key)[\\"']*\s*:\s*[\\"']*[\w./-]*(?:` + strings.Join(assigned, "|") + `)[\\"']*\s*[,}\n])`)

// secretARN is an ARN of Secrets Manager up to the name: what follows "secret:" there is no
// secret, but what one is called.
var secretARN = regexp.MustCompile(`\barn:aws[a-z-]*:secretsmanager:[a-z0-9*?-]*:[\d*?]*:secret:`)

// withoutARNs blanks the ARNs of secrets; all else keeps its place.
func withoutARNs(text string) string {
	if !strings.Contains(text, ":secretsmanager:") {
		return text
	}
	return secretARN.ReplaceAllStringFunc(text, func(arn string) string { return strings.Repeat("_", len(arn)) })
}

// mayAssign reports whether one of the names stands in front of an equals sign or a
// colon. It keeps the pattern, which is slow, away from nearly all text.
func mayAssign(text string) bool {
	for rest := text; ; {
		sign := strings.IndexAny(rest, "=:")
		if sign < 0 {
			return false
		}
		before := strings.TrimRight(text[:len(text)-len(rest)+sign], " \t\r\n\"'\\")
		word := strings.ToLower(before[max(0, len(before)-longestAssigned):])
		if slices.ContainsFunc(assigned, func(name string) bool { return strings.HasSuffix(word, name) }) {
			return true
		}
		rest = rest[sign+1:]
	}
}

// longestAssigned is the length of the longest of assigned.
const longestAssigned = len("secret_access_key")
