package render

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
)

// The elements of JUnit XML as CI systems read it (github.com/windyroad/JUnit-Schema;
// docs.gitlab.com/ci/testing/unit_test_reports).
type (
	junitSuites struct {
		XMLName  xml.Name     `xml:"testsuites"`
		Name     string       `xml:"name,attr"`
		Tests    int          `xml:"tests,attr"`
		Failures int          `xml:"failures,attr"`
		Suites   []junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
		Out      string      `xml:"system-out,omitempty"`
	}
	junitCase struct {
		ClassName string        `xml:"classname,attr"`
		Name      string        `xml:"name,attr"`
		File      string        `xml:"file,attr,omitempty"`
		Line      int           `xml:"line,attr,omitempty"`
		Failure   *junitFailure `xml:"failure"`
		Skipped   *junitSkipped `xml:"skipped"`
	}
	junitSkipped struct {
		Message string `xml:"message,attr"`
	}
	junitFailure struct {
		Type    string `xml:"type,attr"`
		Message string `xml:"message,attr"`
		Text    string `xml:",chardata"`
	}
)

// writeJUnit writes the report as test results: gates are tests, and so is every finding
// and change, which fails at Options.FailOn and above.
func writeJUnit(w io.Writer, r *report.Report, o Options) error {
	failOn := risk.LevelHigh
	if o.FailOn != nil {
		failOn = *o.FailOn
	}
	list, below := problems(r, o)
	findings, changes := junitSuite{Name: "findings"}, junitSuite{Name: "changes"}
	for i := range list {
		p := &list[i]
		test := junitCase{Name: p.title, ClassName: "tfblast"}
		if p.stack != "" {
			test.ClassName = shorten(clean(p.stack), maxSpan)
		}
		if p.place.line > 0 {
			test.File, test.Line = p.place.file, p.place.line
		}
		switch {
		case p.ignored != "":
			test.Skipped = &junitSkipped{Message: p.ignored}
		case p.level >= failOn:
			test.Failure = &junitFailure{Type: p.rule, Message: p.title, Text: p.message}
		}
		if p.change == nil {
			findings.add(test)
		} else {
			changes.add(test)
		}
	}
	var notes []string
	if r.WhatIf != nil {
		notes = append(notes, clean(whatIfSentence(r.WhatIf)))
	}
	for _, warning := range warnings(r) { // a test that passes shows its name alone
		notes = append(notes, shorten(warning.line(r), maxText))
	}
	if r.Summary.LowerBound {
		notes = append(notes, "The verdict holds "+lowerBoundNote+". "+shorten(coverageLine(&r.Graph), maxText))
	}
	if len(below) > 0 {
		notes = append(notes, "Not listed: "+levelCounts(below))
	}
	changes.Out = strings.Join(notes, "\n")
	all := junitSuites{Name: fmt.Sprintf("tfblast: %s %d", r.Summary.Level, r.Summary.Score)}
	policy := junitSuite{Name: "policy", Out: strings.Join(policyNotes(r), "\n")}
	for _, suite := range []junitSuite{gateSuite(r), findings, changes, policy} {
		if len(suite.Cases) == 0 && suite.Out == "" {
			continue
		}
		all.Tests += suite.Tests
		all.Failures += suite.Failures
		all.Suites = append(all.Suites, suite)
	}
	text, err := xml.MarshalIndent(&all, "", "  ")
	if err == nil {
		_, err = fmt.Fprintf(w, "%s%s\n", xml.Header, text)
	}
	if err != nil {
		return fmt.Errorf("write junit: %w", err)
	}
	return nil
}

func (s *junitSuite) add(test junitCase) {
	s.Cases = append(s.Cases, test)
	s.Tests++
	if test.Failure != nil {
		s.Failures++
	}
	if test.Skipped != nil {
		s.Skipped++
	}
}

func gateSuite(r *report.Report) junitSuite {
	suite := junitSuite{Name: "gates"}
	for i := range r.Gates {
		g := &r.Gates[i]
		test := junitCase{ClassName: "gates", Name: shorten(clean(g.Name), maxSpan)}
		if why := shorten(told(r, g.Stack, g.Why), maxText); !g.Passed {
			test.Failure = &junitFailure{Type: "gate", Message: why, Text: verdict(r)}
		}
		suite.add(test)
	}
	return suite
}
