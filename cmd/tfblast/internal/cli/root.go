// Package cli holds the commands of tfblast, one file each: flags in, exit code out.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer/render"
)

// Process is what the command has from the process it runs in.
type Process struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Now            func() time.Time
}

// Main runs tfblast with the given arguments, the program's name left out.
//
// A fault of the program itself is an error like any other: the runtime's own exit code
// for it is that of a failed gate.
func Main(ctx context.Context, args []string, p Process) (code ExitCode) {
	defer func() {
		if fault := recover(); fault != nil {
			printError(p.Stderr, fmt.Errorf("internal error: %v; please report it with the command that you ran\n%s", fault, debug.Stack()))
			code = ExitError
		}
	}()
	root := newRoot(p)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil && !errors.Is(err, errReported) && !errors.Is(err, errChanges) {
		if _, gate := errors.AsType[*GateError](err); !gate {
			printError(p.Stderr, err)
		}
	}
	return exitCode(err)
}

// printError prints an error on one line. Its text may hold text out of a plan.
func printError(w io.Writer, err error) {
	_, _ = fmt.Fprintf(w, "tfblast: error: %s\n", render.Clean(err.Error()))
}

const longHelp = `tfblast reads a Terraform or OpenTofu plan and says what it would break: which
resources are destroyed or replaced, how many others depend on them, and what
it takes to get them back. Changes are ranked by risk.

PLAN is the output of "terraform show -json tfplan" (a file, or - for standard
input, which is also read when it is a pipe), a binary plan file, or a directory
of plans. gzip and zstd are read as they are.

Exit codes: 0 analysed, every gate passed; 2 a gate failed; 1 anything else.`

const examples = `  terraform show -json tfplan | tfblast
  tfblast tfplan
  tfblast --fail-on high plan.json
  tfblast -f markdown=report.md -f json=report.json plan.json`

// Command is tfblast's command with all below it, from which manual pages and completions
// are made.
func Command(p Process) *cobra.Command {
	root := newRoot(p)
	root.InitDefaultCompletionCmd()
	return root
}

func newRoot(p Process) *cobra.Command {
	root := &cobra.Command{
		Use:           "tfblast [PLAN ...]",
		Short:         "Blast-radius reports for Terraform and OpenTofu plans",
		Long:          longHelp,
		Example:       examples,
		Args:          cobra.ArbitraryArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetUsageFunc(usage)
	root.SetIn(p.Stdin)
	root.SetOut(p.Stdout)
	root.SetErr(p.Stderr)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		return fmt.Errorf("%w; see `tfblast --help`", err)
	})
	addAnalyze(root, p)
	addVersion(root, p)

	analyze := &cobra.Command{
		Use:     "analyze [PLAN ...]",
		Short:   "Analyze plans (what tfblast does without a command)",
		Long:    longHelp,
		Example: strings.ReplaceAll(examples, "tfblast", "tfblast analyze"),
		Args:    cobra.ArbitraryArgs,
	}
	addAnalyze(analyze, p)
	root.AddCommand(analyze, newWhatIf(p), newExplain(p), newPlan(p), newComment(p), newRules(p), newPolicy(p),
		newFingerprint(p), newApprove(p), newVerify(p), newGuard(p), newMCP(p), newVersion(p))
	addCompletions(root, choices())
	return root
}
