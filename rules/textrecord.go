package rules

import (
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/risk"
)

const idTextRecord = "text-record"

// What a record of text comes to at most, by what it is for.
const (
	mailRecordPoints, certificateRecordPoints, unknownRecordPoints, proofRecordPoints = 45, 42, 38, 20
)

var textRecord = Rule{
	ID: idTextRecord, Title: "What a record is for that sends no traffic anywhere",
	Looks: "Deletes and replaces of TXT records, and of the names by which certificates are validated.",
	Why:   "No client is led by them: a mail server, a certificate authority or a service that asks for a proof reads them, and some only once.",

	Example:    "The TXT record _github-challenge-acme.example.com is deleted: nothing stops, and GitHub may take the mark of the domain away.",
	Fix:        "Ask who reads it: of a proof the service that asked for it, of mail whoever sends it.",
	References: []string{"https://www.rfc-editor.org/rfc/rfc7208", "https://www.rfc-editor.org/rfc/rfc8555#section-8.4", "https://docs.aws.amazon.com/acm/latest/userguide/dns-renewal-validation.html"},

	Change: checkTextRecord,
}

// purpose is what a record is for that leads no client anywhere.
type purpose struct {
	points               int
	moment, outcome, why string
}

// mailValues begin what mail servers look for in a text, mailNames are parts of names under which
// they do.
var (
	mailValues = []string{"v=spf1", "v=dkim1", "v=dmarc1", "v=stsv1", "v=tlsrptv1", "v=bimi1", "spf2.0/"}
	mailNames  = []string{"._domainkey", "_dmarc", "_mta-sts", "_smtp._tls", "_adsp."}
	// proofs are parts of names and texts by which a service knows whose a domain is.
	proofs = []string{"challenge", "verif", "validation", "ms=ms", "-site-", "domain-", "ownership", "docusign=", "globalsign-", "atlassian-", "_amazonses"}
)

// purposeOf finds what a record is for; false for one that leads clients.
func purposeOf(c *plan.Change) (purpose, bool) {
	name := strings.ToLower(textOf(c.Before, "name"))
	var values []string
	for _, path := range []string{"records", "rrdatas", "value", "content", "record.value"} {
		for _, text := range textsAt(c.Before, path) {
			values = append(values, strings.ToLower(strings.Trim(text, `"`)))
		}
	}
	begins := func(with []string) bool {
		return slices.ContainsFunc(values, func(v string) bool {
			return slices.ContainsFunc(with, func(begin string) bool { return strings.HasPrefix(v, begin) })
		})
	}
	if strings.EqualFold(textOf(c.Before, "type"), "CNAME") && slices.ContainsFunc(values, func(v string) bool { return strings.HasSuffix(strings.TrimSuffix(v, "."), ".acm-validations.aws") }) {
		return purpose{certificateRecordPoints, "after-days", OutcomeOutage, "AWS renews a certificate only while it finds this name: it ends when its time is up"}, true
	}
	if !isTextRecord(c) {
		return purpose{}, false
	}
	in := func(words []string, text string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
	}
	switch {
	case begins(mailValues), in(mailNames, name):
		return purpose{mailRecordPoints, "caches-expire", OutcomeOutage, "mail servers read it: without it mail of the domain is refused or taken for spam"}, true
	case strings.HasPrefix(name, "_acme-challenge"):
		return purpose{certificateRecordPoints, "after-days", OutcomeOutage, "a certificate is issued by it: renewing it fails while it is not there"}, true
	case in(proofs, name), slices.ContainsFunc(values, func(v string) bool { return in(proofs, v) }):
		return purpose{proofRecordPoints, "after-days", OutcomeAccessLoss, "a service knows by it whose the domain is: nothing stops, and it may ask again"}, true
	}
	return purpose{unknownRecordPoints, "caches-expire", OutcomeOutage, "it leads no client anywhere; who reads the text, the plan does not say"}, true
}

// isTextRecord reports whether a record holds text.
func isTextRecord(c *plan.Change) bool {
	if strings.HasSuffix(c.Type, "_dns_txt_record") {
		return true
	}
	record := strings.Contains(c.Type, "record")
	return record && strings.EqualFold(textOf(c.Before, "type"), "TXT")
}

func checkTextRecord(pass *ChangePass) []risk.Factor {
	c := pass.Change
	if !destroys(c) || c.Deferred != "" || c.DeposedKey != "" {
		return nil
	}
	is, ok := purposeOf(c)
	base, _ := basePoints(pass)
	if !ok || base <= is.points {
		return nil
	}
	return []risk.Factor{{Rule: idTextRecord, Points: is.points - base, Why: is.why}}
}
