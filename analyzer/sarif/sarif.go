// Package sarif puts results of other tools beside the changes of a report: what Trivy,
// Checkov, TFLint and others say of the block that a change comes from. It reads SARIF
// 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html).
//
// Of a result it keeps where it is and which rule gives it. A result's message is kept only
// on demand: it may quote the source, values of secrets among it.
package sarif

// Run is what one run of a tool found.
type Run struct {
	// Tool is the tool's name.
	Tool    string
	Results []Result
	// Suppressed counts the results that are accepted and so not in Results.
	Suppressed int
	// Failed is true if the tool says that its run failed, at least in part.
	Failed bool
	// Unread is true if the log holds no list of results: the tool did not look for any, or
	// they are elsewhere (SARIF 2.1.0, section 3.14.23).
	Unread bool
}

// Result is one result.
type Result struct {
	// Rule names the rule; Summary is the rule's own short text, the same for every result.
	Rule, Summary string
	// Page is the address of the rule's page, https only, where the rule has no short text.
	Page string
	// Message is the result's own message, kept by ReadWithMessages only.
	Message string
	// Level is error, warning, note or none.
	Level string
	// Severity is the rule's security-severity, 0 where it has none.
	Severity float64
	// Places are where the result is; usually one.
	Places []Place
}

// Place is a place in the source, or an address.
type Place struct {
	// File is the path or URI as the tool gives it, with slashes and without %-escapes: an
	// absolute path, or one that is relative to Base, if that is set, or to a folder that
	// the tool does not name. It is empty for a place that is an address only.
	File string
	// Base is the absolute path of the folder that File is relative to, or empty.
	Base string
	// Line counts from 1; it is 0 for the whole file.
	Line int
	// Addresses are names of what is there, such as module.a.aws_s3_bucket.b.
	Addresses []string
}
