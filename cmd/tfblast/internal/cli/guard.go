package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
)

const guardHelp = `guard runs a command on a plan only if the plan passes every gate: --fail-on and
the limits, --require-approvals, --expect, those of the policy. It reports first.

The plan is copied to a private file. The copy is analysed, approvals are
checked against it, and the command gets the copy in the place of the plan's
path, so that what is applied is what was analysed. {} stands for it as well.

At a terminal guard asks for the address of the most dangerous change before it
runs the command; --yes leaves that out.

Exit codes: 2 a gate failed, or the question was not answered: nothing was run.
Else that of the command, where a 2 of the command becomes 1; 1 if guard itself
went wrong.`

const guardExamples = `  tfblast guard --fail-on critical tfplan -- terraform apply tfplan
  tfblast guard --require-approvals 1 --require-from high --base origin/main --context pull/42 \
      --approvals approvals --allowed-signers signers tfplan -- terraform apply -input=false tfplan
  tfblast guard --expect intent.hcl infra/tfplan -- terraform -chdir=infra apply {}`

// guardFlags are the flags of guard beside those of the analysis.
type guardFlags struct {
	audit string
	yes   bool
}

func newGuard(p Process) *cobra.Command {
	f, own := &flags{}, &guardFlags{}
	cmd := &cobra.Command{
		Use:     "guard [flags] PLAN -- COMMAND [ARG ...]",
		Short:   "Run a command on a plan only if the gates pass",
		Long:    guardHelp,
		Example: guardExamples,
		Args: func(cmd *cobra.Command, args []string) error {
			if dash := cmd.ArgsLenAtDash(); dash != 1 || len(args) < 2 {
				return errors.New("guard takes one PLAN, then -- and a command; see `tfblast guard --help`")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			req, err := f.check(p.Now)
			if err != nil {
				return err
			}
			if err := checkAudit(own.audit); err != nil {
				return err
			}
			if own.audit != "" && f.aws.record != "" && isSame(own.audit, f.aws.record) {
				return fmt.Errorf("--aws-record %s would write the recording over the file of --audit", f.aws.record)
			}
			a := newRun(p, f, req)
			asks := terminal.Interactive(p.Stdin) && !own.yes
			if args[0] == planfile.Stdin {
				return errors.New("guard takes a plan file, not standard input: the command needs that")
			}
			return a.guard(cmd.Context(), args[0], args[1:], own, asks)
		},
	}
	f.register(cmd.Flags())
	cmd.Flags().StringVar(&own.audit, "audit", "", auditUsage)
	cmd.Flags().BoolVar(&own.yes, "yes", false, "ask nothing at a terminal")
	return cmd
}

func (a *analyzeRun) guard(ctx context.Context, name string, command []string, own *guardFlags, asks bool) (err error) {
	held, err := a.hold(ctx, name)
	if err != nil {
		return err
	}
	r := held.report
	defer func() { err = a.finish(err, held.Close()) }()
	guarded, err := substitute(command, name, held.Path)
	if err != nil {
		return err
	}
	s, err := a.decideGuard(ctx, held)
	if err != nil {
		return err
	}
	if !asks && len(r.Gates) == 0 {
		return errors.New("guard has no gate: pass --fail-on LEVEL, a limit, --require-approvals N or --expect FILE, or write a policy with one")
	}
	a.printDiagnostics(r)
	if err := a.write(ctx, r); err != nil {
		return err
	}
	failed := gateError(r)
	decision := decisionAllowed
	if failed != nil {
		decision = decisionRefused
	} else if asks && len(r.Changes) > 0 {
		confirmed, err := a.confirm(ctx, r)
		if err != nil {
			return err
		}
		if !confirmed {
			failed, decision = &GateError{Failed: []string{"confirmation"}}, decisionDeclined
		}
	}
	record := auditRecord{Decision: decision, PlanFile: held.Digest, Context: a.flags.signoff.context, Expectation: digestOf(a.evidence.declared), Command: command[0]}
	if err := a.audit(ctx, own.audit, record, r, s); err != nil {
		return fmt.Errorf("%w; nothing was run", err)
	}
	if failed != nil {
		_, _ = fmt.Fprintf(a.process.Stderr, "tfblast: nothing was run: %s\n", render.Clean(failed.Error()))
		return failed
	}
	if err := held.Unchanged(); err != nil {
		return fmt.Errorf("%w; nothing was run", err)
	}
	return a.runCommand(ctx, guarded)
}

// decideGuard answers all gates and adds them to the report.
func (a *analyzeRun) decideGuard(ctx context.Context, held *heldPlan) (signedOff, error) {
	file, err := a.planFileDigest(ctx, held.Held, a.flags.signoff.planFile)
	if err != nil {
		return signedOff{}, err
	}
	r := held.report
	s := a.signOff(r, held.settings, file)
	r.Gates = append(r.Gates, a.evidence.loosened...)
	r.Gates = append(r.Gates, intentGates(a.evidence.declared, r)...)
	r.Gates = append(r.Gates, a.asked().decide(r)...)
	r.Gates = append(r.Gates, s.gates...)
	return s, nil
}

// confirm asks the person at the terminal to type the address of the most dangerous change.
// No answer is a no.
func (a *analyzeRun) confirm(ctx context.Context, r *report.Report) (bool, error) {
	worst := r.Changes[0] // the first by rank, as the report and approve have it
	shown := render.Clean(worst.Address)
	question := fmt.Sprintf("\nThe plan's level is %s. Its most dangerous change: %s %s\nType that address to run the command: ",
		r.Summary.Level, render.Clean(worst.Action), shown)
	answer, err := terminal.Ask(ctx, a.process.Stdin, a.process.Stderr, question)
	if errors.Is(err, terminal.ErrNoAnswer) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	answer = strings.TrimSpace(answer)
	return answer == worst.Address || answer == shown, nil
}

// finish adds an error of cleaning up to that of a run: a run that went wrong at its end
// must not look like one that a gate ended.
func (a *analyzeRun) finish(err, cleaning error) error {
	if cleaning == nil {
		return err
	}
	if _, gate := errors.AsType[*GateError](err); err != nil && !gate && !errors.Is(err, errReported) {
		printError(a.process.Stderr, err)
	}
	printError(a.process.Stderr, cleaning)
	return errors.Join(err, errReported)
}
