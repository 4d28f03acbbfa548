package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/analyzer/signoff"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/sink"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/sshkey"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
)

const approveHelp = `approve signs a statement that you approve of one plan: its fingerprint, its
level, what the approval is for (--context), and until when it holds. With a
binary plan file, or with --plan-file, the file's own digest is signed as well:
the approval then holds for these bytes only, sensitive values included.

The approval is one file: a line of JSON and below it a signature as
"ssh-keygen -Y sign" makes it, in the namespace tfblast. --key names a private
key, or a public key or certificate whose private half is in the agent.`

const approveExamples = `  tfblast approve tfplan --key ~/.ssh/id_ed25519 --context pull/42 --approvals approvals
  tfblast approve plan.json --plan-file tfplan --key ~/.ssh/id_ed25519.pub --context "$GITHUB_SHA"
  tfblast approve tfplan --context pull/42 --statement > statement   # to sign elsewhere
  ssh-keygen -Y sign -f key -n tfblast statement && cat statement statement.sig > a.approval`

// defaultExpiry is how long an approval holds unless its signer says otherwise.
const defaultExpiry = 24 * time.Hour

// approveFlags are the flags of approve beside those of reading.
type approveFlags struct {
	key, context, planFile, output, approvals string
	expires                                   time.Duration
	statement                                 bool
}

func newApprove(p Process) *cobra.Command {
	f, own := &flags{}, &approveFlags{}
	cmd := &cobra.Command{
		Use:     "approve [PLAN]",
		Short:   "Sign an approval of one plan",
		Long:    approveHelp,
		Example: approveExamples,
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			req, err := f.check(p.Now)
			if err != nil {
				return err
			}
			if err := own.check(); err != nil {
				return err
			}
			a := newRun(p, f, req)
			return a.approve(cmd.Context(), args, *own)
		},
	}
	set := cmd.Flags()
	set.SortFlags = false
	set.StringVar(&own.key, "key", "", "`FILE` of the SSH key to sign with")
	set.StringVar(&own.context, "context", "", "what is approved, such as a commit or a pull request: `TEXT` of one line")
	set.DurationVar(&own.expires, "expires", defaultExpiry, "how long the approval holds, a `DURATION` such as 8h")
	set.StringVar(&own.planFile, "plan-file", "", "binary plan `FILE` that the approval holds for, where PLAN is its JSON")
	set.StringVarP(&own.output, "output", "o", "", "write the approval to `FILE` (default: standard output)")
	set.StringVar(&own.approvals, "approvals", "", "write it into `DIR`, under a name of its own")
	f.intent.register(set)
	f.signoff.registerOrigin(set)
	set.BoolVar(&own.statement, "statement", false, "write only the statement, to be signed elsewhere")
	f.registerReading(set)
	return cmd
}

func (f *approveFlags) check() error {
	if err := signoff.CheckContext(f.context); err != nil {
		return fmt.Errorf("--context: %w", err)
	}
	switch {
	case f.key == "" && !f.statement:
		return errors.New("no --key given: name the SSH key to sign with, or pass --statement to sign elsewhere")
	case f.key != "" && f.statement:
		return errors.New("--key and --statement contradict each other")
	case f.expires < time.Second:
		return fmt.Errorf("--expires %s: want a duration of a second or more, such as 8h", f.expires)
	case f.output != "" && f.approvals != "":
		return errors.New("--output and --approvals contradict each other")
	case f.statement && f.approvals != "":
		return errors.New("--approvals takes signed approvals only: write the statement with --output")
	}
	return nil
}

func (a *analyzeRun) approve(ctx context.Context, args []string, own approveFlags) (err error) {
	name, _, err := splitPlan(args, a.process.Stdin)
	if err != nil {
		return err
	}
	held, err := a.hold(ctx, name)
	if err != nil {
		return err
	}
	r := held.report
	defer func() { err = a.finish(err, held.Close()) }()
	a.printDiagnostics(r)
	file, err := a.planFileDigest(ctx, held.Held, own.planFile)
	if err != nil {
		return err
	}
	if differs := file.differs(r); differs != "" {
		return fmt.Errorf("this plan can't be approved for this plan file: %s", differs)
	}
	declared := a.evidence.declared
	for _, g := range intentGates(declared, r) {
		if !g.Passed {
			return fmt.Errorf("this plan can't be approved with this declared intent: %s", g.Why)
		}
	}
	now := a.request.options.Now
	s := signoff.Statement{
		Version: signoff.StatementVersion, Fingerprint: r.Plan.Fingerprint, PlanFile: file.digest, Context: own.context,
		Level: r.Summary.Level, Score: r.Summary.Score, Made: now, Expires: now.Add(own.expires),
		Expectation: digestOf(declared),
	}
	if err := a.printStatement(r, s); err != nil {
		return err
	}
	content, key, err := a.sign(ctx, own.key, s)
	if err != nil {
		return err
	}
	output := own.output
	if own.approvals != "" {
		output = filepath.Join(own.approvals, approvalName(s.Fingerprint, key))
		if err := os.MkdirAll(own.approvals, 0o755); err != nil { //nolint:gosec // approvals are for everybody to read
			return fmt.Errorf("write the approval: %w", err)
		}
	}
	if err := sink.Write(ctx, output, a.process.Stdout, func(w io.Writer) error { _, err := w.Write(content); return err }); err != nil {
		return err
	}
	if own.approvals != "" && !a.flags.quiet {
		_, _ = fmt.Fprintf(a.process.Stderr, "tfblast: wrote %s\n", render.Clean(output))
	}
	return nil
}

// printStatement tells on standard error what is about to be signed.
func (a *analyzeRun) printStatement(r *report.Report, s signoff.Statement) error {
	if a.flags.quiet {
		return nil
	}
	var b strings.Builder
	actions := r.Summary.Actions
	fmt.Fprintf(&b, "tfblast: approving %s (score %d): %d deleted, %d replaced, %d updated, %d created, %d affected\n",
		s.Level, s.Score, actions["delete"]+unknownActions(actions), actions["replace"], actions["update"], actions["create"], r.Summary.Affected)
	if len(r.Changes) > 0 {
		worst := r.Changes[0]
		fmt.Fprintf(&b, "  worst: %s %s\n", render.Clean(worst.Action), render.Clean(worst.Address))
	}
	fmt.Fprintf(&b, "  for %s until %s\n  plan %s\n", render.Clean(s.Context), s.Expires.UTC().Format(time.RFC3339), s.Fingerprint)
	if s.PlanFile == "" {
		b.WriteString("  for any file of this plan: sensitive values are not covered; name the plan file with --plan-file\n")
	} else {
		fmt.Fprintf(&b, "  file %s\n", s.PlanFile)
	}
	if s.Expires.Sub(s.Made) > defaultMaxAge {
		fmt.Fprintf(&b, "  older than %s it counts only where --max-age or a gate says so\n", defaultMaxAge)
	}
	if _, err := io.WriteString(a.process.Stderr, b.String()); err != nil {
		return fmt.Errorf("say what is signed: %w", err)
	}
	return nil
}

// sign signs a statement with the key of a file; without one it returns the statement.
func (a *analyzeRun) sign(ctx context.Context, path string, s signoff.Statement) (content []byte, key string, err error) {
	if path == "" {
		content, err = s.Encode()
		return content, "", err
	}
	finder := sshkey.Finder{
		Agent: a.process.Getenv("SSH_AUTH_SOCK"),
		Passphrase: func(prompt string) ([]byte, error) {
			return terminal.AskSecret(a.process.Stdin, a.process.Stderr, render.Clean(prompt)+" ")
		},
	}
	signer, release, err := finder.Find(ctx, path)
	defer release()
	if err != nil {
		return nil, "", fmt.Errorf("--key %s: %w", path, err)
	}
	content, err = signoff.Sign(signer, s)
	return content, signoff.KeyFingerprint(signer.PublicKey()), err
}

// approvalSuffix ends the names of approval files.
const approvalSuffix = ".approval"

// approvalName names an approval after its plan and its key, so that everybody's stand
// beside each other, and the next one of the same person takes the place of the last.
func approvalName(fingerprint, key string) string {
	const shown = 12
	safe := strings.Map(func(r rune) rune {
		if r == '/' || r == '+' {
			return '_'
		}
		return r
	}, strings.TrimPrefix(key, "SHA256:"))
	return strings.TrimPrefix(fingerprint, "sha256:")[:shown] + "-" + safe[:shown] + approvalSuffix
}
