package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/sink"
)

// The decisions that are logged.
const (
	decisionAllowed  = "allowed"
	decisionRefused  = "refused"
	decisionDeclined = "declined" // by the person who was asked
)

// auditRecord is one line of the audit log.
type auditRecord struct {
	Time        string        `json:"time"`
	Tool        report.Tool   `json:"tool"`
	Decision    string        `json:"decision"`
	Plan        string        `json:"plan"`
	Stack       string        `json:"stack"`
	Fingerprint string        `json:"fingerprint"`
	PlanFile    string        `json:"plan_file,omitempty"`
	Context     string        `json:"context,omitempty"`
	Expectation string        `json:"expectation,omitempty"`
	Level       string        `json:"level"`
	Score       int           `json:"score"`
	AIAssisted  *bool         `json:"ai_assisted"`
	Approvers   []string      `json:"approvers"`
	Gates       []report.Gate `json:"gates"`
	// Command is the program that the guard runs, without its arguments: they may hold
	// secrets.
	Command string `json:"command,omitempty"`
}

// audit adds one decision to the audit log; an empty path means that there is none.
func audit(path string, record auditRecord, r *report.Report, s signedOff, e *evidence, now time.Time) error {
	if path == "" {
		return nil
	}
	record.Time, record.Tool = now.UTC().Format(time.RFC3339), r.Tool
	record.Plan, record.Stack, record.Fingerprint = render.Clean(r.Plan.Source), render.Clean(r.Plan.Stack), r.Plan.Fingerprint
	record.Level, record.Score = r.Summary.Level.String(), r.Summary.Score
	record.Context, record.Command = render.Clean(record.Context), render.Clean(record.Command)
	record.Approvers, record.Gates = cleanAll(s.approvers()), []report.Gate{}
	for _, g := range r.Gates {
		record.Gates = append(record.Gates, report.Gate{Name: g.Name, Passed: g.Passed, Why: render.Clean(g.Why)})
	}
	if e.provenance != nil && e.provenance.Known() {
		record.AIAssisted = &e.provenance.AIAssisted
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(record); err != nil {
		return fmt.Errorf("--audit: %w", err)
	}
	if err := sink.Append(path, bytes.TrimSuffix(line.Bytes(), []byte("\n"))); err != nil {
		return fmt.Errorf("--audit: %w", err)
	}
	return nil
}
