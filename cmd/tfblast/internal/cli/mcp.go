package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"github.com/tfblast/tfblast/analyzer"
	"github.com/tfblast/tfblast/analyzer/plan"
	"github.com/tfblast/tfblast/analyzer/report"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/mcp"
	"github.com/tfblast/tfblast/cmd/tfblast/internal/planfile"
	"github.com/tfblast/tfblast/rules"
)

const mcpHelp = `mcp serves agents over the Model Context Protocol, on standard input and output.
Its tools only read: analyze_plan, explain_change, downstream_of, gate_status.

Plans are read from one folder and those below it. The gates are those that mcp
is started with; an agent can ask how they stand and can't change them. Text out
of a plan is passed on in fields of its own, short and without control
characters, never in a sentence.`

func newMCP(p Process) *cobra.Command {
	f, root := &flags{}, "."
	cmd := &cobra.Command{
		Use:     "mcp",
		Short:   "Serve agents over the Model Context Protocol (read-only)",
		Long:    mcpHelp,
		Example: "  tfblast mcp --root infra --fail-on high --max-delete 0",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, err := f.check(p.Now); err != nil {
				return err
			}
			if info, err := os.Stat(root); err != nil || !info.IsDir() {
				return fmt.Errorf("--root %s: there is no such folder", root)
			}
			server := &mcp.Server{Version: version(), Title: ruleTitle, Analyst: &planReader{process: p, flags: f, root: root}, Log: p.Stderr}
			return server.Serve(cmd.Context(), &sdk.IOTransport{Reader: io.NopCloser(p.Stdin), Writer: openWriter{p.Stdout}})
		},
	}
	set := cmd.Flags()
	set.SortFlags = false
	set.StringVar(&root, "root", root, "`DIR` that plans are read from")
	f.gates.register(set)
	f.signoff.register(set, 0)
	f.intent.register(set)
	f.registerReading(set)
	return cmd
}

func ruleTitle(id string) string {
	rule, _ := rules.Lookup(id)
	return rule.Title
}

// openWriter is standard output, which the end of a session does not close.
type openWriter struct{ io.Writer }

// Close does nothing.
func (openWriter) Close() error { return nil }

// planReader reads the plans of one folder for agents.
type planReader struct {
	process Process
	flags   *flags
	root    string
}

// Analyze makes the report of a plan, its gates decided.
func (p *planReader) Analyze(ctx context.Context, name string) (*report.Report, error) {
	a, found, err := p.open(name)
	if err != nil {
		return nil, err
	}
	if err := a.prepare(ctx); err != nil {
		return nil, err
	}
	r, err := a.analyze(ctx, found, "")
	if err != nil {
		return nil, err
	}
	r.Diagnostics = slices.Concat(a.policyWarnings, a.evidence.diagnostics, r.Diagnostics)
	r.Gates = slices.Concat(r.Gates, intentGates(a.evidence.declared, r), a.asked().decide(r))
	return r, nil
}

// Explain explains one address of a plan.
func (p *planReader) Explain(ctx context.Context, name, address string) (*report.Explanation, error) {
	a, found, err := p.open(name)
	if err != nil {
		return nil, err
	}
	model, options, err := a.openOne(ctx, found.Name, plan.Read)
	if err != nil {
		return nil, err
	}
	e, err := analyzer.Explain(ctx, model, options, address)
	if err == nil {
		return e, nil
	}
	if _, other := analyzer.Analyze(ctx, model, options); other == nil {
		err = errors.Join(mcp.ErrNoAddress, err) // the plan is sound
	}
	return nil, err
}

// open finds a plan within the folder, links followed, and makes a run of its own: the time
// is that of the call.
func (p *planReader) open(name string) (*analyzeRun, planfile.Plan, error) {
	request, err := p.flags.check(p.process.Now)
	if err != nil {
		return nil, planfile.Plan{}, err
	}
	root, err := filepath.EvalSymlinks(p.root)
	if err == nil {
		root, err = filepath.Abs(root)
	}
	if err != nil {
		return nil, planfile.Plan{}, errors.Join(mcp.ErrNoPlan, err)
	}
	path, err := filepath.EvalSymlinks(filepath.Join(root, name)) // absolute, as the root is
	if err != nil || !filepath.IsLocal(name) {
		return nil, planfile.Plan{}, errors.Join(mcp.ErrNoPlan, err)
	}
	within, err := filepath.Rel(root, path)
	if err != nil || !filepath.IsLocal(within) {
		return nil, planfile.Plan{}, errors.Join(mcp.ErrNoPlan, err)
	}
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil, planfile.Plan{}, errors.Join(mcp.ErrNoPlan, err)
	}
	process := p.process
	process.Stdin = nil // the agent's messages are no plan
	return newRun(process, p.flags, request), planfile.Plan{Name: path, Folder: filepath.Dir(path)}, nil
}
