package cli

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/diagnostic"
	"github.com/tfblast/tfblast/analyzer/provenance"
	"github.com/tfblast/tfblast/analyzer/render"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/policyfile"
	"github.com/tfblast/tfblast/rules/policy"
)

const policyHelp = `policy checks, tests and begins the team's own rules: HCL files that tfblast
reads beside its built-in rules. Without a FILE the commands take the one that an
analysis would take: .tfblast.hcl here or above in the repository.`

func newPolicy(p Process) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "policy",
		Short: "Check, test or begin the team's own rules",
		Long:  policyHelp,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fmt.Errorf("policy has no command %q: want one of check, test, init", args[0])
			}
			return errors.New("policy wants a command: check, test or init; see `tfblast policy --help`")
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	cmd.AddCommand(newPolicyCheck(p), newPolicyTest(p), newPolicyInit(p))
	return cmd
}

// readPolicy reads the named files, or the one that an analysis would take. That there is
// none is an error.
func readPolicy(ctx context.Context, p Process, names []string) (*policy.Policy, []policy.File, []diagnostic.Diagnostic, error) {
	files, err := policyfile.Query{Names: names}.Read(ctx)
	if err != nil {
		return nil, nil, nil, err
	}
	if len(files) == 0 {
		return nil, nil, nil, fmt.Errorf("there is no %s here or above: name a FILE, or write one with `tfblast policy init`", policyfile.Name)
	}
	loaded, warnings, err := loadPolicy(files, p)
	return loaded, files, warnings, err
}

func newPolicyCheck(p Process) *cobra.Command {
	return &cobra.Command{
		Use:   "check [FILE ...]",
		Short: "Read policy files and say what is wrong with them",
		Long: `check reads policy files and says what is wrong with them, with the place and what
to do: names, types, words, rules that never fire. Several files are read together,
as --policy reads them. It prints their digest for --policy-lock.`,
		Example: "  tfblast policy check\n  tfblast policy check organisation.hcl .tfblast.hcl",
		RunE: func(cmd *cobra.Command, args []string) error {
			loaded, files, warnings, err := readPolicy(cmd.Context(), p, args)
			if err != nil {
				return err
			}
			for _, w := range warnings {
				_, _ = fmt.Fprintf(p.Stderr, "tfblast: %s: %s\n  %s\n", w.Severity, render.Clean(w.Summary), render.Clean(w.Detail))
			}
			for _, text := range loaded.Expired(p.Now()) {
				_, _ = fmt.Fprintf(p.Stderr, "tfblast: warning: %s\n", render.Clean(text))
			}
			s := &sheet{out: p.Stdout}
			holds := counted(len(loaded.Rules()), "rule")
			if n := len(loaded.Gates()); n > 0 {
				holds += ", " + counted(n, "gate")
			}
			s.line(render.Clean(fmt.Sprintf("%s: %s, %s", fileNames(files), holds, counted(len(loaded.Cases()), "test"))))
			if untested := loaded.Untested(); len(untested) > 0 {
				s.paragraph("no test expects: ", strings.Join(untested, ", "))
			}
			s.line("digest: " + policy.Digest(files))
			return s.err
		},
	}
}

func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

func newPolicyTest(p Process) *cobra.Command {
	return &cobra.Command{
		Use:   "test [FILE ...]",
		Short: "Run the test blocks of policy files",
		Long: `test runs the test blocks of policy files: it analyses each one's plan under the
policy and compares the report with what the block expects. It exits with 1 if one of
them fails. Plans are found relative to their policy file.`,
		Example: "  tfblast policy test",
		RunE: func(cmd *cobra.Command, args []string) error {
			loaded, files, _, err := readPolicy(cmd.Context(), p, args)
			if err != nil {
				return err
			}
			if len(loaded.Cases()) == 0 {
				return fmt.Errorf("%s: no test block: nothing was tested", fileNames(files))
			}
			results, err := loaded.RunCases(cmd.Context(), func(ctx context.Context, c policy.Case) (*policy.Outcome, error) {
				return runCase(ctx, p, loaded, c)
			})
			if err != nil {
				return err
			}
			s := &sheet{out: p.Stdout}
			failed := 0
			for _, r := range results {
				if len(r.Failures) == 0 {
					s.line("ok      " + render.Clean(r.Name))
					continue
				}
				failed++
				s.line("FAILED  " + render.Clean(r.Name))
				for _, f := range r.Failures {
					s.line("        " + render.Clean(f))
				}
			}
			if s.err != nil {
				return s.err
			}
			if failed > 0 {
				return fmt.Errorf("%d of %s failed", failed, counted(len(results), "test"))
			}
			return nil
		},
	}
}

// runCase makes the report of a test's plan. Source is not looked at: a test says the same
// wherever it runs.
func runCase(ctx context.Context, p Process, loaded *policy.Policy, c policy.Case) (*policy.Outcome, error) {
	name := filepath.FromSlash(c.Plan)
	if !filepath.IsAbs(name) {
		name = filepath.Join(filepath.Dir(filepath.FromSlash(c.File)), name)
	}
	stream, err := planfile.Opener{}.Open(ctx, planfile.Plan{Name: name, Folder: filepath.Dir(name)})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Plan, err)
	}
	model, err := readAll(ctx, stream)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Plan, err)
	}
	now := c.Now
	if now.IsZero() {
		now = p.Now()
	}
	settings := loaded.Settings(policy.Scope{Stack: c.Stack, Workspace: c.Workspace, Now: now})
	options := analyzer.Options{Source: c.Plan, Stack: c.Stack, Now: now, Policy: settings}
	if c.AIAssisted != nil {
		options.Provenance = &provenance.Result{Stated: provenance.No, AIAssisted: *c.AIAssisted}
		if *c.AIAssisted {
			options.Provenance.Stated = provenance.Yes
		}
	}
	r, err := analyzer.Analyze(ctx, model, options)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Plan, err)
	}
	outcome := &policy.Outcome{Level: r.Summary.Level, Findings: r.Findings, Gates: map[string]bool{}}
	for i := range r.Changes {
		judged := policy.JudgedChange{Address: r.Changes[i].Address, Level: r.Changes[i].Risk.Level, Ignored: r.Changes[i].Ignored != nil}
		for _, f := range r.Changes[i].Risk.Factors {
			judged.Rules = append(judged.Rules, f.Rule)
		}
		outcome.Changes = append(outcome.Changes, judged)
	}
	for _, g := range policyGates(settings, settings.Gates().Strict).decide(r) {
		outcome.Gates[g.Name] = g.Passed
	}
	for _, req := range analyzer.Requirements(r, settings) {
		outcome.Gates[req.Gate] = !req.Applies // nobody has approved of a test
	}
	return outcome, nil
}

func newPolicyInit(p Process) *cobra.Command {
	return &cobra.Command{
		Use:     "init [FILE]",
		Short:   "Write a commented policy file to begin with",
		Long:    "init writes a commented policy file, " + policyfile.Name + " if none is named. It writes over no file.",
		Example: "  tfblast policy init",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return errors.New("init takes one FILE at most; see `tfblast policy init --help`")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			name := slices.Concat(args, []string{policyfile.Name})[0]
			f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644) //nolint:gosec // it goes into the repository, for all to read
			if errors.Is(err, fs.ErrExist) {
				return fmt.Errorf("%s is there already: init writes over no file", name)
			}
			if err != nil {
				return fmt.Errorf("write policy: %w", err)
			}
			_, err = f.Write(policy.Starter())
			if err := errors.Join(err, f.Close()); err != nil {
				return fmt.Errorf("write policy %s: %w", name, err)
			}
			_, err = fmt.Fprintf(p.Stdout, "%s is written. Next: edit it, then run tfblast policy check\n", render.Clean(name))
			return err
		},
	}
}
