package cli

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
)

const planHelp = `plan runs a command that plans, shows the plan with the same program and reports
on it: terraform, tofu or terragrunt, after --, with all its arguments.

The plan goes to a private file that is removed at the end, or stays in the file
of your own -out. What the command prints goes to standard error, the report to
standard output. If the command fails, so does plan: exit code 1.

With --plan-exit-code the exit code of -detailed-exitcode is passed on if every
gate passes: 0 no changes, 2 changes. A failed gate is exit code 1 then, so that
nothing goes on that takes 2 for leave to apply.`

const planExamples = `  tfblast plan -- terraform plan
  tfblast plan --fail-on high -- tofu -chdir=live plan -out=tfplan
  tfblast plan --plan-exit-code --fail-on high -- terragrunt plan -detailed-exitcode`

func newPlan(p Process) *cobra.Command {
	f := &flags{}
	passOn := false
	cmd := &cobra.Command{
		Use:     "plan [flags] -- COMMAND plan [ARG ...]",
		Short:   "Run a plan and report on it",
		Long:    planHelp,
		Example: planExamples,
		Args: func(cmd *cobra.Command, args []string) error {
			if cmd.ArgsLenAtDash() != 0 || len(args) == 0 {
				return errors.New("plan takes a command behind --, such as `tfblast plan -- terraform plan`; a file of the name plan is ./plan")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			req, err := f.check(p.Now)
			if err != nil {
				return err
			}
			if f.terraform != "" {
				return errors.New("--terraform: the command behind -- shows its own plan; leave the flag out")
			}
			planning, err := planfile.NewPlanning(args, p.Getenv)
			if err != nil {
				return err
			}
			run := &planRun{analyzeRun: newRun(p, f, req), planning: planning, passOn: passOn}
			return run.run(cmd.Context())
		},
	}
	f.register(cmd.Flags())
	cmd.Flags().BoolVar(&passOn, "plan-exit-code", false, "pass the exit code of -detailed-exitcode on if every gate passes")
	return cmd
}

// planRun is one run of the analysis on a plan that it has made.
type planRun struct {
	*analyzeRun
	planning *planfile.Planning
	passOn   bool
}

func (p *planRun) run(ctx context.Context) (err error) {
	defer func() {
		if closeErr := p.planning.Close(); closeErr != nil {
			printError(p.process.Stderr, closeErr)
			err = errors.Join(err, errReported)
		}
	}()
	if err := p.prepare(ctx); err != nil {
		return err
	}
	plans := []planfile.Plan{p.planning.Plan()}
	if err := p.checkOutputs(plans); err != nil {
		return err
	}
	changes, err := p.planning.Run(ctx, planfile.Streams{
		Stdin: p.process.Stdin, Messages: p.process.Stderr,
		Attached: terminal.Attached(p.process.Stdin, p.process.Stdout, p.process.Stderr),
	})
	if err != nil {
		return err
	}
	if p.planning.Private() && !p.flags.quiet {
		_, _ = fmt.Fprintln(p.process.Stderr, "tfblast: info: the plan file that the command names is removed at the end of this run: "+
			"to apply what is analysed here, write -out=FILE behind `plan`")
	}
	p.open = func(ctx context.Context, _ planfile.Plan) (io.ReadCloser, error) { return p.planning.Show(ctx) }
	merged, failed, err := p.reportOn(ctx, plans)
	if err != nil {
		return err
	}
	err = p.publish(ctx, merged, failed)
	if !p.passOn {
		return err
	}
	if gate, ok := errors.AsType[*GateError](err); ok && !errors.Is(err, errReported) {
		return fmt.Errorf("%v: exit code 1, as with --plan-exit-code 2 means that there are changes", gate) //nolint:errorlint // no gate error any more
	}
	if err == nil && changes {
		return errChanges
	}
	return err
}
