package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/tfblast/tfblast/analyzer/objectstore"
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
	Time        string      `json:"time"`
	Tool        report.Tool `json:"tool"`
	Decision    string      `json:"decision"`
	Plan        string      `json:"plan"`
	Stack       string      `json:"stack"`
	Fingerprint string      `json:"fingerprint"`
	PlanFile    string      `json:"plan_file,omitempty"`
	Context     string      `json:"context,omitempty"`
	Expectation string      `json:"expectation,omitempty"`
	Level       string      `json:"level"`
	Score       int         `json:"score"`
	AIAssisted  *bool       `json:"ai_assisted"`
	// AIOverruled says which commits show an assistant where it was stated that none took
	// part.
	AIOverruled string        `json:"ai_overruled,omitempty"`
	Approvers   []string      `json:"approvers"`
	Gates       []report.Gate `json:"gates"`
	// Command is the program that the guard runs, without its arguments: they may hold
	// secrets.
	Command string `json:"command,omitempty"`
}

// auditUsage describes --audit.
const auditUsage = "add the decision to `FILE`, one line of JSON, or as an object to s3://BUCKET/PREFIX/"

// checkAudit refuses the address of one object, which could hold one decision only.
func checkAudit(path string) error {
	if !objectstore.IsURL(path) {
		return nil
	}
	u, err := objectstore.ParseURL(path)
	if err != nil {
		return fmt.Errorf("--audit: %w", err)
	}
	if !u.IsPrefix() || u.Version != "" {
		return fmt.Errorf("--audit %s: want a prefix that ends in /: each decision is an object of its own", path)
	}
	return nil
}

// audit adds one decision to the audit log; an empty path means that there is none.
func (a *analyzeRun) audit(ctx context.Context, path string, record auditRecord, r *report.Report, s signedOff) error {
	if path == "" {
		return nil
	}
	now := a.process.Now()
	record.Time, record.Tool = now.UTC().Format(time.RFC3339), r.Tool
	record.Plan, record.Stack, record.Fingerprint = render.Clean(r.Plan.Source), render.Clean(r.Plan.Stack), r.Plan.Fingerprint
	record.Level, record.Score = r.Summary.Level.String(), r.Summary.Score
	record.Context, record.Command = render.Clean(record.Context), render.Clean(record.Command)
	record.Approvers, record.Gates = cleanAll(s.approvers()), []report.Gate{}
	for _, g := range r.Gates {
		record.Gates = append(record.Gates, report.Gate{Name: g.Name, Passed: g.Passed, Why: render.Clean(g.Why)})
	}
	if p := a.evidence.provenance; p != nil && p.Known() {
		record.AIAssisted = &p.AIAssisted
		record.AIOverruled = render.Clean(strings.TrimPrefix(overruled(p), ": "))
	}
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(record); err != nil {
		return fmt.Errorf("--audit: %w", err)
	}
	err := error(nil)
	if objectstore.IsURL(path) {
		err = a.auditObject(ctx, path, record.Fingerprint, now, line.Bytes())
	} else {
		err = sink.Append(ctx, path, bytes.TrimSuffix(line.Bytes(), []byte("\n")))
	}
	if err != nil {
		return fmt.Errorf("--audit: %w", err)
	}
	return nil
}

const (
	// auditTime makes keys sort by time.
	auditTime = "20060102T150405.000000000Z"
	// auditDigits is how much of the fingerprint stands in a key.
	auditDigits = 16
)

// auditObject writes a decision as an object that no other one can take the place of.
func (a *analyzeRun) auditObject(ctx context.Context, prefix, fingerprint string, now time.Time, line []byte) error {
	u, err := objectstore.ParseURL(prefix)
	if err != nil {
		return err
	}
	store, err := a.store(ctx)
	if err != nil {
		return err
	}
	_, digits, _ := strings.Cut(fingerprint, ":")
	u.Key += now.UTC().Format(auditTime) + "-" + digits[:min(len(digits), auditDigits)] + ".json"
	return store.Create(ctx, u, "application/json", func(w io.Writer) error {
		_, err := w.Write(line)
		return err
	})
}
