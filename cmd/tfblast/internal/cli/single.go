package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/address"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
	"github.com/tfblast/tfblast/rules/policy"
)

// registerSingle registers the flags of the commands that look at one plan and have no
// gates.
func (f *flags) registerSingle(set *pflag.FlagSet) {
	f.minLevel = "info"
	set.SortFlags = false
	set.StringArrayVarP(&f.formats, "format", "f", nil, "output `FORMAT`, or FORMAT=FILE; repeatable: "+strings.Join(render.Names(), ", ")+" (default terminal)")
	set.StringVarP(&f.output, "output", "o", "", "write to `FILE` and not to standard output")
	set.StringVar(&f.stack, "stack", "", "`NAME` of the stack (default: the plan's folder within its repository)")
	set.StringVar(&f.config, "config", "", "`DIR` of the configuration, or none (default: the plan's folder, if it fits)")
	set.StringVar(&f.graph, "graph", "", "`FILE` with the output of terraform graph for the same configuration")
	set.BoolVar(&f.noInferred, "no-inferred", false, "no dependencies that rest on equal values only")
	f.policy.register(set)
	f.signoff.registerOrigin(set)
	set.StringVar(&f.values, "values", string(analyzer.ValuesSafe), "attribute `VALUES` to show: none, safe or all; sensitive ones never are")
	set.StringVar(&f.now, "now", "", "the present time, as `RFC3339` (default: the clock)")
	f.aws.register(set)
	f.s3.register(set)
	set.StringVar(&f.terraform, "terraform", "", "`PATH` of the terraform or tofu that shows binary plans")
	set.BoolVar(&f.noColor, "no-color", false, "no colour")
	set.BoolVarP(&f.quiet, "quiet", "q", false, "no diagnostics on standard error, only errors")
	set.BoolVarP(&f.verbose, "verbose", "v", false, "print diagnostics in full")
}

// splitPlan takes the plan off the arguments: the first one, unless standard input is a
// pipe and the first one is an address.
func splitPlan(args []string, stdin io.Reader) (name string, rest []string, err error) {
	piped := terminal.Piped(stdin)
	if len(args) == 0 {
		if !piped {
			return "", nil, errors.New("no PLAN given and standard input is no pipe: name a plan file; see `tfblast --help`")
		}
		return planfile.Stdin, nil, nil
	}
	if piped && isAddress(args[0]) {
		return planfile.Stdin, args, nil
	}
	return args[0], args[1:], nil
}

// fileEndings are the endings by which a name is that of a file, be there one or not.
var fileEndings = []string{".json", ".tfstate", ".tfplan", ".gz", ".zst"}

// isAddress tells an address from the name of a file. plan.json could be either.
func isAddress(arg string) bool {
	if _, err := os.Stat(arg); err == nil {
		return false
	}
	if slices.ContainsFunc(fileEndings, func(ending string) bool { return strings.HasSuffix(arg, ending) }) {
		return false
	}
	_, instance := address.ParseInstance(arg)
	_, module := address.ParseModule(arg)
	return instance == nil || module == nil
}

// onePlan finds the one plan that an argument names, its stack, and the policy that it is
// judged by.
func (a *analyzeRun) onePlan(ctx context.Context, name string) (planfile.Plan, string, error) {
	plans, _, err := planfile.Expand([]string{name})
	if err != nil {
		return planfile.Plan{}, "", err
	}
	if len(plans) != 1 {
		return planfile.Plan{}, "", fmt.Errorf("%s: the directory holds %d plans; name one of them", name, len(plans))
	}
	stacks, err := stackNames(plans, a.flags.stack)
	if err != nil {
		return planfile.Plan{}, "", err
	}
	if err := a.prepare(ctx); err != nil {
		return planfile.Plan{}, "", err
	}
	return plans[0], stacks[0], a.checkOutputs(plans)
}

// openOne reads the one plan that an argument names, and the source and the graph that
// go with it.
func (a *analyzeRun) openOne(
	ctx context.Context, name string, read func(context.Context, io.Reader) (*plan.Plan, error),
) (*plan.Plan, analyzer.Options, error) {
	options := a.request.options
	found, stack, err := a.onePlan(ctx, name)
	if err != nil {
		return nil, options, err
	}
	options.Source, options.Stack = found.Name, stack
	a.usePolicy(found, &options)
	stream, err := a.opener().Open(ctx, found)
	if err != nil {
		return nil, options, fmt.Errorf("%s: %w", displayName(found), err)
	}
	model, err := read(ctx, stream)
	if closeErr := stream.Close(); closeErr != nil {
		err = closeErr
	}
	if err != nil {
		return nil, options, fmt.Errorf("%s: %w", displayName(found), err)
	}
	if err := a.readGraph(ctx, &options); err != nil {
		return nil, options, err
	}
	diagnostics, err := a.readConfig(found, model, &options)
	if err != nil {
		return nil, options, err
	}
	model.Diagnostics = slices.Concat(a.policyWarnings, diagnostics, model.Diagnostics)
	return model, options, nil
}

// heldPlan is a private copy of a plan, and what the analysis of that came to.
type heldPlan struct {
	*planfile.Held
	report   *report.Report
	settings *policy.Settings // nil without a policy
}

// hold takes a private copy of the one plan that an argument names and analyses that. The
// caller closes the copy.
func (a *analyzeRun) hold(ctx context.Context, name string) (*heldPlan, error) {
	found, stack, err := a.onePlan(ctx, name)
	if err != nil {
		return nil, err
	}
	recorded, err := a.lookOutside(ctx)
	if err != nil {
		return nil, err
	}
	held, err := a.opener().Hold(ctx, found)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", displayName(found), err)
	}
	r, settings, err := a.analyzeCopy(ctx, found, held.Plan, stack)
	if err = errors.Join(err, recorded()); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", displayName(found), err), held.Close())
	}
	r.Diagnostics = slices.Concat(a.policyWarnings, a.evidence.diagnostics, r.Diagnostics)
	return &heldPlan{held, r, settings}, nil
}

// emit writes a document in each format that was asked for.
func emit[T any](ctx context.Context, a *analyzeRun, document T, writer func(format string) (func(io.Writer, T, render.Options) error, bool)) error {
	screen := terminal.Describe(a.process.Stdout, a.process.Getenv)
	for _, out := range a.request.outputs {
		write, ok := writer(out.format.Name)
		if !ok {
			return fmt.Errorf("--format %s: this command writes terminal, markdown and json", out.format.Name)
		}
		options := a.rendering(out, screen)
		if err := a.deliver(ctx, out, func(w io.Writer) error { return write(w, document, options) }); err != nil {
			return err
		}
	}
	return nil
}
