package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

// boundFile is the plan file that approvals may be bound to.
type boundFile struct {
	// digest is that of its bytes; empty where no plan file is known.
	digest string
	// named is the file that --plan-file names where PLAN is JSON, empty otherwise. Then
	// fingerprint is what that file means, or unshown is why nobody can tell.
	named, fingerprint string
	unshown            error
}

// planFileDigest finds the plan file that an approval holds for: PLAN itself if it is
// binary, else the file that a flag names; none without one.
func (a *analyzeRun) planFileDigest(ctx context.Context, held *planfile.Held, named string) (file boundFile, err error) {
	if named == "" {
		if held.Binary {
			file.digest = held.Digest
		}
		return file, nil
	}
	beside, err := a.opener().Hold(ctx, planfile.Plan{Name: named, Folder: filepath.Dir(named)})
	if err != nil {
		return file, fmt.Errorf("--plan-file %s: %w", named, err)
	}
	defer func() { err = errors.Join(err, beside.Close()) }()
	switch {
	case held.Binary && beside.Digest != held.Digest:
		return file, fmt.Errorf("--plan-file %s is another file than PLAN: name the plan once", named)
	case !beside.Binary:
		return file, fmt.Errorf("--plan-file %s is no binary plan file: name what `terraform plan -out` wrote", named)
	case held.Binary:
		return boundFile{digest: beside.Digest}, nil
	}
	file = boundFile{digest: beside.Digest, named: named}
	file.fingerprint, file.unshown = a.meaningOf(ctx, beside.Plan)
	return file, ctx.Err()
}

// meaningOf is the fingerprint of a plan.
func (a *analyzeRun) meaningOf(ctx context.Context, p planfile.Plan) (string, error) {
	stream, err := a.opener().Open(ctx, p)
	if err != nil {
		return "", err
	}
	model, err := readAll(ctx, stream)
	if err != nil {
		return "", err
	}
	return model.Fingerprint(), nil
}

// differs says in what the plan file is not that of the plan that was analysed; empty where
// it is. What can't be compared differs: an approval of the file would be of what nobody saw.
func (f boundFile) differs(r *report.Report) string {
	switch {
	case f.named == "" || f.unshown == nil && f.fingerprint == r.Plan.Fingerprint:
		return ""
	case f.unshown != nil:
		return fmt.Sprintf("PLAN is JSON and can't be compared with --plan-file %s: %v; or pass the plan file as PLAN", f.named, f.unshown)
	}
	return fmt.Sprintf("--plan-file %s is not the file that PLAN is the JSON of: its fingerprint is %s, that of PLAN %s", f.named, f.fingerprint, r.Plan.Fingerprint)
}

// gate is a gate that fails if the plan file is not that of the plan.
func (f boundFile) gate(r *report.Report) []report.Gate {
	if why := f.differs(r); why != "" {
		return []report.Gate{{Name: "plan-file", Why: why}}
	}
	return nil
}
