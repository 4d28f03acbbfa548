package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

const explainHelp = `explain says all there is to say about one resource of a plan: what happens and
why, what its score is made of, what it depends on and what depends on it, how
each of these dependencies is known, and what to run next.

ADDRESS is one resource instance, changed or not. Put it in quotes, for the
shell's sake.`

const explainExamples = `  tfblast explain plan.json aws_db_instance.orders
  tfblast explain plan.json 'aws_subnet.app["a"]'`

func newExplain(p Process) *cobra.Command {
	f := &flags{}
	cmd := &cobra.Command{
		Use:     "explain PLAN ADDRESS",
		Short:   "Explain one change in full",
		Long:    explainHelp,
		Example: explainExamples,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) < 1 || len(args) > 2 {
				return fmt.Errorf("explain takes a PLAN and one ADDRESS; see `tfblast explain --help`")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			req, err := f.check(p.Now)
			if err != nil {
				return err
			}
			a := newRun(p, f, req)
			return a.explain(cmd.Context(), args)
		},
	}
	f.registerSingle(cmd.Flags())
	return cmd
}

func (a *analyzeRun) explain(ctx context.Context, args []string) error {
	name, addresses, err := splitPlan(args, a.process.Stdin)
	if err != nil {
		return err
	}
	if len(addresses) != 1 {
		return fmt.Errorf("%s: no ADDRESS given: name one resource of the plan; see `tfblast explain --help`", name)
	}
	recorded, err := a.lookOutside(ctx)
	if err != nil {
		return err
	}
	model, options, err := a.openOne(ctx, name, plan.Read)
	if err != nil {
		return err
	}
	e, err := analyzer.Explain(ctx, model, options, addresses[0])
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := recorded(); err != nil {
		return err
	}
	a.printDiagnostics(&report.Report{Diagnostics: e.Diagnostics})
	return emit(ctx, a, e, render.Explanation)
}
