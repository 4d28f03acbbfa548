package cli

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
)

// maxBaseline bounds an earlier report, in bytes.
const maxBaseline = 1 << 30

// readBaseline reads the earlier report of --baseline; nil where none is named.
func (f *flags) readBaseline(ctx context.Context) (*report.Baseline, error) {
	if f.baseline == "" {
		return nil, nil //nolint:nilnil // there is none
	}
	content, err := openfile.Read(ctx, f.baseline, maxBaseline)
	if err != nil {
		return nil, fmt.Errorf("--baseline: %w; leave the flag out where there is no earlier report", err)
	}
	const want = "want a report that `tfblast -f json` wrote"
	var old report.Report
	if err := json.Unmarshal(content, &old); err != nil {
		return nil, fmt.Errorf("--baseline %s: %w; %s", f.baseline, err, want)
	}
	if old.SchemaVersion != report.SchemaVersion || old.Changes == nil { // other documents have a schema version too
		return nil, fmt.Errorf("--baseline %s: this is no report of schema %s; %s", f.baseline, report.SchemaVersion, want)
	}
	if old.WhatIf != nil {
		return nil, fmt.Errorf("--baseline %s: this report is about a change that nobody has planned; %s", f.baseline, want)
	}
	return report.Digest(&old), nil
}
