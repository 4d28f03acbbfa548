package render

import (
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// The objects of SARIF 2.1.0 that are written (docs.oasis-open.org/sarif/sarif/v2.1.0;
// what code scanning reads of them: docs.github.com/en/code-security/reference/
// code-scanning/sarif-files/sarif-support).
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool        sarifTool         `json:"tool"`
		Automation  sarifAutomation   `json:"automationDetails"`
		ColumnKind  string            `json:"columnKind"`
		Invocations []sarifInvocation `json:"invocations"`
		Results     []sarifResult     `json:"results"`
	}
	// sarifAutomation tells the runs of several stacks in one upload apart.
	sarifAutomation struct {
		ID string `json:"id"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID      string    `json:"id"`
		Short   sarifText `json:"shortDescription"`
		Full    sarifText `json:"fullDescription"`
		HelpURI string    `json:"helpUri,omitempty"`
		Help    sarifText `json:"help"`
	}
	sarifText struct {
		Text string `json:"text"`
	}
	sarifInvocation struct {
		Successful    bool                `json:"executionSuccessful"`
		Notifications []sarifNotification `json:"toolExecutionNotifications"`
	}
	sarifNotification struct {
		Level   string    `json:"level"`
		Message sarifText `json:"message"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Rank         int               `json:"rank"`
		Message      sarifText         `json:"message"`
		Locations    []sarifLocation   `json:"locations"`
		Fingerprints map[string]string `json:"partialFingerprints"`
		Properties   sarifProperties   `json:"properties"`
		// Suppressions say that a policy ignores the result.
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifLocation struct {
		Physical sarifPhysical  `json:"physicalLocation"`
		Logical  []sarifLogical `json:"logicalLocations,omitempty"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   *sarifRegion  `json:"region,omitempty"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine int `json:"startLine"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
		Kind string `json:"kind"`
	}
	sarifProperties struct {
		Level string   `json:"level"`
		Score int      `json:"score"`
		Stack string   `json:"stack,omitempty"`
		Rules []string `json:"rules,omitempty"`
	}
)

const sarifSchema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

// fingerprintName names how a result is recognised: by stack, address and action.
const fingerprintName = "tfblast/v1"

// sarifLevel is SARIF's word for a level.
func sarifLevel(l risk.Level) string {
	switch {
	case l >= risk.LevelHigh:
		return "error"
	case l >= risk.LevelMedium:
		return "warning"
	default:
		return "note"
	}
}

// writeSARIF writes findings and changes as results, at the line of the resource's block
// where it is known. What is below the level to show is counted in a notification.
func writeSARIF(w io.Writer, r *report.Report, o Options) error {
	list, below := problems(r, o)
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: clean(r.Tool.Name), Version: clean(r.Tool.Version)}},
		Automation: sarifAutomation{ID: "tfblast/" + clean(r.Plan.Stack)}, ColumnKind: "utf16CodeUnits",
		Invocations: []sarifInvocation{{Successful: true, Notifications: notifications(r, below)}},
	}
	if run.Tool.Driver.Name == "" {
		run.Tool.Driver.Name = "tfblast"
	}
	rules := map[string]int{}
	for i := range list {
		if id := list[i].rule; !slices.ContainsFunc(run.Tool.Driver.Rules, func(r sarifRule) bool { return r.ID == id }) {
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(id, o))
		}
	}
	slices.SortFunc(run.Tool.Driver.Rules, func(a, b sarifRule) int { return strings.Compare(a.ID, b.ID) })
	for i := range run.Tool.Driver.Rules {
		rules[run.Tool.Driver.Rules[i].ID] = i
	}
	for i := range list {
		run.Results = append(run.Results, sarifResultOf(&list[i], rules))
	}
	return writeJSONDocument(w, &sarifLog{Schema: sarifSchema, Version: "2.1.0", Runs: []sarifRun{run}})
}

func sarifRuleOf(id string, o Options) sarifRule {
	rule := sarifRule{ID: id, Short: sarifText{id}, Full: sarifText{id}, Help: sarifText{"tfblast rules explains the rules."}}
	if o.Rule == nil {
		return rule
	}
	if text, ok := o.Rule(id); ok {
		rule.Short.Text, rule.Full.Text = text.Title, text.Looks
		rule.Help.Text = text.Why + "\n\n" + text.Fix
		if len(text.References) > 0 {
			rule.HelpURI = text.References[0]
		}
	}
	return rule
}

func sarifResultOf(p *problem, rules map[string]int) sarifResult {
	result := sarifResult{
		RuleID: p.rule, RuleIndex: rules[p.rule], Level: sarifLevel(p.level), Rank: min(max(p.score, 0), 100),
		Message:      sarifText{plainMessage(p.title + ". " + p.message)},
		Fingerprints: map[string]string{fingerprintName: p.key},
		Properties:   sarifProperties{Level: p.level.String(), Score: p.score, Stack: clean(p.stack)},
	}
	at := sarifLocation{Physical: sarifPhysical{Artifact: sarifArtifact{URI: fileURI(p.place.file)}}}
	if p.place.line > 0 {
		at.Physical.Region = &sarifRegion{StartLine: p.place.line}
	}
	if p.address != "" {
		at.Logical = []sarifLogical{{Name: clean(p.address), Kind: "resource"}}
	}
	result.Locations = []sarifLocation{at}
	if p.ignored != "" {
		result.Suppressions = []sarifSuppression{{Kind: "external", Justification: plainMessage(p.ignored)}}
	}
	if p.change != nil {
		for _, f := range p.change.Risk.Factors {
			result.Properties.Rules = append(result.Properties.Rules, clean(f.Rule))
		}
	}
	return result
}

// fileURI writes a path as a relative reference (RFC 3986): a colon in its first segment
// would end a scheme.
func fileURI(file string) string {
	return strings.ReplaceAll((&url.URL{Path: file}).EscapedPath(), ":", "%3A")
}

// link and placeholder are what a SARIF viewer takes for more than text (3.11.5, 3.11.6).
var (
	link        = regexp.MustCompile(`\]\(`)
	placeholder = regexp.MustCompile(`\{(\d)`)
)

// plainMessage breaks up links and placeholders.
func plainMessage(s string) string {
	return placeholder.ReplaceAllString(link.ReplaceAllString(s, `]\x28`), `{\x3$1`)
}

// notifications are the report's diagnostics and what it leaves out.
func notifications(r *report.Report, below []risk.Level) []sarifNotification {
	list := []sarifNotification{}
	add := func(level, text string) {
		list = append(list, sarifNotification{level, sarifText{plainMessage(shorten(text, maxText))}})
	}
	if r.Summary.LowerBound {
		add("warning", "The verdict holds "+lowerBoundNote+". "+coverageLine(&r.Graph))
	}
	for _, d := range r.Diagnostics {
		if d.Severity != diagnostic.Error { // those are results
			level := "note"
			if d.Severity == diagnostic.Warning {
				level = "warning"
			}
			add(level, told(r, d.Stack, d.Summary))
		}
	}
	for _, text := range policyNotes(r) {
		add("note", text)
	}
	if len(below) > 0 {
		add("note", "Not listed: "+levelCounts(below))
	}
	return list
}
