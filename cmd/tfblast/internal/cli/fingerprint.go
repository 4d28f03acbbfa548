package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

const fingerprintHelp = `fingerprint prints a digest of what a plan means: addresses, actions, orders,
replace paths, planned values that are not sensitive, and which attributes are
unknown or sensitive. The same plan made twice has the same fingerprint, whatever
its timestamps and its order; another plan has another one.

It covers no sensitive value, and nothing that the plan's JSON keeps outside of
its changes, such as the commands of provisioners. An approval of a binary plan
file covers the very bytes of the file as well; see "tfblast approve --help".`

func newFingerprint(p Process) *cobra.Command {
	f := &flags{}
	cmd := &cobra.Command{
		Use:     "fingerprint [PLAN]",
		Short:   "Print a digest of what a plan means",
		Long:    fingerprintHelp,
		Example: "  tfblast fingerprint plan.json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a := newRun(p, f, request{})
			return a.fingerprint(cmd.Context(), args)
		},
	}
	cmd.Flags().StringVar(&f.terraform, "terraform", "", "`PATH` of the terraform or tofu that shows binary plans")
	return cmd
}

func (a *analyzeRun) fingerprint(ctx context.Context, args []string) error {
	name, _, err := splitPlan(args, a.process.Stdin)
	if err != nil {
		return err
	}
	plans, _, err := planfile.Expand([]string{name})
	if err != nil {
		return err
	}
	if len(plans) != 1 {
		return fmt.Errorf("%s: the directory holds %d plans; name one of them", name, len(plans))
	}
	stream, err := a.opener().Open(ctx, plans[0])
	if err != nil {
		return fmt.Errorf("%s: %w", displayName(plans[0]), err)
	}
	model, err := readAll(ctx, stream)
	if err != nil {
		return fmt.Errorf("%s: %w", displayName(plans[0]), err)
	}
	if _, err := fmt.Fprintln(a.process.Stdout, model.Fingerprint()); err != nil {
		return fmt.Errorf("write the fingerprint: %w", err)
	}
	return nil
}
