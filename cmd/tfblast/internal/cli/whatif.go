package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
)

const whatIfHelp = `whatif says what a change would break that nobody has planned: the named
resources are replaced (or deleted, or updated), and everything else that exists
stays as it is. With no ADDRESS it ranks the resources by what would break.

PLAN is a plan as for "tfblast". STATE is the output of "terraform show -json"
for a state, or a raw state file (version 4). A state knows no configuration;
--config DIR supplies it, with its moved blocks.

ADDRESS is a resource, an instance of one or a module; without a key it means
all instances. Put it in quotes, for the shell's sake.`

const whatIfExamples = `  tfblast whatif terraform.tfstate
  tfblast whatif plan.json 'aws_subnet.app["a"]'
  terraform show -json | tfblast whatif --action delete module.network`

func newWhatIf(p Process) *cobra.Command {
	f := &flags{}
	action := ""
	cmd := &cobra.Command{
		Use:     "whatif [PLAN|STATE] [ADDRESS ...]",
		Short:   "What a change would break that nobody has planned",
		Long:    whatIfHelp,
		Example: whatIfExamples,
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			req, err := f.check(p.Now)
			if err != nil {
				return err
			}
			a := newRun(p, f, req)
			return a.whatIf(cmd.Context(), args, action)
		},
	}
	cmd.Flags().StringVar(&action, "action", string(plan.ActionReplace), "what happens to each ADDRESS: replace, delete or update (`ACTION`)")
	f.registerSingle(cmd.Flags())
	cmd.Flags().IntVar(&f.top, "top", 0, "list `N` resources (default 20)")
	return cmd
}

func (a *analyzeRun) whatIf(ctx context.Context, args []string, word string) error {
	action := plan.Action(word)
	if action != plan.ActionReplace && action != plan.ActionDelete && action != plan.ActionUpdate {
		return fmt.Errorf("--action %q: want replace, delete or update", word)
	}
	name, addresses, err := splitPlan(args, a.process.Stdin)
	if err != nil {
		return err
	}
	if a.flags.aws.on && len(addresses) == 0 {
		return errors.New("--aws has nothing to do without an ADDRESS: look-ups are about what goes")
	}
	recorded, err := a.lookOutside(ctx)
	if err != nil {
		return err
	}
	model, options, err := a.openOne(ctx, name, plan.ReadState)
	if err != nil {
		return err
	}
	if len(addresses) == 0 {
		h, err := analyzer.HotSpots(ctx, model, options, a.flags.top)
		if err != nil {
			return err
		}
		a.printDiagnostics(&report.Report{Diagnostics: h.Diagnostics})
		return emit(ctx, a, h, render.HotSpots)
	}
	r, err := analyzer.WhatIf(ctx, model, options, addresses, action)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := recorded(); err != nil {
		return err
	}
	a.printDiagnostics(r)
	return a.write(ctx, r)
}
