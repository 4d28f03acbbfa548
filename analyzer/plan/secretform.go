package plan

import (
	"regexp"
	"slices"
	"strings"
)

// secretForms are the forms by which text is known to be a secret, or to hold one. A
// pattern is tried only on text that holds its trigger.
var secretForms = []struct {
	trigger string
	pattern *regexp.Regexp
}{
	{"PRIVATE KEY", regexp.MustCompile(`-----BEGIN [A-Z0-9 ]*PRIVATE KEY`)},
	{"AKIA", regexp.MustCompile(`\bAKIA[0-9A-Z]{16}\b`)}, // AWS access key id
	{"ASIA", regexp.MustCompile(`\bASIA[0-9A-Z]{16}\b`)}, // AWS, of a session
	{"gh", regexp.MustCompile(`\bgh[pousr]_[0-9A-Za-z]{20,}`)},
	{"github_pat_", regexp.MustCompile(`\bgithub_pat_\w{20,}`)},
	{"glpat-", regexp.MustCompile(`\bglpat-[\w-]{16,}`)},       // GitLab
	{"xox", regexp.MustCompile(`\bxox[abposr]-[\w-]{10,}`)},    // Slack
	{"k_live_", regexp.MustCompile(`\b[sr]k_live_\w{10,}`)},    // Stripe
	{"k_test_", regexp.MustCompile(`\b[sr]k_test_\w{10,}`)},    // Stripe
	{"AIza", regexp.MustCompile(`\bAIza[\w-]{30,}`)},           // Google API key
	{"hv", regexp.MustCompile(`\bhv[sb]\.[\w-]{20,}`)},         // Vault
	{"eyJ", regexp.MustCompile(`\beyJ[\w-]{8,}\.[\w-]{8,}\.`)}, // JSON web token
	{"://", regexp.MustCompile(`://[^/\s:@]*:[^/\s@]+@`)},      // password in a URL
}

// assignment matches a secret that is given a name: password=…, "token": "…".
var assignment = regexp.MustCompile(
	`(?i:\b(?:password|passwd|pwd|secret|token|api_?key|accountkey|sharedaccesskey)["']?\s*[=:]\s*["']?[^\s"',;]+)`)

// assigned are the names in front of the sign of an assignment, in lower case.
var assigned = []string{"password", "passwd", "pwd", "secret", "token", "apikey", "api_key", "accountkey", "sharedaccesskey"}

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
	if strings.Contains(text, ":secretsmanager:") {
		text = secretARN.ReplaceAllString(text, "")
	}
	return mayAssign(text) && assignment.MatchString(text)
}

// secretARN is an ARN of Secrets Manager up to the name: what follows "secret:" there is no
// secret, but what one is called.
var secretARN = regexp.MustCompile(`\barn:aws[a-z-]*:secretsmanager:[a-z0-9-]*:\d{12}:secret:`)

// mayAssign reports whether one of the names stands in front of an equals sign or a
// colon. It keeps the pattern, which is slow, away from nearly all text.
func mayAssign(text string) bool {
	for rest := text; ; {
		sign := strings.IndexAny(rest, "=:")
		if sign < 0 {
			return false
		}
		before := strings.TrimRight(text[:len(text)-len(rest)+sign], " \t\r\n\"'")
		word := strings.ToLower(before[max(0, len(before)-len("sharedaccesskey")):])
		if slices.ContainsFunc(assigned, func(name string) bool { return strings.HasSuffix(word, name) }) {
			return true
		}
		rest = rest[sign+1:]
	}
}
