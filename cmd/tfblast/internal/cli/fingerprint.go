package cli

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer/signoff"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
)

const fingerprintHelp = `fingerprint prints a digest of what a plan means: addresses, providers, actions,
orders, replace paths, values before and after that are not sensitive, which
attributes are unknown or sensitive, what is imported, and changes of outputs.
The same plan made twice has the same fingerprint, whatever its timestamps and
its order; another plan, or the same changes to other objects, has another one.

It covers no sensitive value, and nothing that the plan's JSON keeps outside of
its changes, such as the commands of provisioners. An approval of a binary plan
file covers the very bytes of the file as well; see "tfblast approve --help".

With a declared intent three lines are printed: the digest of the plan, that of
the intent, and one that covers both.`

func newFingerprint(p Process) *cobra.Command {
	f := &flags{}
	cmd := &cobra.Command{
		Use:     "fingerprint [PLAN]",
		Short:   "Print a digest of what a plan means",
		Long:    fingerprintHelp,
		Example: "  tfblast fingerprint plan.json\n  tfblast fingerprint plan.json --expect intent.hcl",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			a := newRun(p, f, request{})
			return a.fingerprint(cmd.Context(), args)
		},
	}
	set := cmd.Flags()
	set.SortFlags = false
	set.StringVar(&f.intent.file, "expect", "", "print also the digests of the intent that `FILE` declares and of both")
	set.BoolVar(&f.intent.trailers, "expect-trailers", false, "the same for the trailers of the commits since --base")
	set.StringVar(&f.signoff.base, "base", "", "the change's commits are those of `REF`..HEAD")
	set.StringVar(&f.terraform, "terraform", "", "`PATH` of the terraform or tofu that shows binary plans")
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
	fingerprint, err := a.meaningOf(ctx, plans[0])
	if err != nil {
		return fmt.Errorf("%s: %w", displayName(plans[0]), err)
	}
	declared, err := a.flags.intent.load(ctx, a.flags.signoff.base)
	if err != nil {
		return err
	}
	text := fingerprint + "\n"
	if declared != nil {
		text = fmt.Sprintf("plan         %s\nexpectation  %s\nboth         %s\n", fingerprint, declared.Digest(), signoff.Bound(fingerprint, declared.Digest()))
	}
	if _, err := fmt.Fprint(a.process.Stdout, text); err != nil {
		return fmt.Errorf("write the fingerprint: %w", err)
	}
	return nil
}
