package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/provenance"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/risk"
	"github.com/tfblast/tfblast/analyzer/signoff"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/history"
)

// signoffFlags are the flags that say which approvals a plan needs, and where they are.
type signoffFlags struct {
	need                                                 int
	from                                                 *risk.Level
	approvals, signers, signersRef, context, base, aiSay string
	maxAge                                               time.Duration
	requireFile, allowOwn                                bool
	reviews                                              reviewFlags
}

func (f *signoffFlags) register(set *pflag.FlagSet, need int) {
	set.StringVar(&f.context, "context", "", "what approvals must be for, such as a commit or a pull request: `TEXT`")
	set.StringVar(&f.approvals, "approvals", "", "`DIR` with the approvals, files that end in "+approvalSuffix)
	set.StringVar(&f.signers, "allowed-signers", "", "`FILE` of allowed signers, as ssh-keygen has it")
	set.StringVar(&f.signersRef, "signers-ref", "", "read the allowed signers as the commit `REF` has them")
	set.IntVar(&f.need, "require-approvals", need, "`N` people must have approved")
	set.Var(levelValue{&f.from}, "require-from", "but only from `LEVEL` on, or if AI-assisted and anything is deleted, replaced or the like")
	set.DurationVar(&f.maxAge, "max-age", 0, "take no approval older than `DURATION`, whatever it says itself")
	set.BoolVar(&f.requireFile, "require-plan-file", false, "take only approvals of the very plan file")
	set.StringVar(&f.base, "base", "", "the change's commits are those of `REF`..HEAD")
	set.StringVar(&f.aiSay, "ai-assisted", string(provenance.Auto), "`WHETHER` an AI assistant took part: yes, no, or auto, by the commits since --base")
	set.BoolVar(&f.allowOwn, "allow-own", false, "let authors of the change approve it")
	f.reviews.register(set)
}

// check completes the flags. With no approval needed there is nothing to check.
func (f *signoffFlags) check() error {
	if _, err := provenance.ParseStated(f.aiSay); err != nil {
		return fmt.Errorf("--ai-assisted %w", err)
	}
	if err := f.reviews.check(); err != nil {
		return err
	}
	if f.need < 0 {
		return fmt.Errorf("--require-approvals %d: want 0 or more", f.need)
	}
	if f.need == 0 {
		if f.approvals != "" || f.signers != "" || f.from != nil || f.requireFile || f.maxAge != 0 || f.reviews.asked() {
			return errors.New("how approvals are checked is said, but not that any is needed: pass --require-approvals N")
		}
		return nil
	}
	switch {
	case f.signers == "" && (f.approvals != "" || f.signersRef != "" || !f.reviews.asked()):
		return errors.New("no --allowed-signers given: name the file that says whose approval counts")
	case f.approvals == "" && !f.reviews.asked():
		return errors.New("no --approvals given: name the directory of the approvals, or count reviews with --github-reviews WHO")
	case f.base == "" && !f.allowOwn:
		return errors.New("whose change this is can't be told: pass --base REF, so that authors can't approve their own change, or --allow-own")
	case f.maxAge < 0:
		return fmt.Errorf("--max-age %s: want a duration such as 8h", f.maxAge)
	}
	if f.approvals == "" && f.context == "" {
		return nil // a review has its commit
	}
	if err := signoff.CheckContext(f.context); err != nil {
		return fmt.Errorf("--context: %w", err)
	}
	return nil
}

// signedOff is what becomes of the approvals of a plan.
type signedOff struct {
	provenance  *provenance.Result // nil where nothing was asked
	head        string             // the commit that is checked out, empty where nobody asked
	verdict     signoff.Verdict
	reviewed    *reviewed // nil where reviews do not count
	gates       []report.Gate
	diagnostics []diagnostic.Diagnostic
}

// people are those whose approval counts, by key or by review.
func (s signedOff) people() []signoff.Person {
	if s.reviewed == nil {
		return signoff.People(s.verdict.Granted, nil)
	}
	return signoff.People(s.verdict.Granted, s.reviewed.Granted)
}

// approvers names them.
func (s signedOff) approvers() []string {
	names := []string{}
	for _, p := range s.people() {
		names = append(names, p.Name)
	}
	return names
}

// decide checks the approvals of a plan. file is the digest of its plan file, expectation
// that of the declared intent; either may be empty. unanswered says with --strict why the
// plan's level can't be relied on, empty if it can.
func (f *signoffFlags) decide(ctx context.Context, r *report.Report, file, expectation, unanswered string, now time.Time) (signedOff, error) {
	s := signedOff{verdict: signoff.Verdict{Granted: []signoff.Granted{}, Refused: []*signoff.Refusal{}}}
	if err := f.inspect(ctx, &s); err != nil {
		return s, err
	}
	if f.need == 0 {
		return s, nil
	}
	why, needed := f.needed(r, s.provenance)
	if !needed && unanswered != "" {
		why, needed = why+"; --strict: "+unanswered, true
	}
	signers, trusted, err := f.readSigners(ctx, &s)
	if err != nil {
		return s, err
	}
	files, note, err := readApprovals(f.approvals)
	if err != nil {
		return s, err
	}
	subject := signoff.Subject{
		Fingerprint: r.Plan.Fingerprint, Context: f.context, PlanFile: file, RequireFile: f.requireFile,
		Level: r.Summary.Level, Expectation: expectation, Now: now, MaxAge: f.maxAge, ForbidOwn: !f.allowOwn,
	}
	if s.provenance != nil {
		subject.Authors = s.provenance.Authors
	}
	s.verdict = signoff.Verify(files, signers, subject)
	if !needed {
		s.gates = append(s.gates, report.Gate{Name: "sign-off", Passed: true, Why: "no approval is needed: " + why})
		return s, nil
	}
	if trusted != nil {
		s.gates = append(s.gates, *trusted)
	}
	if f.reviews.asked() {
		if err := f.readReviews(ctx, &s, signers, now); err != nil {
			return s, err
		}
	}
	people, names := s.people(), s.approvers()
	got := report.Gate{Name: "sign-off", Passed: len(names) >= f.need}
	got.Why = fmt.Sprintf("%s, %d needed (%s)", count(len(names), "person has approved", "people have approved"), f.need, why)
	if len(names) > 0 {
		got.Why += ": " + strings.Join(names, ", ")
	}
	for _, no := range s.verdict.Refused {
		got.Why += fmt.Sprintf("; %s does not count: %s (%s)", no.File, no.Why, no.Reason)
	}
	for _, p := range people {
		if p.Unlinked {
			got.Why += fmt.Sprintf("; %s may be one person: say whose the account is, with github:LOGIN in the allowed signers", p.Name)
		}
	}
	got.Why += s.reviewed.why() + note
	s.gates = append(s.gates, got)
	return s, nil
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// inspect finds out who wrote the change, and whether an assistant helped.
func (f *signoffFlags) inspect(ctx context.Context, s *signedOff) error {
	stated := provenance.Stated(f.aiSay)
	if f.base == "" && stated == provenance.Auto {
		return nil
	}
	var commits []provenance.Commit
	if f.base != "" {
		change, err := history.Read(ctx, ".", f.base)
		if err != nil {
			return err
		}
		commits, s.head = change.Commits, change.Head
	}
	table, err := provenance.Builtin()
	if err != nil {
		return err
	}
	result := provenance.Inspect(commits, table, stated)
	s.provenance = &result
	if stated == provenance.No && len(result.Evidence) > 0 {
		s.diagnostics = append(s.diagnostics, diagnostic.Warnf("the change counts as not AI-assisted because --ai-assisted says so; the commits say otherwise%s", firstEvidence(&result)))
	}
	return nil
}

// needed says whether the plan needs approvals, and why or why not.
func (f *signoffFlags) needed(r *report.Report, origin *provenance.Result) (why string, needed bool) {
	level := r.Summary.Level
	disruptive := 0
	for _, c := range r.Changes {
		if c.Disruptive {
			disruptive++
		}
	}
	switch {
	case f.from == nil:
		return fmt.Sprintf("the plan's level is %s", level), true
	case level >= *f.from:
		return fmt.Sprintf("the plan's level is %s, from %s on they are", level, *f.from), true
	case origin != nil && origin.AIAssisted && disruptive > 0:
		return fmt.Sprintf("the change is AI-assisted%s and %s", firstEvidence(origin),
			count(disruptive, "instance is changed disruptively", "instances are changed disruptively")), true
	case origin == nil:
		return fmt.Sprintf("the plan's level is %s, from %s on they are; whether an assistant took part was not asked", level, *f.from), false
	case origin.AIAssisted:
		return fmt.Sprintf("the plan's level is %s, from %s on they are, and the AI-assisted change disrupts nothing", level, *f.from), false
	}
	return fmt.Sprintf("the plan's level is %s, from %s on they are, and the change is not AI-assisted", level, *f.from), false
}

func firstEvidence(origin *provenance.Result) string {
	if len(origin.Evidence) == 0 {
		return ""
	}
	e := origin.Evidence[0]
	return fmt.Sprintf(" (%.10s: %s)", e.Commit, e.Text)
}

// maxSigners bounds a file of allowed signers, in bytes.
const maxSigners = 16 << 20

// readSigners reads the allowed signers. In a change whose base is known they must be
// those of the base: else who wants an approval could allow a key of his own.
func (f *signoffFlags) readSigners(ctx context.Context, s *signedOff) (*signoff.AllowedSigners, *report.Gate, error) {
	if f.signers == "" {
		return nil, nil, nil // no approval is read
	}
	content, err := readBounded(f.signers, maxSigners)
	if err != nil && f.signersRef == "" {
		return nil, nil, fmt.Errorf("--allowed-signers: %w", err)
	}
	var gate *report.Gate
	switch {
	case f.signersRef != "":
		var there bool
		if content, _, there, err = history.Show(ctx, f.signers, f.signersRef); err == nil && !there {
			err = fmt.Errorf("%s: there is no such file", f.signers)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("--signers-ref %s: %w", f.signersRef, err)
		}
	case f.base != "":
		before, inRepository, _, err := history.Show(ctx, f.signers, f.base)
		if err != nil {
			return nil, nil, fmt.Errorf("--allowed-signers: %w", err)
		}
		if inRepository && !bytes.Equal(withoutCR(before), withoutCR(content)) {
			gate = &report.Gate{Name: "allowed-signers", Why: fmt.Sprintf(
				"%s is not what it is at %s: a change must not decide who approves it; pass --signers-ref %s to read it from there", f.signers, f.base, f.base)}
		}
	}
	signers, problems := signoff.ParseAllowedSigners(f.signers, content, time.Local)
	s.diagnostics = append(s.diagnostics, problems...)
	return signers, gate, nil
}

func withoutCR(content []byte) []byte { return bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")) }

func readBounded(path string, limit int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	content, err := io.ReadAll(io.LimitReader(f, limit+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	if int64(len(content)) > limit {
		return nil, fmt.Errorf("%s has more than %d bytes", path, limit)
	}
	return content, nil
}

// readApprovals reads the approval files of a directory, in natural order. No directory
// means no approvals: git keeps none that is empty.
func readApprovals(dir string) (files []signoff.File, note string, err error) {
	if dir == "" {
		return nil, "", nil
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Sprintf("; there is no directory %s", dir), nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("--approvals: %w", err)
	}
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), approvalSuffix) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		info, err := os.Stat(path)
		if err != nil {
			return nil, "", fmt.Errorf("--approvals: %w", err)
		}
		if !info.Mode().IsRegular() { // a pipe would be waited for
			return nil, "", fmt.Errorf("--approvals: %s is no regular file: take it away", path)
		}
		content, err := readBounded(path, signoff.MaxApproval+1)
		if err != nil {
			return nil, "", fmt.Errorf("--approvals: %w", err)
		}
		files = append(files, signoff.File{Name: e.Name(), Content: content})
	}
	slices.SortFunc(files, func(a, b signoff.File) int { return address.Compare(a.Name, b.Name) })
	if len(files) == 0 {
		note = fmt.Sprintf("; %s holds no file that ends in %s", dir, approvalSuffix)
	}
	return files, note, nil
}

// cleanAll makes texts fit for one line each.
func cleanAll(texts []string) []string {
	clean := make([]string, len(texts))
	for i, t := range texts {
		clean[i] = render.Clean(t)
	}
	return clean
}
