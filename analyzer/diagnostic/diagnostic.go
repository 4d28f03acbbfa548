// Package diagnostic holds the problems that tfblast met on its way to a report.
//
// A diagnostic never replaces an error: an error stops the run, a diagnostic
// tells the reader of a report how far the report can be trusted.
package diagnostic

import "fmt"

// Severity says how much a diagnostic matters to the reader of the report.
type Severity string

const (
	// Info is worth knowing and changes nothing in the report's meaning.
	Info Severity = "info"
	// Warning says that a part of the report rests on less than it should.
	Warning Severity = "warning"
	// Error says that a part of the input could not be read; the rest stands.
	Error Severity = "error"
)

// Diagnostic is one problem, where it is, and what to do about it. No field ever
// holds a value that the plan marks as sensitive.
type Diagnostic struct {
	// Severity is one of Info, Warning and Error.
	Severity Severity `json:"severity"`
	// Stack is the stack of the plan that it is about in a report of several plans; empty
	// where it is about all of them.
	Stack string `json:"stack,omitempty"`
	// Summary is one line: what happened and where.
	Summary string `json:"summary"`
	// Detail explains the consequence and the remedy. It may be empty.
	Detail string `json:"detail,omitempty"`
}

// Warnf returns a warning without detail.
func Warnf(format string, args ...any) Diagnostic {
	return Diagnostic{Severity: Warning, Summary: fmt.Sprintf(format, args...)}
}

// Infof returns a note without detail.
func Infof(format string, args ...any) Diagnostic {
	return Diagnostic{Severity: Info, Summary: fmt.Sprintf(format, args...)}
}

// WithDetail returns a copy of d that carries the detail.
func (d Diagnostic) WithDetail(format string, args ...any) Diagnostic {
	d.Detail = fmt.Sprintf(format, args...)
	return d
}
