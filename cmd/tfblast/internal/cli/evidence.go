package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/expect"
	"github.com/tfblast/tfblast/analyzer/provenance"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/signoff"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/history"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/openfile"
)

// evidence is what the flags lead to beside the plans, read once for all of them.
type evidence struct {
	provenance *provenance.Result  // nil where nothing was asked
	declared   *expect.Expectation // nil for none
	// signers is nil where no file of allowed signers is named, and then no approval counts.
	// trusted is a gate that fails if the change allows its own signers, else nil.
	signers *signoff.AllowedSigners
	trusted *report.Gate
	// files are the approvals; note says what is odd about where they should be.
	files []signoff.File
	note  string
	// reviews is nil where reviews do not count.
	reviews *pullReviews
	// loosened is a gate that fails if the change edits its policy.
	loosened    []report.Gate
	diagnostics []diagnostic.Diagnostic
}

// prepare reads the policy and the evidence, once.
func (a *analyzeRun) prepare(ctx context.Context) error {
	if a.evidence != nil {
		return nil
	}
	if err := a.readPolicy(ctx); err != nil {
		return err
	}
	f, e := &a.flags.signoff, &evidence{}
	if err := f.check(a.gated()); err != nil {
		return err
	}
	var err error
	if err := a.inspect(ctx, e); err != nil {
		return err
	}
	if e.declared, err = a.flags.intent.load(ctx, f.base); err != nil {
		return err
	}
	if f.signers != "" {
		if err := f.readSigners(ctx, e); err != nil {
			return err
		}
	}
	if f.approvals != "" {
		if e.files, e.note, err = readApprovals(ctx, f.approvals); err != nil {
			return err
		}
	}
	if e.loosened, err = a.comparePolicy(ctx, e, f.base); err != nil {
		return err
	}
	if f.reviews.asked() {
		if e.reviews, err = a.readReviews(ctx, e); err != nil {
			return err
		}
	}
	a.evidence = e
	return nil
}

// gated reports whether the policy has gates that ask for approvals.
func (a *analyzeRun) gated() bool { return a.policy != nil && len(a.policy.Gates()) > 0 }

// inspect finds out who wrote the change, and whether an assistant helped.
func (a *analyzeRun) inspect(ctx context.Context, e *evidence) error {
	f := &a.flags.signoff
	stated, err := f.stated()
	if err != nil || f.base == "" && stated == provenance.Auto {
		return err
	}
	var commits []provenance.Commit
	if f.base != "" {
		change, err := history.Read(ctx, ".", f.base)
		if err != nil {
			return err
		}
		commits = change.Commits
	}
	table, err := a.assistants()
	if err != nil {
		return err
	}
	result := provenance.Inspect(commits, table, stated)
	e.provenance = &result
	if result.Overruled() {
		e.diagnostics = append(e.diagnostics, diagnostic.Warnf("the change counts as not AI-assisted because --ai-assisted says so; the commits say otherwise%s", firstEvidence(&result)))
	}
	return nil
}

// assistants are those that are known, and those of the policy.
func (a *analyzeRun) assistants() (*provenance.Table, error) {
	table, err := provenance.Builtin()
	if err != nil || a.policy == nil {
		return table, err
	}
	for _, known := range a.policy.Assistants() {
		if err := table.Add(provenance.Assistant(known)); err != nil {
			return nil, err
		}
	}
	return table, nil
}

// maxSigners bounds a file of allowed signers, in bytes.
const maxSigners = 16 << 20

// readSigners reads the allowed signers. In a change whose base is known they must be
// those of the base: else who wants an approval could allow a key of his own.
func (f *signoffFlags) readSigners(ctx context.Context, e *evidence) error {
	content, err := openfile.Read(ctx, f.signers, maxSigners)
	if err != nil && f.signersRef == "" {
		return fmt.Errorf("--allowed-signers: %w", err)
	}
	switch {
	case f.signersRef != "":
		var there bool
		if content, _, there, err = history.Show(ctx, f.signers, f.signersRef); err == nil && !there {
			err = fmt.Errorf("%s: there is no such file", f.signers)
		}
		if err == nil && f.base != "" {
			e.trusted, err = f.compareSigners(ctx, content)
		}
		if err != nil {
			return fmt.Errorf("--signers-ref %s: %w", f.signersRef, err)
		}
	case f.base != "":
		before, inRepository, _, err := history.Show(ctx, f.signers, f.base)
		if err != nil {
			return fmt.Errorf("--allowed-signers: %w", err)
		}
		if inRepository && !bytes.Equal(withoutCR(before), withoutCR(content)) {
			e.trusted = &report.Gate{Name: "allowed-signers", Why: fmt.Sprintf(
				"%s is not what it is at %s: a change must not decide who approves it; pass --signers-ref %s to read it from there", f.signers, f.base, f.base)}
		}
	}
	signers, problems := signoff.ParseAllowedSigners(f.signers, content, time.Local)
	e.diagnostics, e.signers = append(e.diagnostics, problems...), signers
	return nil
}

// compareSigners holds the allowed signers of --signers-ref against those of the base, if
// that is a commit of the change itself. There is a gate only if it fails.
func (f *signoffFlags) compareSigners(ctx context.Context, content []byte) (*report.Gate, error) {
	own, err := history.PartOf(ctx, f.signers, f.base, f.signersRef)
	if err != nil || !own {
		return nil, err
	}
	before, _, _, err := history.Show(ctx, f.signers, f.base)
	if err != nil || bytes.Equal(withoutCR(before), withoutCR(content)) {
		return nil, err
	}
	return &report.Gate{Name: "allowed-signers", Why: fmt.Sprintf(
		"%s at %s, a commit of the change itself, is not what it is at %s: a change must not decide who approves it; pass --signers-ref %s", f.signers, f.signersRef, f.base, f.base)}, nil
}

func withoutCR(content []byte) []byte { return bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")) }

// readApprovals reads the approval files of a directory, in natural order. No directory
// means no approvals: git keeps none that is empty. A file that can't be read is one approval
// that does not count.
func readApprovals(ctx context.Context, dir string) (files []signoff.File, note string, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Sprintf("; there is no directory %s", dir), nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("--approvals: %w", err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), approvalSuffix) {
			continue
		}
		file := signoff.File{Name: e.Name()}
		file.Content, file.Err = readApproval(ctx, filepath.Join(dir, e.Name()))
		files = append(files, file)
	}
	slices.SortFunc(files, func(a, b signoff.File) int { return address.Compare(a.Name, b.Name) })
	if len(files) == 0 {
		note = fmt.Sprintf("; %s holds no file that ends in %s", dir, approvalSuffix)
	}
	return files, note, nil
}

// readApproval reads one file. A pipe would be waited for, and no approval is one.
func readApproval(ctx context.Context, path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, errors.New("the link leads nowhere") // the name was listed
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is no regular file")
	}
	return openfile.Read(ctx, path, signoff.MaxApproval)
}
