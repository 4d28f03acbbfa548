package cli

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/objectstore"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/terminal"
	"github.com/tfblast/tfblast/rules/policy"
)

// addAnalyze makes a command analyze the plans that its arguments name.
func addAnalyze(cmd *cobra.Command, p Process) {
	f := &flags{}
	f.register(cmd.Flags())
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		req, err := f.check(p.Now)
		if err != nil {
			return err
		}
		if args, err = planArguments(args, p.Stdin); err != nil {
			return err
		}
		a := newRun(p, f, req)
		return a.run(cmd.Context(), args)
	}
}

// planArguments are the plans to read: without any, what comes through a pipe.
func planArguments(args []string, stdin io.Reader) ([]string, error) {
	if len(args) > 0 {
		return args, nil
	}
	if !terminal.Piped(stdin) {
		return nil, errors.New("no PLAN given and standard input is no pipe: " +
			"run `terraform show -json tfplan | tfblast`, or name a plan file; see `tfblast --help`")
	}
	return []string{planfile.Stdin}, nil
}

// analyzeRun is one run of the analysis over all plans.
type analyzeRun struct {
	process  Process
	flags    *flags
	request  request
	progress *terminal.Progress
	// folders are those of the sources that were used, by stack.
	folders map[string]string
	// sources are their absolute paths.
	sources map[string]string
	// open opens a plan; nil stands for planfile.Opener.
	open func(context.Context, planfile.Plan) (io.ReadCloser, error)
	// policy is the team's own, nil for none; policyFiles are what it was read from, and
	// policyWarnings what is odd about it.
	policy         *policy.Policy
	policyFiles    []policy.File
	policyWarnings []diagnostic.Diagnostic
	// skipped tells of files in folders and below prefixes that were not taken for plans.
	skipped []diagnostic.Diagnostic
	// policyStrict is true if the policy is strict for one of the plans.
	policyStrict bool
	// evidence is what the sign-off rests on, once prepare has read it.
	evidence *evidence
	// store connects to the store of s3:// names, nil where they are not read.
	store func(context.Context) (*objectstore.Store, error)
}

func newRun(p Process, f *flags, req request) *analyzeRun {
	return &analyzeRun{process: p, flags: f, request: req, store: f.s3.store()}
}

func (a *analyzeRun) run(ctx context.Context, args []string) error {
	plans, err := a.expand(ctx, args)
	if err != nil {
		return err
	}
	merged, failed, err := a.reportOn(ctx, plans)
	if err != nil {
		return err
	}
	return a.publish(ctx, merged, failed)
}

// expand lists the plans that the arguments name.
func (a *analyzeRun) expand(ctx context.Context, args []string) ([]planfile.Plan, error) {
	args, objects, err := a.opener().ExpandObjects(ctx, args)
	if err != nil {
		return nil, err
	}
	plans, files, err := planfile.Expand(args)
	if err != nil {
		return nil, err
	}
	for _, s := range slices.Concat(objects, files) {
		a.skipped = append(a.skipped, s.Diagnostics()...)
	}
	return plans, nil
}

// publish writes the reports that were asked for and turns the gates into an error.
// failed is the error for plans that could not be read.
func (a *analyzeRun) publish(ctx context.Context, merged *report.Report, failed error) error {
	a.printDiagnostics(merged)
	if err := a.write(ctx, merged); err != nil {
		printError(a.process.Stderr, err)
		return errReported
	}
	return errors.Join(failed, gateError(merged))
}

// reportOn makes one report of the plans that can be read, with its gates. failed is set
// where others could not, and has been reported; err where there is no report at all.
func (a *analyzeRun) reportOn(ctx context.Context, plans []planfile.Plan) (merged *report.Report, failed, err error) {
	baseline, err := a.flags.readBaseline(ctx)
	if err != nil {
		return nil, nil, err
	}
	others, err := a.flags.readOthers(ctx)
	if err != nil {
		return nil, nil, err
	}
	stacks, err := stackNames(plans, a.flags.stack)
	if err != nil {
		return nil, nil, err
	}
	if err := a.prepare(ctx); err != nil {
		return nil, nil, err
	}
	if err := a.checkOutputs(plans); err != nil {
		return nil, nil, err
	}
	if a.flags.signoff.planFile != "" && len(plans) > 1 {
		return nil, nil, errors.New("--plan-file goes with one PLAN")
	}
	recorded, err := a.lookOutside(ctx)
	if err != nil {
		return nil, nil, err
	}
	var reports []*report.Report
	var unread []string
	for i, p := range plans {
		if !a.flags.quiet {
			a.progress = terminal.StartProgress(a.process.Stderr, a.process.Getenv)
		}
		r, err := a.analyze(ctx, p, stacks[i])
		a.progress.Done()
		if i == 0 && errors.Is(err, planfile.ErrNoCommand) {
			return nil, nil, fmt.Errorf("%s: %w", displayName(p), err) // what follows are its arguments, not plans
		}
		if err != nil {
			failed = errReported
			printError(a.process.Stderr, fmt.Errorf("%s: %w", displayName(p), err))
			unread = append(unread, displayName(p))
			continue
		}
		reports = append(reports, r)
	}
	if err := recorded(); err != nil {
		failed = errReported
		printError(a.process.Stderr, err)
	}
	if len(reports) == 0 {
		return nil, nil, failed
	}
	merged = report.Merge(reports)
	if len(unread) > 0 {
		merged.Summary.LowerBound = true
		merged.Diagnostics = append(unreadPlans(unread, len(plans)), merged.Diagnostics...)
	}
	merged.Diagnostics = slices.Concat(a.policyWarnings, a.skipped, a.evidence.diagnostics, merged.Diagnostics)
	if len(reports) > 1 {
		merged.Expectation = a.evidence.declared.Compare(merged)
	}
	merged.Gates = append(merged.Gates, a.evidence.loosened...)
	merged.Gates = append(merged.Gates, intentGates(a.evidence.declared, merged)...)
	merged.Gates = append(merged.Gates, a.asked().decide(merged)...)
	a.addOthers(merged, others)
	if baseline != nil {
		merged.Baseline = report.Compare(baseline, merged)
		merged.Baseline.Source = a.flags.baseline
		if warning, other := merged.Baseline.Warning(); other {
			merged.Diagnostics = append(merged.Diagnostics, warning)
		}
	}
	return merged, failed, nil
}

func displayName(p planfile.Plan) string {
	if p.Name == planfile.Stdin {
		return "standard input"
	}
	return p.Name
}

// analyze reads one plan, makes its report and decides what is decided plan by plan.
func (a *analyzeRun) analyze(ctx context.Context, p planfile.Plan, stack string) (r *report.Report, err error) {
	copied, file := p, boundFile{}
	if f := &a.flags.signoff; a.open == nil && (f.approvals != "" || f.planFile != "") {
		// An approval may be of the very file: what is analysed must be what is compared.
		held, holdErr := a.opener().Hold(ctx, p)
		if holdErr != nil {
			return nil, holdErr
		}
		defer func() { err = errors.Join(err, held.Close()) }()
		if file, err = a.planFileDigest(ctx, held, f.planFile); err != nil {
			return nil, err
		}
		copied = held.Plan
	}
	r, settings, err := a.analyzeCopy(ctx, p, copied, stack)
	if err != nil {
		return nil, err
	}
	r.Gates = append(r.Gates, a.signOff(r, settings, file).gates...)
	return r, nil
}

// analyzeCopy makes the report of a plan and reads a copy of it. It returns what of the
// policy applies, nil without one.
func (a *analyzeRun) analyzeCopy(ctx context.Context, p, held planfile.Plan, stack string) (*report.Report, *policy.Settings, error) {
	open := a.open
	if open == nil {
		open = a.opener().Open
	}
	stream, err := open(ctx, held)
	if err != nil {
		return nil, nil, err
	}
	model, err := readAll(ctx, a.watched(p, stream))
	if err != nil {
		return nil, nil, err
	}
	options := a.request.options
	options.Source, options.Stack = p.Name, stack
	a.usePolicy(p, &options)
	if err := a.readGraph(ctx, &options); err != nil {
		return nil, nil, err
	}
	diagnostics, err := a.readConfig(p, model, &options)
	if err != nil {
		return nil, nil, err
	}
	a.progress.Working(fmt.Sprintf("analysing %d resources", len(model.Changes)+len(model.Unchanged)))
	r, err := analyzer.Analyze(ctx, model, options)
	if err != nil {
		return nil, nil, err
	}
	r.Diagnostics = append(diagnostics, r.Diagnostics...)
	if options.Policy != nil {
		strict := a.strict(&options)
		a.policyStrict = a.policyStrict || strict
		r.Gates = append(r.Gates, policyGates(options.Policy, strict).decide(r)...)
	}
	return r, options.Policy, nil
}

func (a *analyzeRun) opener() planfile.Opener {
	return planfile.Opener{Stdin: a.process.Stdin, Terraform: a.flags.terraform, Store: a.store}
}

// readAll reads the plan and closes the stream. If the program that wrote the stream
// failed, that is what went wrong, whatever it wrote.
func readAll(ctx context.Context, stream io.ReadCloser) (*plan.Plan, error) {
	needs, err := analyzer.Needs()
	if err != nil {
		return nil, err
	}
	model, err := plan.ReadLean(ctx, stream, needs)
	if closeErr := stream.Close(); closeErr != nil {
		return nil, closeErr
	}
	return model, err
}

// rendering is how an output is rendered: with the terminal's width and colour where it goes
// to standard output.
func (a *analyzeRun) rendering(out output, screen terminal.Output) render.Options {
	options := a.request.render
	options.Width, options.FullReport = terminal.DefaultWidth, a.request.fullReport()
	if out.path == "" {
		options.Width, options.Color = screen.Width, screen.Color && !a.flags.noColor
	}
	return options
}

// write writes every report that was asked for.
func (a *analyzeRun) write(ctx context.Context, r *report.Report) error {
	screen := terminal.Describe(a.process.Stdout, a.process.Getenv)
	for _, out := range a.request.outputs {
		options := a.rendering(out, screen)
		options.Folders = a.folders
		err := a.deliver(ctx, out, func(w io.Writer) error { return out.format.Write(w, r, options) })
		if err != nil {
			return err
		}
	}
	return nil
}

// printDiagnostics tells on standard error what the report could not be sure of.
func (a *analyzeRun) printDiagnostics(r *report.Report) {
	if a.flags.quiet {
		return
	}
	out := bufio.NewWriter(a.process.Stderr) // a plan may give cause to very many
	defer out.Flush()                        //nolint:errcheck // there is nowhere left to tell
	for _, d := range r.Diagnostics {
		_, _ = fmt.Fprintf(out, "tfblast: %s: %s\n", d.Severity, render.Clean(report.InStack(d.Stack, d.Summary)))
		if d.Detail != "" {
			_, _ = fmt.Fprintf(out, "  %s\n", render.Clean(d.Detail))
		}
	}
	for _, g := range r.Gates {
		if !g.Passed {
			_, _ = fmt.Fprintf(out, "tfblast: gate %s failed: %s\n", render.Clean(g.Name), render.Clean(report.InStack(g.Stack, g.Why)))
		}
	}
	if a.flags.gates.strict && len(r.Gates) == 0 {
		_, _ = fmt.Fprintln(out, "tfblast: warning: --strict has nothing to do without a gate such as --fail-on")
	}
}

func gateError(r *report.Report) error {
	var failed []string
	for _, g := range r.Gates {
		if !g.Passed {
			failed = append(failed, g.Name)
		}
	}
	if len(failed) == 0 {
		return nil
	}
	return &GateError{Failed: failed}
}
